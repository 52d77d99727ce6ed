using System.CommandLine;
using InfluenceGraph.Tool.CommandLine;
using InfluenceGraph.Tool.Output;
using InfluenceGraph.Tool.Progress;
using InfluenceGraph.Tool.Sources;
using static InfluenceGraph.Tool.CommandLine.Options;

namespace InfluenceGraph.Tool.Commands;

/// <summary>Chooses whom to tell first.</summary>
internal sealed class SeedsCommand : QuestionCommand
{
    private readonly Option<int> _count = Count("--count", "N", "How many customers to choose.", 10, least: 1);

    private readonly Option<string[]> _exclude = Several("--exclude", "CUSTOMER", "Never choose this customer; may be given several times.");

    private readonly Option<string[]> _mustHave = Several("--must-have", "CUSTOMER", "Choose this customer in any case; may be given several times.");

    private readonly Option<bool> _ownValue = Switch("--in-own-value", "Reach as much own value as possible, not as many customers.");

    private readonly Option<double> _epsilon = Number("--epsilon", "SHARE", "How far the promise may stay below the best possible one.", 0.1, e => e is > 0 and < 1, "a number above 0 and below 1");

    private readonly WordOptions _word = new(worlds: null);

    internal SeedsCommand(TimeProvider clock)
        : base("seeds", """
            Whom to tell first, so that a word goes as far as possible? Customers in the order in which they were
            chosen, what each adds, and a certificate of how good the choice is. Where consents are kept, only
            customers who consented to the purpose 'seed' are chosen.
            """, clock)
    {
        Add(_count, _exclude, _mustHave, _ownValue, _epsilon);
        _word.AddTo(Command);
        AddCommon();
    }

    internal override IReadOnlyList<string> Examples =>
    [
        "influencegraph seeds --crm crm --as-of 2026-01-01 --count 5",
        "influencegraph seeds --ties crm/ties.csv --from from --to to --count 3 --exclude C0042 --json",
    ];

    internal override AnswerShape Shape { get; } = new(
        ["reach", "low", "high", "certified_ratio", "ratio_sought", "guaranteed", "stopped_by", "upper_bound", "samples", "seed"],
        new TableShape("seeds",
        [
            new("rank", CellKind.Id), new("customer"), new("gain", CellKind.Amount), new("gain_low", CellKind.Amount), new("gain_high", CellKind.Amount), new("reach", CellKind.Amount), new("overlap", CellKind.Share), new("must_have"), new("reason"),
        ]));

    protected override Answer AnswerTo(ToolRun run, Ground ground)
    {
        SeedPlan<string> plan = run.Show("Choosing seeds", tell => ground.View.Seeds(
            run.Get(_count),
            o => o with
            {
                Model = _word.Model(run, ground),
                Measure = run.Get(_ownValue) ? ReachMeasure.OwnValue : ReachMeasure.Customers,
                Exclude = [.. run.Get(_exclude).Select(ground.Require)],
                MustHave = [.. run.Get(_mustHave).Select(ground.Require)],
                Eligible = ground.Source.KeepsConsents ? ground.For(Purpose.Seed) : null,
                Epsilon = run.Get(_epsilon),
                Seed = _word.Seed(run),
                Threads = Source.Threads(run),
            },
            Reports.Seeds(tell),
            run.Stop));
        return new()
        {
            Facts =
            [
                new("reach", plan.Reach.Value, CellKind.Amount),
                new("low", plan.Reach.Low, CellKind.Amount),
                new("high", plan.Reach.High, CellKind.Amount),
                new("certified_ratio", plan.CertifiedRatio, CellKind.Share),
                new("ratio_sought", plan.RatioSought, CellKind.Share),
                new("guaranteed", plan.IsGuaranteed),
                new("stopped_by", Word(plan.StoppedBy)),
                new("upper_bound", plan.UpperBound, CellKind.Amount),
                new("samples", plan.SampledSets, CellKind.Whole),
                new("seed", plan.Seed, CellKind.Id),
            ],
            Tables = [Shape.Tables[0].Of(plan.Seeds, seed => [seed.Rank, seed.Customer, seed.Gain.Value, seed.Gain.Low, seed.Gain.High, seed.Reach.Value, seed.Overlap, seed.IsMustHave, seed.Reason])],
            Receipt = plan.Receipt,
        };
    }
}
