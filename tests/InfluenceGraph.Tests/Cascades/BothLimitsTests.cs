using InfluenceGraph.Cascades;
using Xunit;

namespace InfluenceGraph.Tests.Cascades;

/// <summary>
/// A limit of hops and one of time at once: some live way must keep both. Every engine against all worlds, on graphs where the
/// soonest way has too many hops and the shortest one takes too long.
/// </summary>
public sealed class BothLimitsTests
{
    private const int Nodes = 6;

    /// <summary>Hours on ties: a fast chain from 0 to 4, and slower ways of fewer ties beside it.</summary>
    private static readonly (int From, int To, double Hours)[] _ties =
        [(0, 1, 1), (1, 2, 1), (2, 3, 1), (3, 4, 1), (3, 5, 1), (0, 2, 3), (0, 3, 4), (2, 5, 4), (1, 4, 7), (4, 1, 1), (5, 0, 2)];

    private static double Tolerance(Estimate estimate) => (6 * estimate.StandardError) + 5e-3;

    [Theory]
    [InlineData(CascadeProcess.IndependentCascade, 2, 5)]
    [InlineData(CascadeProcess.IndependentCascade, 3, 4)]
    [InlineData(CascadeProcess.IndependentCascade, 1, 2)]
    [InlineData(CascadeProcess.LinearThreshold, 2, 5)]
    [InlineData(CascadeProcess.LinearThreshold, 3, 4)]
    public void Every_question_agrees_with_all_worlds(CascadeProcess process, int maxHops, int hours)
    {
        (int bound, int detours) = (0, 0);
        for (int seed = 0; seed < 6; seed++)
        {
            (CascadeGraph plain, CustomerGraph<int> graph, CascadeModel model) = Tiny(seed, process, maxHops, hours);
            double Reach(int start) => ExactCascade.Reach(plain, [start]);

            CascadeReachScores<int> each = graph.CascadeReachOfEach(o => o with { Model = model, Worlds = 6000 });
            for (int start = 0; start < Nodes; start++)
            {
                Assert.Equal(Reach(start), each[start].Value, Tolerance(each[start]));
            }

            Estimate reach = graph.CascadeReach([0], o => o with { Model = model, MaxWorlds = 6000, MinWorlds = 6000 }).Reach;
            Assert.Equal(Reach(0), reach.Value, Tolerance(reach));

            DominoResult<int> domino = graph.Domino([0], o => o with { Model = model, Worlds = 6000 });
            Assert.Equal(Reach(0), domino.Reached.Value, Tolerance(domino.Reached));
            Assert.Equal(Reach(0), domino.OverTime[^1].Reached.Value, Tolerance(domino.Reached));

            ContainmentPlan<int> plan = graph.Containment([0], o => o with { Model = model, Count = 1, Exclude = [0], Worlds = 6000, Measure = ReachMeasure.Customers });
            Assert.Equal(Reach(0), plan.LossWithoutAction.Value, Tolerance(plan.LossWithoutAction));
            if (plan.Steps.Count > 0)
            {
                double left = Lost(plain, 0, plan.Steps[0].Customer);
                Assert.Equal(left, plan.LossRemaining.Value, Tolerance(plan.LossRemaining));
            }

            SeedPlan<int> seeds = graph.Seeds(1, o => o with { Model = model, MustHave = [0], Epsilon = 0.05 });
            Assert.Equal([0], seeds.Customers);
            Assert.Equal(Reach(0), seeds.Reach.Value, Tolerance(seeds.Reach));

            for (int end = 1; end < Nodes; end++)
            {
                PairExplanation<int> pair = graph.LikeliestPaths(0, end, 3, o => o with { Model = model, Worlds = 6000 });
                Assert.Equal(Chance(plain, 0, end), pair.Chance.Value, Tolerance(pair.Chance));
            }

            // The limits bind each in its own way: together they allow less than either alone, and not only the soonest or the shortest ways.
            double byHops = ExactCascade.Reach(new(process, plain.Forward, plain.Delays, maxHops: maxHops), [0]);
            double byTime = ExactCascade.Reach(new(process, plain.Forward, plain.Delays, timeLimit: plain.TimeLimit), [0]);
            bound += Reach(0) < Math.Min(byHops, byTime) - 1e-3 ? 1 : 0;
            detours += BySoonestWays(plain, 0) < Reach(0) - 1e-3 ? 1 : 0;
        }

        Assert.True(bound > 0 || maxHops == 1, "both limits never bound at once");
        Assert.True(detours > 0 || maxHops != 2 || process == CascadeProcess.LinearThreshold, "the soonest way was always short enough");
    }

    [Fact]
    public void A_way_that_keeps_both_limits_is_found_beside_one_too_long_and_one_too_slow()
    {
        // 0 comes to 3 over 1 and 2 in three hours (too many hops), by itself in nine (too late), over 4 in five; 3 goes on to 5.
        (int From, int To, double Hours)[] ties = [(0, 1, 1), (1, 2, 1), (2, 3, 1), (0, 3, 9), (0, 4, 3), (4, 3, 2), (3, 5, 1)];
        double Reached(int maxHops, double hours) => Everywhere(CustomerGraph.FromTies(ties.Select(tie => new Tie<int>(tie.From, tie.To, 1, tie.Hours))), new()
        {
            Propensity = Propensity.Constant(1),
            MaxHops = maxHops,
            Delay = TieDelay.Of((Tie<int> tie) => TimeSpan.FromHours(tie.Strength)),
            TimeLimit = TimeSpan.FromHours(hours),
        });

        Assert.Equal([5.0, 4.0, 6.0, 5.0, 6.0, 5.0], new[] { Reached(2, 6), Reached(2, 4), Reached(3, 6), Reached(3, 5), Reached(4, 4), Reached(4, 3) });
    }

    [Fact]
    public void A_customer_found_to_be_nearer_by_more_hops_passes_the_word_on_by_either_way_but_not_by_both_at_once()
    {
        // 0 comes to 3 over 2 in six hours and two hops, over 2 and 1 in three hours and three hops. Searched backwards from 3, hop
        // by hop, 1 makes 2 nearer in the very hop in which 2 has its turn.
        (int From, int To, double Hours)[] ties = [(0, 2, 1), (2, 3, 5), (2, 1, 1), (1, 3, 1)];
        double Reached(int maxHops, double hours) => Everywhere(CustomerGraph.FromTies(ties.Select(tie => new Tie<int>(tie.From, tie.To, 1, tie.Hours))), new()
        {
            Propensity = Propensity.Constant(1),
            MaxHops = maxHops,
            Delay = TieDelay.Of((Tie<int> tie) => TimeSpan.FromHours(tie.Strength)),
            TimeLimit = TimeSpan.FromHours(hours),
        });

        Assert.Equal([4.0, 3.0, 4.0], new[] { Reached(2, 6), Reached(2, 4), Reached(3, 4) });
    }

    [Theory]
    [InlineData(1, 3)]
    [InlineData(1, 7)]
    [InlineData(5, 12)]
    [InlineData(7, 23)]
    public void Equal_steps_are_in_time_to_the_last_one(int minutes, int steps)
    {
        CustomerGraph<int> chain = CustomerGraph.FromTies(Enumerable.Range(0, steps + 1).Select(i => new Tie<int>(i, i + 1, 1)));
        CascadeModel model = new() { Propensity = Propensity.Constant(1), Delay = TieDelay.Fixed(TimeSpan.FromMinutes(minutes)), TimeLimit = TimeSpan.FromMinutes(minutes * steps) };

        Assert.Equal(steps + 1, Everywhere(chain, model));
        Assert.Equal(steps, Everywhere(chain, model with { TimeLimit = TimeSpan.FromMinutes((minutes * steps) - 0.01) }));
        Assert.Equal(steps, Everywhere(chain, model with { MaxHops = steps - 1 }));
        CascadeReachResult<int> reach = chain.CascadeReach([0], o => o with { Model = model, MaxWorlds = 64, MinWorlds = 64, CurveStep = TimeSpan.FromMinutes(minutes) });
        Assert.Equal(Enumerable.Range(1, steps + 1).Select(count => (double)count), reach.Curve.Select(point => point.Reach.Value));
        DominoResult<int> domino = chain.Domino([0], o => o with { Model = model, Worlds = 64, Moments = [.. Enumerable.Range(0, steps + 1).Select(step => TimeSpan.FromMinutes(minutes * step))] });
        Assert.Equal(Enumerable.Range(1, steps + 1).Select(count => (double)count), domino.OverTime.Select(point => point.Reached.Value));
    }

    /// <summary>How many a word from 0 reaches where nothing is left to chance, as every question says alike.</summary>
    private static double Everywhere(CustomerGraph<int> graph, CascadeModel model)
    {
        double reached = graph.CascadeReach([0], o => o with { Model = model, MaxWorlds = 64, MinWorlds = 64 }).Reach.Value;

        Assert.Equal(reached, graph.CascadeReachOfEach(o => o with { Model = model, Worlds = 8 })[0].Value, 1e-9);
        Assert.Equal(reached, graph.Domino([0], o => o with { Model = model, Worlds = 8 }).Reached.Value);
        Assert.Equal(reached, graph.Containment([0], o => o with { Model = model, Worlds = 8, Measure = ReachMeasure.Customers, Count = 1 }).LossWithoutAction.Value);
        Estimate ofSeed = graph.Seeds(1, o => o with { Model = model, MustHave = [0] }).Reach;
        Assert.Equal(reached, ofSeed.Value, (6 * ofSeed.StandardError) + 1e-9);
        Assert.Equal(reached, 1 + Enumerable.Range(1, graph.CustomerCount - 1).Sum(to => graph.LikeliestPaths(0, to, 1, o => o with { Model = model, Worlds = 8 }).Chance.Value));
        return reached;
    }

    private static (CascadeGraph Plain, CustomerGraph<int> Graph, CascadeModel Model) Tiny(int seed, CascadeProcess process, int maxHops, int hours)
    {
        var random = new Random(seed);
        (int From, int To, double P)[] chances = [.. _ties.Select(tie => (tie.From, tie.To, 0.3 + (0.7 * random.NextDouble())))];
        if (process == CascadeProcess.LinearThreshold)
        {
            chances = [.. chances.Select(tie => (tie.From, tie.To, tie.P / (1.0001 * chances.Where(other => other.To == tie.To).Sum(other => other.P))))];
        }

        CascadeGraph ties = TestCascade.Of(Nodes, chances, process);
        double[] delays = [.. ExactCascade.Edges(ties).Select(edge => _ties.First(tie => (tie.From, tie.To) == (edge.From, edge.To)).Hours)];
        var plain = new CascadeGraph(process, ties.Forward, [.. delays.Select(delay => (float)TimeSpan.FromHours(delay).TotalDays)], maxHops: maxHops, timeLimit: (float)TimeSpan.FromHours(hours).TotalDays);
        CustomerGraph<int> graph = CustomerGraph.FromTies(
            ExactCascade.Edges(ties).Select((edge, i) => new Tie<int>(edge.From, edge.To, edge.P, delays[i])),
            Enumerable.Range(0, Nodes).Select(node => new Customer<int>(node, 1)));
        return (plain, graph, new()
        {
            Process = process,
            Propensity = Propensity.Constant(1),
            MaxHops = maxHops,
            Delay = TieDelay.Of((Tie<int> tie) => TimeSpan.FromHours(tie.Strength)),
            TimeLimit = TimeSpan.FromHours(hours),
        });
    }

    private static double Chance(CascadeGraph graph, int from, int to) =>
        ExactCascade.Worlds(graph).Sum(world => ExactCascade.Reached(graph, world.Live, [from]).Contains(to) ? world.Probability : 0);

    private static double Lost(CascadeGraph graph, int complainer, int answered) =>
        ExactCascade.Worlds(graph).Sum(world => world.Probability * ExactCascade.Reached(graph, [.. world.Live.Where(edge => edge.To != answered && edge.From != answered)], [complainer]).Count);

    /// <summary>What would be reached if only the soonest way to each node counted: what an engine finds that forgets that a slower way may be shorter.</summary>
    private static double BySoonestWays(CascadeGraph graph, int start)
    {
        double reached = 0;
        foreach ((double probability, List<(int From, int To)> live) in ExactCascade.Worlds(graph))
        {
            (double Time, int Hops)[] best = [.. Enumerable.Repeat((double.PositiveInfinity, 0), graph.NodeCount)];
            best[start] = (0, 0);
            for (int round = 0; round < graph.NodeCount; round++)
            {
                foreach ((int from, int to) in live)
                {
                    (double Time, int Hops) way = (best[from].Time + graph.Delays![graph.Forward.IndexOf(from, to)], best[from].Hops + 1);
                    best[to] = way.Time < best[to].Time - 1e-9 ? way : best[to];
                }
            }

            reached += probability * best.Count(way => way.Time <= graph.TimeLimit + 1e-5 && way.Hops <= graph.MaxHops);
        }

        return reached;
    }
}
