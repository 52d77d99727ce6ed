namespace InfluenceGraph.Data.Stores;

/// <summary>
/// Tags into a store. A row takes the place of all that earlier sources, customer rows among them, said of the same customer and tag; rows of one
/// tag within one source stand side by side, as its periods do.
/// </summary>
internal static class TagWriter
{
    private static readonly string _remember = WholeSources.Remembering(ImportKind.Tags, "t.id = ?2");

    internal static void Write(SqlDatabase database, CustomerIds ids, IReadOnlyList<TagRow<string>> rows, long import)
    {
        bool hasOthers = WholeSources.HasOthers(database, import);
        foreach ((string customer, CustomerTag tag) in rows)
        {
            long id = ids.FindOrAdd(customer);
            foreach ((long row, string name) in OfEarlier(database, id, import))
            {
                if (IsSame(name, tag.Name))
                {
                    if (hasOthers)
                    {
                        database.Statement(_remember).Bind(1, import).Bind(2, row).Run();
                    }

                    database.Statement("DELETE FROM customer_tag WHERE id = ?1").Bind(1, row).Run();
                }
            }

            Insert(database, id, tag, import);
        }
    }

    /// <summary>Tags of a customer's row, whose earlier ones are removed: those that a table of tags has are left out.</summary>
    internal static void WriteOfCustomer(SqlDatabase database, long customer, IReadOnlyList<CustomerTag> tags, long import)
    {
        List<(long Row, string Name)> others = OfEarlier(database, customer, import);
        foreach (CustomerTag tag in tags)
        {
            if (!others.Exists(other => IsSame(other.Name, tag.Name)))
            {
                Insert(database, customer, tag, import);
            }
        }
    }

    private static List<(long Row, string Name)> OfEarlier(SqlDatabase database, long customer, long import)
    {
        var tags = new List<(long Row, string Name)>();
        SqlStatement row = database.Statement("SELECT id, name FROM customer_tag WHERE customer_id = ?1 AND import_id <> ?2").Bind(1, customer).Bind(2, import);
        while (row.Next())
        {
            tags.Add((row.Int64(0), row.Text(1)));
        }

        return tags;
    }

    /// <summary>As a graph compares them; SQLite knows the case of ASCII only.</summary>
    private static bool IsSame(string name, string other) => name.AsSpan().Trim().Equals(other.AsSpan().Trim(), StringComparison.OrdinalIgnoreCase);

    private static void Insert(SqlDatabase database, long customer, CustomerTag tag, long import) =>
        database.Statement("INSERT INTO customer_tag (customer_id, name, weight, is_inferred, since, until, import_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")
            .Bind(1, customer)
            .Bind(2, tag.Name)
            .Bind(3, tag.Weight)
            .Bind(4, tag.IsInferred ? 1 : 0)
            .Bind(5, StoreMoments.ToMicroseconds(tag.Since))
            .Bind(6, StoreMoments.ToMicroseconds(tag.Until))
            .Bind(7, import)
            .Run();
}
