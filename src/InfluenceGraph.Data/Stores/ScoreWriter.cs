using System.Diagnostics;
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

    /// <summary>The scores, checked before anybody has to wait.</summary>
    internal static KeyValuePair<string, double>[] Checked(IEnumerable<KeyValuePair<string, double>> scores)
    {
        KeyValuePair<string, double>[] rows = ArrayOf(scores);
        foreach ((string customer, double score) in rows)
        {
            if (StoreRules.ProblemOfKey(customer, "a customer's key") is string problem)
            {
                throw new ArgumentException($"Scores: {problem}");
            }

            if (!double.IsFinite(score))
            {
                throw new ArgumentException(Invariant($"Scores: that of '{customer}' is {score}; expected a finite number. Leave out customers without a score."));
            }
        }

        return rows;
    }

    /// <summary>Without the copies that growing takes, where the number is known.</summary>
    private static KeyValuePair<string, double>[] ArrayOf(IEnumerable<KeyValuePair<string, double>> scores)
    {
        if (scores is not IReadOnlyCollection<KeyValuePair<string, double>> { Count: int count })
        {
            return [.. scores];
        }

        var rows = new KeyValuePair<string, double>[count];
        int row = 0;
        foreach (KeyValuePair<string, double> score in scores)
        {
            rows[row++] = score;
        }

        return rows;
    }

    /// <summary>Writes.</summary>
    /// <param name="database">The store.</param>
    /// <param name="ids">Its customers.</param>
    /// <param name="measure">What they are scores of.</param>
    /// <param name="rows">The scores.</param>
    /// <param name="parts">The parts of each, by rank; empty where the measure has none.</param>
    /// <param name="told">The receipt, and the rows by rank.</param>
    /// <param name="telling">Who is told.</param>
    /// <returns>The run's id.</returns>
    internal static long Write(
        SqlDatabase database,
        CustomerIds ids,
        string measure,
        KeyValuePair<string, double>[] rows,
        IEnumerable<SocialValueParts<string>> parts,
        Task<(StoredReceipt Receipt, int[] Ranked)> told,
        RowTelling telling)
    {
        long[] customers = IdsOf(database, ids, rows);
        (StoredReceipt receipt, int[] ranked) = told.GetAwaiter().GetResult();
        database.Statement(InsertRun)
            .Bind(1, measure)
            .Bind(2, rows.Length)
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

        // Ranks are in no order of the customers: sorting these once is cheaper than keeping them sorted, unless most scores are there already.
        bool isIndexedLater = rows.Length > database.Number("SELECT coalesce(sum(scores), 0) FROM score_run") - rows.Length;
        if (isIndexedLater)
        {
            database.Execute("DROP INDEX IF EXISTS score_by_customer");
        }

        using IEnumerator<SocialValueParts<string>> part = parts.GetEnumerator();
        new RowInserts(database, "score", "run_id", "rank", "customer_id", "score", "own_part", "circle_part", "beyond_part").Insert(rows.Length, (statement, place, first) =>
        {
            int row = ranked[place];
            bool hasParts = part.MoveNext();
            if (hasParts && !string.Equals(part.Current.Customer, rows[row].Key, StringComparison.Ordinal))
            {
                throw new UnreachableException("Parts are in the order of the ranks.");
            }

            statement
                .Bind(first, run)
                .Bind(first + 1, place + 1)
                .Bind(first + 2, customers[row])
                .Bind(first + 3, rows[row].Value)
                .Bind(first + 4, hasParts ? part.Current.OwnPart : null)
                .Bind(first + 5, hasParts ? part.Current.CirclePart : null)
                .Bind(first + 6, hasParts ? part.Current.BeyondPart : null);
            telling.Next();
        });
        if (isIndexedLater)
        {
            database.ExecuteSorting(StoreSchema.ScoresByCustomer);
        }

        return run;
    }

    /// <summary>In the order given, which mostly is that of the keys: then new customers go to the end of the index of keys.</summary>
    private static long[] IdsOf(SqlDatabase database, CustomerIds ids, KeyValuePair<string, double>[] rows)
    {
        ids.Begin(rows.Length);
        long[] customers = ids.FindOrAdd(rows.Length, row => rows[row].Key);
        ulong[] seen = new ulong[(database.Number("SELECT max(id) FROM customer") / 64) + 1];
        for (int row = 0; row < rows.Length; row++)
        {
            ref ulong bits = ref seen[customers[row] / 64];
            ulong bit = 1ul << (int)(customers[row] % 64);
            if ((bits & bit) != 0)
            {
                throw new ArgumentException($"Scores: '{rows[row].Key}' stands twice; expected each customer once.");
            }

            bits |= bit;
        }

        return customers;
    }

    /// <summary>The rows, the highest score first, of equal ones the first by key.</summary>
    internal static int[] Ranked(KeyValuePair<string, double>[] rows)
    {
        int[] order = new int[rows.Length];
        double[] falling = new double[rows.Length];
        for (int row = 0; row < order.Length; row++)
        {
            (order[row], falling[row]) = (row, -rows[row].Value);
        }

        // Numbers sort several times faster than rows that are compared one by one; keys decide among equal ones only.
        Array.Sort(falling, order);
        for (int first = 0, next; first < order.Length; first = next)
        {
            next = first + 1;
            while (next < order.Length && falling[next] == falling[first])
            {
                next++;
            }

            order.AsSpan(first..next).Sort((a, b) => string.CompareOrdinal(rows[a].Key, rows[b].Key));
        }

        return order;
    }
}
