using System.Text;

namespace InfluenceGraph.Cards;

/// <summary>A card as Markdown: numbers in a table, what they are made of below, and lists.</summary>
internal static class CardMarkdown
{
    private const string Special = @"\`*_[]<|~#";

    internal static string Of<TKey>(CustomerCard<TKey> card)
        where TKey : notnull
    {
        var text = new StringBuilder();
        CardFact[] numbers = [.. CardFacts.Numbers(card)];
        Line($"### {Escaped(CardFacts.Title(card))}");
        Line("");
        Line("| | | place | rests on |");
        Line("|---|---|---|---|");
        foreach (CardFact fact in numbers)
        {
            Line($"| {Escaped(fact.Name)} | {Escaped(fact.Value)} | {fact.Place} | {Escaped(fact.Evidence ?? "")} |");
        }

        List("Why", numbers.SelectMany(fact => fact.Parts.Select(part => (fact.Name, part))));
        List("Belongs to", CardFacts.Groups(card));
        List("Is about", CardFacts.Traits(card));
        List("Consents", card.Consents.Select(consent => ("", consent.ToString())));
        List("Missing", card.Missing.Select(sentence => ("", sentence)));
        return text.ToString().TrimEnd();

        void Line(string line) => text.AppendLine(line);

        void List(string title, IEnumerable<(string Name, string Line)> lines)
        {
            (string Name, string Line)[] all = [.. lines];
            if (all.Length == 0)
            {
                return;
            }

            Line("");
            Line($"**{title}**");
            Line("");
            foreach ((string name, string line) in all)
            {
                Line($"- {(name.Length == 0 ? "" : $"{Escaped(name)}: ")}{Escaped(line)}");
            }
        }
    }

    /// <summary>Text that somebody wrote must not become layout or markup: each character that Markdown knows within a line gets a backslash, line ends become blanks.</summary>
    private static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (char letter in text.ReplaceLineEndings(" "))
        {
            // At its beginning, a line may become a list.
            if (Special.Contains(letter, StringComparison.Ordinal) || (escaped.Length == 0 && letter is '-' or '+' or '>'))
            {
                escaped.Append('\\');
            }

            escaped.Append(letter == '&' ? "&amp;" : letter.ToString());
        }

        return escaped.ToString();
    }
}
