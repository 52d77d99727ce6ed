namespace InfluenceGraph.Graphs;

/// <summary>
/// A weighted directed graph in compressed sparse rows: the neighbours of node <c>u</c> are
/// <c>Targets[Offsets[u] .. Offsets[u + 1]]</c>, ascending, each once, with their weights beside them.
/// Immutable; 8 bytes per edge and 8 per node.
/// </summary>
internal sealed class CsrGraph(long[] offsets, int[] targets, float[] weights)
{
    internal int NodeCount => Offsets.Length - 1;

    internal int EdgeCount => Targets.Length;

    internal long[] Offsets { get; } = offsets;

    internal int[] Targets { get; } = targets;

    internal float[] Weights { get; } = weights;

    internal ReadOnlySpan<int> TargetsOf(int node) => Targets.AsSpan((int)Offsets[node], DegreeOf(node));

    internal ReadOnlySpan<float> WeightsOf(int node) => Weights.AsSpan((int)Offsets[node], DegreeOf(node));

    internal int DegreeOf(int node) => (int)(Offsets[node + 1] - Offsets[node]);

    /// <summary>The node in whose row an edge stands. O(log nodes).</summary>
    internal int SourceOf(int edge)
    {
        (int low, int high) = (0, NodeCount - 1);
        while (low < high)
        {
            int middle = (int)(((uint)low + (uint)high + 1) / 2);
            (low, high) = Offsets[middle] <= edge ? (middle, high) : (low, middle - 1);
        }

        return low;
    }

    /// <summary>The position of an edge, or the complement of where it would stand. O(log degree).</summary>
    internal int IndexOf(int source, int target)
    {
        int found = TargetsOf(source).BinarySearch(target);
        int start = (int)Offsets[source];
        return found >= 0 ? start + found : ~(start + ~found);
    }

    /// <summary>The same graph with other weights; the structure is shared.</summary>
    internal CsrGraph WithWeights(float[] weights) => new(Offsets, Targets, weights);

    /// <summary>A copy in other numbers. Rows keep their order, so they are not ascending. O(nodes + edges).</summary>
    /// <param name="nodeAt">New number to node.</param>
    /// <param name="numberOf">Node to new number.</param>
    internal CsrGraph Renumbered(int[] nodeAt, int[] numberOf)
    {
        long[] newOffsets = new long[NodeCount + 1];
        int[] newTargets = GC.AllocateUninitializedArray<int>(EdgeCount);
        float[] newWeights = GC.AllocateUninitializedArray<float>(EdgeCount);
        for (int number = 0; number < nodeAt.Length; number++)
        {
            int start = (int)newOffsets[number];
            ReadOnlySpan<int> row = TargetsOf(nodeAt[number]);
            for (int e = 0; e < row.Length; e++)
            {
                newTargets[start + e] = numberOf[row[e]];
            }

            WeightsOf(nodeAt[number]).CopyTo(newWeights.AsSpan(start));
            newOffsets[number + 1] = start + row.Length;
        }

        return new(newOffsets, newTargets, newWeights);
    }

    /// <summary>A copy without one edge. O(nodes + edges), by block copies.</summary>
    internal CsrGraph WithoutEdge(int source, int target)
    {
        int index = IndexOf(source, target);
        return index < 0
            ? this
            : new(Shifted(source, -1), [.. Targets.AsSpan(0, index), .. Targets.AsSpan(index + 1)], [.. Weights.AsSpan(0, index), .. Weights.AsSpan(index + 1)]);
    }

    /// <summary>A copy with one edge set to a weight, added where it is missing. O(nodes + edges), by block copies.</summary>
    internal CsrGraph WithEdge(int source, int target, float weight)
    {
        int index = IndexOf(source, target);
        if (index >= 0)
        {
            float[] changed = [.. Weights];
            changed[index] = weight;
            return WithWeights(changed);
        }

        index = ~index;
        return new(
            Shifted(source, +1),
            [.. Targets.AsSpan(0, index), target, .. Targets.AsSpan(index)],
            [.. Weights.AsSpan(0, index), weight, .. Weights.AsSpan(index)]);
    }

    /// <summary>The graph with every edge turned round; rows come out ascending. O(nodes + edges).</summary>
    internal CsrGraph Transpose() => Transposing.Of(this, new() { MaxDegreeOfParallelism = 1 });

    private long[] Shifted(int source, int by)
    {
        long[] shifted = [.. Offsets];
        foreach (ref long offset in shifted.AsSpan(source + 1))
        {
            offset += by;
        }

        return shifted;
    }
}
