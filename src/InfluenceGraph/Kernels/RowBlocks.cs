namespace InfluenceGraph.Kernels;

/// <summary>Cuts rows into blocks of about equal work (rows plus edges).</summary>
internal static class RowBlocks
{
    /// <summary>The first row of each block and, last, the number of rows.</summary>
    internal static int[] Split(ReadOnlySpan<long> offsets, int blocks)
    {
        int rows = offsets.Length - 1;
        int[] firsts = new int[blocks + 1];
        firsts[blocks] = rows;
        double workPerBlock = (double)(rows + offsets[rows] - offsets[0]) / blocks;
        for (int block = 1, row = 0; block < blocks; block++)
        {
            while (row < rows && row + offsets[row] - offsets[0] < block * workPerBlock)
            {
                row++;
            }

            firsts[block] = row;
        }

        return firsts;
    }
}
