namespace InfluenceGraph.Data.Stores;

/// <summary>Interactions into a store: who did what at a moment stands there once.</summary>
internal static class InteractionWriter
{
    internal static void Write(SqlDatabase database, CustomerIds ids, IReadOnlyList<CustomerAction<string>> rows, long import)
    {
        // Few things are done by many; the names of a batch are looked up once.
        var actions = new Dictionary<string, long>(StringComparer.Ordinal);
        SqlStatement insert = database.Statement("INSERT INTO interaction (customer_id, action_id, at, import_id) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING");
        foreach (CustomerAction<string> row in rows)
        {
            if (!actions.TryGetValue(row.Action, out long action))
            {
                action = IdOf(database, row.Action);
                actions.Add(row.Action, action);
            }

            insert.Bind(1, ids.FindOrAdd(row.Customer)).Bind(2, action).Bind(3, StoreMoments.ToMicroseconds(row.At)).Bind(4, import).Run();
        }
    }

    private static long IdOf(SqlDatabase database, string action)
    {
        if (database.Statement("SELECT id FROM action WHERE name = ?1").Bind(1, action).Number() is long id)
        {
            return id;
        }

        database.Statement("INSERT INTO action (name) VALUES (?1)").Bind(1, action).Run();
        return database.LastRow;
    }
}
