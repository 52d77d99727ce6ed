using static System.FormattableString;

namespace InfluenceGraph;

/// <summary>A graph read from an edge list, and what became of each line: <c>Lines = SkippedLines + HeaderLines + Ties + CommentLines + BlankLines + ContinuedLines</c>.</summary>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
public sealed class EdgeListResult<TKey>
    where TKey : notnull
{
    internal EdgeListResult(CustomerGraph<TKey> graph) => Graph = graph;

    /// <summary>The graph.</summary>
    public CustomerGraph<TKey> Graph { get; }

    /// <summary>The separator that was used; a blank stands for any number of blanks and tabs.</summary>
    public required char Separator { get; init; }

    /// <summary>The names of the columns; empty where the file has no header line.</summary>
    public required IReadOnlyList<string> Header { get; init; }

    /// <summary>The number of columns of the first tie. Those that no option names were passed over.</summary>
    public required int Columns { get; init; }

    /// <summary>Lines in the file; a last line counts whether or not a line end follows.</summary>
    public required long Lines { get; init; }

    /// <summary>Lines passed over because <see cref="EdgeListOptions.SkipLines"/> says so.</summary>
    public required long SkippedLines { get; init; }

    /// <summary>Lines with names of columns; 0 or 1, more where a name holds a line end.</summary>
    public required long HeaderLines { get; init; }

    /// <summary>Lines with a tie. The graph has twice as many rows where ties run both ways.</summary>
    public required long Ties { get; init; }

    /// <summary>Comments.</summary>
    public required long CommentLines { get; init; }

    /// <summary>Lines without anything.</summary>
    public required long BlankLines { get; init; }

    /// <summary>Lines that belong to the tie before, because a quoted column holds a line end.</summary>
    public required long ContinuedLines { get; init; }

    /// <summary>Bytes of the text, unpacked.</summary>
    public required long Bytes { get; init; }

    /// <summary>Lines, ties and what was passed over.</summary>
    /// <returns>One line, invariant culture.</returns>
    public override string ToString() =>
        Invariant($"{Lines} lines: {Ties} ties, {HeaderLines} header, {CommentLines} comments, {BlankLines} blank, {SkippedLines} skipped, {ContinuedLines} continued; {Graph}");
}
