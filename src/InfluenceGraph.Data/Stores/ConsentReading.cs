namespace InfluenceGraph.Data.Stores;

/// <summary>Consents, in the order in which they were recorded.</summary>
internal static class ConsentReading
{
    internal static void Read(SqlDatabase database, ConsentLedger<string> ledger, RowTelling telling)
    {
        SqlStatement rows = database.Statement("""
            SELECT c.key, x.purpose, x.channel, x.granted, x.since, x.until, x.source
            FROM consent x CROSS JOIN customer c ON c.id = x.customer_id ORDER BY x.id
            """);
        while (rows.Next())
        {
            ledger.Record(new(
                rows.Text(0),
                new Purpose(rows.Text(1)),
                new Channel(rows.Text(2)),
                rows.Int64(3) != 0,
                StoreMoments.ToMoment(rows.Int64(4)),
                StoreMoments.ToMoment(rows.Int64OrNull(5)),
                rows.Text(6)));
            telling.Next();
        }
    }
}
