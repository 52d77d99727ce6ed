using System.Security.Cryptography;
using Xunit;

namespace InfluenceGraph.Tests.Cascades;

/// <summary>The bits of a reach, written down; run again with vector instructions switched off.</summary>
[Trait("Category", "Bits")]
public sealed class ReachBitsTests
{
    public static TheoryData<string, string> Expected => new()
    {
        { "wc", "e033d7db25a6e385" },
        { "0.1", "706610ebfdd5cbb6" },
        { "lt", "46315d70c30cf437" },
        { "money", "37bfe186fb4f632c" },
        { "days", "a7c6c3157094c38d" },
    };

    [Theory]
    [MemberData(nameof(Expected))]
    public void Reach_has_the_same_bits_on_every_machine_and_any_number_of_threads(string model, string expected)
    {
        CustomerGraph<int> graph = CustomerGraph.FromTies(
            Enumerable.Range(0, 12_000).Select(i => new Tie<int>(i * 7919 % 1_500, ((i * 104_729) + (i / 1_500)) % 2_000, 1)),
            Enumerable.Range(0, 2_000).Select(key => new Customer<int>(key, key % 13 / 7.0)));
        foreach (int threads in new[] { 1, 2, 3, 8 })
        {
            CascadeReachResult<int> reach = graph.CascadeReach(Enumerable.Range(0, 20), o => o with
            {
                Model = new()
                {
                    Process = model is "lt" ? CascadeProcess.LinearThreshold : CascadeProcess.IndependentCascade,
                    Propensity = model is "0.1" ? Propensity.Constant(0.1) : Propensity.WeightedCascade,
                    Delay = model is "days" ? TieDelay.Exponential(TimeSpan.FromDays(1)) : null,
                    TimeLimit = model is "days" ? TimeSpan.FromDays(5) : null,
                },
                Measure = model is "money" ? ReachMeasure.OwnValue : ReachMeasure.Customers,
                MaxWorlds = 3_000,
                Precision = 0.002,
                Threads = threads,
            });
            Assert.Equal(expected, HashOf(reach));
        }
    }

    private static string HashOf(CascadeReachResult<int> reach)
    {
        IEnumerable<Estimate> all = [reach.Reach, reach.Customers, reach.Quantile(0.05), reach.Quantile(0.95), reach.ProbabilityOfAtLeast(100), .. reach.Curve.Select(point => point.Reach)];
        double[] numbers = [reach.Worlds, reach.TieVisits, .. all.SelectMany(estimate => new[] { estimate.Value, estimate.StandardError, estimate.Low, estimate.High })];
        return Convert.ToHexStringLower(SHA256.HashData([.. numbers.SelectMany(number => BitConverter.GetBytes(BitConverter.DoubleToInt64Bits(number)))]))[..16];
    }
}
