namespace InfluenceGraph.Data.Stores;

/// <summary>Interactions in the order of time, a block at a time.</summary>
internal static class InteractionReading
{
    internal static (CustomerAction<string>[] Rows, InteractionPlace Last) After(SqlDatabase database, InteractionPlace place, int most)
    {
        var rows = new List<CustomerAction<string>>(most);
        SqlStatement statement = database.Statement("""
            SELECT x.customer_id, x.action_id, x.at, c.key, a.name
            FROM interaction x CROSS JOIN customer c ON c.id = x.customer_id CROSS JOIN action a ON a.id = x.action_id
            WHERE (x.at, x.customer_id, x.action_id) > (?1, ?2, ?3)
            ORDER BY x.at, x.customer_id, x.action_id LIMIT ?4
            """).Bind(1, place.At).Bind(2, place.Customer).Bind(3, place.Action).Bind(4, most);
        while (statement.Next())
        {
            place = new(statement.Int64(2), statement.Int64(0), statement.Int64(1));
            rows.Add(new(statement.Text(3), statement.Text(4), StoreMoments.ToMoment(place.At)));
        }

        return ([.. rows], place);
    }
}

/// <summary>The last interaction read.</summary>
internal readonly record struct InteractionPlace(long At, long Customer, long Action)
{
    internal static InteractionPlace First => new(long.MinValue, 0, 0);
}
