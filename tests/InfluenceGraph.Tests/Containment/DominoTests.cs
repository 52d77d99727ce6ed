using InfluenceGraph.Tests.Cascades;
using Xunit;

namespace InfluenceGraph.Tests.Containment;

public sealed class DominoTests
{
    // Six standard errors and the share of a grain: one wrong alarm in five hundred million.
    private static double Tolerance(Estimate estimate) => (6 * estimate.StandardError) + 1e-6;

    [Theory]
    [InlineData(CascadeProcess.IndependentCascade, null)]
    [InlineData(CascadeProcess.LinearThreshold, null)]
    [InlineData(CascadeProcess.IndependentCascade, 2)]
    [InlineData(CascadeProcess.LinearThreshold, 2)]
    public void What_it_says_is_what_all_worlds_say(CascadeProcess process, int? maxHops)
    {
        for (int seed = 0; seed < 12; seed++)
        {
            TinyCustomers tiny = TinyCustomers.Random(seed, process, maxHops: maxHops);
            DominoResult<int> domino = tiny.Graph.Domino([0, 1], o => o with { Model = tiny.Model, Worlds = 20_000, CustomerThreshold = 3, OwnValueThreshold = 9, Top = 20 });
            double[] ones = [.. tiny.OwnValues.Select(_ => 1.0)];
            var reached = ExactCascade.Worlds(tiny.Plain).Select(world => (world.Probability, Nodes: ExactCascade.Reached(tiny.Plain, world.Live, [0, 1]))).ToArray();

            Assert.Equal(tiny.Loss([0, 1], [], ones), domino.Reached.Value, Tolerance(domino.Reached));
            Assert.Equal(tiny.Loss([0, 1], [], tiny.OwnValues), domino.AtRisk.Value, Tolerance(domino.AtRisk));
            Assert.Equal(domino.Reached.Value - 2, domino.OthersReached.Value, 1e-12);
            Assert.Equal(domino.AtRisk.Value - tiny.OwnValues[0] - tiny.OwnValues[1], domino.OthersAtRisk.Value, 1e-12);

            // A share near 0 or 1 may show no error at all; a few worlds are the least that it can be off by.
            Estimate passes = domino.PassesCustomerThreshold!.Value;
            Assert.Equal(reached.Sum(world => world.Nodes.Count > 3 ? world.Probability : 0), passes.Value, Tolerance(passes) + 5e-4);
            passes = domino.PassesOwnValueThreshold!.Value;
            Assert.Equal(reached.Sum(world => world.Nodes.Sum(node => tiny.OwnValues[node]) > 9 ? world.Probability : 0), passes.Value, Tolerance(passes) + 5e-4);

            foreach (CustomerAtRisk<int> risk in domino.MostAtRisk)
            {
                Assert.Equal(reached.Sum(world => world.Nodes.Contains(risk.Customer) ? world.Probability : 0), risk.Chance.Value, Tolerance(risk.Chance) + 5e-4);
            }

            foreach ((int from, int to, _) in ExactCascade.Edges(tiny.Plain))
            {
                double exact = tiny.Loss([0, 1], [], tiny.OwnValues) - tiny.Loss([0, 1], [], tiny.OwnValues, (from, to));
                Estimate said = domino.TippingTies.Where(tie => tie.From == from && tie.To == to).Select(tie => tie.LossAvoided).FirstOrDefault();
                Assert.Equal(exact, said.Value, Tolerance(said) + 5e-3);
            }
        }
    }

    [Fact]
    public void The_curve_over_hops_is_the_reach_within_so_many_hops()
    {
        for (int seed = 0; seed < 8; seed++)
        {
            TinyCustomers tiny = TinyCustomers.Random(seed);
            DominoResult<int> domino = tiny.Graph.Domino([0, 3], o => o with { Model = tiny.Model, Worlds = 20_000 });

            Assert.Equal((0, 2.0, 0.0), (domino.OverHops[0].Hops, domino.OverHops[0].Reached.Value, domino.OverHops[0].Reached.StandardError));
            Assert.Equal(domino.Reached.Value, domino.OverHops[^1].Reached.Value, 1e-9);
            Assert.Equal(domino.AtRisk.StandardError, domino.OverHops[^1].AtRisk.StandardError, 1e-6);
            foreach (DominoPoint point in domino.OverHops)
            {
                Assert.Equal(ExactCascade.Reach(TestCascade.Random(seed, maxHops: point.Hops!.Value), [0, 3]), point.Reached.Value, Tolerance(point.Reached) + 5e-4);
            }
        }
    }

    [Fact]
    public void The_curve_over_time_follows_the_delays()
    {
        CustomerGraph<string> graph = CustomerGraph.FromTies<string>([new("a", "b", 1, 1), new("b", "c", 1, 2), new("a", "c", 1, 5)]);
        var model = new CascadeModel { Propensity = Propensity.Constant(1), Delay = TieDelay.Of((Tie<string> tie) => TimeSpan.FromDays(tie.Strength)) };
        DominoResult<string> domino = graph.Domino(["a"], o => o with { Model = model, Moments = [TimeSpan.Zero, TimeSpan.FromDays(1), TimeSpan.FromDays(2.9), TimeSpan.FromDays(3)] });

        Assert.Equal([1.0, 2, 2, 3], domino.OverTime.Select(point => point.Reached.Value));
        Assert.Equal([0.0, 1, 2.9, 3], domino.OverTime.Select(point => point.Time!.Value.TotalDays), (a, b) => Math.Abs(a - b) < 1e-9);
        Assert.Equal(2, domino.OverHops[^1].Hops);
        Assert.All(domino.OverTime, point => Assert.Null(point.Hops));

        DominoResult<string> limited = graph.Domino(["a"], o => o with { Model = model with { TimeLimit = TimeSpan.FromDays(2) } });
        Assert.Equal(2, limited.Reached.Value);
        Assert.Equal(10, limited.OverTime.Count);
        Assert.Equal(3, graph.Domino(["a"], o => o with { Model = model }).OverTime[^1].Time!.Value.TotalDays, 1e-9);
    }

    [Fact]
    public void Exponential_delays_are_late_as_often_as_they_should()
    {
        CustomerGraph<string> graph = CustomerGraph.FromTies<string>([new("a", "b", 1)]);
        var model = new CascadeModel { Propensity = Propensity.Constant(1), Delay = TieDelay.Exponential(TimeSpan.FromDays(2)), TimeLimit = TimeSpan.FromDays(3) };
        Estimate reached = graph.Domino(["a"], o => o with { Model = model, Worlds = 20_000 }).Reached;

        Assert.Equal(2 - Math.Exp(-1.5), reached.Value, Tolerance(reached));
    }

    [Fact]
    public void The_bad_case_is_a_quantile_with_an_interval_between_order_statistics()
    {
        // One in ten is worse than three customers.
        CustomerGraph<string> graph = CustomerGraph.FromTies<string>([new("a", "b", 1), new("b", "c", 1), new("c", "d", 0.1)]);
        CascadeModel model = new() { Propensity = Propensity.Constant(1) };

        Assert.Equal(3, graph.Domino(["a"], o => o with { Model = model, BadCase = 0.85 }).BadCaseReached.Value);
        Assert.Equal(4, graph.Domino(["a"], o => o with { Model = model, BadCase = 0.95 }).BadCaseReached.Value);
        Estimate close = graph.Domino(["a"], o => o with { Model = model, BadCase = 0.9 }).BadCaseReached;
        Assert.Equal((3.0, 4.0), (close.Low, close.High));
    }

    [Fact]
    public void Intervals_hold_the_truth_as_often_as_they_say()
    {
        // Twenty graphs, fifty draws each, with the default number of worlds. What happens once in a thousand worlds has a
        // lopsided mean on a few hundred, so fewer worlds hold the truth less often there.
        int hits = 0;
        for (int graph = 0; graph < 20; graph++)
        {
            TinyCustomers tiny = TinyCustomers.Random(graph);
            double exact = tiny.Loss([0, 1], [], tiny.OwnValues);
            for (int seed = 0; seed < 50; seed++)
            {
                Estimate estimate = tiny.Graph.Domino([0, 1], o => o with { Model = tiny.Model, Seed = seed, Top = 0, Threads = 1 }).AtRisk;

                // A grain is the least difference there is.
                hits += estimate.Low - 1e-9 <= exact && exact <= estimate.High + 1e-9 ? 1 : 0;
            }
        }

        Assert.True(hits >= 930, $"{hits} of 1000");
    }

    [Fact]
    public void The_bad_case_lies_in_its_interval_as_often_as_it_says()
    {
        // One customer in 1/2 of the worlds, two in 1/4, three in 1/8 and four in 1/8; very close to where the quantile jumps.
        CustomerGraph<string> graph = CustomerGraph.FromTies<string>([new("a", "b", 1), new("b", "c", 1), new("c", "d", 1)]);
        int hits = 0;
        for (int seed = 0; seed < 1000; seed++)
        {
            Estimate close = graph.Domino(["a"], o => o with { Model = new() { Propensity = Propensity.Constant(0.5) }, BadCase = 0.7501, Worlds = 200, Seed = seed, Top = 0, Threads = 1 }).BadCaseReached;
            hits += close.Low <= 3 && 3 <= close.High ? 1 : 0;
        }

        Assert.True(hits >= 930, $"{hits} of 1000");
    }

    [Fact]
    public void Few_worlds_leave_the_bad_case_open_up_to_what_is_possible()
    {
        CustomerGraph<string> graph = CustomerGraph.FromTies<string>([new("a", "b", 1), new("b", "c", 1), new("c", "d", 1)], [new("a", 1), new("b", 2), new("c", 3), new("d", 4)]);
        DominoResult<string> domino = graph.Domino(["a"], o => o with { Model = new() { Propensity = Propensity.Constant(0.5) }, Worlds = 20 });

        Assert.Equal(4, domino.BadCaseReached.High);
        Assert.Equal(10, domino.BadCaseAtRisk.High);
    }

    [Fact]
    public void Customers_and_ties_are_ranked_by_the_measure()
    {
        CustomerGraph<string> graph = CustomerGraph.FromTies<string>(
            [new("a", "many", 1), new("many", "m1", 1), new("many", "m2", 1), new("a", "rich", 0.5)],
            [new("a", 1), new("many", 1), new("m1", 1), new("m2", 1), new("rich", 1000)]);
        CascadeModel model = new() { Propensity = Propensity.Constant(1) };
        DominoResult<string> byMoney = graph.Domino(["a"], o => o with { Model = model });
        DominoResult<string> byCount = graph.Domino(["a"], o => o with { Model = model, Measure = ReachMeasure.Customers });

        Assert.Equal(("rich", "rich"), (byMoney.MostAtRisk[0].Customer, byMoney.TippingTies[0].To));
        Assert.Equal(("many", 3.0), (byCount.TippingTies[0].To, byCount.TippingTies[0].LossAvoided.Value));
        Assert.NotEqual("rich", byCount.MostAtRisk[0].Customer);
        Assert.Equal(byMoney.AtRisk, byCount.AtRisk);
        Assert.Equal(500, byMoney.MostAtRisk[0].AtRisk, 50.0);
    }

    [Fact]
    public void It_reads_like_a_report()
    {
        CustomerGraph<string> graph = CustomerGraph.FromTies<string>([new("ann", "bob", 1), new("bob", "cat", 1)]);
        DominoResult<string> domino = graph.Domino(["ann", "ann"], o => o with { Model = new() { Propensity = Propensity.Constant(1) }, CustomerThreshold = 2 });

        Assert.Equal(
            """
            A complaint of 1 reaches 3 ± 0 customers, 3 ± 0 own value at risk (2,000 worlds, seed 1)
              in the bad case 3 ± 0 customers, 3 ± 0 own value; more customers than the threshold: 100 % (99.8 to 100)
              within hops 0: 1, 1: 2, 2: 3
              most at risk bob 100 %, cat 100 %
              tips over ann -> bob (2), bob -> cat (1)
            """.ReplaceLineEndings(),
            domino.ToString());
        Assert.Contains("complaint of 'ann', 2000 worlds, seed 1", domino.Receipt.Options, StringComparison.Ordinal);
        Assert.Equal(["ann"], domino.Complainers);
    }
}
