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
        long[] customers = ids.FindOrAdd(2 * rows.Count, end => end % 2 == 0 ? rows[end / 2].From : rows[end / 2].To);
        var inserts = new RowInserts(database, "tie", "from_id", "to_id", "permission", "strength", "since", "until", "last_contact", "import_id");
        inserts.Insert(rows.Count, (statement, row, place) =>
        {
            Tie<string> tie = rows[row];
            statement
                .Bind(place, customers[2 * row])
                .Bind(place + 1, customers[(2 * row) + 1])
                .Bind(place + 2, tie.Permission)
                .Bind(place + 3, tie.Strength)
                .Bind(place + 4, StoreMoments.ToMicroseconds(tie.Since))
                .Bind(place + 5, StoreMoments.ToMicroseconds(tie.Until))
                .Bind(place + 6, StoreMoments.ToMicroseconds(tie.LastContact))
                .Bind(place + 7, import);
        });
    }

    /// <summary>Removes what earlier sources said of the pairs that this one names, and sees to the indexes.</summary>
    /// <returns>Rows that a whole source no longer names and that went as well; <see langword="null"/> where that is still to be done.</returns>
    internal static long? ReplaceEarlier(SqlDatabase database, long import, bool isWhole)
    {
        if (database.Statement("SELECT 1 FROM import WHERE kind = 'ties' AND id <> ?1 AND used > 0 LIMIT 1").Bind(1, import).Number() is null)
        {
            DeferredIndexes.Make(database, ImportKind.Ties);
            return 0;
        }

        long used = database.Statement("SELECT used FROM import WHERE id = ?1").Bind(1, import).Number()!.Value;
        if (used > database.Number("SELECT count(*) FROM tie") / DeferredIndexes.Share && ReplacedPairs.CanHold(database))
        {
            // Many are found by going through all rows, and removed while there is no index to keep.
            DeferredIndexes.Drop(database, ImportKind.Ties);
            long? removed = new ReplacedPairs(database, import).Remove(isWhole);
            DeferredIndexes.Make(database, ImportKind.Ties);
            return removed;
        }

        DeferredIndexes.Make(database, ImportKind.Ties);
        if (WholeSources.HasOthers(database, import))
        {
            database.Statement(_remember).Bind(1, import).Run();
        }

        database.Statement(RemoveFew).Bind(1, import).Run();
        return null;
    }

    private static readonly string _remember = WholeSources.Remembering(
        ImportKind.Ties, "EXISTS (SELECT 1 FROM tie n WHERE n.from_id = t.from_id AND n.to_id = t.to_id AND n.import_id = ?1)");

    private const string RemoveFew = """
        DELETE FROM tie WHERE id IN (
            SELECT o.id FROM tie n CROSS JOIN tie o ON o.from_id = n.from_id AND o.to_id = n.to_id AND o.import_id <> n.import_id
            WHERE n.id >= (SELECT first_tie FROM import WHERE id = ?1) AND n.import_id = ?1
                AND o.import_id IN (SELECT id FROM import WHERE completed_at IS NOT NULL))
        """;
}
