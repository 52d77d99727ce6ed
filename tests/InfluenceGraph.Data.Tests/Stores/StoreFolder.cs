using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace InfluenceGraph.Data.Tests.Stores;

/// <summary>A folder that goes with the test, and a second look at stores in it: plain SQL over a connection of its own.</summary>
internal sealed class StoreFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("store-");

    internal static DateTimeOffset January { get; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    internal static DateTimeOffset March { get; } = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    internal static DateTimeOffset June { get; } = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    internal string Folder => _folder.FullName;

    internal string StorePath => PathOf("crm.igs");

    internal string PathOf(string name) => Path.Combine(Folder, name);

    internal CustomerStore Create() => CustomerStore.Create(StorePath);

    internal IReadOnlyList<string> Sql(string sql) => Sql(StorePath, sql);

    /// <summary>Rows as text, columns parted by a bar, NULL as "-".</summary>
    [SuppressMessage("Security", "CA2100", Justification = "The SQL is the test's own.")]
    internal static IReadOnlyList<string> Sql(string path, string sql)
    {
        using SqliteConnection connection = Connect(path);
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        using SqliteDataReader reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? "-" : reader.GetString(i))));
        }

        return rows;
    }

    internal static SqliteConnection Connect(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    internal static ImportSource Source(ImportKind kind, string name = "export.csv", string sha256 = "aa") => new(name, kind, sha256, "default");

    internal static ImportCounts AllUsed(long rows) => new(rows, rows, 0, 0);

    internal static void Put(CustomerStore store, params Tie<string>[] rows) => Put(store, "ties.csv", rows);

    internal static void Put(CustomerStore store, string name, params Tie<string>[] rows)
    {
        using StoreImport import = store.BeginImport(Source(ImportKind.Ties, name));
        import.Put(rows, AllUsed(rows.Length));
        import.Complete(import.Counts);
    }

    internal static void Put(CustomerStore store, params Customer<string>[] rows) => Put(store, "customers.csv", rows);

    internal static void Put(CustomerStore store, string name, params Customer<string>[] rows)
    {
        using StoreImport import = store.BeginImport(Source(ImportKind.Customers, name));
        import.Put(rows, AllUsed(rows.Length));
        import.Complete(import.Counts);
    }

    internal static void Put(CustomerStore store, params Consent<string>[] rows) => Put(store, "consents.csv", rows);

    internal static void Put(CustomerStore store, string name, params Consent<string>[] rows)
    {
        using StoreImport import = store.BeginImport(Source(ImportKind.Consents, name));
        import.Put(rows, AllUsed(rows.Length));
        import.Complete(import.Counts);
    }

    internal static void Put(CustomerStore store, params CustomerAction<string>[] rows) => Put(store, "log.csv", rows);

    internal static void Put(CustomerStore store, string name, params CustomerAction<string>[] rows)
    {
        using StoreImport import = store.BeginImport(Source(ImportKind.Interactions, name));
        import.Put(rows, AllUsed(rows.Length));
        import.Complete(import.Counts);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
