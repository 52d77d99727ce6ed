using System.Text;

namespace InfluenceGraph.Segments;

/// <summary>Cuts a segment's text into words, quoted names and signs.</summary>
internal static class SegmentLexer
{
    private static readonly string[] _signs = [">=", "<=", "!=", ">", "<", "=", "(", ")", ",", "%"];

    internal static List<SegmentToken> Read(string text)
    {
        var tokens = new List<SegmentToken>();
        int at = 0;
        while (at < text.Length)
        {
            char letter = text[at];
            if (char.IsWhiteSpace(letter))
            {
                at++;
            }
            else if (letter is '"' or '\'')
            {
                tokens.Add(ReadQuoted(text, ref at));
            }
            else if (SegmentText.IsOfWord(letter))
            {
                int start = at;
                while (at < text.Length && SegmentText.IsOfWord(text[at]))
                {
                    at++;
                }

                tokens.Add(new(SegmentTokenKind.Word, text[start..at], start));
            }
            else
            {
                int start = at;
                string sign = Array.Find(_signs, sign => text.AsSpan(start).StartsWith(sign, StringComparison.Ordinal))
                    ?? throw new SegmentSyntaxException(text, at, $"'{letter}'", "a word, a name in quotation marks, a number, a bracket or one of = != < <= > >=");
                tokens.Add(new(SegmentTokenKind.Sign, sign, at));
                at += sign.Length;
            }
        }

        tokens.Add(new(SegmentTokenKind.End, "", text.Length));
        return tokens;
    }

    private static SegmentToken ReadQuoted(string text, ref int at)
    {
        int start = at;
        char mark = text[at++];
        var name = new StringBuilder();
        while (at < text.Length)
        {
            char letter = text[at++];
            if (letter != mark)
            {
                name.Append(letter);
            }
            else if (at < text.Length && text[at] == mark)
            {
                name.Append(mark);
                at++;
            }
            else
            {
                return new(SegmentTokenKind.Quoted, name.ToString(), start);
            }
        }

        throw new SegmentSyntaxException(text, start, "a quotation mark that is never closed", $"another {mark} after the name");
    }
}
