using System.Security.Cryptography;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace InfluenceGraph.Tests.Learning;

public sealed class LearningPropertyTests
{
    private static readonly Func<LearningOptions, LearningOptions>[] _ways =
    [
        o => o,
        o => o with { PriorStrength = 0, MaxIterations = 30 },
        o => o with { Timing = InfluenceTiming.Exponential, PriorPool = PriorPool.AllTies },
        o => o with { Timing = InfluenceTiming.WithinMeanDelay },
        o => o with { Method = LearningMethod.Bernoulli, Window = TimeSpan.FromDays(3) },
        o => o with { Method = LearningMethod.Jaccard },
        o => o with { Method = LearningMethod.PartialCredit, Timing = InfluenceTiming.Exponential },
        o => o with { Window = TimeSpan.FromDays(2), ObservedUntil = ToyLog.Start.AddDays(6) },
        o => o with { Timing = InfluenceTiming.Exponential, ObservedUntil = ToyLog.Start.AddDays(6), PriorStrength = 2 },
    ];

    private static Gen<CustomerAction<int>> Row { get; } =
        from customer in Gen.Choose(0, 9)
        from action in Gen.Choose(0, 5)
        from day in Gen.Choose(0, 8)
        select new CustomerAction<int>(customer, $"{action}", ToyLog.Start.AddDays(day));

    /// <summary>Customers 0 to 7 are in the graph; 8 and 9 are strangers.</summary>
    private static Gen<(Tie<int>[] Ties, CustomerAction<int>[] Rows)> Case { get; } =
        from ties in (from source in Gen.Choose(0, 7) from target in Gen.Choose(0, 7) select new Tie<int>(source, target, 1)).ArrayOf(12)
        from count in Gen.Choose(0, 60)
        from rows in Row.ArrayOf(count)
        select (ties, rows);

    [Fact]
    public void Every_row_is_used_or_counted_every_number_is_possible_and_the_order_of_rows_is_nothing() => Prop.ForAll(
        Case.ToArbitrary(),
        input =>
        {
            CustomerGraph<int> graph = CustomerGraph.FromTies(input.Ties, Enumerable.Range(0, 8).Select(key => new Customer<int>(key, 1)), o => o with { OnDuplicate = TieMerge.Strongest });
            foreach (Func<LearningOptions, LearningOptions> way in _ways)
            {
                LearnedPropensities<int> Learn(IEnumerable<CustomerAction<int>> rows, int threads) =>
                    graph.LearnPropensities(ActionLog.FromRows(rows), o => way(o with { Threads = threads, PriorMean = 0.2 }));
                LearnedPropensities<int> learned = Learn(input.Rows, 1);

                Assert.Equal(input.Rows.Length, learned.RowsUsed + learned.RowsLeftOut.Sum(item => item.Count));
                Assert.All(learned, tie =>
                {
                    Assert.True(tie.Probability is { Low: >= 0, High: <= 1 } && tie.Probability.Low <= tie.Probability.Value && tie.Probability.Value <= tie.Probability.High, $"{tie}");
                    Assert.InRange(tie.Credit, 0, tie.Trials + 1e-9);
                });
                Assert.Equal(LearnedBits.Of(learned), LearnedBits.Of(Learn(input.Rows.Reverse(), 3)));
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(25));

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void The_bits_are_the_same_for_any_number_of_threads(int threads)
    {
        // Enough follow-ups and ties for several blocks.
        var planted = new PlantedLog(seed: 8, customers: 3000, tiesEach: 4, actions: 2000, hasExponentialDelays: true, least: 0.05, most: 0.3);
        foreach (InfluenceTiming timing in new[] { InfluenceTiming.Steady, InfluenceTiming.Exponential })
        {
            IReadOnlyList<string> Bits(int count) => LearnedBits.Of(planted.Graph.LearnPropensities(planted.Log, o => o with { Timing = timing, Threads = count, MaxIterations = 20, PriorStrength = 10 }));
            Assert.Equal(Bits(1), Bits(threads));
        }
    }

    [Theory]
    [Trait("Category", "Bits")]
    [InlineData(LearningMethod.ExpectationMaximisation, "1dbc9d116c87886a5ecff5f7ee543c623b3c2044561b8f9fe2adf11e7055419c")]
    [InlineData(LearningMethod.PartialCredit, "9e613bcc8ec403d6b8c1874634a191579e2c0431bb8f01f123853c382e261d0c")]
    [InlineData(LearningMethod.Jaccard, "26c11052d55f804335a472d1f7f1ea75ae557fa08119e577863bfbccc78567b9")]
    public void What_is_learned_has_the_same_bits_on_every_machine(LearningMethod method, string expected)
    {
        // A log from a generator of our own, as the framework's may change with its version.
        ulong state = 7;
        int Next(int bound)
        {
            state = (state * 6364136223846793005) + 1442695040888963407;
            return (int)((state >> 33) % (ulong)bound);
        }

        var graph = CustomerGraph.FromTies(Enumerable.Range(0, 3000).Select(_ => new Tie<int>(Next(400), Next(400), 1)), o => o with { OnDuplicate = TieMerge.Strongest });
        var log = ActionLog.FromRows(Enumerable.Range(0, 6000).Select(_ => new CustomerAction<int>(Next(400), $"{Next(100)}", ToyLog.Start.AddMinutes(Next(10_000)))));
        LearnedPropensities<int> learned = graph.LearnPropensities(log, o => o with { Method = method, Threads = 2, PriorStrength = 10 });

        string hash = Convert.ToHexStringLower(SHA256.HashData([.. learned.SelectMany(tie => BitConverter.GetBytes(BitConverter.DoubleToInt64Bits(tie.Probability.Value)))]));
        Assert.Equal(expected, hash);
    }
}
