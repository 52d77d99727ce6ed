using InfluenceGraph.Graphs;
using Xunit;

namespace InfluenceGraph.Tests.Graphs;

public sealed class DatedEdgesTests
{
    [Fact]
    public void A_period_holds_from_its_first_moment_to_before_its_last()
    {
        var period = new Period(10, 20);
        Assert.Equal([false, true, true, false], new long[] { 9, 10, 19, 20 }.Select(period.Contains));
        Assert.True(Period.Always.Contains(long.MinValue) && Period.Always.Contains(DateTimeOffset.MaxValue.UtcTicks));
        Assert.True(period.Overlaps(new(19, 30)) && period.Overlaps(Period.Always) && new Period(0, 11).Overlaps(period));
        Assert.False(period.Overlaps(new(20, 30)) || new Period(0, 10).Overlaps(period));
    }

    [Fact]
    public void A_period_of_dates_is_in_utc()
    {
        var noonInRome = new DateTimeOffset(2026, 7, 1, 12, 0, 0, TimeSpan.FromHours(2));
        Assert.Equal(new Period(noonInRome.UtcTicks, long.MaxValue), Period.Of(noonInRome, null));
        Assert.Equal(Period.Of(null, noonInRome.ToUniversalTime()), Period.Of(null, noonInRome));
    }

    [Fact]
    public void An_edge_weighs_what_its_rows_in_force_weigh()
    {
        // Edge 2: 1 from 10 to 20, 0.5 from 15 on. Edge 5: an explicit no from 12 on. Edge 7: no strength from 0 on.
        var dated = new DatedEdges(
            [2, 5, 7],
            [0, 2, 3, 4],
            [new(1, 1, new(10, 20)), new(0.5f, 1, new(15, long.MaxValue)), new(0, 1, new(12, long.MaxValue)), new(1, 0, new(0, 30))],
            TieMerge.Sum);

        Assert.Equal([0f, 0f, 0f], WeightsAt(dated, 9, (2, 0, 1)));
        Assert.Equal([1f, 0f, 0f], WeightsAt(dated, 10, (1, 0, 1)));
        Assert.Equal([1.5f, 0f, 0f], WeightsAt(dated, 15, (0, 1, 1)));
        Assert.Equal([0.5f, 0f, 0f], WeightsAt(dated, 20, (0, 1, 1)));
        Assert.Equal([0.5f, 0f, 0f], WeightsAt(dated, 30, (1, 1, 0)));

        Assert.Equal(new EdgeRow(0.75f, 2, dated.MergedAt(2, 15)!.Value.Period), dated.MergedAt(2, 15));
        Assert.Equal(0, dated.MergedAt(2, 9)!.Value.Permission);
        Assert.Null(dated.MergedAt(3, 15));
    }

    [Fact]
    public void The_next_change_is_the_first_begin_or_end_after_the_moment()
    {
        var dated = new DatedEdges([0, 1], [0, 1, 3], [new(1, 1, new(10, 20)), new(1, 1, new(15, long.MaxValue)), new(1, 1, Period.Always)], TieMerge.Sum);
        Assert.Equal([10, 15, 15, 20, 20, null], new long[] { 0, 10, 14, 15, 19, 20 }.Select(moment => dated.NextChangeAfter(moment, _ => true)));
        Assert.Null(dated.NextChangeAfter(0, _ => false));
        Assert.Null(DatedEdges.None.NextChangeAfter(0, _ => true));
        Assert.True(DatedEdges.None.IsEmpty);
    }

    private static float[] WeightsAt(DatedEdges dated, long moment, (long NotInForce, long Denied, long WithoutStrength) counts)
    {
        float[] weights = [9, 9, 9, 9, 9, 9, 9, 9];
        Assert.Equal(counts, dated.WriteWeights(weights, moment));
        Assert.All(new[] { 0, 1, 3, 4, 6 }, undated => Assert.Equal(9, weights[undated]));
        return [weights[2], weights[5], weights[7]];
    }
}
