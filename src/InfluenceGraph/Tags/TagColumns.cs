using InfluenceGraph.Graphs;

namespace InfluenceGraph.Tags;

/// <summary>Tags by name: the nodes that have tag <c>t</c>, ascending, with their weights. The inverted lists of a <see cref="TagMatrix"/>.</summary>
internal sealed class TagColumns
{
    private readonly long[] _offsets;
    private readonly int[] _nodes;
    private readonly float[] _weights;

    private TagColumns(long[] offsets, int[] nodes, float[] weights)
    {
        _offsets = offsets;
        _nodes = nodes;
        _weights = weights;
    }

    internal ReadOnlySpan<int> NodesOf(int tag) => _nodes.AsSpan((int)_offsets[tag]..(int)_offsets[tag + 1]);

    internal ReadOnlySpan<float> WeightsOf(int tag) => _weights.AsSpan((int)_offsets[tag]..(int)_offsets[tag + 1]);

    /// <summary>Stable counting sort by tag. O(tags + entries).</summary>
    internal static TagColumns Of(int tagCount, int[] rowOffsets, int[] tags, float[] weights)
    {
        long[] offsets = CountingSort.Offsets(tags, tagCount);
        long[] next = offsets[..^1];
        int[] nodes = new int[tags.Length];
        float[] byTag = new float[tags.Length];
        for (int u = 0; u < rowOffsets.Length - 1; u++)
        {
            for (int e = rowOffsets[u]; e < rowOffsets[u + 1]; e++)
            {
                long slot = next[tags[e]]++;
                nodes[slot] = u;
                byTag[slot] = weights[e];
            }
        }

        return new(offsets, nodes, byTag);
    }
}
