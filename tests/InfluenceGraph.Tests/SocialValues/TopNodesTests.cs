using InfluenceGraph.SocialValues;
using Xunit;

namespace InfluenceGraph.Tests.SocialValues;

public sealed class TopNodesTests
{
    [Fact]
    public void Top_nodes_are_a_full_sort_cut_off()
    {
        var random = new Random(1);
        for (int count = 0; count < 40; count++)
        {
            (double Score, int Node)[] candidates = [.. Enumerable.Range(0, 30).Select(node => ((double)random.Next(6), node))];
            (double Score, int Node)[] expected = [.. candidates.OrderByDescending(candidate => candidate.Score).ThenBy(candidate => candidate.Node).Take(count)];
            random.Shuffle(candidates);
            Assert.Equal(expected, TopNodes.Of(candidates, count));
        }
    }

    [Theory]
    [InlineData(20_000)]
    [InlineData(30_000)]
    [InlineData(int.MaxValue)]
    public void Many_are_sorted_to_the_same(int count)
    {
        var random = new Random(2);
        (double Score, int Node)[] candidates = [.. Enumerable.Range(0, 30_000).Select(node => (random.Next(500) / 8.0, node))];
        (double Score, int Node)[] expected = [.. candidates.OrderByDescending(candidate => candidate.Score).ThenBy(candidate => candidate.Node).Take(count)];
        random.Shuffle(candidates);
        Assert.Equal(expected, TopNodes.Of(candidates, count));
    }
}
