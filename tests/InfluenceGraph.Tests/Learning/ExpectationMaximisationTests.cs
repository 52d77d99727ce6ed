using Xunit;
using static InfluenceGraph.Tests.Learning.ToyLog;

namespace InfluenceGraph.Tests.Learning;

public sealed class ExpectationMaximisationTests
{
    private static readonly (bool A, bool B, bool Follows, int Times)[] _twoParents =
    [
        (true, true, true, 4), (true, true, false, 3), (true, false, true, 2), (true, false, false, 3), (false, true, true, 1), (false, true, false, 5),
    ];

    [Fact]
    public void Two_contacts_get_the_probabilities_that_brute_force_finds()
    {
        var learned = TwoParents().LearnPropensities(ActionLog.FromRows(TwoParentRows()), o => o with { PriorStrength = 0, Tolerance = 1e-13, MaxIterations = 100_000 });
        double[] best = Maximum(p => _twoParents.Sum(row => row.Times * Math.Log(Chance(row, p))), [0.5, 0.5], [1, 1]);

        Assert.True(learned.Converged);
        Assert.Equal(best[0], learned["a", "c"].Probability.Value, 1e-6);
        Assert.Equal(best[1], learned["b", "c"].Probability.Value, 1e-6);
        Assert.Equal(_twoParents.Sum(row => row.Times * Math.Log(Chance(row, best))), learned.LogLikelihood, 1e-9);
    }

    [Fact]
    public void With_a_prior_the_maximum_is_that_of_likelihood_times_prior()
    {
        var learned = TwoParents().LearnPropensities(
            ActionLog.FromRows(TwoParentRows()),
            o => o with { PriorStrength = 6, PriorMean = 0.25, PriorPool = PriorPool.AllTies, Tolerance = 1e-13, MaxIterations = 100_000 });
        double Posterior(double[] p) => _twoParents.Sum(row => row.Times * Math.Log(Chance(row, p))) + p.Sum(q => (1.5 * Math.Log(q)) + (4.5 * Math.Log(1 - q)));
        double[] best = Maximum(Posterior, [0.5, 0.5], [1, 1]);

        Assert.Equal(best[0], learned["a", "c"].Probability.Value, 1e-6);
        Assert.Equal(best[1], learned["b", "c"].Probability.Value, 1e-6);
        Assert.Equal(Posterior(best), learned.LogPosteriors[^1], 1e-9);
    }

    [Fact]
    public void With_exponential_delays_it_finds_what_brute_force_finds_delays_included()
    {
        // Delays of c after a and after b; null where c did not follow. Watched for 6 days.
        (double? AfterA, double? AfterB)[] follows = [(1, 0.5), (2.5, 2), (0.3, null), (4, null), (null, 0.7), (1.2, null)];
        var rows = new List<CustomerAction<string>>();
        foreach ((int i, (double? afterA, double? afterB)) in follows.Index())
        {
            double at = afterA ?? afterB!.Value;
            rows.Add(Row("c", $"f{i}", at));
            if (afterA is not null)
            {
                rows.Add(Row("a", $"f{i}", 0));
            }

            if (afterB is double b)
            {
                rows.Add(Row("b", $"f{i}", at - b));
            }
        }

        rows.AddRange([Row("a", "n1", 0), Row("a", "n2", 3), Row("b", "n3", 1), Row("a", "n4", 0), Row("b", "n4", 4)]);
        var learned = TwoParents().LearnPropensities(
            ActionLog.FromRows(rows),
            o => o with { Timing = InfluenceTiming.Exponential, PriorStrength = 0, ObservedUntil = Start.AddDays(6), Tolerance = 1e-13, MaxIterations = 200_000 });

        double Open(double p, double delay, double mean) => 1 - p + (p * Math.Exp(-delay / mean));
        double Density(double p, double delay, double mean) => p * Math.Exp(-delay / mean) / mean;
        double Likelihood(double[] x)
        {
            (double a, double b, double mean) = (x[0], x[1], x[2]);
            double sum = 0;
            foreach ((double? afterA, double? afterB) in follows)
            {
                sum += Math.Log((afterA, afterB) switch
                {
                    (double after, null) => Density(a, after, mean),
                    (null, double after) => Density(b, after, mean),
                    (double after, double alsoAfter) => (Density(a, after, mean) * Open(b, alsoAfter, mean)) + (Open(a, after, mean) * Density(b, alsoAfter, mean)),
                    _ => throw new InvalidOperationException(),
                });
            }

            return sum + Math.Log(Open(a, 6, mean)) + Math.Log(Open(a, 3, mean)) + Math.Log(Open(b, 5, mean)) + Math.Log(Open(a, 6, mean)) + Math.Log(Open(b, 2, mean));
        }

        double[] best = Maximum(Likelihood, [0.5, 0.5, 1], [1, 1, 20]);
        Assert.Equal(Likelihood(best), learned.LogLikelihood, 1e-8);
        Assert.Equal(best[0], learned["a", "c"].Probability.Value, 1e-4);
        Assert.Equal(best[1], learned["b", "c"].Probability.Value, 1e-4);
        Assert.Equal(best[2], learned.MeanDelay!.Value.TotalDays, 1e-3);
    }

    [Theory]
    [InlineData(InfluenceTiming.Steady, 0.0)]
    [InlineData(InfluenceTiming.Steady, 5.0)]
    [InlineData(InfluenceTiming.WithinMeanDelay, 0.0)]
    [InlineData(InfluenceTiming.Exponential, 0.0)]
    [InlineData(InfluenceTiming.Exponential, 5.0)]
    public void The_likelihood_never_falls(InfluenceTiming timing, double priorStrength)
    {
        for (int seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            var graph = CustomerGraph.FromTies(Enumerable.Range(0, 60).Select(_ => new Tie<int>(random.Next(12), random.Next(12), 1)), o => o with { OnDuplicate = TieMerge.Strongest });
            var log = ActionLog.FromRows(Enumerable.Range(0, 200).Select(_ => new CustomerAction<int>(random.Next(12), $"{random.Next(25)}", Start.AddHours(random.Next(400)))));
            var learned = graph.LearnPropensities(log, o => o with { Timing = timing, PriorStrength = priorStrength, Tolerance = 0, MaxIterations = 200 });

            Assert.True(learned.Iterations > 10);
            for (int step = 1; step < learned.LogPosteriors.Count; step++)
            {
                // Rounding of a sum of some hundred logarithms.
                Assert.True(learned.LogPosteriors[step] >= learned.LogPosteriors[step - 1] - 1e-9, $"seed {seed}, step {step}: {learned.LogPosteriors[step - 1]:R} -> {learned.LogPosteriors[step]:R}");
            }

            Assert.True(learned.LogPosteriors[^1] > learned.LogPosteriors[0]);
        }
    }

    [Fact]
    public void An_only_contact_gets_the_share_of_tries_that_were_followed()
    {
        var log = ActionLog.FromRows(Enumerable.Range(0, 10).SelectMany(i => i < 3 ? [Row("a", $"{i}", 0), Row("b", $"{i}", 1)] : new[] { Row("a", $"{i}", 0) }));
        LearnedTie<string> tie = CustomerGraph.FromTies([new Tie<string>("a", "b", 1)]).LearnPropensities(log, o => o with { PriorStrength = 0 })["a", "b"];

        Assert.Equal(0.3, tie.Probability.Value, 1e-6);
        Assert.Equal(3, tie.Credit, 1e-6);
        Assert.Equal(10, tie.Trials);
    }

    [Fact]
    public void Who_always_acts_without_following_is_not_a_cause()
    {
        // Whenever both act c follows, but when b acts alone c never does.
        CustomerAction<string>[] rows =
        [
            .. Enumerable.Range(0, 10).SelectMany(i => new[] { Row("a", $"{i}", 0), Row("b", $"{i}", 0), Row("c", $"{i}", 1) }),
            .. Enumerable.Range(10, 30).Select(i => Row("b", $"{i}", 0)),
        ];
        var learned = TwoParents().LearnPropensities(ActionLog.FromRows(rows), o => o with { PriorStrength = 0, MaxIterations = 100_000 });

        Assert.True(learned["a", "c"].Probability.Value > 0.99);
        Assert.True(learned["b", "c"].Probability.Value < 0.01);
    }

    private static double Chance((bool A, bool B, bool Follows, int Times) row, double[] p)
    {
        double none = (row.A ? 1 - p[0] : 1) * (row.B ? 1 - p[1] : 1);
        return row.Follows ? 1 - none : none;
    }

    private static CustomerGraph<string> TwoParents() => CustomerGraph.FromTies([new Tie<string>("a", "c", 1), new("b", "c", 1)]);

    private static IEnumerable<CustomerAction<string>> TwoParentRows()
    {
        int action = 0;
        foreach ((bool a, bool b, bool follows, int times) in _twoParents)
        {
            for (int i = 0; i < times; i++, action++)
            {
                if (a)
                {
                    yield return Row("a", $"{action}", 0);
                }

                if (b)
                {
                    yield return Row("b", $"{action}", 0.5);
                }

                if (follows)
                {
                    yield return Row("c", $"{action}", 1);
                }
            }
        }
    }

    /// <summary>Coordinate ascent by golden sections, from 0 to the bounds: slow and plain.</summary>
    private static double[] Maximum(Func<double[], double> f, double[] start, double[] bounds)
    {
        double[] x = [.. start];
        double ratio = (Math.Sqrt(5) - 1) / 2;
        for (int round = 0; round < 2000; round++)
        {
            for (int i = 0; i < x.Length; i++)
            {
                (double low, double high) = (1e-9, bounds[i] - 1e-9);
                for (int step = 0; step < 60; step++)
                {
                    (double left, double right) = (high - (ratio * (high - low)), low + (ratio * (high - low)));
                    x[i] = left;
                    double ofLeft = f(x);
                    x[i] = right;
                    (low, high) = ofLeft > f(x) ? (low, right) : (left, high);
                }

                x[i] = (low + high) / 2;
            }
        }

        return x;
    }
}
