using System.Globalization;
using static System.FormattableString;

namespace InfluenceGraph.Cards;

/// <summary>What stands on a card, in words: what text and Markdown have in common.</summary>
internal static class CardFacts
{
    /// <summary>The numbers, with parts, place and evidence.</summary>
    internal static IEnumerable<CardFact> Numbers<TKey>(CustomerCard<TKey> card)
        where TKey : notnull
    {
        yield return new("own value", Invariant($"{card.OwnValue:#,0.##}"));
        if (card.SocialValue is Explanation<TKey> value)
        {
            string[] lines = value.ToString().ReplaceLineEndings("\n").Split('\n');
            yield return new("social value", Invariant($"{value.SocialValue:#,0.##}"), new CardPlace(value.Rank, value.TotalCustomers).ToString(), Parts: lines.Skip(1).Select(line => line.Trim()));
        }

        if (card.Spend is SpendPlace<TKey> spend)
        {
            yield return new("quadrant", Invariant($"{spend.Quadrant}: spends {spend.OwnValue:#,0.##}, brings {spend.ValueFromOthers:#,0.##} through others"));
        }

        if (card.Index is CustomerIndex<TKey> index)
        {
            yield return new("index", Invariant($"{index.Index:0.00} of 100"), card.IndexPlace?.ToString(), Counted(index.Ties, "tie"), index.Parts.Select(part => part.ToString()));
        }

        if (card.CircleStrength is { Score: not null } circle)
        {
            IEnumerable<string> advice = card.WouldStrengthen.Select((tie, i) => $"{(i == 0 ? "stronger most by" : "then by")} {tie}");
            IEnumerable<string> change = card.CircleChange is CircleChange<TKey> since ? [$"changed {After(Invariant($"{card.Customer}: "), since.ToString())}"] : [];
            yield return new("circle", StrengthOf(circle), card.CirclePlace?.ToString(), EvidenceOf(circle), [$"{circle.Parts}", .. change, .. advice]);
        }

        foreach (CircleStrength<TKey> named in card.NamedCircles.Where(named => named.Score is not null))
        {
            yield return new($"circle '{named.Name}'", StrengthOf(named), null, EvidenceOf(named), $"{named.Parts}");
        }

        if (card.Brokerage is { Constraint: double constraint } brokerage)
        {
            yield return new(
                "bridges",
                Invariant($"effective size {brokerage.EffectiveSize:0.0} of {Counted(brokerage.Contacts, "contact")}"),
                card.BridgingPlace?.ToString(),
                Counted(brokerage.Triangles, "triangle"),
                Invariant($"constraint {constraint:0.00} (low for a broker), core {brokerage.CoreNumber}"));
        }

        if (card.Reach is Estimate reach)
        {
            yield return new("reach", Invariant($"{reach.Value:#,0.##} ({reach.Low:#,0.##} to {reach.High:#,0.##} with {100 * card.ReachConfidence:0.#} % confidence)"), card.ReachPlace?.ToString());
        }

        foreach ((string name, CardNumber number) in card.Numbers.Where(pair => pair.Value.Value is not null))
        {
            yield return new(name, $"{number with { Evidence = null, Note = null }}", null, number.Evidence is int evidence ? Invariant($"{evidence} observations") : null, number.Note is null ? [] : [number.Note]);
        }
    }

    /// <summary>Where the customer belongs.</summary>
    internal static IEnumerable<(string Name, string Line)> Groups<TKey>(CustomerCard<TKey> card)
        where TKey : notnull
    {
        yield return ("ties", card.Ties.ToString());
        if (card.Community is Community<TKey> community)
        {
            yield return ("community", $"no. {After("community ", community.ToString())}");
        }

        foreach ((string name, CustomerRole<TKey> role) in card.Roles)
        {
            yield return ("role", $"{name}: {After(Invariant($"{card.Customer}: "), role.ToString())}");
        }

        if (card.SharedInterests is SharedInterestGroup<TKey> interests)
        {
            yield return ("interests", interests.ToString());
        }

        foreach (CardLead<TKey> lead in card.Leads)
        {
            yield return ("leads", lead.ToString());
        }

        foreach ((string name, string? group) in card.Groups.Where(pair => pair.Value is not null))
        {
            yield return ("group", $"{name}: {group}");
        }

        if (card.Segments.Count > 0)
        {
            yield return ("segments", string.Join(", ", card.Segments));
        }

        foreach (Circle<TKey> circle in card.Circles)
        {
            yield return ("named circle", $"{circle.Name}: {(circle.Members.Count == 0 ? "nobody who may be named" : string.Join(", ", circle.Members))}");
        }
    }

    /// <summary>What is known beside the ties.</summary>
    internal static IEnumerable<(string Name, string Line)> Traits<TKey>(CustomerCard<TKey> card)
        where TKey : notnull
    {
        (string Name, string Line)[] lines =
        [
            ("declared", string.Join(", ", card.DeclaredTags.Select(TagText))),
            ("inferred", string.Join(", ", card.InferredTags.Select(TagText))),
            ("attributes", string.Join(", ", card.Attributes.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key} {pair.Value}"))),
        ];
        return lines.Where(line => line.Line.Length > 0);
    }

    /// <summary>The customer and the moment.</summary>
    internal static string Title<TKey>(CustomerCard<TKey> card)
        where TKey : notnull =>
        Invariant($"{card.Customer}{(card.AsOf is null ? "" : string.Create(CultureInfo.InvariantCulture, $", as of {card.AsOf:yyyy-MM-dd}"))}");

    private static string StrengthOf<TKey>(CircleStrength<TKey> circle)
        where TKey : notnull => Invariant($"{circle.Score:0.0} of 100 ({circle.Low:0.0} to {circle.High:0.0})");

    private static string EvidenceOf<TKey>(CircleStrength<TKey> circle)
        where TKey : notnull => $"{Counted(circle.Members, "member")}, {Counted(circle.TiesUsed, "tie")}{(circle.TiesWithContact > 0 ? Invariant($", {circle.TiesWithContact} with a known contact") : "")}";

    private static string Counted(long count, string what) => Invariant($"{count} {what}{(count == 1 ? "" : "s")}");

    private static string TagText(CustomerTag tag) => tag.Weight == 1 ? tag.Name : Invariant($"{tag.Name} {tag.Weight:0.##}");

    /// <summary>The line without what stands before it on the card already.</summary>
    private static string After(string start, string line) => line.StartsWith(start, StringComparison.Ordinal) ? line[start.Length..] : line;
}
