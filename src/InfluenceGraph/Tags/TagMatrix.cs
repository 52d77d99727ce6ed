namespace InfluenceGraph.Tags;

/// <summary>
/// The tags that one question may use, as a sparse matrix: row <c>u</c> holds the tags of node <c>u</c>, ascending, each
/// once. Rows of nodes that are left out are empty.
/// </summary>
internal sealed class TagMatrix(string[] names, int[] offsets, int[] tags, float[] weights, bool[] areInferred, LeftOut[] leftOut, long? nextChange)
{
    private readonly Lazy<TagColumns> _columns = new(() => TagColumns.Of(names.Length, offsets, tags, weights));

    /// <summary>Tag id to name. A name whose column is empty belongs to customers who are left out, and is nobody's business.</summary>
    internal string[] Names { get; } = names;

    internal int NodeCount => offsets.Length - 1;

    /// <summary>The number of entries.</summary>
    internal int Count => tags.Length;

    /// <summary>The same entries by tag: who has it.</summary>
    internal TagColumns Columns => _columns.Value;

    /// <summary>What was left out, for the receipt.</summary>
    internal IReadOnlyList<LeftOut> LeftOut => leftOut;

    /// <summary>The first later moment, in UTC ticks, at which a tag begins or ends.</summary>
    internal long? NextChange => nextChange;

    internal ReadOnlySpan<int> TagsOf(int node) => tags.AsSpan(offsets[node]..offsets[node + 1]);

    internal ReadOnlySpan<float> WeightsOf(int node) => weights.AsSpan(offsets[node]..offsets[node + 1]);

    internal ReadOnlySpan<bool> AreInferredOf(int node) => areInferred.AsSpan(offsets[node]..offsets[node + 1]);

    /// <summary>The id of a tag that some included customer has, or -1.</summary>
    internal int IndexOf(string name)
    {
        int index = Array.BinarySearch(Names, TagRules.NameOf(name), StringComparer.OrdinalIgnoreCase);
        return index >= 0 && Columns.NodesOf(index).Length > 0 ? index : -1;
    }
}
