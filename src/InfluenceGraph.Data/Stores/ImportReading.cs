using System.Collections.ObjectModel;

namespace InfluenceGraph.Data.Stores;

/// <summary>Imports out of a store.</summary>
internal static class ImportReading
{
    private const string Select = "SELECT id, name, kind, sha256, mapping, is_whole, rows_read, used, skipped, rejected, removed, begun_at, completed_at FROM import";

    internal static IReadOnlyList<ImportRecord> All(SqlDatabase database) => Of(database.Statement(Select + " ORDER BY id"));

    internal static IReadOnlyList<ImportRecord> CompletedSince(SqlDatabase database, DateTimeOffset moment) =>
        Of(database.Statement(Select + " WHERE completed_at >= ?1 ORDER BY id").Bind(1, StoreMoments.ToMicroseconds(moment)));

    private static ReadOnlyCollection<ImportRecord> Of(SqlStatement row)
    {
        var imports = new List<ImportRecord>();
        while (row.Next())
        {
            imports.Add(new(
                row.Int64(0),
                new(row.Text(1), Enum.Parse<ImportKind>(row.Text(2), ignoreCase: true), row.Text(3), row.Text(4)) { IsWhole = row.Int64(5) != 0 },
                new(row.Int64(6), row.Int64(7), row.Int64(8), row.Int64(9)),
                row.Int64(10),
                StoreMoments.ToMoment(row.Int64(11)),
                StoreMoments.ToMoment(row.Int64OrNull(12))));
        }

        return imports.AsReadOnly();
    }
}
