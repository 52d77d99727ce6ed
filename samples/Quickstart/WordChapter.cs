using InfluenceGraph;
using Quickstart.Output;
using static Quickstart.Florence;
using static Quickstart.Output.Numbers;

namespace Quickstart;

/// <summary>Whom should a Florentine tell first? And when the Strozzi complain: whom to answer first?</summary>
internal static class WordChapter
{
    /// <summary>The chance that news crosses a tie of one kind, and that a complaint does: bad news travels better.</summary>
    private const double NewsChance = 0.2;
    private const double ComplaintChance = 0.3;
    private const int Confidants = 3;

    private static readonly CascadeModel _news = new() { Propensity = Propensity.PerContact(NewsChance) };
    private static readonly CascadeModel _complaint = new() { Propensity = Propensity.PerContact(ComplaintChance) };

    internal static void Tell(CustomerGraph<string> graph, Page page)
    {
        page.Title("Whom should a Florentine tell first?");
        page.Say($"Now no money moves but a word. A family that hears it tries once on each of its ties to pass it on, and succeeds with chance {Text(NewsChance)} where there is one tie and {Text(1 - Math.Pow(1 - NewsChance, 2))} where there are two: the independent cascade. {Text(NewsChance)} is a choice; learn it from what your customers did where you can.");
        page.Blank();
        ReachOfEach(graph, page);
        TellFirst(graph, page);
        Complaint(graph, page);
        AnswerFirst(graph, page);
        Paths(graph, to: "Pazzi", page);
    }

    private static void ReachOfEach(CustomerGraph<string> graph, Page page)
    {
        CascadeReachScores<string> reach = graph.CascadeReachOfEach(o => o with { Model = _news, Worlds = 20_000 });
        page.Table(
            ["rank", "family ", "families reached", "+-"],
            reach.Top(6).Select(family => new[] { Text(family.Rank), family.Customer, Text(family.Reach.Value), Half(family.Reach) }));
        page.Say($"Families expected to hear it, the first one included, with the 95 % interval from {Text(reach.Worlds)} simulated worlds. The six who reach most, of {Text(reach.Count)}.");
        page.Blank();
    }

    private static void TellFirst(CustomerGraph<string> graph, Page page)
    {
        SeedPlan<string> plan = graph.Seeds(Confidants, o => o with { Model = _news });
        page.Title($"Tell these {Text(Confidants)} first");
        page.Table(
            ["step", "tell ", "adds", "+-", "overlap", "all reached"],
            plan.Seeds.Select(seed => new[] { Text(seed.Rank), seed.Customer, Text(seed.Gain.Value), Half(seed.Gain), Percent(seed.Overlap), Text(seed.Reach.Value) }));
        page.Say($"overlap: the part of what they reach alone that those before reach anyway, which is why the {Text(Confidants)} who reach most are not the best {Text(Confidants)}. No {Text(Confidants)} families reach more than {Text(plan.UpperBound)}; these reach at least {Percent(plan.CertifiedRatio)} of the most possible, and usually nearly all of it.");
        page.Blank();
    }

    private static void Complaint(CustomerGraph<string> graph, Page page)
    {
        DominoResult<string> domino = graph.Domino([Strozzi], o => o with { Model = _complaint, Worlds = 20_000, CustomerThreshold = 8, Top = 3 });
        page.Title($"The {Strozzi} complain: how far does it go?");
        page.Say($"A complaint crosses a tie with chance {Text(ComplaintChance)}. It reaches {Text(domino.OthersReached.Value)} +- {Half(domino.OthersReached)} other families with {Text(domino.OthersAtRisk.Value)} +- {Half(domino.OthersAtRisk)} of wealth; in one world of twenty, {Text(domino.BadCaseReached.Value)} families or more with the {Strozzi} themselves. More than half of Florence hears it with chance {Percent(domino.PassesCustomerThreshold!.Value.Value)}. It tips over {string.Join(", ", domino.TippingTies.Select(tie => $"{tie.From} -> {tie.To}"))}.");
        page.Blank();
    }

    private static void AnswerFirst(CustomerGraph<string> graph, Page page)
    {
        ContainmentPlan<string> plan = graph.Containment(
            [Strozzi],
            o => o with { Model = _complaint, Measure = ReachMeasure.OwnValue, CountComplainers = false, Exclude = [Strozzi], Count = Confidants, Worlds = 20_000 });
        page.Title($"And if the {Strozzi} will not listen, whom to answer first?");
        page.Table(
            ["step", "answer ", "wealth kept from it", "+-", "still at risk"],
            plan.Steps.Select(step => new[] { Text(step.Order), step.Customer, Text(step.LossAvoided.Value), Half(step.LossAvoided), Text(step.LossRemaining.Value) }));
        page.Say($"Of {Text(plan.LossWithoutAction.Value)} at risk among the others. Each step is the best next one; that is greedy, without a guarantee that no other {Text(Confidants)} together keep more.");
        page.Blank();
    }

    private static void Paths(CustomerGraph<string> graph, string to, Page page)
    {
        PairExplanation<string> pair = graph.LikeliestPaths(Strozzi, to, count: 3, o => o with { Model = _complaint, Worlds = 20_000 });
        page.Title($"How would it come from the {Strozzi} to the {to}?");
        foreach (WordPath<string> path in pair.Paths)
        {
            page.Say($"{Percent(path.Probability),6}  {string.Join(" -> ", path.Customers)}", indent: 2);
        }

        page.Say($"It comes to them with chance {Percent(pair.Chance.Value)}; these ways together are {Percent(pair.ShareExplained)} of that.");
    }
}
