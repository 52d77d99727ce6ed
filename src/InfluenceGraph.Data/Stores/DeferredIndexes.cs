namespace InfluenceGraph.Data.Stores;

/// <summary>
/// Indexes that an import of many rows drops, and makes again when it is complete: sorting all rows once is far cheaper than keeping them
/// sorted meanwhile, when each batch touches all pages of the index. Until then those who look for single customers wait longer; nothing else changes.
/// </summary>
internal static class DeferredIndexes
{
    /// <summary>More than this part of the rows at hand is many.</summary>
    internal const long Share = 8;

    private static readonly (ImportKind Kind, string Name, string Columns)[] _all =
    [
        (ImportKind.Ties, "tie_by_from", "tie (from_id, to_id, import_id)"),
        (ImportKind.Ties, "tie_by_to", "tie (to_id)"),
        (ImportKind.Interactions, "interaction_by_customer", "interaction (customer_id)"),
    ];

    /// <summary>The SQL that makes the indexes of a kind where they are missing.</summary>
    internal static string Making(ImportKind kind) =>
        string.Concat(_all.Where(index => index.Kind == kind).Select(index => $"CREATE INDEX IF NOT EXISTS {index.Name} ON {index.Columns};\n"));

    /// <summary>Rows of the table whose indexes they are; 0 where a kind has none. Counting reads the pages, not the rows.</summary>
    internal static long CountRows(SqlDatabase database, ImportKind kind) => kind switch
    {
        ImportKind.Ties => database.Number("SELECT count(*) FROM tie"),
        ImportKind.Interactions => database.Number("SELECT count(*) FROM interaction"),
        _ => 0,
    };

    internal static void Make(SqlDatabase database, ImportKind kind) => database.ExecuteSorting(Making(kind));

    internal static void Drop(SqlDatabase database, ImportKind kind) =>
        database.Execute(string.Concat(_all.Where(index => index.Kind == kind).Select(index => $"DROP INDEX IF EXISTS {index.Name};")));
}
