namespace InfluenceGraph.Data.Tables;

/// <summary>How the text of a file falls into rows and cells: what the options say, and the rest from the first lines.</summary>
internal sealed record RowFormat(char Separator, char? Comment, int LinesBefore, int BytesBefore)
{
    private const int SampleLines = 20;

    internal bool IsBlanks => Separator == ' ';

    internal static RowFormat Of(TextStart text, string name, RowFileOptions options)
    {
        ReadOnlySpan<byte> head = text.Head;
        int start = 0;
        for (int line = 0; line < options.SkipLines; line++)
        {
            int length = LineLength(head[start..]);
            if (length == 0)
            {
                throw RowSource.Error(name, $"{nameof(options.SkipLines)} is {options.SkipLines}, but {(text.IsWhole ? "the file has fewer lines" : "they are longer than 64 KiB together")}; expected lines before the rows.");
            }

            start += length;
        }

        char? separator = options.Separator;
        int before = options.SkipLines;
        ReadOnlySpan<byte> first = FirstLine(head[start..]);

        // Excel writes a first line that says what separates the columns.
        if (first is [(byte)'s', (byte)'e', (byte)'p', (byte)'=', byte said] && separator is null && said < 0x7F)
        {
            separator = (char)said;
            start += LineLength(head[start..]);
            before++;
        }

        ReadOnlySpan<byte> rows = head[start..];
        char? comment = options.Comment ?? (FirstLine(rows.TrimStart("\r\n"u8)) is [(byte)'#' or (byte)'%', ..] marked ? (char)marked[0] : null);
        return new(separator ?? Told(rows, comment, options.Quotes, text.IsWhole), comment, before, start);
    }

    /// <summary>The first sign that most lines have as often as the first line does.</summary>
    private static char Told(ReadOnlySpan<byte> rows, char? comment, bool quotes, bool isWhole)
    {
        char best = ',';
        int most = 0;
        foreach (char separator in (ReadOnlySpan<char>)['\t', ';', ',', '|', ' '])
        {
            int alike = Alike(rows, separator, comment, quotes, isWhole);
            (best, most) = alike > most ? (separator, alike) : (best, most);
        }

        return best;
    }

    private static int Alike(ReadOnlySpan<byte> rows, char separator, char? comment, bool quotes, bool isWhole)
    {
        int lines = 0;
        int alike = 0;
        int expected = -1;
        while (!rows.IsEmpty && lines < SampleLines)
        {
            int length = RowLength(rows, quotes && separator != ' ', out bool isEnded);
            if (!isEnded && !isWhole && lines > 0)
            {
                break;
            }

            ReadOnlySpan<byte> row = rows[..length].Trim("\r\n"u8);
            rows = rows[length..];
            if (row.Trim(" \t"u8).IsEmpty || (comment is char mark && row[0] == mark))
            {
                continue;
            }

            lines++;
            int count = Count(row, separator, quotes);
            expected = expected < 0 ? count : expected;
            alike += count == expected && count > 0 ? 1 : 0;
        }

        return alike * 2 > lines ? alike : 0;
    }

    private static int Count(ReadOnlySpan<byte> row, char separator, bool quotes)
    {
        int count = 0;
        bool isQuoted = false;
        if (separator == ' ')
        {
            row = row.Trim(" \t"u8);
            for (int i = 1; i < row.Length; i++)
            {
                isQuoted ^= quotes && row[i] == '"';
                count += !isQuoted && row[i] is (byte)' ' or (byte)'\t' && row[i - 1] is not ((byte)' ' or (byte)'\t') ? 1 : 0;
            }

            return count;
        }

        foreach (byte letter in row)
        {
            isQuoted ^= quotes && letter == '"';
            count += !isQuoted && letter == separator ? 1 : 0;
        }

        return count;
    }

    /// <summary>The length of a row with its line end; a line end in quotes is none.</summary>
    private static int RowLength(ReadOnlySpan<byte> rows, bool quotes, out bool isEnded)
    {
        bool isQuoted = false;
        for (int i = 0; i < rows.Length; i++)
        {
            isQuoted ^= quotes && rows[i] == '"';
            if (!isQuoted && rows[i] is (byte)'\n' or (byte)'\r')
            {
                isEnded = true;
                return i + 1 < rows.Length && rows[i] == '\r' && rows[i + 1] == '\n' ? i + 2 : i + 1;
            }
        }

        isEnded = false;
        return rows.Length;
    }

    private static int LineLength(ReadOnlySpan<byte> rows) => RowLength(rows, quotes: false, out _);

    private static ReadOnlySpan<byte> FirstLine(ReadOnlySpan<byte> rows) => rows[..LineLength(rows)].Trim("\r\n"u8);
}
