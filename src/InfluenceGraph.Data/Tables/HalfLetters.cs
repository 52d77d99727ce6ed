using System.Buffers;
using System.Text;

namespace InfluenceGraph.Data.Tables;

/// <summary>Halves of letters beyond U+FFFF, which a text of .NET may hold but no UTF-8: they would come back as another text.</summary>
internal static class HalfLetters
{
    internal static bool AreIn(ReadOnlySpan<char> text)
    {
        int at = text.IndexOfAnyInRange('\uD800', '\uDFFF');
        while (at >= 0 && at < text.Length)
        {
            if (Rune.DecodeFromUtf16(text[at..], out _, out int count) != OperationStatus.Done)
            {
                return true;
            }

            at += count;
        }

        return false;
    }
}
