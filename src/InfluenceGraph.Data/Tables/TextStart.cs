using System.Text;
using InfluenceGraph.EdgeLists;

namespace InfluenceGraph.Data.Tables;

/// <summary>The text of a file as UTF-8 without a byte order mark, with its beginning at hand, so that the format can be told from it.</summary>
internal sealed class TextStart
{
    private const int HeadSize = 1 << 16;

    private TextStart(byte[] head, Stream text, bool isWhole)
    {
        Head = head;
        Rest = text;
        IsWhole = isWhole;
    }

    /// <summary>The first bytes.</summary>
    internal byte[] Head { get; }

    /// <summary>What follows them.</summary>
    internal Stream Rest { get; }

    /// <summary>Whether the beginning is all.</summary>
    internal bool IsWhole { get; }

    internal static TextStart Of(Stream unpacked, string name)
    {
        (byte[] head, bool isWhole) = Begin(unpacked);
        if (head is [0xEF, 0xBB, 0xBF, ..])
        {
            return new(head[3..], unpacked, isWhole);
        }

        if (head is [0xFF, 0xFE, 0, 0, ..] or [0, 0, 0xFE, 0xFF, ..])
        {
            throw RowSource.Error(name, "the text is UTF-32; expected UTF-8 or UTF-16. Save it as UTF-8.");
        }

        if (head is [(byte)'P', (byte)'K', 3, 4, ..])
        {
            throw RowSource.Error(name, "this is an Excel workbook or another ZIP archive; expected rows of text. Save it as 'CSV UTF-8'.");
        }

        if (BigEndianUtf16(head) is not bool isBigEndian)
        {
            return new(head, unpacked, isWhole);
        }

        bool isMarked = head is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..];
        var utf16 = new UnicodeEncoding(isBigEndian, byteOrderMark: false, throwOnInvalidBytes: true);
        Stream text = Encoding.CreateTranscodingStream(new TailedStream(isMarked ? head[2..] : head, unpacked, []), utf16, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
        (head, isWhole) = Begin(text);
        return new(head, text, isWhole);
    }

    private static (byte[] Head, bool IsWhole) Begin(Stream stream)
    {
        byte[] head = new byte[HeadSize];
        int count = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        return (head[..count], count < head.Length);
    }

    /// <summary>Whether the text is UTF-16, told by its mark or by every other byte being zero, and which byte of a letter comes first.</summary>
    private static bool? BigEndianUtf16(byte[] head)
    {
        if (head is [0xFF, 0xFE, ..])
        {
            return false;
        }

        if (head is [0xFE, 0xFF, ..])
        {
            return true;
        }

        int pairs = Math.Min(head.Length / 2, 256);
        int firstZero = 0;
        int secondZero = 0;
        for (int i = 0; i < pairs; i++)
        {
            firstZero += head[2 * i] == 0 ? 1 : 0;
            secondZero += head[(2 * i) + 1] == 0 ? 1 : 0;
        }

        // Separators, digits and line ends are of ASCII in any script.
        return pairs < 2 || (firstZero * 4 < pairs && secondZero * 4 < pairs) || (firstZero > 0 && secondZero > 0) ? null : firstZero > 0;
    }
}
