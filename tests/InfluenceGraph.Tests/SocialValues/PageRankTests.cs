using InfluenceGraph.Tests.RealData;
using Xunit;

namespace InfluenceGraph.Tests.SocialValues;

/// <summary>The solver against references that share none of its code, and what it says about its own error.</summary>
public sealed class PageRankTests
{
    private static readonly double[] _dampings = [0, 0.1, 0.5, 0.85, 0.99];

    [Fact]
    public void Random_graphs_get_the_scores_of_a_dense_solve() => TestGraph.ForAll(graph =>
    {
        CustomerGraph<int> customers = graph.Build();
        foreach (UnreachedPolicy policy in TestGraph.Policies)
        {
            foreach (double damping in _dampings)
            {
                SocialValueResult<int> value = customers.SocialValue(options => options with { Damping = damping, Unreached = policy, Tolerance = 1e-14, MaxIterations = 10_000 });
                AssertClose(DenseReference.Of(graph, damping, policy).Scores, value, graph.Total);
            }
        }
    });

    [Theory]
    [InlineData(1, 60, 150)]
    [InlineData(2, 200, 3000)]
    [InlineData(3, 500, 400)]
    [InlineData(4, 500, 8000)]
    public void Larger_graphs_get_the_scores_of_a_dense_solve(int seed, int customers, int ties)
    {
        var graph = TestGraph.Seeded(seed, customers, ties);
        CustomerGraph<int> built = graph.Build();
        foreach (UnreachedPolicy policy in TestGraph.Policies)
        {
            SocialValueResult<int> value = built.SocialValue(options => options with { Unreached = policy, Tolerance = 1e-14 });
            AssertClose(DenseReference.Of(graph, 0.85, policy).Scores, value, graph.Total);
        }
    }

    [Theory]
    [InlineData("karate")]
    [InlineData("lesmis")]
    [InlineData("ukfaculty")]
    [InlineData("florentine")]
    public void Real_graphs_get_the_scores_of_a_dense_solve_under_every_policy(string name)
    {
        var real = RealGraph.Load(name);
        CustomerGraph<string> built = real.Build();
        var keys = built.Customers.Select((key, index) => (key, index)).ToDictionary(pair => pair.key, pair => pair.index);
        var graph = new TestGraph(
            [.. built.Customers.Select(key => built[key].OwnValue)],
            [.. real.Ties.Where(tie => tie.From != tie.To).Select(tie => new Tie<int>(keys[tie.From], keys[tie.To], tie.Permission, tie.Strength))]);
        foreach (UnreachedPolicy policy in TestGraph.Policies)
        {
            SocialValueResult<string> value = built.SocialValue(options => options with { Unreached = policy, Tolerance = 1e-14 });
            double[] expected = DenseReference.Of(graph, 0.85, policy).Scores;
            Assert.All(value, pair => Assert.Equal(expected[keys[pair.Key]], pair.Value, 1e-12 * value.TotalValue));
        }
    }

    [Fact]
    public void Error_bound_holds_against_exact_arithmetic_at_every_tolerance() => TestGraph.ForAll(
        graph =>
        {
            CustomerGraph<int> customers = graph.Build();
            foreach (UnreachedPolicy policy in TestGraph.Policies)
            {
                foreach ((double damping, double tolerance, int iterations) in new[] { (0.85, 0.5, 1000), (0.85, 1e-2, 1000), (0.85, 1e-6, 1000), (0.85, 1e-12, 1000), (0.85, 0, 400), (0.5, 0, 3), (0.99, 0, 1), (0.99, 0, 5000) })
                {
                    SocialValueResult<int> value = customers.SocialValue(options => options with { Damping = damping, Unreached = policy, Tolerance = tolerance, MaxIterations = iterations });
                    AssertErrorWithin(graph, damping, policy, value);
                }
            }
        },
        tests: 60,
        mostCustomers: 6);

    [Theory]
    [InlineData(0.85)]
    [InlineData(0.99)]
    [InlineData(0.999)]
    [InlineData(0.99999)]
    public void Error_bound_holds_when_warm_starts_stand_still(double damping)
    {
        // Rounding stops the sweeps short of the exact answer, by up to 1 / (1 - d) roundings; starting there moves nothing.
        var graph = new TestGraph([1, 0.1, 7.3], [new(0, 1, 1), new(1, 0, 1), new(2, 1, 1, 0.3), new(1, 2, 0.7)]);
        CustomerGraph<int> customers = graph.Build();
        foreach (UnreachedPolicy policy in TestGraph.Policies)
        {
            SocialValueResult<int>? value = null;
            for (int i = 0; i < 4; i++)
            {
                SocialValueResult<int>? last = value;
                value = customers.SocialValue(options => options with { Damping = damping, Unreached = policy, Tolerance = 0, MaxIterations = i == 0 ? 20_000_000 / (int)(20 / (1 - damping)) : 1, WarmStart = last });
                AssertErrorWithin(graph, damping, policy, value);
            }
        }
    }

    [Fact]
    public void Error_bound_holds_after_a_warm_start_from_anywhere() => TestGraph.ForAll(
        graph =>
        {
            CustomerGraph<int> customers = graph.Build();
            SocialValueResult<int> rich = (graph with { OwnValues = [.. graph.OwnValues.Select((own, i) => i % 2 == 0 ? own * 1000 : own)], Ties = [.. graph.Ties.Reverse().Skip(1)] }).Build().SocialValue();
            SocialValueResult<int> poor = (graph with { OwnValues = [.. graph.OwnValues.Select(own => own / 1000)] }).Build().SocialValue(options => options with { Damping = 0.1 });
            foreach (UnreachedPolicy policy in TestGraph.Policies)
            {
                foreach (SocialValueResult<int> start in new[] { rich, poor })
                {
                    foreach (double tolerance in new[] { 0.3, 1e-3, 1e-10 })
                    {
                        SocialValueResult<int> value = customers.SocialValue(options => options with { Unreached = policy, Tolerance = tolerance, WarmStart = start });
                        Assert.True(value.Converged);
                        AssertErrorWithin(graph, 0.85, policy, value);
                    }
                }
            }
        },
        tests: 40,
        mostCustomers: 6);

    [Theory]
    [InlineData(0.9)]
    [InlineData(0.999)]
    public void Error_bound_covers_rounding_at_hubs(double damping)
    {
        // A thousand weights of unequal bits meet in one sum on either side of the hub.
        var random = new Random(5);
        Tie<int>[] ties = [.. Enumerable.Range(1, 1000).SelectMany(i => new Tie<int>[] { new(0, i, 1, random.NextDouble()), new(i, 0, 1, random.NextDouble()) })];
        var graph = new TestGraph([.. Enumerable.Range(0, 1001).Select(_ => random.NextDouble())], ties);
        SocialValueResult<int> value = graph.Build().SocialValue(options => options with { Damping = damping, Tolerance = 0, MaxIterations = 100_000 });
        double[] expected = Star(graph, damping);

        // The closed form has three sums of a thousand terms; they are exact to 1e-15 of the total.
        Assert.True(value.Sum(pair => Math.Abs(pair.Value - expected[pair.Key])) <= value.ErrorBound + (1e-14 * graph.Total / (1 - damping)));
        Assert.True(value.ErrorBound <= 1e-6 * graph.Total);
    }

    [Fact]
    public void Stopping_after_one_sweep_is_data_with_an_honest_residual()
    {
        var graph = TestGraph.Seeded(7, 100, 600);
        foreach (UnreachedPolicy policy in TestGraph.Policies)
        {
            SocialValueResult<int> value = graph.Build().SocialValue(options => options with { MaxIterations = 1, Unreached = policy });
            double[] expected = DenseReference.Of(graph, 0.85, policy).Scores;
            double error = value.Sum(pair => Math.Abs(pair.Value - expected[pair.Key]));

            Assert.False(value.Converged);
            Assert.Equal(1, value.Iterations);
            Assert.InRange(value.Residual, 1e-3, 1);
            Assert.InRange(error, 1e-3 * graph.Total, value.ErrorBound);
        }
    }

    [Fact]
    public void Tolerance_means_the_same_however_many_customers_there_are()
    {
        var one = TestGraph.Seeded(11, 40, 160);
        foreach (UnreachedPolicy policy in TestGraph.Policies)
        {
            int[] iterations = [.. new[] { 1, 3, 50 }.Select(copies => Copies(one, copies).Build().SocialValue(options => options with { Unreached = policy }).Iterations)];

            // When a round has made enough moves is an estimate from a sketch, which may be off by one or two.
            Assert.All(iterations, count => Assert.InRange(count, iterations[0] - 4, iterations[0] + 4));
        }
    }

    [Fact]
    public void Thread_counts_change_no_bit()
    {
        var graph = TestGraph.Seeded(13, 6000, 60_000);
        CustomerGraph<int> built = graph.Build();
        foreach (UnreachedPolicy policy in TestGraph.Policies)
        {
            IReadOnlyList<string> expected = ResultBits.Of(built.SocialValue(options => options with { Unreached = policy, Threads = 1 }), explained: 10);
            foreach (int? threads in new int?[] { 2, 3, 8, null })
            {
                Assert.Equal(expected, ResultBits.Of(built.SocialValue(options => options with { Unreached = policy, Threads = threads }), explained: 10));
            }
        }
    }

    [Fact]
    public void More_threads_than_customers_change_no_bit() => TestGraph.ForAll(
        graph =>
        {
            CustomerGraph<int> built = graph.Build();
            Assert.Equal(
                ResultBits.Of(built.SocialValue(options => options with { Threads = 1 })),
                ResultBits.Of(built.SocialValue(options => options with { Threads = 4 })));
        },
        tests: 40);

    [Fact]
    public void A_warm_start_ends_where_a_cold_one_does()
    {
        var graph = TestGraph.Seeded(17, 300, 2000);
        CustomerGraph<int> built = graph.Build();
        SocialValueResult<int> other = TestGraph.Seeded(18, 400, 1000).Build().SocialValue();
        foreach (UnreachedPolicy policy in TestGraph.Policies)
        {
            SocialValueResult<int> cold = built.SocialValue(options => options with { Unreached = policy });
            SocialValueResult<int> near = built.SocialValue(options => options with { Unreached = policy, WarmStart = cold });
            SocialValueResult<int> far = built.SocialValue(options => options with { Unreached = policy, WarmStart = other });

            Assert.True(near.Iterations < cold.Iterations / 4);
            foreach (SocialValueResult<int> warm in new[] { near, far })
            {
                Assert.True(warm.Converged);
                Assert.True(cold.Sum(pair => Math.Abs(pair.Value - warm[pair.Key])) <= cold.ErrorBound + warm.ErrorBound);
            }
        }
    }

    [Fact]
    public void Weights_of_extreme_range_in_one_row_stay_finite_and_right()
    {
        var graph = new TestGraph(
            [1, 2, 3, 1e-30, 1e30],
            [new(0, 1, 1, 1e-30), new(2, 1, 1, 1e30), new(1, 0, 1, 3e38), new(2, 0, 1, 2e-38), new(3, 2, 1, 3e38), new(4, 2, 1, 3e38), new(0, 4, 1, 1e-37), new(3, 4, 1, 1e30)]);
        foreach (UnreachedPolicy policy in TestGraph.Policies)
        {
            foreach (double damping in new[] { 0.85, 0.999 })
            {
                SocialValueResult<int> value = graph.Build().SocialValue(options => options with { Damping = damping, Unreached = policy, Tolerance = 1e-13, MaxIterations = 100_000 });
                Assert.All(value, pair => Assert.True(double.IsFinite(pair.Value) && pair.Value >= 0));
                AssertErrorWithin(graph, damping, policy, value);
            }
        }
    }

    [Theory]
    [InlineData(1e100)]
    [InlineData(1e-100)]
    [InlineData(1e-300)]
    [InlineData(1e-310)]
    public void The_largest_and_smallest_own_values_stay_finite_and_right(double unit)
    {
        var graph = new TestGraph([unit, 0.5 * unit, 0], [new(0, 1, 1), new(1, 0, 1), new(2, 0, 0.5), new(1, 2, 0.25)]);
        foreach (UnreachedPolicy policy in TestGraph.Policies)
        {
            SocialValueResult<int> value = graph.Build().SocialValue(options => options with { Damping = 0.99, Unreached = policy, MaxIterations = 10_000 });
            Assert.True(value.Converged);
            AssertErrorWithin(graph, 0.99, policy, value);
        }
    }

    private static void AssertClose(double[] expected, SocialValueResult<int> value, double total)
    {
        Assert.Equal(expected.Length, value.Count);

        // The dense solve of a well-conditioned system rounds to some n 1e-16 of the total; the sweeps stop at 1e-14 of it.
        Assert.All(value, pair => Assert.Equal(expected[pair.Key], pair.Value, 1e-12 * total));
    }

    private static void AssertErrorWithin(TestGraph graph, double damping, UnreachedPolicy policy, SocialValueResult<int> value)
    {
        // Exact but for the last conversion, which is good to 2^-50.
        double error = ExactReference.ErrorOf(graph, damping, policy, customer => value[customer]);
        Assert.True(
            error <= value.ErrorBound * (1 + 1e-14),
            $"{policy}, damping {damping}: off by {error:R}, bound {value.ErrorBound:R} after {value.Iterations} iterations, residual {value.Residual:R}");
    }

    private static TestGraph Copies(TestGraph one, int copies) => new(
        [.. Enumerable.Range(0, copies).SelectMany(_ => one.OwnValues)],
        [.. Enumerable.Range(0, copies).SelectMany(copy => one.Ties.Select(tie => tie with { From = tie.From + (copy * one.Count), To = tie.To + (copy * one.Count) }))]);

    /// <summary>The Keep policy on a star whose leaves can only be reached by the hub: z_0 = own_0 + d sum z_i, z_i = own_i + d z_0 share_i.</summary>
    private static double[] Star(TestGraph graph, double damping)
    {
        double[] strengths = [0, .. graph.Ties.Where(tie => tie.To == 0).Select(tie => (double)(float)tie.Strength)];
        double received = strengths.Sum();
        double leaves = graph.OwnValues.Skip(1).Sum();
        double hub = (graph.OwnValues[0] + (damping * leaves)) / (1 - (damping * damping));
        return [.. graph.OwnValues.Select((own, i) => (1 - damping) * (i == 0 ? hub : own + (damping * hub * strengths[i] / received)))];
    }
}
