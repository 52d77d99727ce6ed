using InfluenceGraph.Kernels;
using Xunit;

namespace InfluenceGraph.Tests.Kernels;

public sealed class GroupTallyTests
{
    [Fact]
    public void Weights_are_added_by_group_in_the_order_of_finding()
    {
        var tally = new GroupTally(4);
        double all = tally.Add<float>([3, 0, 2, 1], [1f, 2f, 4f, 8f], [2, 0, 2, 3]);
        Assert.Equal(15, all);
        Assert.Equal([3, 2, 0], tally.Found);
        Assert.Equal([8, 0, 6, 1], tally.WeightTo);
        tally.Add<double>([1, 1], [0.5, 0.25], [2, 1, 2, 3]);
        Assert.Equal([3, 2, 0, 1], tally.Found);
        Assert.Equal([8, 0.75, 6, 1], tally.WeightTo);
    }

    [Fact]
    public void What_lies_in_another_region_adds_nothing()
    {
        var tally = new GroupTally(4);
        int[] regionOf = [7, 7, 5, 7];
        tally.AddWithin<float>([3, 0, 2, 1], [1f, 2f, 4f, 8f], [0, 1, 2, 1], regionOf, 7);
        Assert.Equal([1, 0], tally.Found);
        Assert.Equal([2, 9, 0, 0], tally.WeightTo);
        Assert.Equal(11, GroupTally.Within<float>([3, 0, 2, 1], [1f, 2f, 4f, 8f], regionOf, 7));
        tally.Forget();
        Assert.Equal(0, tally.Found.Length);
    }
}
