namespace InfluenceGraph.Data.Imports;

/// <summary>An import that a store has begun: what came before is kept, and rows go in together with the place up to which the source was dealt with.</summary>
internal interface IRowTarget<in TRow> : IDisposable
{
    /// <summary>Rows of the source dealt with already.</summary>
    long Position { get; }

    /// <summary>Whether this very source was taken in before.</summary>
    bool IsComplete { get; }

    /// <summary>Takes rows in, all or none, and remembers the place.</summary>
    void Put(IReadOnlyList<TRow> rows, ImportCounts countsSoFar);

    /// <summary>Says that the source is at its end.</summary>
    /// <returns>The rows that a whole source no longer names, and that were removed.</returns>
    long Complete(ImportCounts counts);
}
