using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace InfluenceGraph.Data.GraphFormats;

/// <summary>
/// Any text as text that XML 1.0 can hold. A character that it cannot (most control characters, half a surrogate pair)
/// becomes <c>_xHHHH_</c>, as in office documents, and what begins like that becomes <c>_x005F_xHHHH</c>.
/// </summary>
internal static partial class XmlText
{
    private const string EscapedUnderscore = "_x005F_";

    internal static string Encode(string text)
    {
        if (!NeedsEscape(text))
        {
            return text;
        }

        var encoded = new StringBuilder(text.Length + 16);
        for (int i = 0; i < text.Length; i++)
        {
            if (IsPair(text, i))
            {
                encoded.Append(text[i]).Append(text[++i]);
            }
            else if (!XmlConvert.IsXmlChar(text[i]))
            {
                encoded.Append(CultureInfo.InvariantCulture, $"_x{(int)text[i]:X4}_");
            }
            else if (text[i] == '_' && EscapeStart().IsMatch(text, i))
            {
                encoded.Append(EscapedUnderscore);
            }
            else
            {
                encoded.Append(text[i]);
            }
        }

        return encoded.ToString();
    }

    internal static string Decode(string text) => text.Contains("_x", StringComparison.Ordinal)
        ? AnyEscape().Replace(text, match => ((char)int.Parse(match.ValueSpan.Slice(2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)).ToString())
        : text;

    private static bool NeedsEscape(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (IsPair(text, i))
            {
                i++;
            }
            else if (!XmlConvert.IsXmlChar(text[i]) || (text[i] == '_' && i + 1 < text.Length && text[i + 1] == 'x'))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsPair(string text, int index) =>
        index + 1 < text.Length && char.IsSurrogatePair(text[index], text[index + 1]);

    // Without the closing underscore, which may come from the escape that follows.
    [GeneratedRegex(@"\G_x[0-9A-Fa-f]{4}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex EscapeStart();

    [GeneratedRegex("_x[0-9A-Fa-f]{4}_", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex AnyEscape();
}
