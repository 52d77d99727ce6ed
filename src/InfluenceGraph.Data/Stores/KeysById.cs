using System.Diagnostics.CodeAnalysis;

namespace InfluenceGraph.Data.Stores;

/// <summary>Keys by id: an array where ids are dense, which ours are, and a dictionary where another client made large ones.</summary>
internal sealed class KeysById
{
    private const long MostInArray = 100_000_000;

    private readonly Dictionary<long, string> _others = [];
    private readonly string?[] _keys;

    internal KeysById(long lastId) => _keys = new string?[lastId is >= 0 and < MostInArray ? lastId + 1 : 0];

    internal string this[long id] => (ulong)id < (ulong)_keys.Length && _keys[id] is string key ? key : _others.TryGetValue(id, out string? other) ? other : ThrowUnknown(id);

    internal void Add(long id, string key)
    {
        if ((ulong)id < (ulong)_keys.Length)
        {
            _keys[id] = key;
        }
        else
        {
            _others.Add(id, key);
        }
    }

    [DoesNotReturn]
    private static string ThrowUnknown(long id) =>
        throw new StoreException(StoreProblem.Damaged, FormattableString.Invariant($"A row names customer id {id}, whom the store does not have; expected ids of customers. 'PRAGMA foreign_key_check' in any SQLite client says where; another program may have removed the customer without the rows."));
}
