using InfluenceGraph.Graphs;
using Xunit;

namespace InfluenceGraph.Tests.Graphs;

public sealed class EdgeFactsTests
{
    [Theory]
    [InlineData(new float[] { 1, 1 }, new float[] { 2, 3 }, 0)]
    [InlineData(new float[] { 0.5f, 0.25f }, new float[] { 1, 1 }, 0)]
    [InlineData(new float[] { 0.5f, 1 }, new float[] { 1, 3 }, 16)]
    [InlineData(new float[] { 1, 1 }, new float[] { 1, 1 }, 0)]
    [InlineData(new float[] { }, new float[] { }, 0)]
    public void Facts_come_back_and_cost_nothing_where_the_weight_tells_them(float[] permissions, float[] strengths, long bytes)
    {
        var facts = EdgeFacts.Of([.. permissions], [.. strengths], out float[] weights);

        Assert.Equal(bytes, facts.Bytes);
        Assert.Equal(permissions.Zip(strengths, (permission, strength) => permission * strength), weights);
        Assert.Equal(
            permissions.Zip(strengths, (permission, strength) => new EdgeRow(permission, strength, Period.Always)),
            weights.Select((weight, index) => facts.RowOf(index, weight)));
    }
}
