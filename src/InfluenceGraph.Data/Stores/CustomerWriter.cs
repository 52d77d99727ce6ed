namespace InfluenceGraph.Data.Stores;

/// <summary>Customers into a store. A row is the whole customer: it takes the place of what an earlier row said, attributes, tags and circles included.</summary>
internal static class CustomerWriter
{
    /// <summary>Those that hang on a customer row, circles last, as their members hang on them.</summary>
    private static readonly string[] _parts =
    [
        "DELETE FROM customer_attribute WHERE customer_id = ?1",
        "DELETE FROM customer_tag WHERE customer_id = ?1",
        "DELETE FROM circle_member WHERE circle_id IN (SELECT id FROM circle WHERE owner_id = ?1)",
        "DELETE FROM circle WHERE owner_id = ?1",
    ];

    internal static void Write(SqlDatabase database, CustomerIds ids, IReadOnlyList<Customer<string>> rows, long import)
    {
        foreach (Customer<string> customer in rows)
        {
            long id = WriteRow(database, ids, customer, import);
            foreach ((string name, string value) in customer.Attributes)
            {
                database.Statement("INSERT INTO customer_attribute (customer_id, name, value) VALUES (?1, ?2, ?3)")
                    .Bind(1, id).Bind(2, name).Bind(3, value).Run();
            }

            WriteTags(database, id, customer.Tags);
            foreach ((string name, IReadOnlyList<string> members) in customer.Circles)
            {
                WriteCircle(database, ids, id, name.Trim(), members);
            }
        }
    }

    private static long WriteRow(SqlDatabase database, CustomerIds ids, Customer<string> customer, long import)
    {
        if (ids.TryFind(customer.Key) is not long id)
        {
            database.Statement("INSERT INTO customer (key, own_value, import_id) VALUES (?1, ?2, ?3)")
                .Bind(1, customer.Key).Bind(2, customer.OwnValue).Bind(3, import).Run();
            return ids.Added(customer.Key);
        }

        foreach (string part in _parts)
        {
            database.Statement(part).Bind(1, id).Run();
        }

        database.Statement("UPDATE customer SET own_value = ?2, import_id = ?3 WHERE id = ?1").Bind(1, id).Bind(2, customer.OwnValue).Bind(3, import).Run();
        return id;
    }

    private static void WriteTags(SqlDatabase database, long id, IReadOnlyList<CustomerTag> tags)
    {
        for (int ordinal = 0; ordinal < tags.Count; ordinal++)
        {
            CustomerTag tag = tags[ordinal];
            database.Statement("INSERT INTO customer_tag (customer_id, ordinal, name, weight, is_inferred, since, until) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")
                .Bind(1, id)
                .Bind(2, ordinal)
                .Bind(3, tag.Name)
                .Bind(4, tag.Weight)
                .Bind(5, tag.IsInferred ? 1 : 0)
                .Bind(6, StoreMoments.ToMicroseconds(tag.Since))
                .Bind(7, StoreMoments.ToMicroseconds(tag.Until))
                .Run();
        }
    }

    /// <summary>Names that differ in blanks around them are one circle, as in a graph.</summary>
    private static void WriteCircle(SqlDatabase database, CustomerIds ids, long owner, string name, IReadOnlyList<string> members)
    {
        database.Statement("INSERT INTO circle (owner_id, name) VALUES (?1, ?2) ON CONFLICT DO NOTHING").Bind(1, owner).Bind(2, name).Run();
        long circle = database.Statement("SELECT id FROM circle WHERE owner_id = ?1 AND name = ?2").Bind(1, owner).Bind(2, name).Number()!.Value;
        foreach (string member in members)
        {
            database.Statement("INSERT INTO circle_member (circle_id, member_id) VALUES (?1, ?2) ON CONFLICT DO NOTHING")
                .Bind(1, circle).Bind(2, ids.FindOrAdd(member)).Run();
        }
    }
}
