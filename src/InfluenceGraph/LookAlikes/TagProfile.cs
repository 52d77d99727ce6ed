using InfluenceGraph.Tags;

namespace InfluenceGraph.LookAlikes;

/// <summary>
/// What the members of a list are about together: the mean of their tag vectors at unit length. Tags weigh their weight
/// times ln(1 + n / n_t) (inverse document frequency, Spaerck Jones 1972), with n_t of n nodes having the tag, so that what
/// everybody says tells little.
/// </summary>
internal sealed class TagProfile
{
    private readonly TagMatrix _tags;
    private readonly double[] _rarity;
    private readonly double[] _mean;

    internal TagProfile(TagMatrix tags, int nodeCount, IEnumerable<int> members)
    {
        _tags = tags;
        _rarity = new double[tags.Names.Length];
        for (int tag = 0; tag < _rarity.Length; tag++)
        {
            int having = tags.Columns.NodesOf(tag).Length;
            _rarity[tag] = having > 0 ? Math.Log(1 + ((double)nodeCount / having)) : 0;
        }

        _mean = new double[_rarity.Length];
        foreach (int member in members)
        {
            double length = LengthOf(member);
            ReadOnlySpan<int> row = tags.TagsOf(member);
            for (int t = 0; t < row.Length; t++)
            {
                _mean[row[t]] += tags.WeightsOf(member)[t] * _rarity[row[t]] / length;
            }
        }

        double total = Math.Sqrt(_mean.Sum(value => value * value));
        IsEmpty = total == 0;
        for (int tag = 0; tag < _mean.Length && !IsEmpty; tag++)
        {
            _mean[tag] /= total;
        }
    }

    /// <summary>Whether no member has a tag.</summary>
    internal bool IsEmpty { get; }

    /// <summary>The cosine between a node's tags and the profile, 0 to 1; 0 for a node without tags.</summary>
    internal double ClosenessOf(int node)
    {
        ReadOnlySpan<int> row = _tags.TagsOf(node);
        double product = 0;
        for (int t = 0; t < row.Length; t++)
        {
            product += _tags.WeightsOf(node)[t] * _rarity[row[t]] * _mean[row[t]];
        }

        return product > 0 ? Math.Min(1, product / LengthOf(node)) : 0;
    }

    /// <summary>The tags that make a node close, most first.</summary>
    internal string[] SharedBy(int node, int count)
    {
        int[] row = _tags.TagsOf(node).ToArray();
        float[] weights = _tags.WeightsOf(node).ToArray();
        return [.. Enumerable.Range(0, row.Length)
            .Select(t => (Tag: row[t], Part: weights[t] * _rarity[row[t]] * _mean[row[t]]))
            .Where(item => item.Part > 0)
            .OrderByDescending(item => item.Part)
            .ThenBy(item => item.Tag)
            .Take(count)
            .Select(item => _tags.Names[item.Tag])];
    }

    private double LengthOf(int node)
    {
        ReadOnlySpan<int> row = _tags.TagsOf(node);
        double sum = 0;
        for (int t = 0; t < row.Length; t++)
        {
            double value = _tags.WeightsOf(node)[t] * _rarity[row[t]];
            sum += value * value;
        }

        return Math.Sqrt(sum);
    }
}
