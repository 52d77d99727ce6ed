using InfluenceGraph.Data.Imports;

namespace InfluenceGraph.Data.Tests.Imports;

/// <summary>A store in memory: rows and place go in together.</summary>
internal sealed class MemoryTarget<TRow>
{
    private readonly Dictionary<ImportSource, (ImportCounts Counts, bool IsComplete)> _imports = [];

    internal List<TRow> Rows { get; } = [];

    internal int Puts { get; private set; }

    /// <summary>The number of the put that fails, as when a store is full.</summary>
    internal int? FailingPut { get; set; }

    internal ImportSource? Last { get; private set; }

    internal IRowTarget<TRow> Begin(ImportSource source)
    {
        Last = source;
        _imports.TryAdd(source, default);
        return new Import(this, source);
    }

    private sealed class Import(MemoryTarget<TRow> store, ImportSource source) : IRowTarget<TRow>
    {
        public long Position => store._imports[source].Counts.RowsRead;

        public bool IsComplete => store._imports[source].IsComplete;

        public void Put(IReadOnlyList<TRow> rows, ImportCounts countsSoFar)
        {
            if (++store.Puts == store.FailingPut)
            {
                throw new IOException("No space left.");
            }

            countsSoFar.RequireAfter(store._imports[source].Counts);
            store.Rows.AddRange(rows);
            store._imports[source] = (countsSoFar, false);
        }

        public long Complete(ImportCounts counts)
        {
            counts.RequireAfter(store._imports[source].Counts);
            store._imports[source] = (counts, true);
            return 0;
        }

        public void Dispose()
        {
        }
    }
}
