using System.Text;

namespace InfluenceGraph.EdgeLists;

/// <summary>The text of a column.</summary>
internal static class FieldText
{
    private const int MostShown = 60;

    /// <summary>The text as a string.</summary>
    internal static string Of(ReadOnlySpan<byte> bytes, Field field)
    {
        string text = Encoding.UTF8.GetString(field.In(bytes));
        return field.HasDoubledQuotes ? text.Replace("\"\"", "\"", StringComparison.Ordinal) : text;
    }

    /// <summary>The text for a message: not too long.</summary>
    internal static string Shown(ReadOnlySpan<byte> bytes)
    {
        string text = Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, MostShown)]).TrimEnd('\r', '\n');
        return bytes.Length > MostShown ? text + "..." : text;
    }

    /// <summary>Writes the bytes with each doubled quote once.</summary>
    /// <returns>How many were written.</returns>
    internal static int WriteUndoubled(ReadOnlySpan<byte> text, Span<byte> to)
    {
        int count = 0;
        for (int i = 0; i < text.Length; i++)
        {
            to[count++] = text[i];
            i += text[i] == '"' ? 1 : 0;
        }

        return count;
    }
}
