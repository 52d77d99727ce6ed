namespace InfluenceGraph.Data.Stores;

/// <summary>The right to be forgotten: one customer out of every table.</summary>
internal static class Forgetting
{
    /// <summary>What hangs on others first. Scores go run by run, as they are in order within a run only.</summary>
    private static readonly string[] _statements =
    [
        "DELETE FROM customer_attribute WHERE customer_id = ?1",
        "DELETE FROM customer_tag WHERE customer_id = ?1",
        "DELETE FROM circle_member WHERE member_id = ?1",
        "DELETE FROM circle_member WHERE circle_id IN (SELECT id FROM circle WHERE owner_id = ?1)",
        "DELETE FROM circle WHERE owner_id = ?1",
        "DELETE FROM tie WHERE from_id = ?1",
        "DELETE FROM tie WHERE to_id = ?1",
        "DELETE FROM consent WHERE customer_id = ?1",
        "DELETE FROM interaction WHERE customer_id = ?1",
        "DELETE FROM score WHERE (run_id, rank) IN (SELECT s.run_id, s.rank FROM score_run r CROSS JOIN score s ON s.run_id = r.id AND s.customer_id = ?1)",
        "DELETE FROM customer WHERE id = ?1",
    ];

    /// <summary>Who named what: it must not fall to somebody who is given the same id later.</summary>
    private static readonly string[] _named =
    [
        "DELETE FROM also_named WHERE kind IN ('customers', 'ties', 'tags') AND first_id = ?1",
        "DELETE FROM also_named WHERE kind IN ('ties', 'circles') AND second_id = ?1",
        "DELETE FROM also_named WHERE kind = 'circles' AND first_id IN (SELECT id FROM circle WHERE owner_id = ?1)",
        "DELETE FROM also_named WHERE kind = 'consents' AND first_id IN (SELECT id FROM consent WHERE customer_id = ?1)",
    ];

    internal static long Remove(SqlDatabase database, string customer)
    {
        if (database.Statement("SELECT id FROM customer WHERE key = ?1").Bind(1, customer).Number() is not long id)
        {
            return 0;
        }

        foreach (string statement in _named)
        {
            database.Statement(statement).Bind(1, id).Run();
        }

        long rows = 0;
        foreach (string statement in _statements)
        {
            rows += database.Statement(statement).Bind(1, id).RunAndCount();
        }

        return rows;
    }
}
