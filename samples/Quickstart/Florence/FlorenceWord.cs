using System.Globalization;
using InfluenceGraph;
using Quickstart.Output;

namespace Quickstart.Florence;

/// <summary>Whom should a Florentine tell first? And when the Strozzi complain: whom to answer first?</summary>
internal sealed class FlorenceWord
{
    /// <summary>The chance that news crosses a tie of one kind, and that a complaint does: bad news travels better.</summary>
    private const double NewsChance = 0.2;
    private const double ComplaintChance = 0.3;
    private const int Confidants = 3;

    private static readonly CascadeModel _news = new() { Propensity = Propensity.PerContact(NewsChance) };
    private static readonly CascadeModel _complaint = new() { Propensity = Propensity.PerContact(ComplaintChance) };

    private readonly CustomerGraph<string> _graph;
    private readonly TextWriter _output;
    private readonly CancellationToken _stop;

    private FlorenceWord(CustomerGraph<string> graph, TextWriter output, CancellationToken stop)
    {
        _graph = graph;
        _output = output;
        _stop = stop;
    }

    /// <summary>Tells both stories.</summary>
    internal static void Tell(CustomerGraph<string> graph, TextWriter output, CancellationToken stop)
    {
        var word = new FlorenceWord(graph, output, stop);
        word.Question();
        word.ReachOfEach();
        word.TellFirst();
        word.Complaint();
        word.AnswerFirst();
        word.Path();
    }

    private void Question()
    {
        Title("Whom should a Florentine tell first?");
        Say($"Now no money moves but a word. A family that hears it tries once on each of its ties to pass it on, and succeeds with chance {Text(NewsChance)} where there is one tie and {Text(1 - Math.Pow(1 - NewsChance, 2))} where there are two: the independent cascade. {Text(NewsChance)} is a choice; learn it from what your customers did where you can.");
        _output.WriteLine();
    }

    private void ReachOfEach()
    {
        CascadeReachScores<string> reach = _graph.CascadeReachOfEach(o => o with { Model = _news, Worlds = 20_000 }, progress: null, _stop);
        var table = new TextTable("rank", "family ", "families reached", "+-");
        int rank = 0;
        foreach (KeyValuePair<string, Estimate> family in reach.OrderByDescending(family => family.Value.Value).Take(6))
        {
            table.Add(Text(++rank), family.Key, Text(family.Value.Value), Half(family.Value));
        }

        table.WriteTo(_output);
        Say($"Families expected to hear it, the first one included, with the 95 % interval from {Text(reach.Worlds)} simulated worlds. The six who reach most, of {Text(reach.Count)}.");
        _output.WriteLine();
    }

    private void TellFirst()
    {
        SeedPlan<string> plan = _graph.Seeds(Confidants, o => o with { Model = _news }, progress: null, _stop);
        Title($"Tell these {Text(Confidants)} first");
        var table = new TextTable("step", "tell ", "adds", "+-", "overlap", "all reached");
        foreach (PlannedSeed<string> seed in plan.Seeds)
        {
            table.Add(Text(seed.Rank), seed.Customer, Text(seed.Gain.Value), Half(seed.Gain), Percent(seed.Overlap), Text(seed.Reach.Value));
        }

        table.WriteTo(_output);
        Say($"overlap: the part of what they reach alone that those before reach anyway, which is why the {Text(Confidants)} who reach most are not the best {Text(Confidants)}. No {Text(Confidants)} families reach more than {Text(plan.UpperBound)}; these reach at least {Percent(plan.CertifiedRatio)} of the most possible, and usually nearly all of it.");
        _output.WriteLine();
    }

    private void Complaint()
    {
        DominoResult<string> domino = _graph.Domino([FlorenceStory.Strozzi], o => o with { Model = _complaint, Worlds = 20_000, CustomerThreshold = 8, Top = 3 }, progress: null, _stop);
        Title($"The {FlorenceStory.Strozzi} complain: how far does it go?");
        Say($"A complaint crosses a tie with chance {Text(ComplaintChance)}. It reaches {Text(domino.OthersReached.Value)} +- {Half(domino.OthersReached)} other families with {Text(domino.OthersAtRisk.Value)} +- {Half(domino.OthersAtRisk)} of wealth; in one world of twenty, {Text(domino.BadCaseReached.Value)} families or more with the {FlorenceStory.Strozzi} themselves. More than half of Florence hears it with chance {Percent(domino.PassesCustomerThreshold!.Value.Value)}. It tips over {string.Join(", ", domino.TippingTies.Select(tie => $"{tie.From} -> {tie.To}"))}.");
        _output.WriteLine();
    }

    private void AnswerFirst()
    {
        ContainmentPlan<string> plan = _graph.Containment(
            [FlorenceStory.Strozzi],
            o => o with { Model = _complaint, Measure = ReachMeasure.OwnValue, CountComplainers = false, Exclude = [FlorenceStory.Strozzi], Count = Confidants, Worlds = 20_000 },
            progress: null,
            _stop);
        Title($"And if the {FlorenceStory.Strozzi} will not listen, whom to answer first?");
        var table = new TextTable("step", "answer ", "wealth kept from it", "+-", "still at risk");
        foreach (ContainmentStep<string> step in plan.Steps)
        {
            table.Add(Text(step.Order), step.Customer, Text(step.LossAvoided.Value), Half(step.LossAvoided), Text(step.LossRemaining.Value));
        }

        table.WriteTo(_output);
        Say($"Of {Text(plan.LossWithoutAction.Value)} at risk among the others. Each step is the best next one; that is greedy, without a guarantee that no other {Text(Confidants)} together keep more.");
        _output.WriteLine();
    }

    private void Path()
    {
        const string Far = "Pazzi";
        PairExplanation<string> pair = _graph.LikeliestPaths(FlorenceStory.Strozzi, Far, count: 3, o => o with { Model = _complaint, Worlds = 20_000 }, progress: null, _stop);
        Title($"How would it come from the {FlorenceStory.Strozzi} to the {Far}?");
        foreach (WordPath<string> path in pair.Paths)
        {
            Say($"{Percent(path.Probability),6}  {string.Join(" -> ", path.Customers)}", 2);
        }

        Say($"It comes to them with chance {Percent(pair.Chance.Value)}; these ways together are {Percent(pair.ShareExplained)} of that.");
    }

    private void Title(string title)
    {
        _output.WriteLine(title);
        _output.WriteLine(new string('-', title.Length));
    }

    private void Say(string text, int indent = 0) => Paragraph.Write(_output, text, indent);

    private static string Half(Estimate estimate) => ((estimate.High - estimate.Low) / 2).ToString("0.00", CultureInfo.InvariantCulture);

    private static string Percent(double share) => (100 * share).ToString("0.#", CultureInfo.InvariantCulture) + " %";

    private static string Text(double value) => value.ToString("#,0.##", CultureInfo.InvariantCulture);
}
