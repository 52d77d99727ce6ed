using InfluenceGraph.Communities;
using Xunit;

namespace InfluenceGraph.Tests.Communities;

public sealed class PartitionTests
{
    [Fact]
    public void Groups_are_numbered_by_their_first_nodes()
    {
        var partition = Partition.Of([7, -3, 7, 0, -3]);
        Assert.Equal([0, 1, 0, 2, 1], partition.GroupOf.ToArray());
        Assert.Equal(3, partition.Count);
        (int[] offsets, int[] nodes) = partition.Members();
        Assert.Equal([0, 2, 4, 5], offsets);
        Assert.Equal([0, 2, 1, 4, 3], nodes);
    }

    [Fact]
    public void No_nodes_make_no_groups()
    {
        Assert.Equal(0, Partition.Of([]).Count);
        Assert.Equal([0], Partition.Of([]).Members().Offsets);
    }
}
