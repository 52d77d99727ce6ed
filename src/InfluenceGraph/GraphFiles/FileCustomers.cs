using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace InfluenceGraph.GraphFiles;

/// <summary>Key to number, for those who ask a dictionary for it. Cannot be gone through.</summary>
internal sealed class FileCustomers<TKey>(GraphFileContent<TKey> content) : IReadOnlyDictionary<TKey, int>
    where TKey : notnull
{
    public int Count => content.Numbers.Customers;

    public IEnumerable<TKey> Keys => throw new NotSupportedException();

    public IEnumerable<int> Values => throw new NotSupportedException();

    public int this[TKey key] => TryGetValue(key, out int number) ? number : throw new KeyNotFoundException();

    public bool ContainsKey(TKey key) => TryGetValue(key, out _);

    public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out int value)
    {
        value = content.NumberOf(key);
        return value >= 0;
    }

    public IEnumerator<KeyValuePair<TKey, int>> GetEnumerator() => throw new NotSupportedException();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
