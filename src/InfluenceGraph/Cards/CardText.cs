using System.Globalization;
using System.Text;

namespace InfluenceGraph.Cards;

/// <summary>A card as lines of text: a name, then what is known under it.</summary>
internal static class CardText
{
    private const int NameWidth = 14;

    internal static string Of<TKey>(CustomerCard<TKey> card)
        where TKey : notnull
    {
        var text = new StringBuilder(CardFacts.Title(card));
        string last = "";
        foreach (CardFact fact in CardFacts.Numbers(card))
        {
            Line(fact.Name, string.Join(", ", new[] { fact.Value, fact.Place, fact.Evidence }.OfType<string>()));
            foreach (string part in fact.Parts)
            {
                Line("", part);
            }
        }

        IEnumerable<(string Name, string Line)> lines =
        [
            .. CardFacts.Groups(card),
            .. CardFacts.Traits(card),
            .. card.Consents.Select(consent => ("consent", consent.ToString())),
            .. card.Missing.Select(sentence => ("missing", sentence)),
        ];
        foreach ((string name, string line) in lines)
        {
            Line(string.Equals(name, last, StringComparison.Ordinal) ? "" : name, line);
            last = name;
        }

        return text.ToString();

        // A name that is too long for its column still stands apart from what follows.
        void Line(string name, string line) => text.AppendLine().Append(CultureInfo.InvariantCulture, $"  {name.PadRight(NameWidth)}{(name.Length >= NameWidth ? " " : "")}{line}");
    }
}
