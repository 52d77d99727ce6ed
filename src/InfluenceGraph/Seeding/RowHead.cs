using InfluenceGraph.Kernels;

namespace InfluenceGraph.Seeding;

/// <summary>What a sampler needs to know of a row, in one place of memory: most of its time is waiting for memory.</summary>
/// <param name="Start">The row's first edge.</param>
/// <param name="Run">The complement of the edge after the last where the row is one run; else its first run.</param>
/// <param name="Scale">The scale of the only run.</param>
internal readonly record struct RowHead(int Start, int Run, double Scale)
{
    internal static RowHead[] Of(long[] offsets, JumpRows rows)
    {
        var heads = new RowHead[offsets.Length - 1];
        for (int row = 0; row < heads.Length; row++)
        {
            int run = rows.RowRuns[row];
            heads[row] = rows.RowRuns[row + 1] > run + 1
                ? new((int)offsets[row], run, 0)
                : new((int)offsets[row], ~(int)offsets[row + 1], rows.RowRuns[row + 1] == run ? 0 : rows.Runs[run].Scale);
        }

        return heads;
    }
}
