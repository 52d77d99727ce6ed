using System.Text;

namespace InfluenceGraph.Segments;

/// <summary>Cuts a segment's text into words, quoted names and signs.</summary>
internal static class SegmentLexer
{
    /// <summary>What people write who know another language, and what it is here. Longer ones first.</summary>
    private static readonly (string Habit, string Here)[] _habits =
    [
        ("==", "="), ("=>", ">="), ("=<", "<="), ("<>", "!="), ("&&", "and"), ("||", "or"), ("&", "and"), ("|", "or"), ("!", "not"),
    ];

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
                RefuseHabits(text, at);
                string sign = Array.Find(_signs, sign => text.AsSpan(start).StartsWith(sign, StringComparison.Ordinal))
                    ?? throw new SegmentSyntaxException(text, at, $"'{letter}'", "a word, a name in quotation marks, a number, a bracket or one of = != < <= > >=");
                tokens.Add(new(SegmentTokenKind.Sign, sign, at));
                at += sign.Length;
            }
        }

        tokens.Add(new(SegmentTokenKind.End, "", text.Length));
        return tokens;
    }

    private static void RefuseHabits(string text, int at)
    {
        const string TypographicMarks = "\u201c\u201d\u201e\u201f\u2018\u2019\u201a\u201b\u00ab\u00bb";
        ReadOnlySpan<char> rest = text.AsSpan(at);
        if (TypographicMarks.Contains(rest[0], StringComparison.Ordinal))
        {
            throw new SegmentSyntaxException(text, at, $"'{rest[0]}'", "a straight quotation mark, \" or '");
        }

        foreach ((string habit, string here) in _habits)
        {
            if (rest.StartsWith(habit, StringComparison.Ordinal) && !rest.StartsWith("!=", StringComparison.Ordinal))
            {
                throw new SegmentSyntaxException(text, at, $"'{habit}'", here);
            }
        }
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
