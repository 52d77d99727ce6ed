using System.Globalization;
using InfluenceGraph;

namespace Quickstart.Output;

/// <summary>An explanation in words: how far the value came, through which ties, and whose it was.</summary>
internal static class ExplanationText
{
    internal static void Write(TextWriter output, Explanation<string> why, Amounts amounts)
    {
        output.WriteLine($"{TextTable.Shown(why.Customer)}: social value {amounts.Text(why.SocialValue)}, rank {Whole(why.Rank)} of {Whole(why.TotalCustomers)}, own value {amounts.Text(why.OwnValue)}");
        foreach ((double part, string words) in new[]
        {
            (why.OwnPart, "is their own value that never moved on,"),
            (why.CirclePart, "came from those they reach directly,"),
            (why.BeyondPart, "came from further away (percentages rounded)."),
        })
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{amounts.Text(part),12} ({Percent(part, why.SocialValue),3} %) {words}"));
        }

        WriteTies(output, why, amounts);
        Paragraph.Write(output, $"Whose value it was: {Origins(why, amounts)}.", 2, 4);
    }

    /// <summary>The share tells who depends on this customer, and whom they share with others.</summary>
    private static void WriteTies(TextWriter output, Explanation<string> why, Amounts amounts)
    {
        if (why.TieCount == 0)
        {
            output.WriteLine("  No tie brought anything.");
            return;
        }

        var table = new TextTable("through the tie to ", "came", "of what they pass on");
        foreach (TieContribution<string> tie in why.Ties)
        {
            table.Add(TextTable.Shown(tie.Customer), amounts.Text(tie.Amount), $"{Percent(tie.ShareOfTheirs, 1)} %");
        }

        int others = why.TieCount - why.Ties.Count;
        if (others > 0)
        {
            table.Add($"{Whole(others)} more", amounts.Text(why.OtherTies), "");
        }

        table.WriteTo(output);
    }

    private static string Origins(Explanation<string> why, Amounts amounts)
    {
        List<string> named = [.. why.Origins.Select(origin => $"{(string.Equals(origin.Customer, why.Customer, StringComparison.Ordinal) ? "their own" : TextTable.Shown(origin.Customer))} {amounts.Text(origin.Amount)}")];
        void AddIfAny(string name, double amount)
        {
            if (amount > 1e-6 * why.SocialValue)
            {
                named.Add($"{name} {amounts.Text(amount)}");
            }
        }

        AddIfAny("others", why.OtherOrigins);
        AddIfAny("started anew", why.Redistributed);
        AddIfAny("not traced any further", why.Untraced);
        return string.Join(", ", named.DefaultIfEmpty("nobody's"));
    }

    private static string Percent(double part, double whole) =>
        (whole > 0 ? 100 * part / whole : 0).ToString("0", CultureInfo.InvariantCulture);

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);
}
