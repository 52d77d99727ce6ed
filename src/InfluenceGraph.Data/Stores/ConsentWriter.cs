namespace InfluenceGraph.Data.Stores;

/// <summary>
/// Consents into a store. A decision is the same when customer, purpose, channel, moment and answer are: a later source may then change its
/// end and its source. Of two ends within one source the later counts, which is what a ledger with both decisions says.
/// </summary>
internal static class ConsentWriter
{
    private const string Insert = $"""
        INSERT INTO consent (customer_id, purpose, channel, granted, since, until, source, import_id)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
        ON CONFLICT (customer_id, purpose, channel, since, granted) DO UPDATE SET until = excluded.until, source = excluded.source, import_id = excluded.import_id
        WHERE {IsOfAnotherSource} OR {EndsLater}
        """;

    private const string IsOfAnotherSource = "consent.import_id <> excluded.import_id";
    private const string EndsLater = "(consent.until IS NOT NULL AND (excluded.until IS NULL OR excluded.until > consent.until))";

    private static readonly string _remember = WholeSources.Remembering(
        ImportKind.Consents, "t.customer_id = ?2 AND t.purpose = ?3 AND t.channel = ?4 AND t.since = ?6 AND t.granted = ?5");

    internal static void Write(SqlDatabase database, CustomerIds ids, IReadOnlyList<Consent<string>> rows, long import)
    {
        bool hasOthers = WholeSources.HasOthers(database, import);
        foreach (Consent<string> consent in rows)
        {
            long customer = ids.FindOrAdd(consent.Customer);
            long since = StoreMoments.ToMicroseconds(consent.From);
            if (hasOthers)
            {
                database.Statement(_remember)
                    .Bind(1, import).Bind(2, customer).Bind(3, consent.Purpose.Name).Bind(4, consent.Channel.Name).Bind(5, consent.Granted ? 1 : 0).Bind(6, since).Run();
            }

            database.Statement(Insert)
                .Bind(1, customer)
                .Bind(2, consent.Purpose.Name)
                .Bind(3, consent.Channel.Name)
                .Bind(4, consent.Granted ? 1 : 0)
                .Bind(5, since)
                .Bind(6, StoreMoments.ToMicroseconds(consent.Until))
                .Bind(7, consent.Source)
                .Bind(8, import)
                .Run();
        }
    }
}
