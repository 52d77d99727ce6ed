using System.Data;
using System.Data.Common;
using InfluenceGraph.Data.Imports;
using InfluenceGraph.Data.Tests.Imports;
using Microsoft.Data.Sqlite;
using Xunit;

namespace InfluenceGraph.Data.Tests.Tables;

public sealed class DatabaseTests
{
    private static readonly TieMapping _mapping = new() { From = "truster", To = "trustee", Permission = "share", Strength = "calls", Since = "since", Direction = TieDirection.ToReachesFrom };

    [Fact]
    public void A_query_gives_ties_with_values_as_the_database_has_them()
    {
        using var database = new Database("""
            CREATE TABLE trust (truster TEXT, trustee INTEGER, share REAL, calls, since TEXT);
            INSERT INTO trust VALUES ('ann', 7, 0.5, 3, '2026-04-03'), (' bob ', 8, 1, '2.5', NULL), ('cid', 9, NULL, 1, NULL), (NULL, 10, 1, 1, NULL), ('dan', 11, 80, 1, NULL), ('eve', 12, 1, 'many', NULL), ('fay', 13, 1, x'00ff', NULL), (NULL, NULL, NULL, NULL, NULL);
            """);
        using RowSource source = RowSource.FromQuery(database, "SELECT * FROM trust ORDER BY rowid", "crm");
        Assert.Equal(["truster", "trustee", "share", "calls", "since"], source.Columns);
        RowReading<Tie<string>> reading = source.ReadTies<string>(_mapping);
        Assert.Equal([new("7", "ann", 0.5, 3, new DateTimeOffset(2026, 4, 3, 0, 0, 0, TimeSpan.Zero)), new("8", "bob", 1, 2.5)], reading);
        Assert.Equal(new ImportCounts(8, 2, 2, 4), reading.Report.Counts);
        Assert.Equal(["row 4", "row 5", "row 6", "row 7"], reading.Report.Examples.Select(row => row.Place));
        Assert.Contains("0x00FF", reading.Report.Examples[3].Content);
    }

    [Fact]
    public void Keys_may_be_numbers_and_GUIDs()
    {
        var guid = Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e");
        using DataTable table = Table([typeof(long), typeof(decimal)], [1L, 2m], [3L, 4.5m]);
        using (RowSource source = RowSource.FromReader(table.CreateDataReader(), "table"))
        {
            Assert.Equal([new(1, 2, 1)], source.ReadTies<long>(new TieMapping()));
        }

        using DataTable guids = Table([typeof(Guid), typeof(string)], [guid, guid.ToString()]);
        using RowSource other = RowSource.FromReader(guids.CreateDataReader(), "table");
        Assert.Equal([new(guid, guid, 1)], other.ReadTies<Guid>(new TieMapping()));
    }

    [Fact]
    public void Moments_of_the_database_keep_what_they_say()
    {
        var stated = new DateTimeOffset(2026, 4, 3, 17, 30, 0, TimeSpan.FromHours(2));
        using DataTable table = Table([typeof(string), typeof(string), typeof(object)], ["a", "b", stated], ["a", "b", stated.UtcDateTime], ["a", "b", new DateTime(2026, 4, 3, 16, 30, 0, DateTimeKind.Unspecified)], ["a", "b", new DateOnly(2026, 4, 3)], ["a", "b", "03/04/2026"]);
        using RowSource source = RowSource.FromReader(table.CreateDataReader(), "table");
        RowReading<Tie<string>> reading = source.ReadTies<string>(new TieMapping { Since = 3, Formats = new() { Offset = TimeSpan.FromHours(1) } });
        Assert.Equal([stated, stated, stated, new DateTimeOffset(2026, 4, 3, 0, 0, 0, TimeSpan.FromHours(1))], reading.Select(tie => tie.Since));
        Assert.Contains("may be two days", reading.Report.Examples[0].Reason);
    }

    [Fact]
    public void A_database_that_drops_the_connection_is_an_error_with_the_row_and_the_import_goes_on_from_there()
    {
        var store = new MemoryTarget<Tie<string>>();
        ImportReport Run(int? breakAfter)
        {
            using DataTable table = Table([typeof(string), typeof(string)], [.. Enumerable.Range(0, 100).Select(i => new object[] { $"c{i}", $"c{i + 1}" })]);
            using var reader = new BreakingReader(table.CreateDataReader(), breakAfter);
            using RowSource source = RowSource.FromReader(reader, "crm", snapshot: "2026-11-22");
            return RowImport.Run(source, new TieMapping(), (rows, how) => new TieMapper<string>(rows, how), ImportKind.Ties, store.Begin, new ImportOptions { BatchRows = 16 }, null, default);
        }

        CustomerDataException error = Assert.Throws<CustomerDataException>(() => Run(50));
        Assert.Contains("crm: the database broke off after row 50 (the connection was reset)", error.Message);
        Assert.Contains("The first 48 rows are imported; the same import again goes on after them", error.Message);
        Assert.IsType<CustomerDataException>(error.InnerException);
        Assert.Equal(48, store.Rows.Count);
        ImportReport report = Run(null);
        Assert.Equal((100, 48), (report.Counts.Used, report.ResumedAfter));
        Assert.Equal(Enumerable.Range(0, 100).Select(i => $"c{i}"), store.Rows.Select(tie => tie.From));
        Assert.True(Run(null).WasComplete);
    }

    [Fact]
    public void A_database_that_has_fewer_rows_than_were_imported_is_an_error()
    {
        var store = new MemoryTarget<Tie<string>>();
        ImportReport Run(int rows, int? breakAfter)
        {
            using DataTable table = Table([typeof(string), typeof(string)], [.. Enumerable.Range(0, rows).Select(i => new object[] { $"c{i}", $"c{i + 1}" })]);
            using var reader = new BreakingReader(table.CreateDataReader(), breakAfter);
            using RowSource source = RowSource.FromReader(reader, "crm", snapshot: "1");
            return RowImport.Run(source, new TieMapping(), (many, how) => new TieMapper<string>(many, how), ImportKind.Ties, store.Begin, new ImportOptions { BatchRows = 10 }, null, default);
        }

        Assert.Throws<CustomerDataException>(() => Run(100, 55));
        Assert.Contains("has 20 rows, but 50 were imported before", Assert.Throws<CustomerDataException>(() => Run(20, null)).Message);
    }

    [Fact]
    public void Without_a_snapshot_rows_of_a_database_do_not_go_into_a_store()
    {
        var store = new MemoryTarget<Tie<string>>();
        using DataTable table = Table([typeof(string), typeof(string)], ["a", "b"]);
        using RowSource source = RowSource.FromReader(table.CreateDataReader(), "crm");
        Assert.Contains("snapshot", Assert.Throws<ArgumentException>(() => RowImport.Run(source, new TieMapping(), (rows, how) => new TieMapper<string>(rows, how), ImportKind.Ties, store.Begin, new ImportOptions(), null, default)).Message);
    }

    [Fact]
    public void A_query_that_the_database_refuses_is_its_own_error_and_a_closed_reader_is_ours()
    {
        using var database = new Database("CREATE TABLE t (a)");
        Assert.Throws<SqliteException>(() => RowSource.FromQuery(database, "SELECT * FROM nowhere", "crm"));
        using DataTable table = Table([typeof(string)], ["a"]);
        DataTableReader closed = table.CreateDataReader();
        closed.Close();
        Assert.Contains("closed", Assert.Throws<ArgumentException>(() => RowSource.FromReader(closed, "crm")).Message);
    }

    private static DataTable Table(Type[] types, params object[][] rows)
    {
        var table = new DataTable { Locale = System.Globalization.CultureInfo.InvariantCulture };
        foreach (Type type in types)
        {
            table.Columns.Add($"c{table.Columns.Count + 1}", type);
        }

        foreach (object[] row in rows)
        {
            table.Rows.Add(row);
        }

        return table;
    }

    /// <summary>A database in memory that lives as long as the test.</summary>
    private sealed class Database : DbDataSource
    {
        private readonly SqliteConnection _kept;

        internal Database(string sql)
        {
            ConnectionString = $"Data Source={Guid.NewGuid():N};Mode=Memory;Cache=Shared";
            _kept = new(ConnectionString);
            _kept.Open();
            using SqliteCommand command = _kept.CreateCommand();
#pragma warning disable CA2100 // The text is the test's own.
            command.CommandText = sql;
#pragma warning restore CA2100
            command.ExecuteNonQuery();
        }

        public override string ConnectionString { get; }

        protected override DbConnection CreateDbConnection() => new SqliteConnection(ConnectionString);

        protected override void Dispose(bool disposing)
        {
            _kept.Dispose();
            base.Dispose(disposing);
        }
    }
}
