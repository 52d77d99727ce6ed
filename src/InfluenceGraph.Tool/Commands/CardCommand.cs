using System.CommandLine;
using InfluenceGraph.Tool.Output;
using InfluenceGraph.Tool.Progress;
using InfluenceGraph.Tool.Sources;
using static InfluenceGraph.Tool.CommandLine.Options;

namespace InfluenceGraph.Tool.Commands;

/// <summary>Shows all that is known of a customer.</summary>
internal sealed class CardCommand : QuestionCommand
{
    private readonly Argument<string> _customer = new("CUSTOMER") { Description = "The customer's key, as in the data." };

    private readonly Option<bool> _markdown = Switch("--markdown", "The card as Markdown, for a side panel or a mail.");

    private readonly Option<bool> _reach = Switch("--with-reach", "Simulate the reach of everybody too, for the card's reach and its place; the slowest part.");

    internal CardCommand(TimeProvider clock)
        : base("card", """
            All that is known of a customer on one card. Social value and where it comes from, index, circle,
            bridges, ties, community and role, tags, attributes, consents, and what is missing.
            """, clock)
    {
        Add(_customer, _markdown, _reach);
        AddCommon();
    }

    internal override IReadOnlyList<string> Examples =>
    [
        "influencegraph card C0042 --crm crm --as-of 2026-01-01 --ignore-consent 'made-up people'",
        "influencegraph card C0042 --crm crm --as-of 2026-01-01 --ignore-consent 'made-up people' --markdown --with-reach",
    ];

    internal override AnswerShape Shape { get; } = new(
        ["customer", "as_of", "own_value", "social_value", "social_value_rank", "index", "index_rank", "circle_strength", "circle_strength_low", "circle_strength_high", "effective_size", "reach", "reach_low", "reach_high", "can_reach", "can_be_reached_by", "community", "community_size", "role", "quadrant", "consent", "card"],
        new TableShape("consents", [new("purpose"), new("channel"), new("standing"), new("from"), new("until"), new("source")]),
        new TableShape("tags", [new("tag"), new("weight", CellKind.Number), new("inferred")]),
        new TableShape("attributes", [new("attribute"), new("value")]),
        new TableShape("missing", [new("what")]));

    protected override Answer AnswerTo(ToolRun run, Ground ground)
    {
        string customer = ground.Require(run.Get(_customer));
        CustomerGraphView<string> view = ground.View;
        int? threads = Source.Threads(run);
        SocialValueResult<string> value = run.Show("Computing social value", tell => view.SocialValue(o => o with { Threads = threads }, Reports.Iterations(tell), run.Stop));
        CommunityResult<string> communities = run.Show("Finding communities", tell => view.Communities(o => o with { Threads = threads }, Reports.Work(tell), run.Stop));
        RolesResult<string> roles = view.Roles(communities, cancellationToken: run.Stop);
        var grouping = new Dictionary<string, RolesResult<string>>(StringComparer.Ordinal) { ["community"] = roles };
        var known = new CardOptions<string>
        {
            SocialValue = value,
            Spend = value.AgainstSpend(),
            Index = view.CustomerIndex(o => o with { Roles = grouping }, run.Stop),
            CircleStrength = run.Show("Computing circles", tell => view.CircleStrength(o => o with { Threads = threads }, Reports.Work(tell), run.Stop)),
            Brokerage = run.Show("Computing bridges", tell => view.Brokerage(o => o with { Threads = threads }, Reports.Work(tell), run.Stop)),
            Communities = communities,
            Roles = grouping,
            Reach = run.Get(_reach) ? run.Show("Simulating", tell => view.CascadeReachOfEach(o => o with { Threads = threads }, Reports.Work(tell), run.Stop)) : null,
        };
        CustomerCard<string> card = view.Card(customer, _ => known);
        return new()
        {
            Facts = Facts(card, roles[customer]),
            Tables =
            [
                Shape.Tables[0].Of(card.Consents, consent => [consent.Purpose.Name, consent.Channel.Name, Word(consent.Standing), consent.From, consent.Until, consent.Source]),
                Shape.Tables[1].Of([.. card.DeclaredTags, .. card.InferredTags], tag => [tag.Name, tag.Weight, tag.IsInferred]),
                Shape.Tables[2].Of(card.Attributes, attribute => [attribute.Key, attribute.Value]),
                Shape.Tables[3].Of(card.Missing, sentence => [sentence]),
            ],
            Text = run.Get(_markdown) ? card.ToMarkdown() : card.ToString(),
            IsExact = run.Get(_markdown),
            Receipt = card.Receipt,
        };
    }

    private static IReadOnlyList<Fact> Facts(CustomerCard<string> card, CustomerRole<string> role) =>
    [
        new("customer", card.Customer),
        new("as_of", card.AsOf),
        new("own_value", card.OwnValue, CellKind.Amount),
        new("social_value", card.SocialValue?.SocialValue, CellKind.Amount),
        new("social_value_rank", card.SocialValue?.Rank, CellKind.Id),
        new("index", (double?)card.Index?.Index, CellKind.Number),
        new("index_rank", card.IndexPlace?.Rank, CellKind.Id),
        new("circle_strength", card.CircleStrength?.Score, CellKind.Number),
        new("circle_strength_low", card.CircleStrength?.Low, CellKind.Number),
        new("circle_strength_high", card.CircleStrength?.High, CellKind.Number),
        new("effective_size", card.Brokerage?.EffectiveSize, CellKind.Number),
        new("reach", card.Reach?.Value, CellKind.Number),
        new("reach_low", card.Reach?.Low, CellKind.Number),
        new("reach_high", card.Reach?.High, CellKind.Number),
        new("can_reach", card.Ties.CanReach, CellKind.Whole),
        new("can_be_reached_by", card.Ties.CanBeReachedBy, CellKind.Whole),
        new("community", card.Community?.Id, CellKind.Id),
        new("community_size", card.Community?.Size, CellKind.Whole),
        new("role", role.Role is CommunityRole known ? Word(known) : null),
        new("quadrant", card.Spend is SpendPlace<string> place ? Word(place.Quadrant) : null),
        new("consent", card.Consent),
        new("card", card.ToString()),
    ];
}
