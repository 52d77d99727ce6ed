using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace InfluenceGraph.Tests.SocialValues;

/// <summary>Explanations add up, and say how exact they are.</summary>
public sealed class ExplanationTests
{
    private static readonly Func<ExplanationOptions, ExplanationOptions>[] _depths =
    [
        options => options,
        options => options with { MaxTieVisits = 0 },
        options => options with { MaxTieVisits = 7, Top = 2 },
        options => options with { UntracedShare = 0.2, Top = 0 },
        options => options with { UntracedShare = 0, MaxTieVisits = 2000 },
    ];

    [Fact]
    public void Every_view_of_a_score_adds_up_to_it() => TestGraph.ForAll(
        graph => ForEachResult(graph, value =>
        {
            foreach (KeyValuePair<int, double> pair in value)
            {
                foreach (Func<ExplanationOptions, ExplanationOptions> depth in _depths)
                {
                    Explanation<int> why = value.Explain(pair.Key, depth);

                    // The promise is 1e-9 of the score, at any tolerance and depth. A score that a loose tolerance stopped far
                    // below its limit is explained by amounts larger than itself; they add up as exactly as they are.
                    double origins = why.Origins.Sum(origin => origin.Amount) + why.OtherOrigins;
                    Assert.Equal(pair.Value, why.SocialValue);
                    Assert.Equal(pair.Value, why.OwnPart + why.CirclePart + why.BeyondPart, 1e-9 * pair.Value);
                    Assert.Equal(pair.Value, origins + why.Redistributed + why.Untraced, 1e-9 * (value.Residual <= 1e-10 ? pair.Value : Math.Max(pair.Value, Math.Max(origins, why.UntracedBound))));
                    Assert.True(why.OwnPart >= 0 && why.CirclePart >= 0 && why.BeyondPart >= 0 && why.Redistributed >= 0 && why.UntracedBound >= 0);
                }
            }
        }),
        tests: 40);

    [Fact]
    public void Ties_and_own_part_add_up_to_the_score_but_for_what_started_anew() => TestGraph.ForAll(
        graph => ForEachResult(graph, value =>
        {
            foreach (SocialValueParts<int> parts in value.Breakdown())
            {
                Explanation<int> why = value.Explain(parts.Customer);
                double explained = why.OwnPart + why.Ties.Sum(tie => tie.Amount) + why.OtherTies;

                // Rounding of a few terms beside the residual, which is what the last sweep moved.
                double slack = value.ErrorBound + (1e-13 * value.TotalValue);
                bool startsAnew = value.Receipt.Options.Contains("Unreached Prior", StringComparison.Ordinal) || value.Receipt.Options.Contains("Unreached Uniform", StringComparison.Ordinal);
                Assert.InRange(explained - parts.SocialValue, startsAnew ? -parts.SocialValue - slack : -slack, slack);
            }
        }),
        tests: 40);

    [Fact]
    public void Origins_are_short_by_no_more_than_the_untraced_bound_and_never_too_large() => TestGraph.ForAll(
        graph =>
        {
            foreach (UnreachedPolicy policy in TestGraph.Policies)
            {
                Matrix<double> exact = DenseReference.Of(graph, 0.85, policy).Origins();
                foreach (SocialValueResult<int> value in Results(graph, policy))
                {
                    foreach (Func<ExplanationOptions, ExplanationOptions> depth in _depths)
                    {
                        for (int customer = 0; customer < graph.Count; customer++)
                        {
                            Explanation<int> why = value.Explain(customer, options => depth(options) with { Top = int.MaxValue });
                            var amounts = why.Origins.ToDictionary(origin => origin.Customer, origin => origin.Amount);
                            var atMost = why.Origins.ToDictionary(origin => origin.Customer, origin => origin.AtMost);

                            // The dense inverse and the settled shares are both exact to some 1e-14 of the total.
                            double slack = 1e-12 * graph.Total;
                            for (int origin = 0; origin < graph.Count; origin++)
                            {
                                double shortBy = exact[customer, origin] - amounts.GetValueOrDefault(origin);
                                Assert.True(
                                    shortBy >= -slack && shortBy <= why.UntracedBound + slack,
                                    $"{policy}: {origin} is short by {shortBy:R} at {customer}, bound {why.UntracedBound:R}, {value}");
                                Assert.True(
                                    !atMost.TryGetValue(origin, out double most) || exact[customer, origin] <= most + slack,
                                    $"{policy}: {origin} brings {exact[customer, origin]:R} to {customer}, at most {most:R}, {value}");
                            }
                        }
                    }
                }
            }
        },
        tests: 40,
        mostCustomers: 12);

    [Fact]
    public void An_origin_is_in_the_circle_when_a_usable_tie_leads_to_it()
    {
        CustomerGraph<string> graph = CustomerGraph.FromTies<string>([new("ann", "bob", 1), new("bob", "cat", 1), new("ann", "dan", 0), new("cat", "dan", 1)]);
        Explanation<string> why = graph.SocialValue().Explain("ann");

        Assert.Equal(["ann", "bob", "cat", "dan"], why.Origins.Select(origin => origin.Customer));
        Assert.Equal([false, true, false, false], why.Origins.Select(origin => origin.IsInCircle));
        TieContribution<string> tie = Assert.Single(why.Ties);
        Assert.Equal(("bob", 1.0, 1.0, 1.0), (tie.Customer, tie.Permission, tie.Strength, tie.ShareOfTheirs));
    }

    [Fact]
    public void Shares_of_the_ties_into_a_customer_add_up_to_1() => TestGraph.ForAll(
        graph =>
        {
            SocialValueResult<int> value = graph.Build().SocialValue();
            ILookup<int, double> shares = value
                .SelectMany(pair => value.Explain(pair.Key, options => options with { Top = int.MaxValue }).Ties)
                .ToLookup(tie => tie.Customer, tie => tie.ShareOfTheirs);
            Assert.All(shares, theirs => Assert.Equal(1, theirs.Sum(), 1e-14 * (theirs.Count() + 1)));
            Assert.Equal(graph.Weights().Keys.Select(pair => pair.To).Distinct().Order(), shares.Select(theirs => theirs.Key).Order());
        },
        tests: 40);

    [Fact]
    public void Asking_twice_or_for_another_in_between_changes_no_bit() => TestGraph.ForAll(
        graph =>
        {
            SocialValueResult<int> value = graph.Build().SocialValue();
            IReadOnlyList<string> first = ResultBits.Of(value);
            Assert.Equal(first, ResultBits.Of(value));
        },
        tests: 20);

    [Fact]
    public void Callers_at_the_same_time_get_the_same_explanations()
    {
        SocialValueResult<int> value = TestGraph.Seeded(23, 300, 2000).Build().SocialValue();
        string[] alone = [.. Enumerable.Range(0, 300).Select(customer => $"{value.Explain(customer)}")];
        string[] together = new string[300];
        Parallel.For(0, 300, new ParallelOptions { MaxDegreeOfParallelism = 4 }, customer => together[customer] = $"{value.Explain(customer)}");
        Assert.Equal(alone, together);
    }

    [Fact]
    public void Tracing_everything_comes_to_an_end()
    {
        // Two who reach only each other: the residue falls by d a step, down to the smallest number, which times d rounds to
        // itself. What the solver has too much of is never settled, so the goal of tracing everything is never met.
        for (int i = 0; i < 50; i++)
        {
            var graph = new TestGraph([1e100 / 3, 1e100 / (1 + i)], [new(0, 1, 1), new(1, 0, 1)]);
            SocialValueResult<int> rich = graph.Build().SocialValue();
            SocialValueResult<int> value = graph.Build().SocialValue(options => options with { Damping = 0.55 + (i / 200.0), MaxIterations = 5, WarmStart = rich });
            Explanation<int> why = value.Explain(0, options => options with { UntracedShare = 0, MaxTieVisits = 10_000_000 });

            Assert.True(why.TieVisits < 100_000, $"{i}: {why.TieVisits}");
            Assert.True(why.UntracedBound <= (1e-9 * why.SocialValue) + value.ErrorBound);
        }
    }

    [Fact]
    public void A_customer_worth_nothing_is_explained_by_nothing()
    {
        CustomerGraph<string> graph = CustomerGraph.FromTies<string>([new("ann", "bob", 1)], [new("ann", 0), new("bob", 0), new("cat", 1)]);
        Explanation<string> why = graph.SocialValue().Explain("ann");

        Assert.Equal(0, why.SocialValue);
        Assert.Empty(why.Origins);
        Assert.Equal(0, why.Untraced + why.OtherOrigins + why.Redistributed);
        Assert.StartsWith("ann: 0.0, rank 2 of 3", why.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Wrong_options_are_named_all_at_once()
    {
        SocialValueResult<string> value = CustomerGraph.FromTies<string>([new("ann", "bob", 1)]).SocialValue();
        string message = Assert.Throws<ArgumentException>(() => value.Explain("ann", options => options with { Top = -1, UntracedShare = double.NaN, MaxTieVisits = -1 })).Message;

        Assert.Contains("Top is -1", message, StringComparison.Ordinal);
        Assert.Contains("UntracedShare is NaN", message, StringComparison.Ordinal);
        Assert.Contains("MaxTieVisits is -1", message, StringComparison.Ordinal);
    }

    /// <summary>Converged, loose, and started from too much and from too little.</summary>
    private static IEnumerable<SocialValueResult<int>> Results(TestGraph graph, UnreachedPolicy policy)
    {
        CustomerGraph<int> built = graph.Build();
        SocialValueResult<int> rich = (graph with { OwnValues = [.. graph.OwnValues.Select(own => own * 10)] }).Build().SocialValue();
        SocialValueResult<int> poor = (graph with { OwnValues = [.. graph.OwnValues.Select(own => own / 10)] }).Build().SocialValue();
        yield return built.SocialValue(options => options with { Unreached = policy });
        yield return built.SocialValue(options => options with { Unreached = policy, Tolerance = 1e-2 });
        yield return built.SocialValue(options => options with { Unreached = policy, MaxIterations = 1 });
        yield return built.SocialValue(options => options with { Unreached = policy, MaxIterations = 1, WarmStart = rich });
        yield return built.SocialValue(options => options with { Unreached = policy, MaxIterations = 1, WarmStart = poor });
    }

    private static void ForEachResult(TestGraph graph, Action<SocialValueResult<int>> check)
    {
        foreach (UnreachedPolicy policy in TestGraph.Policies)
        {
            foreach (SocialValueResult<int> value in Results(graph, policy))
            {
                check(value);
            }
        }
    }
}
