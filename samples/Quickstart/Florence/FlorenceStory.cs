using System.Globalization;
using InfluenceGraph;
using Quickstart.Output;

namespace Quickstart.Florence;

/// <summary>Who was worth most to Florence in the 1430s, and why the Medici and not the richer Strozzi?</summary>
internal sealed class FlorenceStory
{
    internal const string Medici = "Medici";
    internal const string Strozzi = "Strozzi";

    /// <summary>The word-of-mouth share of the main table: the upper end of what marketing studies report (0.2 to 0.5).</summary>
    internal const double MainShare = 0.5;

    private readonly CustomerGraph<string> _graph;
    private readonly FlorenceCurve _curve;
    private readonly SocialValueResult<string> _value;
    private readonly TextWriter _output;
    private readonly Amounts _amounts;

    private FlorenceStory(CustomerGraph<string> graph, TextWriter output, CancellationToken stop)
    {
        _graph = graph;
        _output = output;
        _curve = new(graph, stop);
        _value = _curve.At(MainShare);
        _amounts = Amounts.UpTo(_value.Top(1)[0].Score);
    }

    /// <summary>Tells the story, and draws the curve where a file for it is named.</summary>
    internal static void Tell(TextWriter output, string? chartFile, CancellationToken stop)
    {
        if (chartFile is not null)
        {
            FinishedFile.RequirePlace("--chart", chartFile);
        }

        var story = new FlorenceStory(FlorenceData.Graph(), output, stop);
        story.Question();
        story.Answer();
        story.Curve();
        story.Reasons();
        story.WhatIf();
        story.Receipt();
        output.WriteLine();
        FlorenceWord.Tell(story._graph, output, stop);
        output.WriteLine();
        FlorenceCircles.Tell(output, stop);
        if (chartFile is not null)
        {
            FinishedFile.Write("--chart", chartFile, unfinished => File.WriteAllText(unfinished, FlorenceChart.Draw(story._curve)));
            output.WriteLine($"chart      {chartFile}");
        }
    }

    private void Question()
    {
        Title("Who was worth most to Florence in the 1430s?");
        IReadOnlyDictionary<string, int> tiesByKind = FlorenceData.TiesByKind();
        int ties = tiesByKind.Values.Sum();
        string kinds = string.Join(" and ", tiesByKind.Select(kind => $"{Text(kind.Value)} {kind.Key}"));
        Say($"{Text(_graph.CustomerCount)} families, their wealth in thousands of lire (the wealth is that of 1427, from the census), their {kinds} ties (Padgett and Ansell 1993). {Text(ties)} ties, read both ways: {Text(2 * ties)} rows; a pair with two ties has strength 2.");
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
                _amounts.Text(family.SocialValue),
                _amounts.Text(family.OwnPart),
                _amounts.Text(family.CirclePart),
                _amounts.Text(family.BeyondPart));
        }

        table.Add("", "all", Text(_value.TotalValue), _amounts.Text(_value.Sum(family => family.Value)), "", "", "");
        table.WriteTo(_output);
        Say("own: wealth that never moved on; circle: came in one step; beyond: came in more steps. They add up.");
        _output.WriteLine();
        Say($"Why d = {Text(MainShare)}? It is a choice of the model, not a fact of history: half of each lira is the family's own doing, half goes by the people around it. Marketing studies report 0.2 to 0.5 for word of mouth; 0.85 is what PageRank uses for the web. So look at the whole curve before you believe the table:");
        _output.WriteLine();
    }

    private void Curve()
    {
        double change = _curve.LeadChange(Strozzi, Medici);
        Title($"The {Strozzi} lead up to d = {change.ToString("0.00", CultureInfo.InvariantCulture)}, the {Medici} from there on");
        var table = new TextTable("d", Medici, Strozzi, "ahead ", $"rank of the {Strozzi}");
        foreach (double share in FlorenceCurve.Shares)
        {
            SocialValueResult<string> value = _curve.At(share);
            table.Add(
                Text(share),
                _amounts.Text(value[Medici]),
                _amounts.Text(value[Strozzi]),
                Ahead(value),
                Text(value.Explain(Strozzi).Rank));
        }

        table.WriteTo(_output);
        _output.WriteLine();
    }

    private void Reasons()
    {
        Title($"Why the {Medici} and not the richer {Strozzi} (d = {Text(MainShare)})");
        Explanation<string> medici = _value.Explain(Medici);
        Explanation<string> strozzi = _value.Explain(Strozzi);
        Say($"In short: {Dependents(medici)} pass on half or more of what leaves them to the {Medici}; to the {Strozzi}, {Dependents(strozzi)}. Families around the {Strozzi} have others to turn to.");
        _output.WriteLine();
        ExplanationText.Write(_output, medici, _amounts);
        _output.WriteLine();
        ExplanationText.Write(_output, strozzi, _amounts);
        _output.WriteLine();
    }

    private static string Dependents(Explanation<string> why)
    {
        string[] families = [.. why.Ties.Where(tie => tie.ShareOfTheirs >= 0.5).Select(tie => tie.Customer)];
        return families.Length == 0 ? "nobody" : string.Join(", ", families);
    }

    private void WhatIf()
    {
        Title($"What if the {Medici} lacked some of these ties?");
        var table = new TextTable("without their ties to ", Medici, "change", Strozzi, "change", "ahead ");
        foreach (string[] others in new string[][] { ["Tornabuoni"], ["Tornabuoni", "Ridolfi"], ["Tornabuoni", "Ridolfi", "Pazzi"] })
        {
            WhatIf<string> whatIf = _value.WhatIf(view => others.Aggregate(view, WithoutMedici));
            table.Add(
                string.Join(", ", others),
                _amounts.Text(whatIf.After[Medici]),
                _amounts.Signed(whatIf.Difference(Medici)),
                _amounts.Text(whatIf.After[Strozzi]),
                _amounts.Signed(whatIf.Difference(Strozzi)),
                Ahead(whatIf.After));
        }

        table.WriteTo(_output);
        _output.WriteLine();
    }

    private void Receipt()
    {
        Title("Receipt: what the table was computed from");
        Paragraph.WriteReceipt(_output, _value.Receipt);
        Say($"{_value} (residual: the share of all wealth that was still on its way at the end)");
    }

    private static CustomerGraphView<string> WithoutMedici(CustomerGraphView<string> view, string other) =>
        view.WithoutTie(Medici, other).WithoutTie(other, Medici);

    private static string Ahead(SocialValueResult<string> value) => value[Medici] > value[Strozzi] ? Medici : Strozzi;

    private void Title(string title)
    {
        _output.WriteLine(title);
        _output.WriteLine(new string('-', title.Length));
    }

    private void Say(string text) => Paragraph.Write(_output, text);

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
