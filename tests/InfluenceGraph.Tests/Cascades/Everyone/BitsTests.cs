using System.Security.Cryptography;
using InfluenceGraph.Kernels;
using Xunit;

namespace InfluenceGraph.Tests.Cascades.Everyone;

/// <summary>The bits of everyone's reach, written down.</summary>
[Trait("Category", "Bits")]
public sealed class BitsTests
{
    [Theory]
    [InlineData(CascadeProcess.IndependentCascade, null, "a971e4c17977d499746f2829e42239012c490422d03d7a52d7432c23fb7f3801")]
    [InlineData(CascadeProcess.LinearThreshold, null, "f0bc56d0c465134a505374da4c8f5bd85f503ceff8f96bbbcb6f6bd4708f52e3")]
    [InlineData(CascadeProcess.IndependentCascade, 3, "d8c040edf19adc0c2390ff54c60c3dbc70e5a719c9085f2ca73825919de30557")]
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
