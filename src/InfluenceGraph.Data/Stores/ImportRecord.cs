namespace InfluenceGraph.Data;

/// <summary>An import that a store remembers.</summary>
/// <param name="Id">Its number; later ones have larger ones.</param>
/// <param name="Source">What was imported.</param>
/// <param name="Counts">Where the rows went.</param>
/// <param name="Removed">Rows of earlier imports that a whole source no longer names.</param>
/// <param name="BegunAt">When it was begun, by the clock of the machine that did.</param>
/// <param name="CompletedAt">When it was completed; <see langword="null"/> where it was cut off or is under way.</param>
public sealed record ImportRecord(long Id, ImportSource Source, ImportCounts Counts, long Removed, DateTimeOffset BegunAt, DateTimeOffset? CompletedAt)
{
    /// <summary>The import as a line.</summary>
    /// <returns>One line, invariant culture.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"import {Id}: {Source.Kind.ToString().ToLowerInvariant()} of {Source.Name}, {Counts.Used} rows used, {Removed} removed{(CompletedAt is null ? ", not complete" : "")}");
}
