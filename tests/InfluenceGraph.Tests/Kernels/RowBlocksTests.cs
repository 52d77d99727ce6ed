using InfluenceGraph.Kernels;
using Xunit;

namespace InfluenceGraph.Tests.Kernels;

public sealed class RowBlocksTests
{
    [Fact]
    public void Blocks_cover_every_row_once_and_carry_about_equal_work()
    {
        var random = new Random(1);
        foreach (int rows in new[] { 0, 1, 2, 17, 1000 })
        {
            foreach (int blocks in new[] { 1, 2, 3, 16, 64 })
            {
                foreach (int mostEdges in new[] { 0, 1, 50 })
                {
                    long[] offsets = new long[rows + 1];
                    for (int row = 0; row < rows; row++)
                    {
                        offsets[row + 1] = offsets[row] + random.Next(mostEdges + 1);
                    }

                    int[] firsts = RowBlocks.Split(offsets, blocks);

                    Assert.Equal(blocks + 1, firsts.Length);
                    Assert.Equal((0, rows), (firsts[0], firsts[^1]));
                    Assert.Equal(firsts.Order(), firsts);

                    // A block may be out by the row that crosses its border.
                    double equal = (double)(rows + offsets[rows]) / blocks;
                    Assert.All(firsts.Zip(firsts.Skip(1)), pair => Assert.InRange(pair.Second + offsets[pair.Second] - pair.First - offsets[pair.First], 0, equal + mostEdges + 1));
                }
            }
        }
    }

    [Fact]
    public void One_hub_with_all_edges_fills_one_block() =>
        Assert.Equal([0, 1, 1, 1, 3], RowBlocks.Split([0, 1_000_000, 1_000_000, 1_000_000], 4));

    [Fact]
    public void Offsets_beyond_2_to_the_31_do_not_overflow() =>
        Assert.Equal([0, 1, 2], RowBlocks.Split([0, 3_000_000_000, 6_000_000_000], 2));
}
