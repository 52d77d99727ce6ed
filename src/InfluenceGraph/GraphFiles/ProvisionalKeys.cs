using System.Runtime.CompilerServices;
using InfluenceGraph.Keys;

namespace InfluenceGraph.GraphFiles;

/// <summary>Keys to provisional ids. Keys that are 0, 1, 2, ... in the order in which they come are their own ids and take no memory; from the first that is not, a table is kept.</summary>
internal sealed class ProvisionalKeys<TKey>
    where TKey : notnull
{
    private KeyTable<TKey>? _table;
    private int _counted;

    internal ProvisionalKeys()
    {
        if (typeof(TKey) != typeof(long) && typeof(TKey) != typeof(int))
        {
            _table = KeyTable<TKey>.Create();
        }
    }

    internal int Count => _table?.Count ?? _counted;

    internal bool IsCounting => _table is null;

    internal TKey this[int id] => _table is null ? FromNumber(id) : _table[id];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal int FindOrAdd(TKey key)
    {
        if (_table is null)
        {
            long number = typeof(TKey) == typeof(long) ? Unsafe.BitCast<TKey, long>(key) : Unsafe.BitCast<TKey, int>(key);
            if ((ulong)number < (uint)_counted)
            {
                return (int)number;
            }

            if (number == _counted && _counted < Array.MaxLength - 1)
            {
                return _counted++;
            }
        }

        return FindOrAddInTable(key);
    }

    /// <summary>The id of a key, or -1.</summary>
    internal int Find(TKey key)
    {
        if (_table is not null)
        {
            return _table.Find(key);
        }

        long number = typeof(TKey) == typeof(long) ? Unsafe.BitCast<TKey, long>(key) : Unsafe.BitCast<TKey, int>(key);
        return (ulong)number < (uint)_counted ? (int)number : -1;
    }

    /// <summary>Ids of those who count, in the order of their keys.</summary>
    internal int[] InOrder(GrowingColumn<double> ownValues, Func<double, bool> counts)
    {
        if (_table is not null)
        {
            bool[] isIn = new bool[Count];
            for (int id = 0; id < isIn.Length; id++)
            {
                isIn[id] = counts(ownValues[id]);
            }

            return _table.InOrder(isIn);
        }

        // Their own ids, so in order already.
        int[] ids = new int[Count];
        int count = 0;
        for (int id = 0; id < ids.Length; id++)
        {
            if (counts(ownValues[id]))
            {
                ids[count++] = id;
            }
        }

        Array.Resize(ref ids, count);
        return ids;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int FindOrAddInTable(TKey key)
    {
        if (_table is null)
        {
            _table = KeyTable<TKey>.Create(_counted);
            for (int id = 0; id < _counted; id++)
            {
                _table.FindOrAdd(FromNumber(id), out _);
            }
        }

        return _table.FindOrAdd(key, out _);
    }

    private static TKey FromNumber(int id) => typeof(TKey) == typeof(long) ? Unsafe.BitCast<long, TKey>(id) : Unsafe.BitCast<int, TKey>(id);
}
