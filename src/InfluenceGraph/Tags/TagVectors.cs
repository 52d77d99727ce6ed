using InfluenceGraph.Graphs;

namespace InfluenceGraph.Tags;

/// <summary>
/// What nodes are about as vectors of length 1, by node and by tag: tags weigh their weight times ln(1 + n / n_t), with n_t of n
/// nodes having the tag, so that what everybody says tells little. The product of two vectors is their cosine, 0 to 1. The one
/// place where tags are weighed, for whatever asks who is alike.
/// </summary>
/// <remarks>K. Spaerck Jones 1972, inverse document frequency; G. Salton 1975, the vector space.</remarks>
internal sealed class TagVectors
{
    private readonly int[] _offsets;
    private readonly int[] _tags;
    private readonly double[] _values;
    private readonly long[] _columnOffsets;
    private readonly int[] _columnNodes;
    private readonly double[] _columnValues;

    private TagVectors(int[] offsets, int[] tags, double[] values, int tagCount)
    {
        (_offsets, _tags, _values) = (offsets, tags, values);
        _columnOffsets = CountingSort.Offsets(tags, tagCount);
        long[] next = _columnOffsets[..^1];
        _columnNodes = new int[tags.Length];
        _columnValues = new double[tags.Length];
        Largest = new double[tagCount];
        for (int node = 0; node < NodeCount; node++)
        {
            for (int t = offsets[node]; t < offsets[node + 1]; t++)
            {
                long slot = next[tags[t]]++;
                _columnNodes[slot] = node;
                _columnValues[slot] = values[t];
                Largest[tags[t]] = Math.Max(Largest[tags[t]], values[t]);
            }
        }
    }

    internal int NodeCount => _offsets.Length - 1;

    internal int TagCount => Largest.Length;

    /// <summary>By tag, its largest value in any vector.</summary>
    internal double[] Largest { get; }

    internal ReadOnlySpan<int> TagsOf(int node) => _tags.AsSpan(_offsets[node].._offsets[node + 1]);

    internal ReadOnlySpan<double> ValuesOf(int node) => _values.AsSpan(_offsets[node].._offsets[node + 1]);

    /// <summary>The nodes that have a tag, ascending.</summary>
    internal ReadOnlySpan<int> NodesOf(int tag) => _columnNodes.AsSpan((int)_columnOffsets[tag]..(int)_columnOffsets[tag + 1]);

    internal ReadOnlySpan<double> NodeValuesOf(int tag) => _columnValues.AsSpan((int)_columnOffsets[tag]..(int)_columnOffsets[tag + 1]);

    /// <summary>How alike two nodes are, 0 to 1; 0 where one of the two has no tags. The same bits from both sides.</summary>
    internal double Cosine(int a, int b)
    {
        ReadOnlySpan<int> tagsA = TagsOf(a);
        ReadOnlySpan<int> tagsB = TagsOf(b);
        ReadOnlySpan<double> valuesA = ValuesOf(a);
        ReadOnlySpan<double> valuesB = ValuesOf(b);
        double product = 0;
        for (int i = 0, j = 0; i < tagsA.Length && j < tagsB.Length;)
        {
            if (tagsA[i] == tagsB[j])
            {
                product += valuesA[i++] * valuesB[j++];
            }
            else if (tagsA[i] < tagsB[j])
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        return Math.Min(1, product);
    }

    /// <summary>O(tag entries).</summary>
    /// <param name="matrix">The tags by node of the view.</param>
    /// <param name="nodes">The nodes.</param>
    /// <param name="useInferred">Whether inferred tags count.</param>
    /// <param name="tagOf">Tag to the tag into which it is merged; each to itself where empty.</param>
    /// <param name="cancellationToken">Stops between nodes.</param>
    internal static TagVectors Of(TagMatrix matrix, CompactNodes nodes, bool useInferred, int[]? tagOf = null, CancellationToken cancellationToken = default)
    {
        int[] offsets = new int[nodes.Count + 1];
        var tags = new List<int>();
        var values = new List<double>();
        int[] holders = new int[matrix.Names.Length];
        var row = new SortedDictionary<int, double>();
        for (int node = 0; node < nodes.Count; node++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int viewNode = nodes.ViewNodes[node];
            row.Clear();
            for (int t = 0; t < matrix.TagsOf(viewNode).Length; t++)
            {
                if (useInferred || !matrix.AreInferredOf(viewNode)[t])
                {
                    int tag = matrix.TagsOf(viewNode)[t];
                    tag = tagOf is null ? tag : tagOf[tag];
                    row[tag] = row.GetValueOrDefault(tag) + matrix.WeightsOf(viewNode)[t];
                }
            }

            foreach ((int tag, double weight) in row)
            {
                tags.Add(tag);
                values.Add(weight);
                holders[tag]++;
            }

            offsets[node + 1] = tags.Count;
        }

        double[] weighed = [.. values];
        for (int node = 0; node < nodes.Count; node++)
        {
            double squares = 0;
            for (int t = offsets[node]; t < offsets[node + 1]; t++)
            {
                weighed[t] *= Math.Log(1 + ((double)nodes.Count / holders[tags[t]]));
                squares += weighed[t] * weighed[t];
            }

            double length = Math.Sqrt(squares);
            for (int t = offsets[node]; t < offsets[node + 1]; t++)
            {
                weighed[t] /= length;
            }
        }

        return new(offsets, [.. tags], weighed, holders.Length);
    }
}
