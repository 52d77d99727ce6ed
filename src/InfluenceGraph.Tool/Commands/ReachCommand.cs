using System.CommandLine;
using InfluenceGraph.Tool.CommandLine;
using InfluenceGraph.Tool.Output;
using InfluenceGraph.Tool.Progress;
using InfluenceGraph.Tool.Sources;
using static InfluenceGraph.Tool.CommandLine.Options;

namespace InfluenceGraph.Tool.Commands;

/// <summary>Simulates how far a word travels.</summary>
internal sealed class ReachCommand : QuestionCommand
{
    private readonly Argument<string[]> _customers = new("CUSTOMER") { Description = "Who tells the word first.", Arity = ArgumentArity.OneOrMore };

    private readonly Option<bool> _ownValue = Switch("--in-own-value", "Count the own value of those reached, not their number.");

    private readonly Option<double> _precision = Number("--precision", "SHARE", "How wide half the interval may be, as a share of the reach.", 0.01, p => p is >= 0 and < 1, "a number from 0 to below 1");

    private readonly WordOptions _word = new(1_000_000);

    internal ReachCommand(TimeProvider clock)
        : base("reach", """
            How far does a word travel that these customers tell? The expected number of customers who hear it,
            they themselves included, with its interval and how it grows hop by hop. For everybody's reach,
            see score --measure reach.
            """, clock)
    {
        Add(_customers, _ownValue, _precision);
        _word.AddTo(Command);
        AddCommon();
    }

    internal override IReadOnlyList<string> Examples =>
    [
        "influencegraph reach C0042 --crm crm --as-of 2026-01-01 --ignore-consent 'made-up people' --propensity learned",
        "influencegraph reach C0042 C0007 --crm crm --as-of 2026-01-01 --ignore-consent 'made-up people'",
        "influencegraph reach C0042 --ties crm/ties.csv --from from --to to --propensity 0.05 --max-hops 3 --json",
    ];

    internal override AnswerShape Shape { get; } = new(
        ["reach", "low", "high", "median", "quantile_95", "worlds", "reached_precision", "seed", "measure"],
        new TableShape("curve", [new("hops", CellKind.Id), new("reach", CellKind.Amount), new("low", CellKind.Amount), new("high", CellKind.Amount)]));

    protected override Answer AnswerTo(ToolRun run, Ground ground)
    {
        string[] customers = [.. run.Get(_customers).Select(ground.Require)];
        int worlds = _word.Worlds(run);
        CascadeReachResult<string> reach = run.Show("Simulating", tell => ground.View.CascadeReach(
            customers,
            o => o with
            {
                Model = _word.Model(run, ground),
                Measure = run.Get(_ownValue) ? ReachMeasure.OwnValue : ReachMeasure.Customers,
                Precision = run.Get(_precision),
                MinWorlds = Math.Min(o.MinWorlds, worlds),
                MaxWorlds = worlds,
                Seed = _word.Seed(run),
                Threads = Source.Threads(run),
            },
            Reports.Work(tell),
            run.Stop));
        return new()
        {
            Facts =
            [
                new("reach", reach.Reach.Value, CellKind.Amount),
                new("low", reach.Reach.Low, CellKind.Amount),
                new("high", reach.Reach.High, CellKind.Amount),
                new("median", reach.Quantile(0.5).Value, CellKind.Amount),
                new("quantile_95", reach.Quantile(0.95).Value, CellKind.Amount),
                new("worlds", reach.Worlds, CellKind.Whole),
                new("reached_precision", reach.ReachedPrecision),
                new("seed", reach.Seed, CellKind.Id),
                new("measure", run.Get(_ownValue) ? "own value" : "customers"),
            ],
            Tables = [Shape.Tables[0].Of(reach.Curve, point => [point.Hops, point.Reach.Value, point.Reach.Low, point.Reach.High])],
            Receipt = reach.Receipt,
            Warnings = reach.ReachedPrecision ? [] : [$"the precision asked for was not reached in {reach.Worlds} worlds; the interval says what was."],
        };
    }
}
