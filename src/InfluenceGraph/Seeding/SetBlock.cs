using System.Runtime.CompilerServices;

namespace InfluenceGraph.Seeding;

/// <summary>
/// Up to 65,536 reverse sets, kept by node only: in which of these sets a node is, as 16-bit numbers. The sets themselves
/// are not kept, as a greedy choice that looks again at few nodes never needs them.
/// </summary>
/// <param name="firstSet">The number of the block's first set in the collection, a multiple of 64.</param>
/// <param name="nodes">The nodes that are in any of the sets, ascending.</param>
/// <param name="ends">Where each node's run ends.</param>
/// <param name="sets">The runs.</param>
internal sealed class SetBlock(long firstSet, int[] nodes, int[] ends, ushort[] sets)
{
    internal const int MaxSets = 1 << 16;

    internal long FirstSet { get; } = firstSet;

    internal long Bytes => (nodes.Length * 8L) + (sets.Length * 2L);

    /// <summary>In how many of the sets that are not covered yet a node is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal long CountOpen(int node, ulong[] covered)
    {
        ReadOnlySpan<ushort> run = RunOf(node);
        int first = (int)(FirstSet >> 6);
        long open = run.Length;
        foreach (ushort set in run)
        {
            open -= (long)(covered[first + (set >> 6)] >> set) & 1;
        }

        return open;
    }

    /// <summary>Covers a node's sets.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Cover(int node, ulong[] covered)
    {
        int first = (int)(FirstSet >> 6);
        foreach (ushort set in RunOf(node))
        {
            covered[first + (set >> 6)] |= 1UL << set;
        }
    }

    private ReadOnlySpan<ushort> RunOf(int node)
    {
        int found = Array.BinarySearch(nodes, node);
        if (found < 0)
        {
            return [];
        }

        int start = found == 0 ? 0 : ends[found - 1];
        return sets.AsSpan(start, ends[found] - start);
    }
}
