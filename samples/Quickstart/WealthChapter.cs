using InfluenceGraph;
using Quickstart.Output;
using static Quickstart.Florence;
using static Quickstart.Output.Numbers;

namespace Quickstart;

/// <summary>Who was worth most to Florence in the 1430s, and why the Medici and not the richer Strozzi?</summary>
internal static class WealthChapter
{
    internal static void Tell(CustomerGraph<string> graph, Curve curve, Page page)
    {
        SocialValueResult<string> value = curve.At(Curve.MainShare);
        Question(graph, page);
        Answer(value, page);
        OverShares(curve, page);
        Reasons(value, page);
        WhatIf(value, page);
        Receipt(value, page);
    }

    private static void Question(CustomerGraph<string> graph, Page page)
    {
        page.Title("Who was worth most to Florence in the 1430s?");
        int businesses = Ties("business").Length / 2;
        int marriages = Ties("marriage").Length / 2;
        page.Say($"{Text(graph.CustomerCount)} families, their wealth in thousands of lire (the wealth is that of 1427, from the census), their {Text(businesses)} business and {Text(marriages)} marriage ties (Padgett and Ansell 1993). {Text(businesses + marriages)} ties, read both ways: {Text(2 * (businesses + marriages))} rows; a pair with two ties has strength 2.");
        page.Say("Each lira takes a walk: with probability d, the word-of-mouth share, it moves on to a family that can reach its present holder, in proportion to the strength of their ties; else it stops. A family's social value is the lire that stop with it. Nothing is made or lost on the way.");
        page.Blank();
    }

    private static void Answer(SocialValueResult<string> value, Page page)
    {
        page.Title($"The {value.Top(1)[0].Customer}: the table at d = {Text(Curve.MainShare)}");
        page.Table(
            ["rank", "family ", "wealth", "social value", "own", "circle", "beyond"],
            [
                .. value.Breakdown().Select(family => new[]
                {
                    Text(family.Rank), family.Customer, Text(family.OwnValue), Tenths(family.SocialValue), Tenths(family.OwnPart), Tenths(family.CirclePart), Tenths(family.BeyondPart),
                }),
                ["", "all", Text(value.TotalValue), Tenths(value.Sum(family => family.Value)), "", "", ""],
            ]);
        page.Say("own: wealth that never moved on; circle: came in one step; beyond: came in more steps. They add up.");
        page.Blank();
        page.Say($"Why d = {Text(Curve.MainShare)}? It is a choice of the model, not a fact of history: half of each lira is the family's own doing, half goes by the people around it. Marketing studies report 0.2 to 0.5 for word of mouth; 0.85 is what PageRank uses for the web. So look at the whole curve before you believe the table:");
        page.Blank();
    }

    private static void OverShares(Curve curve, Page page)
    {
        page.Title($"The {Strozzi} lead up to d = {Hundredths(curve.LeadChange())}, the {Medici} from there on");
        page.Table(
            ["d", Medici, Strozzi, "ahead ", $"rank of the {Strozzi}"],
            Curve.Shares.Select(share =>
            {
                SocialValueResult<string> value = curve.At(share);
                return new[] { Text(share), Tenths(value[Medici]), Tenths(value[Strozzi]), Ahead(value), Text(value.Explain(Strozzi).Rank) };
            }));
        page.Blank();
    }

    private static void Reasons(SocialValueResult<string> value, Page page)
    {
        page.Title($"Why the {Medici} and not the richer {Strozzi} (d = {Text(Curve.MainShare)})");
        Explanation<string> medici = value.Explain(Medici);
        Explanation<string> strozzi = value.Explain(Strozzi);
        page.Say($"In short: {Dependents(medici)} pass on half or more of what leaves them to the {Medici}; to the {Strozzi}, {Dependents(strozzi)}. Families around the {Strozzi} have others to turn to.");
        page.Blank();
        Explain(medici, page);
        Explain(strozzi, page);
    }

    private static string Dependents(Explanation<string> why)
    {
        string[] families = [.. why.Ties.Where(tie => tie.ShareOfTheirs >= 0.5).Select(tie => tie.Customer)];
        return families.Length == 0 ? "nobody" : string.Join(", ", families);
    }

    /// <summary>How far the value came, through which ties, and whose it was.</summary>
    private static void Explain(Explanation<string> why, Page page)
    {
        page.Say($"{why.Customer}: social value {Tenths(why.SocialValue)}, rank {Text(why.Rank)} of {Text(why.TotalCustomers)}, own value {Tenths(why.OwnValue)}");
        Part(why.OwnPart, "is their own value that never moved on,");
        Part(why.CirclePart, "came from those they reach directly,");
        Part(why.BeyondPart, "came from further away (percentages rounded).");
        page.Table(
            ["through the tie to ", "came", "of what they pass on"],
            why.Ties.Select(tie => new[] { tie.Customer, Tenths(tie.Amount), WholePercent(tie.ShareOfTheirs) }));
        IEnumerable<string> origins = why.Origins.Select(origin => $"{(string.Equals(origin.Customer, why.Customer, StringComparison.Ordinal) ? "their own" : origin.Customer)} {Tenths(origin.Amount)}");
        page.Say($"Whose value it was: {string.Join(", ", origins)}, others {Tenths(why.OtherOrigins)}.", indent: 2, hanging: 4);
        page.Blank();

        void Part(double part, string words) => page.Say($"{Tenths(part),12} ({WholePercent(part / why.SocialValue)}) {words}");
    }

    private static void WhatIf(SocialValueResult<string> value, Page page)
    {
        page.Title($"What if the {Medici} lacked some of these ties?");
        string[][] lost = [["Tornabuoni"], ["Tornabuoni", "Ridolfi"], ["Tornabuoni", "Ridolfi", "Pazzi"]];
        page.Table(
            ["without their ties to ", Medici, "change", Strozzi, "change", "ahead "],
            lost.Select(others =>
            {
                WhatIf<string> whatIf = value.WhatIf(view => others.Aggregate(view, (rest, other) => rest.WithoutTie(Medici, other).WithoutTie(other, Medici)));
                return new[]
                {
                    string.Join(", ", others), Tenths(whatIf.After[Medici]), Signed(whatIf.Difference(Medici)), Tenths(whatIf.After[Strozzi]), Signed(whatIf.Difference(Strozzi)), Ahead(whatIf.After),
                };
            }));
        page.Blank();
    }

    private static void Receipt(SocialValueResult<string> value, Page page)
    {
        page.Title("Receipt: what the table was computed from");
        page.SayLines(value.Receipt.ToString(), hanging: 11);
        page.Say($"{value} (residual: the share of all wealth that was still on its way at the end)");
    }

    private static string Ahead(SocialValueResult<string> value) => value[Medici] > value[Strozzi] ? Medici : Strozzi;
}
