namespace InfluenceGraph.Data.Stores;

/// <summary>Members of circles into a store: who belongs to a circle belongs once.</summary>
internal static class CircleWriter
{
    private static readonly string _remember = WholeSources.Remembering(ImportKind.Circles, "t.circle_id = ?2 AND t.member_id = ?3");

    internal static void Write(SqlDatabase database, CustomerIds ids, IReadOnlyList<CircleRow<string>> rows, long import)
    {
        bool hasOthers = WholeSources.HasOthers(database, import);
        foreach (CircleRow<string> row in rows)
        {
            long circle = FindOrAdd(database, ids.FindOrAdd(row.Owner), row.Circle, import);
            long member = ids.FindOrAdd(row.Member);
            if (hasOthers)
            {
                database.Statement(_remember).Bind(1, import).Bind(2, circle).Bind(3, member).Run();
            }

            Insert(database, circle, member, import);
        }
    }

    /// <summary>The id of a circle. Names that differ in blanks around them are one circle, as in a graph.</summary>
    internal static long FindOrAdd(SqlDatabase database, long owner, string name, long import)
    {
        database.Statement("INSERT INTO circle (owner_id, name, import_id) VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET import_id = excluded.import_id")
            .Bind(1, owner).Bind(2, name.Trim()).Bind(3, import).Run();
        return database.Statement("SELECT id FROM circle WHERE owner_id = ?1 AND name = ?2").Bind(1, owner).Bind(2, name.Trim()).Number()!.Value;
    }

    internal static void Insert(SqlDatabase database, long circle, long member, long import) =>
        database.Statement("INSERT INTO circle_member (circle_id, member_id, import_id) VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET import_id = excluded.import_id")
            .Bind(1, circle).Bind(2, member).Bind(3, import).Run();
}
