namespace InfluenceGraph.Data.Stores;

/// <summary>
/// Ties into a store: at the end of the table in the order of the source, which costs the same however many there are. They are seen when their
/// import is complete, and then take the place of all that earlier sources said of their pairs; rows of a pair within one source
/// stand side by side, as they do in a graph that is built from the file itself.
/// </summary>
internal static class TieWriter
{
    internal static void Write(SqlDatabase database, CustomerIds ids, IReadOnlyList<Tie<string>> rows, long import)
    {
        SqlStatement insert = database.Statement("""
            INSERT INTO tie (from_id, to_id, permission, strength, since, until, last_contact, import_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
            """).Bind(8, import);
        foreach (Tie<string> tie in rows)
        {
            insert
                .Bind(1, ids.FindOrAdd(tie.From))
                .Bind(2, ids.FindOrAdd(tie.To))
                .Bind(3, tie.Permission)
                .Bind(4, tie.Strength)
                .Bind(5, StoreMoments.ToMicroseconds(tie.Since))
                .Bind(6, StoreMoments.ToMicroseconds(tie.Until))
                .Bind(7, StoreMoments.ToMicroseconds(tie.LastContact))
                .Run();
        }
    }

    /// <summary>Removes what earlier sources said of the pairs that this one names. The indexes are there before and after.</summary>
    internal static void ReplaceEarlier(SqlDatabase database, long import)
    {
        long before = database.Statement("SELECT coalesce(sum(used), 0) FROM import WHERE kind = 'ties' AND completed_at IS NOT NULL AND id <> ?1").Bind(1, import).Number()!.Value;
        long used = database.Statement("SELECT used FROM import WHERE id = ?1").Bind(1, import).Number()!.Value;
        if (before == 0)
        {
            return;
        }

        if (WholeSources.HasOthers(database, import))
        {
            database.Statement(_remember).Bind(1, import).Run();
        }

        if (used < before / DeferredIndexes.Share)
        {
            database.Statement(RemoveFew).Bind(1, import).Run();
            return;
        }

        // Many are found in the order of the index, so that each of its pages is read once, and removed while there is no index to keep.
        database.Execute("CREATE TEMP TABLE replaced (id INTEGER PRIMARY KEY)");
        database.Statement(FindMany).Bind(1, import).Run();
        DeferredIndexes.Drop(database, ImportKind.Ties);
        database.Execute("DELETE FROM tie WHERE id IN (SELECT id FROM temp.replaced); DROP TABLE temp.replaced");
        DeferredIndexes.Make(database, ImportKind.Ties);
    }

    private static readonly string _remember = WholeSources.Remembering(
        ImportKind.Ties, "EXISTS (SELECT 1 FROM tie n WHERE n.from_id = t.from_id AND n.to_id = t.to_id AND n.import_id = ?1)");

    private const string RemoveFew = """
        DELETE FROM tie WHERE id IN (
            SELECT o.id FROM tie n CROSS JOIN tie o ON o.from_id = n.from_id AND o.to_id = n.to_id AND o.import_id <> n.import_id
            WHERE n.id >= (SELECT first_tie FROM import WHERE id = ?1) AND n.import_id = ?1
                AND o.import_id IN (SELECT id FROM import WHERE completed_at IS NOT NULL))
        """;

    private const string FindMany = """
        INSERT INTO temp.replaced (id)
        SELECT o.id FROM tie o INDEXED BY tie_by_from
        WHERE o.import_id <> ?1 AND o.import_id IN (SELECT id FROM import WHERE completed_at IS NOT NULL)
            AND EXISTS (SELECT 1 FROM tie n WHERE n.from_id = o.from_id AND n.to_id = o.to_id AND n.import_id = ?1)
        ORDER BY o.id
        """;
}
