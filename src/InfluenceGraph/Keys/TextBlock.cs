namespace InfluenceGraph.Keys;

/// <summary>The texts of a number of successive nodes, and those of their strings that were asked for.</summary>
internal sealed class TextBlock
{
    /// <summary>How many nodes a block has; a power of two.</summary>
    internal const int Size = 1 << 14;

    private readonly int[] _starts;
    private readonly byte[] _bytes;
    private string?[]? _strings;

    internal TextBlock(StringKeyTable table, ReadOnlySpan<int> ids)
    {
        _starts = new int[ids.Length + 1];
        long length = 0;
        for (int i = 0; i < ids.Length; i++)
        {
            length += table.TextOf(ids[i]).Length;
            if (length > Array.MaxLength)
            {
                throw new CustomerDataException($"Some {Size} keys take more than 2 GiB together; expected keys that are short, such as numbers.");
            }

            _starts[i + 1] = (int)length;
        }

        _bytes = new byte[length];
        for (int i = 0; i < ids.Length; i++)
        {
            table.TextOf(ids[i]).CopyTo(_bytes.AsSpan(_starts[i]));
        }
    }

    internal int Count => _starts.Length - 1;

    internal long Bytes => _bytes.LongLength + (sizeof(int) * _starts.LongLength);

    internal ReadOnlySpan<byte> TextAt(int place) => _bytes.AsSpan(_starts[place].._starts[place + 1]);

    /// <summary>The string; two threads may make one each, which are equal.</summary>
    internal string StringAt(int place)
    {
        string?[] strings = _strings ?? Interlocked.CompareExchange(ref _strings, new string?[Count], null) ?? _strings;
        return Volatile.Read(ref strings[place]) ?? (strings[place] = UnitText.Read(TextAt(place)));
    }
}
