namespace InfluenceGraph.Data.Stores;

/// <summary>
/// Ties into a store. What a source says of a pair takes the place of all that earlier sources said of it; rows of a pair within one source
/// stand side by side, as they do in a graph that is built from the file itself.
/// </summary>
internal static class TieWriter
{
    private const string Insert = """
        INSERT INTO tie (from_id, to_id, ordinal, permission, strength, since, until, last_contact, import_id)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT DO NOTHING
        """;

    internal static void Write(SqlDatabase database, CustomerIds ids, IReadOnlyList<Tie<string>> rows, long import)
    {
        var places = new Place[rows.Count];
        for (int row = 0; row < places.Length; row++)
        {
            Tie<string> tie = rows[row];
            places[row] = new(ids.FindOrAdd(tie.From), ids.FindOrAdd(tie.To), row);
        }

        // In the order of the table each page is touched once a batch.
        Array.Sort(places);
        SqlStatement insert = database.Statement(Insert).Bind(9, import);
        long ordinal = 0;
        for (int i = 0; i < places.Length; i++)
        {
            Place place = places[i];
            bool isNewPair = i == 0 || place.From != places[i - 1].From || place.To != places[i - 1].To;
            ordinal = isNewPair ? 0 : ordinal + 1;
            if (InsertAt(insert, place, ordinal, rows[place.Row]))
            {
                continue;
            }

            ordinal = NextOrdinal(database, place, import);
            _ = InsertAt(insert, place, ordinal, rows[place.Row]);
        }
    }

    /// <returns><see langword="false"/> where a row of the pair has this ordinal already.</returns>
    private static bool InsertAt(SqlStatement insert, Place place, long ordinal, Tie<string> tie) =>
        insert
            .Bind(1, place.From)
            .Bind(2, place.To)
            .Bind(3, ordinal)
            .Bind(4, tie.Permission)
            .Bind(5, tie.Strength)
            .Bind(6, StoreMoments.ToMicroseconds(tie.Since))
            .Bind(7, StoreMoments.ToMicroseconds(tie.Until))
            .Bind(8, StoreMoments.ToMicroseconds(tie.LastContact))
            .RunAndCount() > 0;

    /// <summary>After the rows of the same source, or the first after those of others are removed.</summary>
    private static long NextOrdinal(SqlDatabase database, Place place, long import)
    {
        long? last = database.Statement("SELECT max(ordinal) FROM tie WHERE from_id = ?1 AND to_id = ?2 AND import_id = ?3")
            .Bind(1, place.From).Bind(2, place.To).Bind(3, import).Number();
        if (last is long ordinal)
        {
            return ordinal + 1;
        }

        database.Statement("DELETE FROM tie WHERE from_id = ?1 AND to_id = ?2").Bind(1, place.From).Bind(2, place.To).Run();
        return 0;
    }

    private readonly record struct Place(long From, long To, int Row) : IComparable<Place>
    {
        public int CompareTo(Place other)
        {
            int order = From.CompareTo(other.From);
            order = order != 0 ? order : To.CompareTo(other.To);
            return order != 0 ? order : Row.CompareTo(other.Row);
        }

        public static bool operator <(Place left, Place right) => left.CompareTo(right) < 0;

        public static bool operator >(Place left, Place right) => left.CompareTo(right) > 0;

        public static bool operator <=(Place left, Place right) => left.CompareTo(right) <= 0;

        public static bool operator >=(Place left, Place right) => left.CompareTo(right) >= 0;
    }
}
