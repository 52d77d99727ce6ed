using InfluenceGraph.Tags;

namespace InfluenceGraph.Communities;

/// <summary>How alike two nodes are by tags: the cosine of tag weights times rarity, ln(1 + n / n_t) (Salton 1975, Spaerck Jones 1972).</summary>
internal sealed class TagCosines
{
    private readonly TagMatrix _tags;
    private readonly int[] _nodes;
    private readonly double[] _rarity;
    private readonly double[] _lengths;

    internal TagCosines(TagMatrix tags, ReadOnlySpan<int> nodes)
    {
        _tags = tags;
        _nodes = nodes.ToArray();
        _rarity = new double[tags.Names.Length];
        for (int tag = 0; tag < _rarity.Length; tag++)
        {
            int having = tags.Columns.NodesOf(tag).Length;
            _rarity[tag] = having > 0 ? Math.Log(1 + ((double)nodes.Length / having)) : 0;
        }

        _lengths = new double[nodes.Length];
        for (int node = 0; node < _lengths.Length; node++)
        {
            _lengths[node] = Math.Sqrt(Product(_nodes[node], _nodes[node]));
        }
    }

    /// <summary>0 to 1; 0 where one of the two has no tags.</summary>
    internal double Of(int a, int b) =>
        _lengths[a] > 0 && _lengths[b] > 0 ? Math.Clamp(Product(_nodes[a], _nodes[b]) / _lengths[a] / _lengths[b], 0, 1) : 0;

    private double Product(int a, int b)
    {
        ReadOnlySpan<int> tagsA = _tags.TagsOf(a);
        ReadOnlySpan<int> tagsB = _tags.TagsOf(b);
        ReadOnlySpan<float> weightsA = _tags.WeightsOf(a);
        ReadOnlySpan<float> weightsB = _tags.WeightsOf(b);
        double sum = 0;
        for (int i = 0, j = 0; i < tagsA.Length && j < tagsB.Length;)
        {
            if (tagsA[i] == tagsB[j])
            {
                double rarity = _rarity[tagsA[i]];
                sum += weightsA[i] * rarity * (weightsB[j] * rarity);
                i++;
                j++;
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

        return sum;
    }
}
