using System.Text;

namespace InfluenceGraph.EdgeLists;

/// <summary>Tells from the first lines what separates columns and whether there is a header, as far as the options leave it open.</summary>
internal sealed class FormatDetection<TKey>(BlockReader reader, string name, EdgeListOptions options)
    where TKey : notnull
{
    private const int SampleLines = 20;
    private static readonly char[] _candidates = ['\t', ';', ',', ' '];

    /// <summary>Words that people call the two ends of a tie.</summary>
    private static readonly string[] _headerWords =
        ["from", "to", "source", "target", "src", "dst", "dest", "destination", "node1", "node2", "node_1", "node_2", "user1", "user2", "user_a", "user_b", "usera", "userb", "id1", "id2", "customer", "customer1", "customer2", "grantor", "reaches", "reached", "truster", "trustee", "follower", "followee", "sender", "recipient", "receiver", "caller", "callee", "friend", "friendid", "userid", "user"];

    private readonly byte[] _commentMarks = Encoding.ASCII.GetBytes(options.CommentMarks);
    private char? _separator;

    /// <summary>The number of columns of the first tie.</summary>
    internal int Columns { get; private set; }

    internal (long Header, long Comments, long Blanks) LinesRead { get; private set; }

    /// <summary>Finds the format and passes over everything before the first tie that is not to be read.</summary>
    internal LineFormat Detect()
    {
        reader.Fill();
        RequireText();
        SkipLines();
        LineReader lines = Reader(options.Separator ?? TellSeparator());
        (string[] header, string[] first) = ReadFirst(lines);
        bool hasHeader = options.Header switch
        {
            HeaderLine.Present => true,
            HeaderLine.Absent => false,
            _ => options.NamesColumns || LooksLikeHeader(first),
        };
        if (!hasHeader)
        {
            Columns = first.Length;
            LinesRead = default;
            return NewFormat([]);
        }

        PassOver(lines);
        Columns = first.Length;
        return NewFormat(header);
    }

    private LineReader Reader(char separator)
    {
        _separator = separator;
        return new((byte)separator, options.Quotes, _commentMarks);
    }

    private void RequireText()
    {
        ReadOnlySpan<byte> ahead = reader.Ahead;
        if (ahead.StartsWith("\uFEFF"u8))
        {
            reader.Skip(3, 0);
        }
        else if (ahead.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || ahead.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
        {
            throw new CustomerDataException($"{name} is UTF-16; expected UTF-8. Save it as UTF-8.");
        }

        if (reader.Ahead.IsEmpty)
        {
            throw new CustomerDataException($"{name} is empty; expected lines with two customers each.");
        }

        if (!reader.Ahead[..^1].Contains((byte)'\n') && reader.Ahead[..^1].Contains((byte)'\r') && reader.Ahead.IndexOf((byte)'\r') < reader.Ahead.Length - 2)
        {
            throw new CustomerDataException($"{name} has line ends of CR alone; expected LF or CR LF. Convert its line ends.");
        }
    }

    private void SkipLines()
    {
        for (int line = 0; line < options.SkipLines; line++)
        {
            int end = reader.Ahead.IndexOf((byte)'\n');
            while (end < 0 && !reader.IsAtEnd)
            {
                reader.Fill();
                end = reader.Ahead.IndexOf((byte)'\n');
            }

            if (end < 0)
            {
                throw new CustomerDataException($"{name} has {line} lines; expected more than the {options.SkipLines} to pass over ({nameof(EdgeListOptions.SkipLines)}).");
            }

            reader.Skip(end + 1, 1);
        }
    }

    /// <summary>The first candidate by which all lines looked at have the same number of columns, enough of them; else enough; else that gives the first line enough.</summary>
    private char TellSeparator()
    {
        while (FirstLine().IsEmpty && !reader.IsAtEnd)
        {
            reader.Fill();
        }

        int needed = Math.Max(2, Highest());
        char? enough = null;
        char? enoughAtFirst = null;
        bool any = false;
        foreach (char candidate in _candidates)
        {
            (int first, int fewest, int most) = ColumnsBy(new((byte)candidate, options.Quotes, _commentMarks));
            any |= most > 0;
            if (fewest >= needed && fewest == most)
            {
                return candidate;
            }

            enough ??= fewest >= needed ? candidate : null;
            enoughAtFirst ??= first >= needed ? candidate : null;
        }

        // A file of comments has no ties; that is told when all of it was read.
        return enough ?? enoughAtFirst ?? (any
            ? throw new CustomerDataException($"{name}: the first lines have no {needed} columns separated by tab, semicolon, comma or blanks, as line {reader.LinesBefore + 1 + LinesBeforeFirst()} shows: '{TextOf(FirstLine())}'; expected them. Set {nameof(EdgeListOptions.Separator)} where it is another one.")
            : ' ');
    }

    private int Highest() =>
        Math.Max(Math.Max(options.From.Number, options.To.Number), Math.Max(options.Permission?.Number ?? 0, options.Strength?.Number ?? 0));

    private (int First, int Fewest, int Most) ColumnsBy(LineReader lines)
    {
        ReadOnlySpan<byte> ahead = Whole();
        var counts = new List<int>(SampleLines);
        for (int at = 0; at < ahead.Length && counts.Count < SampleLines;)
        {
            if (lines.Read(ahead, ref at, [], out int count) == LineKind.Tie)
            {
                counts.Add(count);
            }
        }

        return counts.Count == 0 ? default : (counts[0], counts.Min(), counts.Max());
    }

    /// <summary>The lines ahead that are whole.</summary>
    private ReadOnlySpan<byte> Whole() => reader.Ahead[..(reader.Ahead.LastIndexOf((byte)'\n') + 1)];

    private int LinesBeforeFirst()
    {
        ReadOnlySpan<byte> ahead = Whole();
        var lines = new LineReader((byte)' ', quotes: false, _commentMarks);
        int before = 0;
        for (int at = 0; at < ahead.Length && lines.Read(ahead, ref at, [], out _) != LineKind.Tie;)
        {
            before++;
        }

        return before;
    }

    private ReadOnlySpan<byte> FirstLine()
    {
        ReadOnlySpan<byte> rest = Whole();
        for (int line = LinesBeforeFirst(); line > 0; line--)
        {
            rest = rest[(rest.IndexOf((byte)'\n') + 1)..];
        }

        return rest[..(rest.IndexOf((byte)'\n') + 1)];
    }

    /// <summary>The first line that is no comment, as names and as texts.</summary>
    private (string[] Names, string[] First) ReadFirst(LineReader lines)
    {
        ReadOnlySpan<byte> ahead = Whole();
        Field[] fields = new Field[LineFormat.MaxColumns];
        for (int at = 0; at < ahead.Length || !reader.IsAtEnd;)
        {
            if (at == ahead.Length)
            {
                // No whole line yet: look again with more.
                reader.Fill();
                ahead = Whole();
                at = 0;
                continue;
            }

            if (lines.Read(ahead, ref at, fields, out int count) == LineKind.Tie)
            {
                string[] texts = new string[Math.Min(count, fields.Length)];
                for (int i = 0; i < texts.Length; i++)
                {
                    texts[i] = FieldText.Of(ahead, fields[i]);
                }

                return (texts, texts);
            }
        }

        return ([], []);
    }

    private bool LooksLikeHeader(string[] first)
    {
        string? Text(SourceColumn? column) => column is { Number: > 0 } given && given.Number <= first.Length ? first[given.Number - 1] : null;
        bool IsNoNumber(SourceColumn? column) => Text(column) is string text && !Numbers.TryParse(Encoding.UTF8.GetBytes(text), out _);
        bool IsNoKey(SourceColumn column) => Text(column) is string text && !FieldKey.CanRead<TKey>(Encoding.UTF8.GetBytes(text));
        bool IsWord(SourceColumn column) => Text(column) is string text && _headerWords.Contains(text, StringComparer.OrdinalIgnoreCase);
        return IsNoNumber(options.Permission)
            || IsNoNumber(options.Strength)
            || (IsNoKey(options.From) && IsNoKey(options.To))
            || (IsWord(options.From) && IsWord(options.To));
    }

    private void PassOver(LineReader lines)
    {
        (long header, long comments, long blanks) = (0, 0, 0);
        ReadOnlySpan<byte> ahead = Whole();
        for (int at = 0; at < ahead.Length && header == 0;)
        {
            int start = at;
            LineKind kind = lines.Read(ahead, ref at, [], out _);
            int count = ahead[start..at].Count((byte)'\n');
            comments += kind == LineKind.Comment ? 1 : 0;
            blanks += kind == LineKind.Blank ? 1 : 0;
            header += kind is LineKind.Comment or LineKind.Blank ? 0 : count;
            reader.Skip(at - start, count);
            ahead = ahead[at..];
            at = 0;
        }

        LinesRead = (header, comments, blanks);
    }

    private LineFormat NewFormat(string[] header)
    {
        int ColumnOf(SourceColumn? column, string option)
        {
            if (column is not SourceColumn given)
            {
                return -1;
            }

            int found = given.Name is null ? given.Number - 1 : Array.FindIndex(header, title => string.Equals(title, given.Name, StringComparison.OrdinalIgnoreCase));
            return found >= 0
                ? found
                : throw new CustomerDataException($"{name} has no column '{given.Name}' ({option}); expected one of {string.Join(", ", header.Select(title => $"'{title}'"))}.");
        }

        var format = new LineFormat(
            (byte)_separator!,
            options.Quotes,
            _commentMarks,
            ColumnOf(options.From, nameof(options.From)),
            ColumnOf(options.To, nameof(options.To)),
            ColumnOf(options.Permission, nameof(options.Permission)),
            ColumnOf(options.Strength, nameof(options.Strength)),
            header);
        return format.From != format.To
            ? format
            : throw new CustomerDataException($"{name}: {nameof(options.From)} and {nameof(options.To)} are both {format.NameOf(format.From)}; expected two columns.");
    }

    private static string TextOf(ReadOnlySpan<byte> line) => FieldText.Shown(line);
}
