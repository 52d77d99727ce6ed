using System.Runtime.CompilerServices;

namespace InfluenceGraph.Keys;

/// <summary>Bytes that a key takes, foretold.</summary>
/// <param name="AtRest">In a <see cref="KeyColumn{TKey}"/>.</param>
/// <param name="WhileBuilding">In a <see cref="KeyTable{TKey}"/> that has just grown, or in one and the column that is made of it.</param>
internal readonly record struct KeyMemory(long AtRest, long WhileBuilding)
{
    internal static KeyMemory Of<TKey>(int averageTextLength)
        where TKey : notnull
    {
        if (typeof(TKey) == typeof(string))
        {
            // Text, its start, a slot of 8 bytes of which three in ten are free. In the table: id and length before the text, filled up to 4 bytes, and its place; 8-byte slots, doubled while the old ones are there.
            long column = averageTextLength + sizeof(int) + 12;
            long table = ((averageTextLength + 11) / 4 * 4) + sizeof(int);
            return new(column, table + Math.Max(34, 23 + column + 24));
        }

        long size = Unsafe.SizeOf<TKey>();
        if (typeof(TKey) == typeof(long) || typeof(TKey) == typeof(int) || typeof(TKey) == typeof(Guid))
        {
            // Slots of 4 bytes, half of them free. In the table up to two thirds; keys and ids are sorted as words, twice.
            return new(size + 8, size + 12 + size + 8 + 24);
        }

        // Hash, link, value and a place in the buckets; the table's dictionary and list may have doubled.
        long entry = sizeof(int) + ((12 + size + 7) / 8 * 8);
        return new(size + entry, (2 * (size + entry)) + size + entry);
    }
}
