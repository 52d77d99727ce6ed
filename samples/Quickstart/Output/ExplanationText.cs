using System.Globalization;
using InfluenceGraph;

namespace Quickstart.Output;

/// <summary>An explanation in words: how far the value came, through which ties, and whose it was.</summary>
internal static class ExplanationText
{
    internal static void Write(TextWriter output, Explanation<string> why)
    {
        output.WriteLine($"{TextTable.Shown(why.Customer)}: social value {TextTable.Number(why.SocialValue)}, rank {why.Rank.ToString(CultureInfo.InvariantCulture)} of {why.TotalCustomers.ToString(CultureInfo.InvariantCulture)}, own value {TextTable.Number(why.OwnValue)}");
        output.WriteLine($"{Part(why.OwnPart, why)} is their own value that never moved on,");
        output.WriteLine($"{Part(why.CirclePart, why)} came from those they reach directly,");
        output.WriteLine($"{Part(why.BeyondPart, why)} came from further away.");
        Paragraph.Write(output, $"Through the ties to: {Ties(why)}.", 2, 4);
        Paragraph.Write(output, $"Whose value it was: {Origins(why)}.", 2, 4);
    }

    private static string Part(double part, Explanation<string> why)
    {
        double share = why.SocialValue > 0 ? 100 * part / why.SocialValue : 0;
        return string.Create(CultureInfo.InvariantCulture, $"{TextTable.Number(part),10} ({share,2:0} %)");
    }

    /// <summary>The share says how much of what moves on from that person comes here, so who the other ties compete with.</summary>
    private static string Ties(Explanation<string> why)
    {
        IEnumerable<string> named = why.Ties.Select(tie => string.Create(
            CultureInfo.InvariantCulture,
            $"{TextTable.Shown(tie.Customer)} {TextTable.Number(tie.Amount)} ({100 * tie.ShareOfTheirs:0} % of what they pass on)"));
        int others = why.TieCount - why.Ties.Count;
        return Joined(others > 0 ? named.Append(string.Create(CultureInfo.InvariantCulture, $"{others} more {TextTable.Number(why.OtherTies)}")) : named);
    }

    private static string Origins(Explanation<string> why)
    {
        List<string> named = [.. why.Origins.Select(origin => $"{(Equals(origin.Customer, why.Customer) ? "their own" : TextTable.Shown(origin.Customer))} {TextTable.Number(origin.Amount)}")];
        void AddIfAny(string name, double amount)
        {
            if (amount > 1e-6 * why.SocialValue)
            {
                named.Add($"{name} {TextTable.Number(amount)}");
            }
        }

        AddIfAny("others", why.OtherOrigins);
        AddIfAny("started anew", why.Redistributed);
        AddIfAny("not traced", why.Untraced);
        return Joined(named);
    }

    private static string Joined(IEnumerable<string> items) => string.Join(", ", items.DefaultIfEmpty("nobody"));
}
