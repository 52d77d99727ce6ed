using System.Buffers;

namespace InfluenceGraph.EdgeLists;

/// <summary>
/// Splits text into lines and columns: the one place that knows quotes (RFC 4180), comments and blanks. A line with quotes may go on
/// over several lines of the file.
/// </summary>
internal sealed class LineReader
{
    private const byte Quote = (byte)'"';
    private const byte LineEnd = (byte)'\n';
    private readonly byte _separator;
    private readonly bool _quotes;
    private readonly byte[] _commentMarks;
    private readonly SearchValues<byte> _ends;

    internal LineReader(byte separator, bool quotes, byte[] commentMarks)
    {
        _separator = separator;
        _quotes = quotes;
        _commentMarks = commentMarks;
        _ends = SearchValues.Create(separator == LineFormat.Blank ? [LineFormat.Blank, (byte)'\t', LineEnd] : [separator, LineEnd]);
    }

    /// <summary>Reads a line.</summary>
    /// <param name="bytes">Text that ends with a line end.</param>
    /// <param name="at">Where the line begins; then where the next one does. At the end of the text where the line is not whole.</param>
    /// <param name="fields">Receives the first columns.</param>
    /// <param name="count">How many columns there are.</param>
    internal LineKind Read(ReadOnlySpan<byte> bytes, ref int at, Span<Field> fields, out int count)
    {
        count = 0;
        SkipBlanks(bytes, ref at);
        if (bytes[at] == LineEnd)
        {
            at++;
            return LineKind.Blank;
        }

        if (_commentMarks.AsSpan().Contains(bytes[at]))
        {
            at += bytes[at..].IndexOf(LineEnd) + 1;
            return LineKind.Comment;
        }

        while (true)
        {
            SkipBlanks(bytes, ref at);
            Field field;
            if (_quotes && bytes[at] == Quote)
            {
                LineKind kind = ReadQuoted(bytes, ref at, out field);
                if (kind != LineKind.Tie)
                {
                    return kind;
                }
            }
            else
            {
                int start = at;
                at += bytes[at..].IndexOfAny(_ends);
                int end = at;
                while (end > start && IsBlank(bytes[end - 1]))
                {
                    end--;
                }

                field = new(start, end - start, HasDoubledQuotes: false);
            }

            if (count < fields.Length)
            {
                fields[count] = field;
            }

            count++;
            if (_separator == LineFormat.Blank)
            {
                SkipBlanks(bytes, ref at);
                if (bytes[at] != LineEnd)
                {
                    continue;
                }
            }

            if (bytes[at++] == LineEnd)
            {
                return LineKind.Tie;
            }
        }
    }

    /// <summary>Where the last whole line ends; 0 where none does.</summary>
    internal int EndOfLastLine(ReadOnlySpan<byte> bytes)
    {
        int last = bytes.LastIndexOf(LineEnd) + 1;
        if (!_quotes || !bytes[..last].Contains(Quote))
        {
            return last;
        }

        int whole = 0;
        for (int at = 0; at < last; whole = at)
        {
            if (Read(bytes[..last], ref at, [], out _) == LineKind.Unclosed)
            {
                return whole;
            }
        }

        return whole;
    }

    private LineKind ReadQuoted(ReadOnlySpan<byte> bytes, ref int at, out Field field)
    {
        int start = at + 1;
        bool hasDoubled = false;
        for (at = start; ; at += 2)
        {
            int quote = bytes[at..].IndexOf(Quote);
            if (quote < 0)
            {
                at = bytes.Length;
                field = default;
                return LineKind.Unclosed;
            }

            at += quote;
            if (at + 1 == bytes.Length || bytes[at + 1] != Quote)
            {
                break;
            }

            hasDoubled = true;
        }

        field = new(start, at - start, hasDoubled);
        int close = at++;
        SkipBlanks(bytes, ref at);
        bool isEnd = at < bytes.Length && (bytes[at] == LineEnd || bytes[at] == _separator || (_separator == LineFormat.Blank && at > close + 1));
        if (isEnd)
        {
            return LineKind.Tie;
        }

        // The line is passed over as if the quote went no further.
        int rest = bytes[close..].IndexOf(LineEnd);
        at = rest < 0 ? bytes.Length : close + rest + 1;
        return rest < 0 ? LineKind.Unclosed : LineKind.TextAfterQuote;
    }

    private void SkipBlanks(ReadOnlySpan<byte> bytes, ref int at)
    {
        while (at < bytes.Length && IsBlank(bytes[at]) && bytes[at] != LineEnd)
        {
            at++;
        }
    }

    /// <summary>A tab is a blank where it does not separate; so is the first half of a line end.</summary>
    private bool IsBlank(byte letter) => letter is (byte)' ' or (byte)'\r' || (letter == (byte)'\t' && _separator != (byte)'\t');
}

/// <summary>What a line is.</summary>
internal enum LineKind
{
    /// <summary>Columns.</summary>
    Tie,

    /// <summary>Nothing but blanks.</summary>
    Blank,

    /// <summary>A comment.</summary>
    Comment,

    /// <summary>A quote that no other one closes.</summary>
    Unclosed,

    /// <summary>A closing quote that neither a separator nor the end of the line follows.</summary>
    TextAfterQuote,
}
