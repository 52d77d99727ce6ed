using System.CommandLine;
using InfluenceGraph.Tool.Output;
using InfluenceGraph.Tool.Progress;
using InfluenceGraph.Tool.Sources;
using static InfluenceGraph.Tool.CommandLine.Options;

namespace InfluenceGraph.Tool.Commands;

/// <summary>Finds communities.</summary>
internal sealed class CommunitiesCommand : QuestionCommand
{
    private readonly Option<CommunityQuality> _quality = Choice<CommunityQuality>("--quality", "What makes a community good.", CommunityQuality.Modularity);

    private readonly Option<double> _resolution = Number("--resolution", "R", "More makes smaller communities.", 1, r => r > 0 && double.IsFinite(r), "a number above 0");

    private readonly Option<double> _tagShare = Number("--tag-share", "SHARE", "How much common tags count beside ties.", 0, share => share is >= 0 and <= 1, "a number from 0 to 1");

    private readonly Option<int> _minSize = Count("--min-size", "N", "Smaller communities are not listed.", 1, least: 1);

    private readonly Option<int> _seed = Count("--seed", "N", "The seed of the search.", 1, least: 0);

    internal CommunitiesCommand(TimeProvider clock)
        : base("communities", """
            Which customers belong together? Communities by ties (and tags), largest first, with the customers
            who belong to each: --csv --table members writes customer and community.
            """, clock)
    {
        Add(_quality, _resolution, _tagShare, _minSize, _seed);
        AddCommon();
    }

    internal override IReadOnlyList<string> Examples =>
    [
        "influencegraph communities --crm crm --as-of 2026-01-01",
        "influencegraph communities --crm crm --as-of 2026-01-01 --csv --table members --out members.csv",
    ];

    internal override AnswerShape Shape { get; } = new(
        ["communities", "customers", "quality", "modularity", "coverage", "converged", "not_listed"],
        new TableShape("communities",
        [
            new("community", CellKind.Id), new("size", CellKind.Whole), new("own_value", CellKind.Amount), new("density", CellKind.Number), new("conductance", CellKind.Number), new("ties_within", CellKind.Whole), new("some_members"),
        ]),
        new TableShape("members", [new("customer"), new("community", CellKind.Id)]));

    protected override Answer AnswerTo(ToolRun run, Ground ground)
    {
        CommunityResult<string> found = run.Show("Finding communities", tell => ground.View.Communities(
            o => o with
            {
                Quality = run.Get(_quality),
                Resolution = run.Get(_resolution),
                TagShare = run.Get(_tagShare),
                MinSize = run.Get(_minSize),
                Seed = run.Get(_seed),
                Threads = Source.Threads(run),
            },
            Reports.Work(tell),
            run.Stop));
        return new()
        {
            Facts =
            [
                new("communities", found.CommunityCount, CellKind.Whole),
                new("customers", found.Count, CellKind.Whole),
                new("quality", found.Quality, CellKind.Number),
                new("modularity", found.Modularity, CellKind.Number),
                new("coverage", found.Coverage, CellKind.Share),
                new("converged", found.Converged),
                new("not_listed", found.CustomersNotListed, CellKind.Whole),
            ],
            Tables =
            [
                Shape.Tables[0].Of(found.Communities, community => [community.Id, community.Size, community.OwnValue, community.Density, community.Conductance, community.InternalTies, string.Join(", ", community.Members.Take(5)) + (community.Size > 5 ? ", ..." : "")]),
                Shape.Tables[1].Of(found, member => [member.Key, member.Value]) with { IsForScripts = true },
            ],
            Receipt = found.Receipt,
        };
    }
}
