using InfluenceGraph.Data;

namespace InfluenceGraph.Tool.Imports;

/// <summary>Where the rows of an import go: into a store, or nowhere in a dry run.</summary>
internal interface IImportTarget : IDisposable
{
    ImportReport Take(RowSource source, CustomerMapping mapping, Func<ImportOptions, ImportOptions> configure, IProgress<RowProgress> progress, CancellationToken stop);

    ImportReport Take(RowSource source, TieMapping mapping, Func<ImportOptions, ImportOptions> configure, IProgress<RowProgress> progress, CancellationToken stop);

    ImportReport Take(RowSource source, ConsentMapping mapping, Func<ImportOptions, ImportOptions> configure, IProgress<RowProgress> progress, CancellationToken stop);

    ImportReport Take(RowSource source, InteractionMapping mapping, Func<ImportOptions, ImportOptions> configure, IProgress<RowProgress> progress, CancellationToken stop);

    /// <summary>Takes rows of a graph file, whose content is known by its hash.</summary>
    ImportOutcome Take(ImportSource source, IEnumerable<Customer<string>> customers, CancellationToken stop);

    /// <summary>Takes rows of a graph file, whose content is known by its hash.</summary>
    ImportOutcome Take(ImportSource source, IEnumerable<Tie<string>> ties, CancellationToken stop);

    /// <summary>What is there afterwards.</summary>
    StoreSummary? Summary();

    /// <summary>What should be looked at before anything is asked.</summary>
    IReadOnlyList<string> Findings { get; }
}
