using static System.FormattableString;

namespace InfluenceGraph.EdgeLists;

/// <summary>
/// Makes rows of a block of lines, on any thread: keys become ids as far as the table has them. What it lacks is added when the block's
/// turn comes, so that rows and ids come as the file has them. One for each thread, used again for block after block.
/// </summary>
internal abstract class BlockParser<TKey>(LineFormat format)
    where TKey : notnull
{
    private const byte Quote = (byte)'"';
    private readonly Field[] _fields = new Field[format.Needed];

    internal ByteBlock Block { get; } = new();

    internal LineFormat Format { get; } = format;

    internal LineReader Lines { get; } = new(format.Separator, format.Quotes, format.CommentMarks);

    /// <summary>Ids by tie, From and To in turn; -1 for a key that is not in the table yet.</summary>
    internal int[] Ids { get; private set; } = [];

    internal float[] Permissions { get; private set; } = [];

    internal float[] Strengths { get; private set; } = [];

    internal int Ties { get; private set; }

    internal LineCounts Counts { get; private set; }

    /// <summary>The first bad line, from 1 in this block, and what is wrong with it; the lines before are parsed.</summary>
    internal (long Line, string Text)? Problem { get; private set; }

    /// <summary>Parses the block.</summary>
    internal void Parse()
    {
        (Ties, Counts, Problem) = (0, default, null);
        Clear();
        ReadOnlySpan<byte> bytes = Block.Bytes;
        bool isPlain = IsPlain(bytes) && (!Format.Quotes || !bytes.Contains(Quote));
        for (int at = 0; at < bytes.Length && Problem is null;)
        {
            if (!isPlain || !TryParseQuickly(ref at))
            {
                ParseLine(bytes, ref at);
            }
        }

        if (Ids.Length < 2 * Ties)
        {
            Ids = new int[2 * Ties];
        }

        Find(Ids.AsSpan(0, 2 * Ties));
    }

    /// <summary>Adds the keys that the table lacked; in the order of the blocks, one thread at a time.</summary>
    internal void AddMissing()
    {
        Span<int> ids = Ids.AsSpan(0, 2 * Ties);
        for (int i = ids.IndexOf(-1); i < ids.Length && i >= 0; i++)
        {
            if (ids[i] < 0)
            {
                ids[i] = Add(i);
            }
        }
    }

    /// <summary>Whether the block may be parsed quickly.</summary>
    private protected abstract bool IsPlain(ReadOnlySpan<byte> bytes);

    /// <summary>Forgets the keys of the block before.</summary>
    private protected abstract void Clear();

    /// <summary>Parses lines that look as most do, up to the first that does not or the end of the block.</summary>
    /// <returns>Whether there was any.</returns>
    private protected abstract bool TryParseQuickly(ref int at);

    /// <summary>Takes the keys of the next tie.</summary>
    /// <returns>The column that is no key, or -1.</returns>
    private protected abstract int TakeKeys(ReadOnlySpan<byte> bytes, Field from, Field to);

    /// <summary>Looks up the keys taken.</summary>
    private protected abstract void Find(Span<int> ids);

    /// <summary>Adds a key that was not found.</summary>
    private protected abstract int Add(int key);

    /// <summary>Counts a tie whose keys were taken.</summary>
    private protected void AddTie(double permission, double strength)
    {
        if (Format.Permission >= 0)
        {
            Permissions = Roomy(Permissions);
            Permissions[Ties] = (float)permission;
        }

        if (Format.Strength >= 0)
        {
            Strengths = Roomy(Strengths);
            Strengths[Ties] = (float)strength;
        }

        Ties++;
    }

    /// <summary>Counts lines with one tie each that need no permission and no strength.</summary>
    private protected void AddPlainTies(int ties)
    {
        Ties += ties;
        Counts = Counts with { Lines = Counts.Lines + ties };
    }

    private protected void AddLine() => Counts = Counts with { Lines = Counts.Lines + 1 };

    /// <summary>Whether permission and strength are far within their ranges, so that nothing else need be asked.</summary>
    private protected static bool AreFine(double permission, double strength) =>
        permission is 0 or (>= 1e-18 and <= 1) && strength is 0 or (>= 1e-18 and <= float.MaxValue);

    private float[] Roomy(float[] values)
    {
        if (Ties == values.Length)
        {
            Array.Resize(ref values, Math.Max(1024, 2 * Ties));
        }

        return values;
    }

    private void ParseLine(ReadOnlySpan<byte> bytes, ref int at)
    {
        int start = at;
        LineKind kind = Lines.Read(bytes, ref at, _fields, out int count);
        int newLines = bytes[start..at].Count((byte)'\n');
        string? problem = kind switch
        {
            LineKind.Blank or LineKind.Comment => null,
            LineKind.Unclosed => "a quote is opened and never closed; expected a closing quote. Close it, double it, or set Quotes to false where quotes are plain letters.",
            LineKind.TextAfterQuote => $"after a closing quote comes something else in '{FieldText.Shown(bytes[start..at])}'; expected a separator or the end of the line. Double quotes within quotes.",
            _ => Tie(bytes, start, at, count),
        };
        if (problem is not null)
        {
            Problem = (Counts.Lines + 1, problem);
            return;
        }

        Counts = new(
            Counts.Lines + newLines,
            Counts.Comments + (kind == LineKind.Comment ? 1 : 0),
            Counts.Blanks + (kind == LineKind.Blank ? 1 : 0),
            Counts.Continued + newLines - 1);
    }

    private string? Tie(ReadOnlySpan<byte> bytes, int start, int end, int count)
    {
        if (count < Format.Needed)
        {
            return Invariant($"got {count} column{(count == 1 ? "" : "s")} in '{FieldText.Shown(bytes[start..end])}'; expected {Format.Needed} or more, separated by {SeparatorName()}.");
        }

        if (!TryReadNumber(bytes, Format.Permission, "permission", "0 (never) to 1 (always)", out double permission, out string? problem)
            || !TryReadNumber(bytes, Format.Strength, "strength", "0 or more", out double strength, out problem))
        {
            return problem;
        }

        (Field from, Field to) = (_fields[Format.From], _fields[Format.To]);
        if (!AreFine(permission, strength)
            && TieRules.FindProblem(new Tie<string>(FieldText.Of(bytes, from), FieldText.Of(bytes, to), permission, strength)) is string broken)
        {
            return broken;
        }

        int bad = TakeKeys(bytes, from, to);
        if (bad >= 0)
        {
            string got = FieldText.Shown(_fields[bad].In(bytes));
            return $"{Format.NameOf(bad)} is '{got}'; expected {FieldKey.Expected<TKey>()}.";
        }

        AddTie(permission, strength);
        return null;
    }

    private bool TryReadNumber(ReadOnlySpan<byte> bytes, int column, string what, string expected, out double value, out string? problem)
    {
        (value, problem) = (1, null);
        if (column >= 0 && !Numbers.TryParse(_fields[column].In(bytes), out value))
        {
            problem = $"{what} ({Format.NameOf(column)}) is '{FieldText.Shown(_fields[column].In(bytes))}'; expected a number, {expected}, with a decimal point.";
        }

        return problem is null;
    }

    private string SeparatorName() => Format.Separator switch
    {
        (byte)'\t' => "tabs",
        LineFormat.Blank => "blanks",
        byte letter => $"'{(char)letter}'",
    };
}

/// <summary>Lines of a block or a file.</summary>
internal readonly record struct LineCounts(long Lines, long Comments, long Blanks, long Continued)
{
    public static LineCounts operator +(LineCounts a, LineCounts b) =>
        new(a.Lines + b.Lines, a.Comments + b.Comments, a.Blanks + b.Blanks, a.Continued + b.Continued);
}
