using InfluenceGraph.Data;
using InfluenceGraph.Tool.Commands;
using InfluenceGraph.Tool.Output;
using InfluenceGraph.Tool.Progress;

namespace InfluenceGraph.Tool.Generate;

/// <summary>Writes a CRM into a new store.</summary>
internal static class CrmStore
{
    private const int RowsAtOnce = 20_000;

    internal static IReadOnlyList<WrittenFile> Write(SyntheticCrm crm, string path, ToolRun run)
    {
        if (File.Exists(path))
        {
            throw ToolException.Store($"{path}: there is such a file already; expected the name of a new store.");
        }

        var tables = new List<WrittenFile>();
        Finished.WriteFile("--store", path, unfinished =>
        {
            using CustomerStore store = CustomerStore.Create(unfinished);
            long customers = crm.Plan.Customers;
            tables.Add(Put(store, crm, ImportKind.Customers, crm.Customers(), customers, (import, rows, counts) => import.Put(rows, counts), run));
            tables.Add(Put(store, crm, ImportKind.Ties, crm.Ties(), (long)(customers * crm.Plan.TiesPerCustomer), (import, rows, counts) => import.Put(rows, counts), run));
            tables.Add(Put(store, crm, ImportKind.Consents, crm.Consents(), 2 * customers, (import, rows, counts) => import.Put(rows, counts), run));
            tables.Add(Put(store, crm, ImportKind.Interactions, crm.Interactions(), 0, (import, rows, counts) => import.Put(rows, counts), run));
        });
        return [.. tables];
    }

    private static WrittenFile Put<T>(
        CustomerStore store,
        SyntheticCrm crm,
        ImportKind kind,
        IEnumerable<T> rows,
        long expected,
        Action<StoreImport, IReadOnlyList<T>, ImportCounts> put,
        ToolRun run)
    {
        string name = kind.ToString().ToLowerInvariant();
        return run.Show($"Writing {name}", tell =>
        {
            using StoreImport import = store.BeginImport(new("generated", kind, Sha256: "", FormattableString.Invariant($"{crm.Plan}")));
            var meter = new RowMeter(expected, fraction: null, tell, run.Stop);
            foreach (T[] batch in meter.Counted(rows).Chunk(RowsAtOnce))
            {
                run.Stop.ThrowIfCancellationRequested();
                put(import, batch, new(meter.Rows, meter.Rows, 0, 0));
            }

            import.Complete(new(meter.Rows, meter.Rows, 0, 0));
            return new WrittenFile(name, meter.Rows, Bytes: null, Columns: null);
        });
    }
}
