using System.Globalization;
using InfluenceGraph;
using Quickstart.Output;

namespace Quickstart.Florence;

/// <summary>Who was worth most to Florence in the 1430s, and why the Medici and not the richer Strozzi?</summary>
internal sealed class FlorenceStory
{
    private const string Medici = "Medici";
    private const string Strozzi = "Strozzi";

    /// <summary>The word-of-mouth share of the main table: the upper end of what marketing studies report (0.2 to 0.5).</summary>
    private const double MainShare = 0.5;

    private readonly CustomerGraph<string> _graph;
    private readonly FlorenceCurve _curve;
    private readonly SocialValueResult<string> _value;
    private readonly TextWriter _output;

    private FlorenceStory(CustomerGraph<string> graph, TextWriter output, CancellationToken stop)
    {
        _graph = graph;
        _output = output;
        _curve = new(graph, stop);
        _value = _curve.At(MainShare);
    }

    internal static void Tell(TextWriter output, CancellationToken stop)
    {
        var story = new FlorenceStory(FlorenceData.Graph(), output, stop);
        story.Question();
        story.Answer();
        story.Curve();
        story.Reasons();
        story.WhatIf();
        story.Receipt();
    }

    private void Question()
    {
        Title("Who was worth most to Florence in the 1430s?");
        string kinds = string.Join(" and ", FlorenceData.TiesByKind().Select(kind => $"{Text(kind.Value)} {kind.Key}"));
        Say($"{Text(_graph.CustomerCount)} families, their wealth in thousands of lire (census of 1427), their {kinds} ties (Padgett and Ansell 1993). Ties go both ways; a pair with two ties has strength 2.");
        Say("Each lira takes a walk: with probability d, the word-of-mouth share, it moves on to a family that can reach its present holder, in proportion to the strength of their ties; else it stops. A family's social value is the lire that stop with it. Nothing is made or lost on the way.");
        _output.WriteLine();
    }

    private void Answer()
    {
        Ranking<string> top = _value.Top(1);
        Title($"The {top[0].Customer}: the table at d = {Text(MainShare)}");
        var table = new TextTable("rank", "family ", "wealth", "social value", "own", "circle", "beyond");
        foreach (SocialValueParts<string> family in _value.Breakdown())
        {
            table.Add(
                Text(family.Rank),
                family.Customer,
                Text(family.OwnValue),
                TextTable.Number(family.SocialValue),
                TextTable.Number(family.OwnPart),
                TextTable.Number(family.CirclePart),
                TextTable.Number(family.BeyondPart));
        }

        table.Add("", "all", Text(_value.TotalValue), TextTable.Number(_value.Sum(family => family.Value)), "", "", "");
        table.WriteTo(_output);
        Say("own: wealth that never moved on; circle: came in one step; beyond: came in more steps. They add up.");
        Say($"Why d = {Text(MainShare)}? It is a choice of the model, not a fact of history: half of each lira is the family's own doing, half goes by the people around it. Marketing studies report 0.2 to 0.5 for word of mouth; 0.85 is what PageRank uses for the web. So look at the whole curve before you believe the table:");
        _output.WriteLine();
    }

    private void Curve()
    {
        double change = _curve.LeadChange(Strozzi, Medici);
        Title($"The {Strozzi} lead up to d = {change.ToString("0.00", CultureInfo.InvariantCulture)}, the {Medici} from there on");
        var table = new TextTable("d", Medici, Strozzi, "ahead ", "rank of the Strozzi");
        foreach (double share in FlorenceCurve.Shares)
        {
            SocialValueResult<string> value = _curve.At(share);
            table.Add(
                Text(share),
                TextTable.Number(value[Medici]),
                TextTable.Number(value[Strozzi]),
                value[Medici] > value[Strozzi] ? Medici : Strozzi,
                Text(value.Explain(Strozzi).Rank));
        }

        table.WriteTo(_output);
        _output.WriteLine();
    }

    private void Reasons()
    {
        Title($"Why the {Medici} and not the richer {Strozzi} (d = {Text(MainShare)})");
        ExplanationText.Write(_output, _value.Explain(Medici, o => o with { Top = 6 }));
        _output.WriteLine();
        ExplanationText.Write(_output, _value.Explain(Strozzi, o => o with { Top = 6 }));
        _output.WriteLine();
    }

    private void WhatIf()
    {
        Title($"What if the {Medici} had not married and traded so well?");
        foreach (string[] others in new string[][] { ["Tornabuoni"], ["Ridolfi", "Tornabuoni"] })
        {
            WhatIf<string> whatIf = _value.WhatIf(view => others.Aggregate(view, WithoutMedici));
            double after = whatIf.After[Medici];
            string ahead = after > whatIf.After[Strozzi] ? "still ahead of" : "behind";
            Say($"Without their ties to the {string.Join(" and the ", others)}: {TextTable.Number(after)} ({Signed(whatIf.Difference(Medici))}), {ahead} the {Strozzi} with {TextTable.Number(whatIf.After[Strozzi])} ({Signed(whatIf.Difference(Strozzi))}).");
        }

        _output.WriteLine();
    }

    private void Receipt()
    {
        Title("Receipt: what the table was computed from");
        _output.WriteLine(_value.Receipt);
        _output.WriteLine(_value);
    }

    private static CustomerGraphView<string> WithoutMedici(CustomerGraphView<string> view, string other) =>
        view.WithoutTie(Medici, other).WithoutTie(other, Medici);

    private void Title(string title)
    {
        _output.WriteLine(title);
        _output.WriteLine(new string('-', title.Length));
    }

    private void Say(string text) => Paragraph.Write(_output, text);

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Signed(double value) => value.ToString("+0.0;-0.0", CultureInfo.InvariantCulture);
}
