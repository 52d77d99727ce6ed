using System.CommandLine;
using InfluenceGraph.Tool.Output;
using InfluenceGraph.Tool.Progress;
using InfluenceGraph.Tool.Sources;
using static InfluenceGraph.Tool.CommandLine.Options;

namespace InfluenceGraph.Tool.Commands;

/// <summary>Says why a customer has their social value.</summary>
internal sealed class ExplainCommand : QuestionCommand
{
    private readonly Argument<string> _customer = new("CUSTOMER") { Description = "The customer's key, as in the data." };

    private readonly Option<double> _damping = Number("--damping", "D", "The word-of-mouth share, as for score.", 0.85, d => d is >= 0 and < 1, "a number from 0 to below 1");

    private readonly Option<int> _names = Count("--names", "N", "How many ties and origins are named.", 10, least: 1);

    internal ExplainCommand(TimeProvider clock)
        : base("explain", """
            Why is a customer worth what they are worth? How much is their own, how much came through the direct
            circle and from beyond, through which ties, and whose value it was.
            """, clock)
    {
        Add(_customer, _damping, _names);
        AddCommon();
    }

    internal override IReadOnlyList<string> Examples =>
    [
        "influencegraph explain C0042 --crm crm --as-of 2026-01-01 --ignore-consent 'made-up people'",
        "influencegraph explain C0042 --ties crm/ties.csv --from from --to to --json",
    ];

    internal override AnswerShape Shape { get; } = new(
        ["customer", "rank", "of", "social_value", "own_value", "own_part", "circle_part", "beyond_part", "ties", "other_ties", "other_origins", "untraced"],
        new TableShape("ties", [new("through"), new("amount", CellKind.Amount), new("share_of_theirs", CellKind.Share), new("permission", CellKind.Number), new("strength", CellKind.Number)]),
        new TableShape("origins", [new("customer"), new("amount", CellKind.Amount), new("in_circle")]));

    protected override Answer AnswerTo(ToolRun run, Ground ground)
    {
        string customer = ground.Require(run.Get(_customer));
        SocialValueResult<string> value = run.Show("Computing social value", tell => ground.SocialValue(o => o with { Damping = run.Get(_damping), Threads = Source.Threads(run) }, Reports.Iterations(tell), run.Stop));
        Explanation<string> why = value.Explain(customer, o => o with { Top = run.Get(_names) });
        return new()
        {
            Facts =
            [
                new("customer", why.Customer),
                new("rank", why.Rank, CellKind.Id),
                new("of", why.TotalCustomers, CellKind.Whole),
                new("social_value", why.SocialValue, CellKind.Amount),
                new("own_value", why.OwnValue, CellKind.Amount),
                new("own_part", why.OwnPart, CellKind.Amount),
                new("circle_part", why.CirclePart, CellKind.Amount),
                new("beyond_part", why.BeyondPart, CellKind.Amount),
                new("ties", why.TieCount, CellKind.Whole),
                new("other_ties", why.OtherTies, CellKind.Amount),
                new("other_origins", why.OtherOrigins, CellKind.Amount),
                new("untraced", why.Untraced, CellKind.Amount),
            ],
            Tables =
            [
                Shape.Tables[0].Of(why.Ties, tie => [tie.Customer, tie.Amount, tie.ShareOfTheirs, tie.Permission, tie.Strength]),
                Shape.Tables[1].Of(why.Origins, origin => [origin.Customer, origin.Amount, origin.IsInCircle]),
            ],
            Receipt = value.Receipt,
        };
    }
}
