using System.Buffers.Text;
using System.Runtime.CompilerServices;

namespace InfluenceGraph.EdgeLists;

/// <summary>Keys from the text of a column.</summary>
internal static class FieldKey
{
    /// <summary>What a key of this type looks like, for messages.</summary>
    internal static string Expected<TKey>() =>
        typeof(TKey) == typeof(string) ? "a key, in UTF-8"
        : typeof(TKey) == typeof(Guid) ? "a Guid such as 3f2504e0-4f89-11d3-9a0c-0305e82c3301"
        : FormattableString.Invariant($"a whole number from {(typeof(TKey) == typeof(int) ? int.MinValue : long.MinValue)} to {(typeof(TKey) == typeof(int) ? int.MaxValue : long.MaxValue)}");

    internal static bool CanRead<TKey>(ReadOnlySpan<byte> text) =>
        typeof(TKey) == typeof(string) ? text.Length > 0
        : typeof(TKey) == typeof(int) ? TryRead(text, out int _)
        : typeof(TKey) == typeof(long) ? TryRead(text, out long _)
        : TryRead(text, out Guid _);

    /// <summary>Reads a number or a Guid that is all of a text.</summary>
    internal static bool TryRead<TKey>(ReadOnlySpan<byte> text, out TKey key)
        where TKey : unmanaged
    {
        key = default;
        int consumed = 0;
        bool isRead = false;
        if (typeof(TKey) == typeof(long))
        {
            isRead = Utf8Parser.TryParse(text, out long number, out consumed);
            key = Unsafe.BitCast<long, TKey>(number);
        }
        else if (typeof(TKey) == typeof(int))
        {
            isRead = Utf8Parser.TryParse(text, out int number, out consumed);
            key = Unsafe.BitCast<int, TKey>(number);
        }
        else if (typeof(TKey) == typeof(Guid))
        {
            // With or without hyphens, in braces or without.
            isRead = Guid.TryParse(text, null, out Guid guid);
            consumed = isRead ? text.Length : 0;
            key = Unsafe.BitCast<Guid, TKey>(guid);
        }

        return isRead && consumed == text.Length;
    }
}
