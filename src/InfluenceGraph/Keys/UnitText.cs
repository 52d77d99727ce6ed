using System.Text;
using System.Text.Unicode;

namespace InfluenceGraph.Keys;

/// <summary>
/// Strings as bytes, one UTF-16 unit after the other as UTF-8 would write it (CESU-8, half pairs included). So every string has its
/// bytes, also one that is no valid text; bytes are ordered as the strings are by ordinal; and text without characters beyond
/// U+FFFF is plain UTF-8.
/// </summary>
internal static class UnitText
{
    /// <summary>What one UTF-16 unit takes at most; a character of four bytes in UTF-8 takes two units.</summary>
    internal const int BytesPerUnit = 3;

    private const byte FirstOfFour = 0xF0;
    private const byte FirstOfSurrogates = 0xED;

    /// <summary>Writes a string's bytes.</summary>
    /// <param name="text">The string.</param>
    /// <param name="bytes">Room for <see cref="BytesPerUnit"/> bytes a unit.</param>
    /// <returns>How many were written.</returns>
    internal static int Write(ReadOnlySpan<char> text, Span<byte> bytes)
    {
        _ = Ascii.FromUtf16(text, bytes, out int count);
        foreach (char unit in text[count..])
        {
            count += WriteUnit(unit, bytes[count..]);
        }

        return count;
    }

    /// <summary>The string with these bytes.</summary>
    internal static string Read(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.Contains(FirstOfSurrogates))
        {
            return Encoding.UTF8.GetString(bytes);
        }

        var text = new StringBuilder(bytes.Length);
        for (int i = 0; i < bytes.Length;)
        {
            int first = bytes[i];
            int length = first < 0x80 ? 1 : first < 0xE0 ? 2 : 3;
            text.Append(length switch
            {
                1 => (char)first,
                2 => (char)(((first & 0x1F) << 6) | (bytes[i + 1] & 0x3F)),
                _ => (char)(((first & 0x0F) << 12) | ((bytes[i + 1] & 0x3F) << 6) | (bytes[i + 2] & 0x3F)),
            });
            i += length;
        }

        return text.ToString();
    }

    /// <summary>Whether UTF-8 has the same bytes here: where it holds no character of four bytes.</summary>
    /// <exception cref="ArgumentException">The text is not valid UTF-8.</exception>
    internal static bool IsSameAs(ReadOnlySpan<byte> utf8)
    {
        if (Ascii.IsValid(utf8))
        {
            return true;
        }

        if (!Utf8.IsValid(utf8))
        {
            throw new ArgumentException("The text is not valid UTF-8; expected text that was checked.", nameof(utf8));
        }

        return !utf8.ContainsAnyInRange(FirstOfFour, byte.MaxValue);
    }

    /// <summary>Writes the bytes of a text given in UTF-8.</summary>
    /// <param name="utf8">The text, valid.</param>
    /// <param name="bytes">Room for <see cref="BytesPerUnit"/> bytes for each of UTF-8.</param>
    /// <returns>How many were written.</returns>
    internal static int WriteUtf8(ReadOnlySpan<byte> utf8, Span<byte> bytes)
    {
        int count = 0;
        Span<char> units = stackalloc char[2];
        while (utf8.Length > 0)
        {
            _ = Rune.DecodeFromUtf8(utf8, out Rune rune, out int length);
            int written = rune.EncodeToUtf16(units);
            for (int unit = 0; unit < written; unit++)
            {
                count += WriteUnit(units[unit], bytes[count..]);
            }

            utf8 = utf8[length..];
        }

        return count;
    }

    private static int WriteUnit(char unit, Span<byte> bytes)
    {
        if (unit < 0x80)
        {
            bytes[0] = (byte)unit;
            return 1;
        }

        if (unit < 0x800)
        {
            (bytes[0], bytes[1]) = ((byte)(0xC0 | (unit >> 6)), (byte)(0x80 | (unit & 0x3F)));
            return 2;
        }

        (bytes[0], bytes[1], bytes[2]) = ((byte)(0xE0 | (unit >> 12)), (byte)(0x80 | ((unit >> 6) & 0x3F)), (byte)(0x80 | (unit & 0x3F)));
        return BytesPerUnit;
    }
}
