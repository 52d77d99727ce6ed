using InfluenceGraph.Tags;

namespace InfluenceGraph.LookAlikes;

/// <summary>What the members of a list are about together: the mean of their tag vectors at unit length.</summary>
internal sealed class TagProfile
{
    private readonly TagVectors _vectors;
    private readonly string[] _names;
    private readonly double[] _mean;

    /// <summary>O(tags + tag entries of the members).</summary>
    /// <param name="vectors">The nodes' tags.</param>
    /// <param name="names">Tag to name.</param>
    /// <param name="members">The members, ascending, so that sums have the same bits for one list.</param>
    internal TagProfile(TagVectors vectors, string[] names, ReadOnlySpan<int> members)
    {
        _vectors = vectors;
        _names = names;
        _mean = new double[vectors.TagCount];
        foreach (int member in members)
        {
            ReadOnlySpan<int> tags = vectors.TagsOf(member);
            for (int t = 0; t < tags.Length; t++)
            {
                _mean[tags[t]] += vectors.ValuesOf(member)[t];
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
        ReadOnlySpan<int> tags = _vectors.TagsOf(node);
        double product = 0;
        for (int t = 0; t < tags.Length; t++)
        {
            product += _vectors.ValuesOf(node)[t] * _mean[tags[t]];
        }

        return Math.Min(1, product);
    }

    /// <summary>The tags that make a node close, most first.</summary>
    internal string[] SharedBy(int node, int count)
    {
        int[] tags = _vectors.TagsOf(node).ToArray();
        double[] values = _vectors.ValuesOf(node).ToArray();
        return [.. Enumerable.Range(0, tags.Length)
            .Select(t => (Tag: tags[t], Part: values[t] * _mean[tags[t]]))
            .Where(item => item.Part > 0)
            .OrderByDescending(item => item.Part)
            .ThenBy(item => item.Tag)
            .Take(count)
            .Select(item => _names[item.Tag])];
    }
}
