using System.CommandLine;
using InfluenceGraph.Tool.Output;
using InfluenceGraph.Tool.Progress;
using InfluenceGraph.Tool.Sources;

namespace InfluenceGraph.Tool.Commands;

/// <summary>Who is in a segment.</summary>
internal sealed class SegmentCommand : QuestionCommand
{
    private readonly Argument<string> _query = new("QUERY") { Description = "The question, such as: tag running and own value >= 100. See docs/segments.md." };

    internal SegmentCommand(TimeProvider clock)
        : base("segment", """
            Who is it about, and who may be asked? A standing question about tags, attributes, own value, consents,
            scores ("social value", index, reach, "circle strength") and the group community; scores and groups are
            computed when the question names them.
            """, clock)
    {
        Add(_query);
        AddCommon();
    }

    internal override IReadOnlyList<string> Examples =>
    [
        "influencegraph segment 'own value >= 100' --crm crm --as-of 2026-01-01",
        "influencegraph segment 'score \"social value\" in top 10 % and consents to contact by email' --crm crm --as-of 2026-01-01 --csv",
    ];

    internal override AnswerShape Shape { get; } = new(
        ["segment", "members", "undecided", "unknown_tags"],
        new TableShape("members", [new("customer"), new("own_value", CellKind.Amount)]),
        new TableShape("suppressed", [new("reason"), new("count", CellKind.Whole)]));

    protected override Answer AnswerTo(ToolRun run, Ground ground)
    {
        string query = run.Get(_query);
        var segment = InfluenceGraph.Segment.Parse(query);
        string text = segment.ToString();
        SegmentResult<string> members = ground.View.Segment(
            segment,
            o => o with { Scores = Scores(text, run, ground), Groupings = Groupings(text, run, ground) },
            run.Stop);
        return new()
        {
            Facts =
            [
                new("segment", text),
                new("members", members.Count, CellKind.Whole),
                new("undecided", members.Undecided, CellKind.Whole),
                new("unknown_tags", members.UnknownTags.Count == 0 ? null : string.Join(", ", members.UnknownTags)),
            ],
            Tables =
            [
                Shape.Tables[0].Of(members.Members, customer => [customer, ground.Graph[customer].OwnValue]),
                Shape.Tables[1].Of(members.Suppressed, reason => [reason.Reason, reason.Count]),
            ],
            Receipt = members.Receipt,
            ExitCode = members.Count == 0 ? ExitCode.NotFound : ExitCode.Done,
            Warnings = members.UnknownTags.Count == 0 ? [] : [$"nobody has the tags {string.Join(", ", members.UnknownTags)}; they may be misspelt."],
        };
    }

    private Dictionary<string, IEnumerable<KeyValuePair<string, double>>> Scores(string text, ToolRun run, Ground ground)
    {
        var scores = new Dictionary<string, IEnumerable<KeyValuePair<string, double>>>(StringComparer.Ordinal);
        void AddIfNamed(string name, Func<IEnumerable<KeyValuePair<string, double>>> compute)
        {
            if (text.Contains($"score {name}", StringComparison.OrdinalIgnoreCase) || text.Contains($"score \"{name}\"", StringComparison.OrdinalIgnoreCase))
            {
                scores[name] = compute();
            }
        }

        int? threads = Source.Threads(run);
        AddIfNamed("social value", () => run.Show("Computing social value", tell => ground.SocialValue(o => o with { Threads = threads }, Reports.Iterations(tell), run.Stop)));
        AddIfNamed("index", () => ground.View.CustomerIndex(cancellationToken: run.Stop));
        AddIfNamed("reach", () => run.Show("Simulating", tell => ground.View.CascadeReachOfEach(o => o with { Threads = threads }, Reports.Work(tell), run.Stop)).Select(reach => KeyValuePair.Create(reach.Key, reach.Value.Value)));
        AddIfNamed("circle strength", () => run.Show("Computing circles", tell => ground.View.CircleStrength(o => o with { Threads = threads }, Reports.Work(tell), run.Stop))
            .Where(circle => circle.Score is not null).Select(circle => KeyValuePair.Create(circle.Owner, circle.Score!.Value)));
        return scores;
    }

    private Dictionary<string, IEnumerable<KeyValuePair<string, string>>> Groupings(string text, ToolRun run, Ground ground)
    {
        var groupings = new Dictionary<string, IEnumerable<KeyValuePair<string, string>>>(StringComparer.Ordinal);
        if (text.Contains("group community", StringComparison.OrdinalIgnoreCase))
        {
            groupings["community"] = run.Show("Finding communities", tell => ground.View.Communities(o => o with { Threads = Source.Threads(run) }, Reports.Work(tell), run.Stop)).AsGrouping();
        }

        return groupings;
    }
}
