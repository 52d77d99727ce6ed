using InfluenceGraph;
using Quickstart.Output;
using static Quickstart.Florence;
using static Quickstart.Output.Numbers;

namespace Quickstart;

/// <summary>What a community manager asks: who holds a community together, which circles weaken, who belongs together without a tie? Each with a number, its parts and its evidence.</summary>
internal static class CirclesChapter
{
    /// <summary>Palla Strozzi was banished in November 1434. That his family's ties ended with it is a supposition, for the sake of the question.</summary>
    private static readonly DateTimeOffset _exile = new(1434, 11, 1, 0, 0, 0, TimeSpan.Zero);

    internal static void Tell(Page page)
    {
        CustomerGraph<string> graph = GraphWithExile(_exile);
        CustomerGraphView<string> before = graph.At(_exile.AddMonths(-10));
        CustomerGraphView<string> after = graph.At(_exile.AddMonths(2));

        CommunityResult<string> communities = before.Communities();
        RolesResult<string> roles = before.Roles(communities);
        CircleStrengthResult<string> circles = before.CircleStrength();
        BrokerageResult<string> brokerage = before.Brokerage();

        HeldTogether(communities, roles, brokerage, page);
        Strength(circles, page);
        Weakening(after, circles, communities, page);
        NeverMet(before, page);

        page.Title($"The {Medici} on a card");
        SocialValueResult<string> value = before.SocialValue(o => o with { Damping = Curve.MainShare });
        CustomerCard<string> card = before.Card(Medici, o => o with
        {
            SocialValue = value,
            Spend = value.AgainstSpend(),
            CircleStrength = circles,
            Brokerage = brokerage,
            Communities = communities,
            Roles = new Dictionary<string, RolesResult<string>>(StringComparer.Ordinal) { ["found"] = roles },
            NamedPeople = 3,
        });
        page.SayLines(card.ToString(), hanging: 16);
    }

    private static void HeldTogether(CommunityResult<string> communities, RolesResult<string> roles, BrokerageResult<string> brokerage, Page page)
    {
        page.Title("Who holds Florence together?");
        page.Table(
            ["community", "families", "held together by ", "z", "bridge ", "effective size", "of"],
            roles.Communities.Select(community =>
            {
                CustomerRole<string>? centre = community.HeldTogetherBy is [var first, ..] ? first : null;
                BrokeragePlace<string>[] bridges = [.. community.ConnectedBy.Select(role => brokerage[role.Customer]).OrderByDescending(place => place.EffectiveSize).Take(1)];
                return new[]
                {
                    Text(community.Community),
                    Text(community.MemberCount),
                    centre?.Customer ?? "nobody",
                    centre?.ZScoreByTies is double z ? Hundredths(z) : "",
                    bridges is [var bridge] ? bridge.Customer : "nobody",
                    bridges is [{ EffectiveSize: double size }] ? Tenths(size) : "",
                    bridges is [var place] ? Text(place.Contacts) : "",
                };
            }));
        foreach (Community<string> community in communities.Communities.Where(community => community.Size > 1))
        {
            page.Say($"{Text(community.Id)}: {string.Join(", ", community.Members)}", indent: 2, hanging: 3);
        }

        page.Say($"Communities by Leiden, modularity {Text(communities.Modularity ?? 0)}. z: by how many standard deviations a family has more ties within than its community's mean. Effective size: contacts who are not redundant, because they do not know each other.");
        page.Blank();
    }

    private static void Strength(CircleStrengthResult<string> circles, Page page)
    {
        page.Title("How strong are the circles, and of what?");
        page.Table(
            ["family ", "0-100", "from", "to", "members", "permission", "mutual", "closure", "density", "secluded"],
            circles.Where(circle => circle.Owner is Medici or Strozzi).Concat(circles.Top(3)).Select(circle =>
            {
                CircleParts parts = circle.Parts!.Value;
                return new[]
                {
                    circle.Owner, Tenths(circle.Score!.Value), Tenths(circle.Low!.Value), Tenths(circle.High!.Value), Text(circle.Members),
                    Hundredths(parts.Permission), Hundredths(parts.Reciprocity), Hundredths(parts.Closure), Hundredths(parts.Density), Hundredths(parts.Seclusion),
                };
            }));
        StrengtheningTie<string> tie = circles.WhatWouldStrengthen(Medici, 1)[0];
        page.Say($"The {Medici} and the {Strozzi}, then the three strongest of {Text(circles.ScoredCount)} with enough evidence (three contacts or more), each with its 95 % interval, which is wide where few people make a circle. The {Medici} bridge families who do not know each other: little closure here, and the reason why they are worth so much. A tie between {tie.From} and {tie.To} would raise their circle most, by {Tenths(tie.Gain)}.");
        page.Blank();
    }

    private static void Weakening(CustomerGraphView<string> after, CircleStrengthResult<string> circles, CommunityResult<string> communities, Page page)
    {
        page.Title("Which circles weaken?");
        CircleStrengthResult<string> later = after.CircleStrength();
        page.Table(
            ["family ", "January 1434", "January 1435", "change", "p", "members", "closure", "density", "secluded"],
            later.WeakeningSince(circles).Take(4).Select(change =>
            {
                (CircleParts before, CircleParts now) = (change.PartsBefore, change.PartsNow);
                return new[]
                {
                    change.Owner, Tenths(change.Before), Tenths(change.Now), Tenths(change.Change), Hundredths(change.Significance), $"{Text(change.MembersBefore)} to {Text(change.MembersNow)}",
                    Hundredths(now.Closure - before.Closure), Hundredths(now.Density - before.Density), Hundredths(now.Seclusion - before.Seclusion),
                };
            }));
        page.Say($"In November 1434 Palla Strozzi was banished; suppose that his family's ties ended with that. The last columns say by how much the parts moved. p: the chance of such a change if nothing but chance lay behind it. With a handful of members none is significant. No circle left to measure, with fewer than three contacts: {string.Join(", ", later.LostSince(circles).Select(lost => $"{lost.Owner} ({Tenths(lost.Score!.Value)} before)"))}.");
        CommunityChanges<string> changes = after.Communities(o => o with { Start = communities }).ChangesSince(communities);
        page.Say($"Communities since then: {string.Join("; ", changes.Events.Where(item => item.Kind != CommunityEventKind.Continued))}. {Text(changes.Moved.Count)} of {Text(changes.CommonCustomers)} families moved.");
        page.Blank();
    }

    /// <summary>A family is about those it is allied with: who has the same allies is alike in structure (Lorrain and White 1971).</summary>
    private static void NeverMet(CustomerGraphView<string> view, Page page)
    {
        page.Title("Who belongs together, though without a tie?");
        IEnumerable<(string One, SimilarCustomer<string> Other)> pairs = view.Customers
            .SelectMany(family => view.SimilarByTags(family, 3).Nearest.Select(other => (One: family, Other: other)))
            .Where(pair => !pair.Other.AreTied && string.CompareOrdinal(pair.One, pair.Other.Customer) < 0)
            .OrderByDescending(pair => pair.Other.Similarity)
            .Take(4);
        page.Table(
            ["families ", "alike", "because of ties with "],
            pairs.Select(pair => new[] { $"{pair.One}, {pair.Other.Customer}", Hundredths(pair.Other.Similarity), string.Join(", ", pair.Other.SharedTags) }));
        page.Say("Alike: the cosine of whom they are allied with, 0 to 1, allies whom few have counting more.");
        page.Blank();
    }
}
