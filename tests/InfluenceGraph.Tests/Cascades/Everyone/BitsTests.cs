using System.Security.Cryptography;
using InfluenceGraph.Kernels;
using Xunit;

namespace InfluenceGraph.Tests.Cascades.Everyone;

/// <summary>The bits of everyone's reach, written down.</summary>
[Trait("Category", "Bits")]
public sealed class BitsTests
{
    [Theory]
    [InlineData(CascadeProcess.IndependentCascade, null, "cc91f5442651597e3d48deebb8dc8d6fb79d88de297d1a28987d323e719b4625")]
    [InlineData(CascadeProcess.LinearThreshold, null, "396e4a44b2b4a536b6f1495ba3682a7ade7952facf72f6dc257b1e8ed031aaeb")]
    [InlineData(CascadeProcess.IndependentCascade, 3, "a7af8cc628ee1d24d53cf9724c7c00a90eb3822c26da6d90db7f6769537a95d0")]
    public void Reach_has_the_same_bits_on_every_machine(CascadeProcess process, int? maxHops, string expected)
    {
        // The framework's generator may change with its version.
        var random = new CounterRandom(1, 1);
        var ties = new List<Tie<int>>();
        for (int i = 0; i < 3000; i++)
        {
            (int from, int to) = ((int)random.NextBelow(800), (int)random.NextBelow(800));
            ties.Add(new(from, to, from == to ? 0 : random.NextBelow(11) / 10.0));
        }

        CustomerGraph<int> graph = CustomerGraph.FromTies(
            ties,
            Enumerable.Range(0, 800).Select(key => new Customer<int>(key, key % 13 / 7.0)),
            o => o with { OnDuplicate = TieMerge.Strongest });
        CascadeReachScores<int> scores = graph.CascadeReachOfEach(o => o with
        {
            Model = new() { Process = process, MaxHops = maxHops },
            Measure = ReachMeasure.OwnValue,
            Worlds = 100,
            Threads = 2,
        });

        byte[] bits = [.. scores.SelectMany(pair => BitConverter.GetBytes(pair.Value.Value).Concat(BitConverter.GetBytes(pair.Value.StandardError)))];
        string actual = Convert.ToHexStringLower(SHA256.HashData(bits));
        Assert.True(expected == actual, actual);
    }
}
