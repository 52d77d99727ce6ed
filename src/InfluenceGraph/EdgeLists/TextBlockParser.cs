using System.Text.Unicode;
using InfluenceGraph.Keys;

namespace InfluenceGraph.EdgeLists;

/// <summary>Parses blocks whose keys are strings: their bytes go from the file to the table, and no string is made.</summary>
internal sealed class TextBlockParser(LineFormat format, StringKeyTable table) : BlockParser<string>(format)
{
    private const byte LineEnd = (byte)'\n';

    /// <summary>Where each key stands; with a negative start, in <see cref="_undoubled"/> from the complement on.</summary>
    private (int Start, int Length)[] _keys = new (int, int)[1024];
    private int _count;

    /// <summary>Keys that stood in quotes and held doubled ones.</summary>
    private byte[] _undoubled = [];
    private int _undoubledCount;
    private bool _isUtf8;

    /// <summary>The keys stand in the first two columns, and nothing else is needed.</summary>
    private bool IsUsual { get; } = Math.Max(format.From, format.To) == 1 && format.Needed == 2;

    /// <summary>A tab separates where blanks do.</summary>
    private protected override bool IsPlain(ReadOnlySpan<byte> bytes) => IsUsual && (Format.Separator != LineFormat.Blank || !bytes.Contains((byte)'\t'));

    private protected override void Clear()
    {
        (_count, _undoubledCount) = (0, 0);
        _isUtf8 = Utf8.IsValid(Block.Bytes);
    }

    private protected override bool TryParseQuickly(ref int at)
    {
        if (!_isUtf8)
        {
            return false;
        }

        ReadOnlySpan<byte> bytes = Block.Bytes;
        byte separator = Format.Separator;
        bool isTurned = Format.From == 1;
        int begun = at;
        int ties = 0;
        while (at < bytes.Length)
        {
            int first = bytes[at..].IndexOfAny(separator, LineEnd);
            int second = at + first + 1;
            if (first <= 0 || bytes[second - 1] == LineEnd || !IsSolid(bytes[at..(second - 1)]) || Format.CommentMarks.AsSpan().Contains(bytes[at]))
            {
                break;
            }

            int length = bytes[second..].IndexOfAny(separator, LineEnd);
            int end = second + length;
            int solid = bytes[end] == LineEnd && length > 0 && bytes[end - 1] == (byte)'\r' ? length - 1 : length;
            if (solid <= 0 || !IsSolid(bytes.Slice(second, solid)))
            {
                break;
            }

            (int, int) one = (at, first);
            (int, int) other = (second, solid);
            at = bytes[end] == LineEnd ? end + 1 : end + bytes[end..].IndexOf(LineEnd) + 1;
            Take(isTurned ? other : one, isTurned ? one : other);
            ties++;
        }

        AddPlainTies(ties);
        return at > begun;
    }

    private protected override int TakeKeys(ReadOnlySpan<byte> bytes, Field from, Field to)
    {
        if (!IsKey(bytes, from))
        {
            return Format.From;
        }

        if (!IsKey(bytes, to))
        {
            return Format.To;
        }

        Take(PlaceOf(bytes, from), PlaceOf(bytes, to));
        return -1;
    }

    private protected override void Find(Span<int> ids) => table.Find(Block.Bytes, _undoubled, _keys.AsSpan(0, _count), ids);

    private protected override int Add(int key)
    {
        (int start, int length) = _keys[key];
        return table.FindOrAdd(start >= 0 ? Block.Bytes.Slice(start, length) : _undoubled.AsSpan(~start, length), out _);
    }

    /// <summary>Whether a text has no blanks at its ends.</summary>
    private static bool IsSolid(ReadOnlySpan<byte> text) => text[0] > LineFormat.Blank && text[^1] > LineFormat.Blank;

    private bool IsKey(ReadOnlySpan<byte> bytes, Field field) => field.Length > 0 && (_isUtf8 || Utf8.IsValid(field.In(bytes)));

    private (int Start, int Length) PlaceOf(ReadOnlySpan<byte> bytes, Field field)
    {
        if (!field.HasDoubledQuotes)
        {
            return (field.Start, field.Length);
        }

        if (_undoubled.Length < _undoubledCount + field.Length)
        {
            Array.Resize(ref _undoubled, Math.Max(2 * _undoubled.Length, _undoubledCount + field.Length));
        }

        int start = _undoubledCount;
        int length = FieldText.WriteUndoubled(field.In(bytes), _undoubled.AsSpan(start));
        _undoubledCount += length;
        return (~start, length);
    }

    private void Take((int Start, int Length) from, (int Start, int Length) to)
    {
        if (_count + 2 > _keys.Length)
        {
            Array.Resize(ref _keys, 2 * _keys.Length);
        }

        _keys[_count] = from;
        _keys[_count + 1] = to;
        _count += 2;
    }
}
