using System.Runtime.CompilerServices;
using InfluenceGraph.Keys;

namespace InfluenceGraph.EdgeLists;

/// <summary>Parses blocks whose keys are numbers or Guids. Lines of two numbers of up to 15 digits, with whatever behind them, are read without looking for separators first.</summary>
internal sealed class ValueBlockParser<TKey>(LineFormat format, ValueKeyTable<TKey> table) : BlockParser<TKey>(format)
    where TKey : unmanaged, IEquatable<TKey>
{
    private const byte LineEnd = (byte)'\n';
    private TKey[] _keys = new TKey[1024];
    private int _count;

    /// <summary>The keys stand in the first two columns, and permission or strength, if any, in the third.</summary>
    private bool IsUsual { get; } = (typeof(TKey) == typeof(long) || typeof(TKey) == typeof(int))
        && Math.Max(format.From, format.To) == 1
        && format.Needed <= 3;

    private protected override bool IsPlain(ReadOnlySpan<byte> bytes) => IsUsual;

    private protected override void Clear() => _count = 0;

    private protected override bool TryParseQuickly(ref int at)
    {
        ReadOnlySpan<byte> bytes = Block.Padded;
        int length = Block.Length;
        byte separator = Format.Separator;
        bool isThird = Format.Needed == 3;
        bool isTurned = Format.From == 1;
        int begun = at;
        int ties = 0;
        while (at < length)
        {
            int p = at;
            if (!Numbers.TryRead(bytes, ref p, out long first) || bytes[p] != separator)
            {
                break;
            }

            p++;
            if (!Numbers.TryRead(bytes, ref p, out long second))
            {
                break;
            }

            double third = 1;
            if (isThird)
            {
                if (!TryReadThird(bytes, ref p, separator, out third))
                {
                    break;
                }
            }
            else if (bytes[p] == LineEnd)
            {
                p++;
            }
            else if (bytes[p] == separator || (bytes[p] == (byte)'\r' && bytes[p + 1] == LineEnd))
            {
                p += bytes[p..].IndexOf(LineEnd) + 1;
            }
            else
            {
                break;
            }

            if (typeof(TKey) == typeof(int) && (first > int.MaxValue || second > int.MaxValue))
            {
                break;
            }

            at = p;
            Take(KeyOf(isTurned ? second : first), KeyOf(isTurned ? first : second));
            if (isThird)
            {
                AddTie(third, third);
                AddLine();
            }
            else
            {
                ties++;
            }
        }

        AddPlainTies(ties);
        return at > begun;
    }

    private protected override int TakeKeys(ReadOnlySpan<byte> bytes, Field from, Field to)
    {
        if (!FieldKey.TryRead(from.In(bytes), out TKey fromKey))
        {
            return Format.From;
        }

        if (!FieldKey.TryRead(to.In(bytes), out TKey toKey))
        {
            return Format.To;
        }

        Take(fromKey, toKey);
        return -1;
    }

    private protected override void Find(Span<int> ids) => table.Find(_keys.AsSpan(0, _count), ids);

    private protected override int Add(int key) => table.FindOrAdd(_keys[key], out _);

    private static bool TryReadThird(ReadOnlySpan<byte> bytes, ref int at, byte separator, out double third)
    {
        third = 1;
        if (bytes[at] != separator)
        {
            return false;
        }

        ReadOnlySpan<byte> rest = bytes[(at + 1)..];
        int end = rest.IndexOfAny(separator, LineEnd);
        ReadOnlySpan<byte> text = rest[..end];
        bool isReturn = text.Length > 0 && text[^1] == (byte)'\r';
        if (!Numbers.TryParse(isReturn ? text[..^1] : text, out third) || !AreFine(third, third))
        {
            return false;
        }

        at += 1 + end;
        at += bytes[at..].IndexOf(LineEnd) + 1;
        return true;
    }

    private static TKey KeyOf(long number) =>
        typeof(TKey) == typeof(int) ? Unsafe.BitCast<int, TKey>((int)number) : Unsafe.BitCast<long, TKey>(number);

    private void Take(TKey from, TKey to)
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
