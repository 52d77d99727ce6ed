namespace InfluenceGraph.Tool.Output;

/// <summary>What a command found out: numbers about the whole, tables, and where they come from. One shape for every command and every format.</summary>
internal sealed record Answer
{
    /// <summary>Single numbers and words, in the order in which they are read.</summary>
    internal IReadOnlyList<Fact> Facts { get; init; } = [];

    /// <summary>Tables; the first is the one that --csv writes.</summary>
    internal IReadOnlyList<AnswerTable> Tables { get; init; } = [];

    /// <summary>What people read instead of facts and tables, where a command has a text of its own.</summary>
    internal string? Text { get; init; }

    /// <summary>Whether the text is for another program, so that its lines stay as they are.</summary>
    internal bool IsExact { get; init; }

    internal Receipt? Receipt { get; init; }

    /// <summary>Sentences for standard error, such as that a computation did not converge.</summary>
    internal IReadOnlyList<string> Warnings { get; init; } = [];

    internal int ExitCode { get; init; } = Tool.ExitCode.Done;
}

/// <summary>A single number or word about the whole.</summary>
internal sealed record Fact(string Name, object? Value, CellKind Kind = CellKind.Text);

/// <summary>A table whose rows are made as they are read.</summary>
internal sealed record AnswerTable(string Name, IReadOnlyList<Column> Columns, long Count, IEnumerable<object?[]> Rows)
{
    /// <summary>Whether it is a list for scripts, which people would only scroll past.</summary>
    internal bool IsForScripts { get; init; }

    internal static AnswerTable Of<T>(string name, IReadOnlyList<Column> columns, IReadOnlyCollection<T> items, Func<T, object?[]> row) =>
        new(name, columns, items.Count, items.Select(row));
}

/// <summary>A column by the name that scripts see; people see it without underscores.</summary>
internal sealed record Column(string Name, CellKind Kind = CellKind.Text)
{
    internal string Heading => Name.Replace('_', ' ');
}

/// <summary>How people read a value. Scripts always get it in full.</summary>
internal enum CellKind
{
    /// <summary>Words.</summary>
    Text,

    /// <summary>A whole number, with separators of thousands.</summary>
    Whole,

    /// <summary>An identifying number, without separators.</summary>
    Id,

    /// <summary>Money or another sum: two decimals where it is small.</summary>
    Amount,

    /// <summary>Some significant digits.</summary>
    Number,

    /// <summary>A share, read in percent.</summary>
    Share,

    /// <summary>Bytes, read in their larger units.</summary>
    Bytes,

    /// <summary>Seconds.</summary>
    Seconds,
}
