using System.Globalization;
using System.Text;
using static System.FormattableString;

namespace InfluenceGraph.Cards;

/// <summary>A card as lines of text: a name, then what is known under it.</summary>
internal static class CardText
{
    private const int NameWidth = 14;

    internal static string Of<TKey>(CustomerCard<TKey> card)
        where TKey : notnull
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{card.Customer}{(card.AsOf is null ? "" : string.Create(CultureInfo.InvariantCulture, $", as of {card.AsOf:yyyy-MM-dd}"))}");
        Line("own value", Invariant($"{card.OwnValue:#,0.##}"));
        if (card.SocialValue is Explanation<TKey> value)
        {
            string[] lines = value.ToString().ReplaceLineEndings("\n").Split('\n');
            Line("social value", Invariant($"{value.SocialValue:#,0.##}, rank {value.Rank} of {value.TotalCustomers}"));
            Lines("", lines.Skip(1).Select(line => line.Trim()));
        }

        if (card.Spend is SpendPlace<TKey> spend)
        {
            Line("quadrant", Invariant($"{spend.Quadrant}: spends {spend.OwnValue:#,0.##}, brings {spend.ValueFromOthers:#,0.##} through others"));
        }

        if (card.Index is CustomerIndex<TKey> index)
        {
            Line("index", Invariant($"{index.Index:0.00}"));
            Lines("", index.Parts.Select(part => part.ToString()));
        }

        if (card.Reach is Estimate reach)
        {
            Line("reach", Invariant($"{reach.Value:#,0.##}, {reach.Low:#,0.##} to {reach.High:#,0.##} with {100 * card.ReachConfidence:0.#} % confidence"));
        }

        Lines("number", card.Numbers.Where(pair => pair.Value.Value is not null).Select(pair => $"{pair.Key}: {pair.Value}"));
        Line("ties", card.Ties.ToString());
        Lines("role", card.Roles.Select(pair => $"{pair.Key}: {After(card.Customer, pair.Value.ToString())}"));
        Lines("group", card.Groups.Where(pair => pair.Value is not null).Select(pair => $"{pair.Key}: {pair.Value}"));
        List("segments", card.Segments);
        List("declared", card.DeclaredTags.Select(TagText));
        List("inferred", card.InferredTags.Select(TagText));
        Lines("circle", card.Circles.Select(circle => $"{circle.Name}: {(circle.Members.Count == 0 ? "nobody who may be named" : string.Join(", ", circle.Members))}"));
        Lines("consent", card.Consents.Select(consent => consent.ToString()));
        List("attributes", card.Attributes.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key} {pair.Value}"));
        Lines("missing", card.Missing);
        return text.ToString();

        void Line(string name, string line) => text.AppendLine().Append(CultureInfo.InvariantCulture, $"  {name.PadRight(NameWidth)}{line}");

        void Lines(string name, IEnumerable<string> lines)
        {
            foreach ((int i, string line) in lines.Index())
            {
                Line(i == 0 ? name : "", line);
            }
        }

        void List(string name, IEnumerable<string> items)
        {
            if (items.Any())
            {
                Line(name, string.Join(", ", items));
            }
        }
    }

    private static string TagText(CustomerTag tag) => tag.Weight == 1 ? tag.Name : Invariant($"{tag.Name} {tag.Weight:0.##}");

    /// <summary>The line without the customer's own name before it, which stands above already.</summary>
    private static string After<TKey>(TKey customer, string line)
    {
        string start = Invariant($"{customer}: ");
        return line.StartsWith(start, StringComparison.Ordinal) ? line[start.Length..] : line;
    }
}
