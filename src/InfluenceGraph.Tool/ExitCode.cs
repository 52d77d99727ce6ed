namespace InfluenceGraph.Tool;

/// <summary>What the tool tells the shell. Documented in docs/tool.md; a number never changes its meaning.</summary>
internal static class ExitCode
{
    internal const int Done = 0;

    /// <summary>The question was understood, and there is no answer: no such customer, an empty segment.</summary>
    internal const int NotFound = 1;

    /// <summary>The command line cannot be used.</summary>
    internal const int WrongUse = 2;

    /// <summary>A file or a row in it cannot be used.</summary>
    internal const int BadData = 3;

    /// <summary>The store or the database cannot be used: missing, of another version, locked, full, not a store.</summary>
    internal const int StoreProblem = 4;

    /// <summary>The answer could not be written.</summary>
    internal const int NotWritten = 5;

    /// <summary>Ctrl-C; 128 + SIGINT, as shells have it.</summary>
    internal const int Cancelled = 130;

    /// <summary>The table of the reference.</summary>
    internal static IReadOnlyList<(int Code, string Meaning)> All { get; } =
    [
        (Done, "done"),
        (NotFound, "nothing found: no such customer, nobody in the segment"),
        (WrongUse, "wrong use: an option is missing, unknown or out of range"),
        (BadData, "bad data: a file or a row in it cannot be used"),
        (StoreProblem, "store or database problem: missing, of another version, in use, full, or no store"),
        (NotWritten, "the answer could not be written: a full disk, no right to write"),
        (Cancelled, "stopped by Ctrl-C; nothing is left half-written"),
    ];
}
