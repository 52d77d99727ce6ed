using static System.FormattableString;

namespace InfluenceGraph.Data.Stores;

/// <summary>A ranking into a store.</summary>
internal static class ScoreWriter
{
    private const string InsertRun = """
        INSERT INTO score_run (measure, scores, data_hash, library_version, as_of, valid_until, consent, options, customers, customers_used,
            tie_rows, ties_used, customers_left_out, ties_left_out, notes, receipt)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)
        """;

    /// <summary>The highest first, of equal ones the first by key.</summary>
    internal static KeyValuePair<string, double>[] Ranked(IEnumerable<KeyValuePair<string, double>> scores)
    {
        KeyValuePair<string, double>[] ranked = [.. scores];
        var seen = new HashSet<string>(ranked.Length, StringComparer.Ordinal);
        foreach ((string customer, double score) in ranked)
        {
            if (StoreRules.ProblemOfKey(customer, "a customer's key") is string problem)
            {
                throw new ArgumentException($"Scores: {problem}");
            }

            if (!double.IsFinite(score))
            {
                throw new ArgumentException(Invariant($"Scores: that of '{customer}' is {score}; expected a finite number. Leave out customers without a score."));
            }

            if (!seen.Add(customer))
            {
                throw new ArgumentException($"Scores: '{customer}' stands twice; expected each customer once.");
            }
        }

        Array.Sort(ranked, static (a, b) =>
        {
            int order = b.Value.CompareTo(a.Value);
            return order != 0 ? order : string.CompareOrdinal(a.Key, b.Key);
        });
        return ranked;
    }

    internal static long Write(SqlDatabase database, CustomerIds ids, string measure, KeyValuePair<string, double>[] ranked, StoredReceipt receipt)
    {
        ids.Begin(ranked.Length);
        database.Statement(InsertRun)
            .Bind(1, measure)
            .Bind(2, ranked.Length)
            .Bind(3, receipt.DataHash)
            .Bind(4, receipt.LibraryVersion)
            .Bind(5, StoreMoments.ToMicroseconds(receipt.AsOf))
            .Bind(6, StoreMoments.ToMicroseconds(receipt.ValidUntil))
            .Bind(7, receipt.Consent)
            .Bind(8, receipt.Options)
            .Bind(9, receipt.Customers)
            .Bind(10, receipt.CustomersUsed)
            .Bind(11, receipt.TieRows)
            .Bind(12, receipt.TiesUsed)
            .Bind(13, ReceiptText.Json(receipt.CustomersLeftOut))
            .Bind(14, ReceiptText.Json(receipt.TiesLeftOut))
            .Bind(15, ReceiptText.Json(receipt.Notes))
            .Bind(16, receipt.Text)
            .Run();
        long run = database.LastRow;
        SqlStatement insert = database.Statement("INSERT INTO score (run_id, rank, customer_id, score) VALUES (?1, ?2, ?3, ?4)").Bind(1, run);
        for (int i = 0; i < ranked.Length; i++)
        {
            insert.Bind(2, i + 1).Bind(3, ids.FindOrAdd(ranked[i].Key)).Bind(4, ranked[i].Value).Run();
        }

        return run;
    }
}
