namespace InfluenceGraph;

/// <summary>A row of the caller's data that cannot be used. The message says which row, what was got, what was expected and what to do.</summary>
/// <remarks>File, line or row, and the problem are there as data too, as far as they are known: for a list of errors, or an editor that jumps to the line.</remarks>
public sealed class CustomerDataException : Exception
{
    /// <summary>Creates an exception without a row.</summary>
    public CustomerDataException()
    {
    }

    /// <summary>Creates an exception without a row.</summary>
    /// <param name="message">What was got, what was expected and what to do.</param>
    public CustomerDataException(string message)
        : base(message)
    {
    }

    /// <summary>Creates an exception without a row.</summary>
    /// <param name="message">What was got, what was expected and what to do.</param>
    /// <param name="innerException">The cause, if there is one.</param>
    public CustomerDataException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    internal CustomerDataException(RowKind kind, long row, string problem)
        : base($"{kind} {row}: {problem}")
    {
        Kind = kind;
        Row = row;
        Problem = problem;
    }

    internal CustomerDataException(string file, long line, string problem)
        : base(FormattableString.Invariant($"{file}, line {line}: {problem}"))
    {
        File = file;
        Line = line;
        Problem = problem;
    }

    /// <summary>The file, table or query that was read, as messages call it; <see langword="null"/> where rows came from memory.</summary>
    public string? File { get; init; }

    /// <summary>The line of the file, from 1; 0 where no single line is to blame.</summary>
    public long Line { get; init; }

    /// <summary>What kind of row it is; <see langword="null"/> when no single row is to blame.</summary>
    public RowKind? Kind { get; init; }

    /// <summary>The row's place, from 1, among the rows of its kind in the order in which they were added, or among all rows of a table or query; 0 when no single row is to blame.</summary>
    public long Row { get; init; }

    /// <summary>The message without the place, for callers who can name the place better (a file and a line).</summary>
    public string? Problem { get; init; }
}

/// <summary>The kinds of row a graph is built from.</summary>
public enum RowKind
{
    /// <summary>A <see cref="Customer{TKey}"/>.</summary>
    Customer,

    /// <summary>A <see cref="Tie{TKey}"/>.</summary>
    Tie,

    /// <summary>A <see cref="CustomerTag"/>.</summary>
    Tag,

    /// <summary>A <see cref="Circle{TKey}"/>.</summary>
    Circle,
}
