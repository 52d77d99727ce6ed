using Xunit;

namespace InfluenceGraph.Tests.SocialValues;

/// <summary>What is not permitted, not consented to or not there changes no bit: every answer is compared, as bits, with a graph built without it.</summary>
public sealed class LeftOutTests
{
    private static readonly DateTimeOffset _then = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset _now = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_denied_tie_changes_no_bit() => TestGraph.ForAll(
        graph =>
        {
            var denied = graph.Ties.Where(tie => tie.Permission == 0).Select(tie => (tie.From, tie.To)).ToHashSet();
            AssertSameBits(
                graph.Build().AsView(),
                (graph with { Ties = [.. graph.Ties.Where(tie => !denied.Contains((tie.From, tie.To)))] }).Build().AsView());
        },
        tests: 60);

    [Fact]
    public void An_expired_tie_changes_no_bit() => TestGraph.ForAll(
        graph =>
        {
            Tie<int>[] dated = [.. graph.Ties.Select((tie, i) => i % 3 == 0 ? tie with { Until = _now } : i % 3 == 1 ? tie with { Since = _then } : tie)];
            AssertSameBits(
                (graph with { Ties = dated }).Build().At(_now),
                (graph with { Ties = [.. graph.Ties.Where((_, i) => i % 3 != 0)] }).Build().AsView());
        },
        tests: 60);

    [Fact]
    public void A_customer_who_refuses_changes_no_bit_with_all_their_ties() => TestGraph.ForAll(
        graph =>
        {
            // Those who refuse: some with value, some with none, hubs among them.
            bool[] refuses = [.. graph.OwnValues.Select((own, key) => ((key * 7) + (int)own) % 3 == 0)];
            if (!graph.OwnValues.Where((_, key) => !refuses[key]).Any(own => own > 0))
            {
                return;
            }

            var ledger = new ConsentLedger<int>();
            for (int key = 0; key < graph.Count; key++)
            {
                if (refuses[key])
                {
                    ledger.Refuse(key, Purpose.Score, Channel.Any, _then, "call");
                }
                else
                {
                    ledger.Grant(key, Purpose.Score, Channel.Any, _then, "form");
                }
            }

            CustomerGraph<int> all = CustomerGraph.FromTies(graph.Ties, graph.Customers, options => options with { OnSelfTie = SelfTieRule.Keep }, ledger);
            CustomerGraph<int> without = CustomerGraph.FromTies(
                graph.Ties.Where(tie => !refuses[tie.From] && !refuses[tie.To]),
                graph.Customers.Where(customer => !refuses[customer.Key]),
                options => options with { OnSelfTie = SelfTieRule.Keep });
            AssertSameBits(all.For(Purpose.Score, _now), without.AsView());
        },
        tests: 100);

    [Fact]
    public void The_order_of_the_rows_changes_no_bit() => TestGraph.ForAll(
        graph =>
        {
            var random = new Random(graph.Ties.Length);
            Tie<int>[] ties = [.. graph.Ties];
            Customer<int>[] customers = [.. graph.Customers];
            random.Shuffle(ties);
            random.Shuffle(customers);
            AssertSameBits(
                graph.Build().AsView(),
                CustomerGraph.FromTies(ties, customers, options => options with { OnSelfTie = SelfTieRule.Keep }).AsView());
        },
        tests: 60);

    [Fact]
    public void Other_keys_change_scores_by_rounding_only() => TestGraph.ForAll(
        graph =>
        {
            string Renamed(int key) => $"{key * 7919 % 104_729:x}";
            CustomerGraph<string> renamed = CustomerGraph.FromTies(
                graph.Ties.Select(tie => new Tie<string>(Renamed(tie.From), Renamed(tie.To), tie.Permission, tie.Strength)),
                graph.Customers.Select(customer => new Customer<string>(Renamed(customer.Key), customer.OwnValue)),
                options => options with { OnSelfTie = SelfTieRule.Keep });
            foreach (UnreachedPolicy policy in TestGraph.Policies)
            {
                SocialValueResult<int> value = graph.Build().SocialValue(options => options with { Unreached = policy, Tolerance = 1e-14 });
                SocialValueResult<string> other = renamed.SocialValue(options => options with { Unreached = policy, Tolerance = 1e-14 });

                // Sums of up to 64 terms in another order, and what the tolerance leaves of all value: within 1e-12.
                Assert.All(value, pair => Assert.Equal(pair.Value, other[Renamed(pair.Key)], 1e-12 * graph.Total));
            }
        },
        tests: 60);

    [Fact]
    public void When_everybody_refuses_the_answer_is_empty()
    {
        var ledger = new ConsentLedger<string>();
        ledger.Refuse("ann", Purpose.Score, Channel.Any, _then, "call");
        CustomerGraph<string> graph = CustomerGraph.FromTies<string>([new("ann", "bob", 1)], consents: ledger);
        foreach (UnreachedPolicy policy in TestGraph.Policies)
        {
            SocialValueResult<string> value = graph.For(Purpose.Score, _now).SocialValue(options => options with { Unreached = policy });

            Assert.Equal((0, 0, 0.0, 0.0, 0.0), (value.Count, value.Iterations, value.TotalValue, value.ErrorBound, value.DroppedValue));
            Assert.True(value.Converged);
            Assert.Empty(value);
            Assert.Empty(value.Breakdown());
            Assert.Equal(0, value.Top(5).CertainThrough);
            Assert.Throws<KeyNotFoundException>(() => value.Explain("ann"));
        }
    }

    [Fact]
    public void A_prior_for_a_customer_who_refuses_changes_no_bit()
    {
        var ledger = new ConsentLedger<string>();
        ledger.Grant("ann", Purpose.Score, Channel.Any, _then, "form");
        ledger.Grant("bob", Purpose.Score, Channel.Any, _then, "form");
        CustomerGraph<string> graph = CustomerGraph.FromTies<string>([new("ann", "bob", 1), new("cat", "ann", 1), new("ann", "cat", 1)], consents: ledger);
        SocialValueResult<string> with = graph.For(Purpose.Score, _now).SocialValue(options => options with { Prior = new Dictionary<string, double> { ["ann"] = 3, ["bob"] = 2, ["cat"] = 1e9 } });
        SocialValueResult<string> without = CustomerGraph.FromTies<string>([new("ann", "bob", 1)]).SocialValue(options => options with { Prior = new Dictionary<string, double> { ["ann"] = 3, ["bob"] = 2 } });

        Assert.Equal(ResultBits.Of(without), ResultBits.Of(with));
    }

    private static void AssertSameBits(CustomerGraphView<int> with, CustomerGraphView<int> without)
    {
        foreach (UnreachedPolicy policy in TestGraph.Policies)
        {
            foreach ((double tolerance, int threads) in new[] { (1e-10, 1), (1e-2, 3) })
            {
                SocialValueOptions<int> Options(SocialValueOptions<int> options) => options with { Unreached = policy, Tolerance = tolerance, Threads = threads };
                Assert.Equal(ResultBits.Of(without.SocialValue(Options)), ResultBits.Of(with.SocialValue(Options)));
            }
        }
    }
}
