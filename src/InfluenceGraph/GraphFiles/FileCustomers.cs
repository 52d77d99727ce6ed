using InfluenceGraph.Keys;

namespace InfluenceGraph.GraphFiles;

/// <summary>The keys of a file by number, looked up where they lie.</summary>
internal sealed class FileCustomers<TKey>(GraphFileContent<TKey> content) : KeyColumn<TKey>
    where TKey : notnull
{
    internal override int Length => content.Numbers.Customers;

    internal override long Bytes => 0;

    public override TKey this[int node] => content.KeyOf(node);

    internal override bool TryGetNode(TKey key, out int node)
    {
        node = content.NumberOf(key);
        return node >= 0;
    }
}
