namespace InfluenceGraph.Data.Stores;

/// <summary>
/// Customers into a store. A row is the whole customer: it takes the place of what an earlier row said, attributes, tags and circles included.
/// Tags and circles that tables of their own brought stay, and count where both name the same tag.
/// </summary>
internal static class CustomerWriter
{
    private const string OfCustomerRow = "EXISTS (SELECT 1 FROM import i WHERE i.id = import_id AND i.kind = 'customers')";

    private static readonly string[] _tablesOfParts = ["customer_attribute", "customer_tag", "circle"];
    private static readonly string[] _partsOfOne = [.. RemovingParts("(?1)")];
    private static readonly string _remember = WholeSources.Remembering(ImportKind.Customers, "t.id = ?2");

    internal static void Write(SqlDatabase database, CustomerIds ids, IReadOnlyList<Customer<string>> rows, long import)
    {
        // A store that is filled for the first time has no parts to look for, unless a customer comes twice.
        bool hasParts = _tablesOfParts.Any(table => database.Statement($"SELECT 1 FROM {table} LIMIT 1").Number() is not null);
        bool hasOthers = WholeSources.HasOthers(database, import);
        foreach (Customer<string> customer in rows)
        {
            if (ids.TryFind(customer.Key) is long id)
            {
                if (hasParts)
                {
                    Array.ForEach(_partsOfOne, sql => database.Statement(sql).Bind(1, id).Run());
                }

                if (hasOthers)
                {
                    database.Statement(_remember).Bind(1, import).Bind(2, id).Run();
                }

                database.Statement("UPDATE customer SET own_value = ?2, import_id = ?3 WHERE id = ?1").Bind(1, id).Bind(2, customer.OwnValue).Bind(3, import).Run();
            }
            else
            {
                database.Statement("INSERT INTO customer (key, own_value, import_id) VALUES (?1, ?2, ?3)")
                    .Bind(1, customer.Key).Bind(2, customer.OwnValue).Bind(3, import).Run();
                id = ids.Added(customer.Key);
            }

            hasParts |= WriteParts(database, ids, id, customer, import);
        }
    }

    /// <summary>SQL that removes what customer rows said of some customers beside their own value.</summary>
    internal static IEnumerable<string> RemovingParts(string customers) =>
    [
        $"DELETE FROM customer_attribute WHERE customer_id IN {customers}",
        $"DELETE FROM customer_tag WHERE customer_id IN {customers} AND {OfCustomerRow}",
        $"DELETE FROM circle_member WHERE circle_id IN (SELECT id FROM circle WHERE owner_id IN {customers}) AND {OfCustomerRow}",
        $"DELETE FROM circle WHERE owner_id IN {customers} AND {OfCustomerRow} AND NOT EXISTS (SELECT 1 FROM circle_member m WHERE m.circle_id = circle.id)",
    ];

    private static bool WriteParts(SqlDatabase database, CustomerIds ids, long id, Customer<string> customer, long import)
    {
        foreach ((string name, string value) in customer.Attributes)
        {
            database.Statement("INSERT INTO customer_attribute (customer_id, name, value) VALUES (?1, ?2, ?3)")
                .Bind(1, id).Bind(2, name).Bind(3, value).Run();
        }

        if (customer.Tags.Count > 0)
        {
            TagWriter.WriteOfCustomer(database, id, customer.Tags, import);
        }

        foreach ((string name, IReadOnlyList<string> members) in customer.Circles)
        {
            long circle = CircleWriter.FindOrAdd(database, id, name, import);
            foreach (string member in members)
            {
                CircleWriter.Insert(database, circle, ids.FindOrAdd(member), import);
            }
        }

        return customer.Attributes.Count > 0 || customer.Tags.Count > 0 || customer.Circles.Count > 0;
    }
}
