using System.CommandLine;
using InfluenceGraph.Tool.CommandLine;
using InfluenceGraph.Tool.Output;
using InfluenceGraph.Tool.Progress;
using InfluenceGraph.Tool.Sources;
using static InfluenceGraph.Tool.CommandLine.Options;

namespace InfluenceGraph.Tool.Commands;

/// <summary>Says how far a complaint goes, and whom to answer first.</summary>
internal sealed class ContainCommand : QuestionCommand
{
    private readonly Argument<string[]> _complainers = new("CUSTOMER") { Description = "Who complains.", Arity = ArgumentArity.OneOrMore };

    private readonly Option<int> _answers = Count("--answers", "N", "How many customers can be answered.", 5, least: 0);

    private readonly Option<int> _advocates = Count("--advocates", "N", "How many customers can be asked to speak up.", 0, least: 0);

    private readonly Option<string?> _by = Text("--by", "CHANNEL", "On which channel customers are answered or asked. [default: any]");

    private readonly WordOptions _word = new(1000);

    internal ContainCommand(TimeProvider clock)
        : base("contain", """
            A complaint has started at these customers. How far will it go, what is at risk, and whom do we answer
            first? Where consents are kept, only customers who consented to 'contact' are answered or asked.
            Complaints travel otherwise than praise: give them a --propensity of their own.
            """, clock)
    {
        Add(_complainers, _answers, _advocates, _by);
        _word.AddTo(Command);
        AddCommon();
    }

    internal override IReadOnlyList<string> Examples =>
    [
        "influencegraph contain C0042 --crm crm --as-of 2026-01-01 --ignore-consent 'made-up people'",
        "influencegraph contain C0042 C0007 --ties crm/ties.csv --from from --to to --propensity 0.1 --answers 3 --advocates 1 --json",
    ];

    internal override AnswerShape Shape { get; } = new(
        ["reached", "reached_low", "reached_high", "at_risk", "at_risk_low", "at_risk_high", "bad_case_reached", "loss_without_action", "loss_avoided", "loss_remaining", "measure", "each_answer_best", "worlds", "seed"],
        new TableShape("steps", [new("order", CellKind.Id), new("action"), new("customer"), new("loss_avoided", CellKind.Amount), new("low", CellKind.Amount), new("high", CellKind.Amount), new("loss_remaining", CellKind.Amount)]),
        new TableShape("most_at_risk", [new("customer"), new("chance", CellKind.Share), new("low", CellKind.Share), new("high", CellKind.Share), new("own_value", CellKind.Amount)]),
        new TableShape("hops", [new("hops", CellKind.Id), new("reached", CellKind.Amount), new("at_risk", CellKind.Amount)]),
        new TableShape("tipping_ties", [new("from"), new("to"), new("loss_avoided", CellKind.Amount), new("low", CellKind.Amount), new("high", CellKind.Amount), new("permission", CellKind.Number)]));

    protected override Answer AnswerTo(ToolRun run, Ground ground)
    {
        string[] complainers = [.. run.Get(_complainers).Select(ground.Require)];
        CascadeModel model = _word.Model(run, ground);
        CustomerGraphView<string>? reachable = ground.Source.KeepsConsents ? ground.For(Purpose.Contact, run.Get(_by) is string by ? new Channel(by) : null) : null;
        DominoResult<string> domino = run.Show("Simulating the complaint", tell => ground.View.Domino(
            complainers, o => o with { Model = model, Worlds = _word.Worlds(run), Seed = _word.Seed(run), Threads = Source.Threads(run) }, Reports.Work(tell), run.Stop));
        ContainmentPlan<string> plan = run.Show("Choosing answers", tell => ground.View.Containment(
            complainers,
            o => o with
            {
                Model = model,
                Count = run.Get(_answers),
                AdvocateCount = run.Get(_advocates),
                MayContact = reachable,
                MayAdvocate = reachable,
                Worlds = _word.Worlds(run),
                Seed = _word.Seed(run),
                Threads = Source.Threads(run),
            },
            Reports.Work(tell),
            run.Stop));
        return new()
        {
            Facts =
            [
                new("reached", domino.Reached.Value, CellKind.Amount),
                new("reached_low", domino.Reached.Low, CellKind.Amount),
                new("reached_high", domino.Reached.High, CellKind.Amount),
                new("at_risk", domino.AtRisk.Value, CellKind.Amount),
                new("at_risk_low", domino.AtRisk.Low, CellKind.Amount),
                new("at_risk_high", domino.AtRisk.High, CellKind.Amount),
                new("bad_case_reached", domino.BadCaseReached.Value, CellKind.Amount),
                new("loss_without_action", plan.LossWithoutAction.Value, CellKind.Amount),
                new("loss_avoided", plan.LossAvoided.Value, CellKind.Amount),
                new("loss_remaining", plan.LossRemaining.Value, CellKind.Amount),
                new("measure", plan.Measure),
                new("each_answer_best", plan.IsEachAnswerBest),
                new("worlds", plan.Worlds, CellKind.Whole),
                new("seed", plan.Seed, CellKind.Id),
            ],
            Tables =
            [
                Shape.Tables[0].Of(plan.Steps, step => [step.Order, Word(step.Action), step.Customer, step.LossAvoided.Value, step.LossAvoided.Low, step.LossAvoided.High, step.LossRemaining.Value]),
                Shape.Tables[1].Of(domino.MostAtRisk, risk => [risk.Customer, risk.Chance.Value, risk.Chance.Low, risk.Chance.High, risk.OwnValue]),
                Shape.Tables[2].Of(domino.OverHops, point => [point.Hops, point.Reached.Value, point.AtRisk.Value]),
                Shape.Tables[3].Of(domino.TippingTies, tie => [tie.From, tie.To, tie.LossAvoided.Value, tie.LossAvoided.Low, tie.LossAvoided.High, tie.Permission]),
            ],
            Receipt = plan.Receipt,
        };
    }
}
