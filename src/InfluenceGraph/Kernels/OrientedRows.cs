namespace InfluenceGraph.Kernels;

/// <summary>
/// A graph without direction with each tie kept once, in the row of its end with fewer ties, so that rows are short also where the
/// graph has hubs: no row is longer than the root of twice the number of ties. Nodes are renumbered by falling degree, hubs first.
/// </summary>
/// <remarks>The order by degree: M. Latapy, "Main-memory triangle computations for very large (sparse (power-law)) graphs", Theoretical Computer Science 407 (2008).</remarks>
internal sealed class OrientedRows
{
    private OrientedRows(int[] nodeAt, int[] offsets, int[] targets, int[] pairs, int[] reverse, int[] rowOf, int[] inOffsets, int[] inTies)
    {
        NodeAt = nodeAt;
        Offsets = offsets;
        Targets = targets;
        Pairs = pairs;
        Reverse = reverse;
        RowOf = rowOf;
        InOffsets = inOffsets;
        InTies = inTies;
    }

    internal int Count => NodeAt.Length;

    /// <summary>The number of ties.</summary>
    internal int TieCount => Targets.Length;

    /// <summary>Number here to node of the graph.</summary>
    internal int[] NodeAt { get; }

    /// <summary>Where each row begins.</summary>
    internal int[] Offsets { get; }

    /// <summary>The neighbours with more ties, as numbers here, ascending, all below the row's own.</summary>
    internal int[] Targets { get; }

    /// <summary>By tie: the graph's edge from the row's node to the target.</summary>
    internal int[] Pairs { get; }

    /// <summary>By edge of the graph: the edge that goes the other way.</summary>
    internal int[] Reverse { get; }

    /// <summary>By tie: the row in which it stands.</summary>
    internal int[] RowOf { get; }

    /// <summary>Where each node's ties begin that stand in other rows.</summary>
    internal int[] InOffsets { get; }

    /// <summary>The ties that lead to a node, by ascending rows.</summary>
    internal int[] InTies { get; }

    /// <summary>The length of the longest row.</summary>
    internal int LongestRow
    {
        get
        {
            int longest = 0;
            for (int row = 0; row < Count; row++)
            {
                longest = Math.Max(longest, Offsets[row + 1] - Offsets[row]);
            }

            return longest;
        }
    }

    /// <summary>Orders a graph. O(nodes + edges), without a sort: rows are filled in the order of what they get.</summary>
    /// <param name="offsets">Row offsets, ascending.</param>
    /// <param name="targets">Rows of neighbours, ascending, each once, symmetric, without the row itself.</param>
    internal static OrientedRows Of(ReadOnlySpan<long> offsets, ReadOnlySpan<int> targets)
    {
        int[] nodeAt = ByFallingDegree(offsets);
        int[] numberOf = FallingOrder.Inverse(nodeAt);
        int[] reverse = ReverseOf(offsets, targets);
        int[] rowOffsets = new int[nodeAt.Length + 1];
        int[] inOffsets = new int[nodeAt.Length + 1];
        for (int number = 0; number < nodeAt.Length; number++)
        {
            int smaller = 0;
            ReadOnlySpan<int> row = NeighboursOf(offsets, targets, nodeAt[number]);
            foreach (int other in row)
            {
                smaller += numberOf[other] < number ? 1 : 0;
            }

            rowOffsets[number + 1] = rowOffsets[number] + smaller;
            inOffsets[number + 1] = inOffsets[number] + row.Length - smaller;
        }

        int[] rowTargets = new int[targets.Length / 2];
        int[] pairs = new int[rowTargets.Length];
        int[] rowOf = new int[rowTargets.Length];
        int[] inTies = new int[rowTargets.Length];
        int[] next = rowOffsets[..^1];
        for (int number = 0; number < nodeAt.Length; number++)
        {
            int node = nodeAt[number];
            for (int edge = (int)offsets[node]; edge < (int)offsets[node + 1]; edge++)
            {
                int other = numberOf[targets[edge]];
                if (other > number)
                {
                    int tie = next[other]++;
                    rowTargets[tie] = number;
                    rowOf[tie] = other;
                    pairs[tie] = reverse[edge];
                }
            }
        }

        int[] nextIn = inOffsets[..^1];
        for (int tie = 0; tie < rowTargets.Length; tie++)
        {
            inTies[nextIn[rowTargets[tie]]++] = tie;
        }

        return new(nodeAt, rowOffsets, rowTargets, pairs, reverse, rowOf, inOffsets, inTies);
    }

    private static ReadOnlySpan<int> NeighboursOf(ReadOnlySpan<long> offsets, ReadOnlySpan<int> targets, int node) =>
        targets[(int)offsets[node]..(int)offsets[node + 1]];

    /// <summary>Hubs first; equal degrees keep their order.</summary>
    internal static int[] ByFallingDegree(ReadOnlySpan<long> offsets)
    {
        int[] degrees = new int[offsets.Length - 1];
        for (int node = 0; node < degrees.Length; node++)
        {
            degrees[node] = (int)(offsets[node + 1] - offsets[node]);
        }

        return FallingOrder.Of(degrees);
    }

    /// <summary>Sources come ascending, and so do the edges of the rows that they stand in.</summary>
    private static int[] ReverseOf(ReadOnlySpan<long> offsets, ReadOnlySpan<int> targets)
    {
        int[] reverse = new int[targets.Length];
        int[] next = new int[offsets.Length - 1];
        for (int node = 0; node < next.Length; node++)
        {
            next[node] = (int)offsets[node];
        }

        for (int edge = 0; edge < reverse.Length; edge++)
        {
            reverse[edge] = next[targets[edge]]++;
        }

        return reverse;
    }
}
