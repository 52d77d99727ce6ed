using InfluenceGraph.Graphs;
using Xunit;

namespace InfluenceGraph.Tests.Graphs;

public sealed class EdgeMergingTests
{
    [Fact]
    public void Rows_in_any_order_merge_to_the_same_bits()
    {
        var random = new Random(1);
        foreach (TieMerge rule in new[] { TieMerge.Sum, TieMerge.Strongest, TieMerge.Latest })
        {
            for (int i = 0; i < 200; i++)
            {
                EdgeRow[] rows = [.. Enumerable.Range(0, random.Next(1, 8)).Select(_ => new EdgeRow(random.Next(0, 5) / 4f, random.NextSingle() * (random.Next(2) + 1), new(random.Next(4), 100)))];
                EdgeRow expected = EdgeMerging.Merge((EdgeRow[])rows.Clone(), rule);
                random.Shuffle(rows);
                EdgeRow actual = EdgeMerging.Merge(rows, rule);
                Assert.Equal((expected.Permission, expected.Strength), (actual.Permission, actual.Strength));
            }
        }
    }

    [Fact]
    public void Sums_add_weights_and_average_permissions_by_strength()
    {
        EdgeRow sum = EdgeMerging.Merge([Row(1, 1), Row(0.5f, 3)], TieMerge.Sum);

        Assert.Equal((0.625f, 4f, 2.5f), (sum.Permission, sum.Strength, sum.Weight));
        Assert.Equal((1f, 0f), (EdgeMerging.Merge([Row(1, 0), Row(0.5f, 0)], TieMerge.Sum).Permission, EdgeMerging.Merge([Row(1, 0), Row(0.5f, 0)], TieMerge.Sum).Strength));
    }

    [Fact]
    public void A_mean_permission_never_exceeds_1()
    {
        var random = new Random(3);
        for (int i = 0; i < 500; i++)
        {
            EdgeRow[] rows = [.. Enumerable.Range(0, 9).Select(_ => Row(1, random.NextSingle() * MathF.Pow(10, random.Next(-30, 30))))];
            Assert.Equal(1, EdgeMerging.Merge(rows, TieMerge.Sum).Permission);
        }
    }

    [Fact]
    public void The_strongest_row_is_the_one_of_most_weight() =>
        Assert.Equal(Row(0.5f, 3), EdgeMerging.Merge([Row(1, 1), Row(0.5f, 3), Row(0.1f, 9)], TieMerge.Strongest));

    [Fact]
    public void The_latest_row_is_the_one_that_began_last_and_of_two_the_stronger()
    {
        Assert.Equal(0.1f, EdgeMerging.Merge([Row(1, 1), Row(0.1f, 1, since: 5)], TieMerge.Latest).Permission);
        Assert.Equal(0.7f, EdgeMerging.Merge([Row(0.7f, 1, since: 5), Row(0.1f, 1, since: 5), Row(1, 9)], TieMerge.Latest).Permission);
        Assert.Equal(0f, EdgeMerging.Merge([Row(1, 1), Row(0, 1, since: 5)], TieMerge.Latest).Permission);
        Assert.Equal(1f, EdgeMerging.Merge([Row(0, 1), Row(1, 1, since: 5)], TieMerge.Latest).Permission);
    }

    [Theory]
    [InlineData(TieMerge.Sum)]
    [InlineData(TieMerge.Strongest)]
    public void An_explicit_no_wins(TieMerge rule)
    {
        EdgeRow merged = EdgeMerging.Merge([Row(1, 5), Row(0, 0), Row(0.5f, 1)], rule);
        Assert.Equal((0f, 0f), (merged.Permission, merged.Weight));
    }

    private static EdgeRow Row(float permission, float strength, long since = long.MinValue) => new(permission, strength, new(since, long.MaxValue));
}
