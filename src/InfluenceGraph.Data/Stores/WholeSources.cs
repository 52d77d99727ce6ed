namespace InfluenceGraph.Data.Stores;

/// <summary>
/// Whose row is whose: a row belongs to the source that named it last. A whole source, when it is complete, gives back the rows of its own that it no
/// longer names: to another whole source that still names them, or else to nobody, and then they go.
/// </summary>
internal static class WholeSources
{
    /// <summary>Earlier imports of the source of import ?1, complete or cut off.</summary>
    internal const string Earlier = "(SELECT o.id FROM import o JOIN import n ON n.id = ?1 WHERE o.kind = n.kind AND o.name = n.name AND o.id <> n.id)";

    /// <summary>Imports of other whole sources whose rows are seen.</summary>
    internal const string Others = "SELECT o.id FROM import o JOIN import n ON n.id = ?1 WHERE o.kind = n.kind AND o.name <> n.name AND o.is_whole AND (o.completed_at IS NOT NULL OR o.kind <> 'ties')";

    /// <summary>Whether there are other whole sources, so that rows which an import takes from them have to be remembered.</summary>
    internal static bool HasOthers(SqlDatabase database, long import) => database.Statement(Others + " LIMIT 1").Bind(1, import).Number() is not null;

    /// <summary>Remembers that rows which this import takes over are named by another whole source too.</summary>
    /// <param name="kind">The kind of row.</param>
    /// <param name="rows">Which rows of its table, as SQL; ?1 is the import.</param>
    /// <returns>A statement; ?1 is the import.</returns>
    internal static string Remembering(ImportKind kind, string rows)
    {
        (string table, string first, string second) = ThingsOf(kind);
        return $"""
            INSERT OR IGNORE INTO also_named (kind, first_id, second_id, import_id)
            SELECT {NameOf(kind)}, t.{first}, {second}, t.import_id FROM {table} t WHERE {rows} AND t.import_id IN ({Others})
            """;
    }

    /// <summary>Removes what the source of a complete import no longer names.</summary>
    /// <param name="database">The store.</param>
    /// <param name="kind">The kind of row.</param>
    /// <param name="import">The import.</param>
    /// <param name="removed">How many rows of complete imports were removed already, where that is all of them.</param>
    /// <returns>How many rows; a customer is one.</returns>
    internal static long RemoveUnnamed(SqlDatabase database, ImportKind kind, long import, long? removed)
    {
        if (kind == ImportKind.Ties && database.Statement($"SELECT 1 FROM import WHERE completed_at IS NULL AND used > 0 AND id IN {Earlier}").Bind(1, import).Number() is not null)
        {
            // Rows of an import that was cut off were never seen: they go to nobody, and do not count.
            Run(database, $"DELETE FROM tie WHERE import_id IN (SELECT id FROM import WHERE completed_at IS NULL AND id IN {Earlier})", import);
        }

        Run(database, $"DELETE FROM also_named WHERE kind = {NameOf(kind)} AND import_id IN {Earlier}", import);
        if (removed is null)
        {
            GiveBack(database, kind, import);
            removed = Remove(database, kind, import);
        }

        // An import that was cut off and is overtaken has nothing left in the store: should it come again, it begins anew.
        Run(database, $"UPDATE import SET rows_read = 0, used = 0, skipped = 0, rejected = 0 WHERE completed_at IS NULL AND id IN {Earlier}", import);
        return removed.Value;
    }

    private static void GiveBack(SqlDatabase database, ImportKind kind, long import)
    {
        (string table, string first, string second) = ThingsOf(kind);
        string named = $"a.kind = {NameOf(kind)} AND a.first_id = t.{first} AND a.second_id = {second}";
        Run(database, $"""
            UPDATE {table} SET import_id = (SELECT max(a.import_id) FROM also_named a, {table} t WHERE t.rowid = {table}.rowid AND {named})
            WHERE rowid IN (SELECT t.rowid FROM also_named a CROSS JOIN {table} t WHERE {named} AND t.import_id IN {Earlier})
            """, import);
        database.Execute($"DELETE FROM also_named AS a WHERE EXISTS (SELECT 1 FROM {table} t WHERE {named} AND t.import_id = a.import_id)");
    }

    private static long Remove(SqlDatabase database, ImportKind kind, long import)
    {
        switch (kind)
        {
            case ImportKind.Customers:
                foreach (string sql in CustomerWriter.RemovingParts($"(SELECT id FROM customer WHERE import_id IN {Earlier})"))
                {
                    Run(database, sql, import);
                }

                return Run(database, $"UPDATE customer SET own_value = NULL, import_id = NULL WHERE import_id IN {Earlier}", import);

            case ImportKind.Circles:
                long members = Run(database, $"DELETE FROM circle_member WHERE import_id IN {Earlier}", import);
                Run(database, $"DELETE FROM circle WHERE import_id IN {Earlier} AND NOT EXISTS (SELECT 1 FROM circle_member m WHERE m.circle_id = circle.id)", import);
                return members;

            default:
                return Run(database, $"DELETE FROM {ThingsOf(kind).Table} WHERE import_id IN {Earlier}", import);
        }
    }

    private static long Run(SqlDatabase database, string sql, long import) => database.Statement(sql).Bind(1, import).RunAndCount();

    private static string NameOf(ImportKind kind) => $"'{kind.ToString().ToLowerInvariant()}'";

    /// <summary>The table of a kind, and what tells one thing from another in it.</summary>
    private static (string Table, string First, string Second) ThingsOf(ImportKind kind) => kind switch
    {
        ImportKind.Customers => ("customer", "id", "0"),
        ImportKind.Ties => ("tie", "from_id", "t.to_id"),
        ImportKind.Consents => ("consent", "id", "0"),
        ImportKind.Tags => ("customer_tag", "customer_id", "lower(trim(t.name))"),
        ImportKind.Circles => ("circle_member", "circle_id", "t.member_id"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Expected a kind of row that can be whole."),
    };
}
