using System.Data.Common;
using InfluenceGraph.Data.Parquet;
using InfluenceGraph.Data.Tests.GraphFormats;
using Xunit;

namespace InfluenceGraph.Data.Tests.Parquet;

/// <summary>Most need DuckDB's library, and say so where it is not.</summary>
public sealed class ParquetFileTests : IDisposable
{
    private const string Skipped = "DuckDB's library is not on this machine.";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_missing_library_is_named_with_what_to_do()
    {
        Assert.Contains("INFLUENCEGRAPH_DUCKDB names '/no/such/libduckdb.so'", Assert.Throws<DllNotFoundException>(() => DuckDbLibrary.Find("/no/such/libduckdb.so")).Message, StringComparison.Ordinal);
        if (!ParquetFile.IsAvailable)
        {
            string file = _folder.Write("ties.parquet", "");
            Assert.Contains("duckdb.org", Assert.Throws<DllNotFoundException>(() => ParquetFile.OpenReader(file)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Rows_come_typed_and_in_order()
    {
        string file = Write(""""
            SELECT * FROM (VALUES
                ('ann', 'a name of more than twelve bytes', 1::TINYINT, 2.5::FLOAT, true, DATE '2026-01-31', TIMESTAMP '2026-01-31 12:00:00.000001', 1.25::DECIMAL(9,2), 18446744073709551615::UBIGINT),
                ('bob', NULL, -7, NULL, false, NULL, NULL, NULL, NULL)) AS t("from", "to ""quoted""", few, half, yes, day, moment, money, many)
            """");

        using DbDataReader reader = ParquetFile.OpenReader(file);

        Assert.Equal(["from", "to \"quoted\"", "few", "half", "yes", "day", "moment", "money", "many"], Enumerable.Range(0, reader.FieldCount).Select(reader.GetName));
        Assert.Equal([typeof(string), typeof(string), typeof(long), typeof(double), typeof(bool), typeof(DateTime), typeof(DateTime), typeof(string), typeof(string)], Enumerable.Range(0, reader.FieldCount).Select(reader.GetFieldType));
        Assert.Throws<InvalidOperationException>(() => reader.GetValue(0));
        object[] row = new object[9];
        Assert.True(reader.Read());
        Assert.Equal(9, reader.GetValues(row));
        Assert.Equal(["ann", "a name of more than twelve bytes", 1L, 2.5, true, new DateTime(2026, 1, 31, 0, 0, 0, DateTimeKind.Utc), new DateTime(2026, 1, 31, 12, 0, 0, DateTimeKind.Utc).AddMicroseconds(1), "1.25", "18446744073709551615"], row);
        Assert.Equal((1, 1.25m, "ann"), (reader.GetInt32(2), reader.GetDecimal(7), reader["from"]));
        Assert.True(reader.Read());
        reader.GetValues(row);
        Assert.Equal(["bob", DBNull.Value, -7L, DBNull.Value, false, DBNull.Value, DBNull.Value, DBNull.Value, DBNull.Value], row);
        Assert.False(reader.Read());
        Assert.False(reader.Read());
        Assert.Throws<ArgumentOutOfRangeException>(() => reader.GetOrdinal("none"));
    }

    [Fact]
    public void Many_rows_come_in_chunks_and_chosen_columns_alone()
    {
        string file = Write("SELECT i AS number, CASE WHEN i % 3 = 0 THEN NULL ELSE 'customer ' || i END AS name, i * 0.5 AS half FROM range(100000) t(i)");

        using DbDataReader reader = ParquetFile.OpenReader(file, ["name", "number"]);

        for (long i = 0; i < 100_000; i++)
        {
            Assert.True(reader.Read());
            Assert.Equal(i, reader.GetInt64(1));
            Assert.Equal(i % 3 == 0 ? DBNull.Value : $"customer {i}", reader.GetValue(0));
        }

        Assert.False(reader.Read());
    }

    [Fact]
    public void Several_files_are_read_as_one()
    {
        string first = Write("SELECT 1 AS n", "part-1");
        Write("SELECT 2 AS n", "part-2");

        using DbDataReader reader = ParquetFile.OpenReader(first.Replace("part-1", "part-*", StringComparison.Ordinal));

        Assert.Equal([1, 2], reader.Cast<DbDataRecord>().Select(row => row.GetInt64(0)));
    }

    [Fact]
    public void Bad_files_are_errors_that_name_them()
    {
        Assert.Throws<FileNotFoundException>(() => ParquetFile.OpenReader(_folder.PathOf("none.parquet")));
        string file = Write("SELECT i FROM range(100000) t(i)", "it's");
        Assert.Contains("has no column 'x'; expected one of i", Assert.Throws<ArgumentException>(() => ParquetFile.OpenReader(file, ["x"])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => ParquetFile.OpenReader(file, []));

        File.WriteAllBytes(file, File.ReadAllBytes(file)[..1000]);
        Assert.StartsWith($"'{file}' cannot be read as Parquet: ", Assert.Throws<IOException>(() => ParquetFile.OpenReader(file)).Message, StringComparison.Ordinal);
        string text = _folder.Write("text.parquet", "from,to\na,b\n");
        Assert.StartsWith($"'{text}' cannot be read as Parquet: ", Assert.Throws<IOException>(() => ParquetFile.OpenReader(text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_closed_reader_says_so()
    {
        DbDataReader reader = ParquetFile.OpenReader(Write("SELECT 1 AS n"));
        reader.Dispose();
        reader.Dispose();

        Assert.True(reader.IsClosed);
        Assert.Throws<ObjectDisposedException>(() => reader.Read());
    }

    [Fact]
    public void Rows_go_into_a_store_once_with_the_bad_ones_told()
    {
        string ties = Write("SELECT * FROM (VALUES ('ann', 'bob', 0.5, TIMESTAMP '2026-01-31 12:00:00', 1::TINYINT), ('bob', NULL, 1, NULL, 1), ('cid', 'ann', 80, NULL, 2), ('cid', 'bob', 1, NULL, NULL)) AS t(customer, knows, share, since, calls)", "ties");
        string people = Write("SELECT 'c' || i AS id, i * 0.5 AS spend, 'Bonn' AS city FROM range(5000) t(i)", "people");
        using var store = CustomerStore.Create(_folder.PathOf("crm.igs"));

        ImportReport report = ImportTies();

        Assert.Equal(new ImportCounts(4, 2, 0, 2), report.Counts);
        Assert.Equal(["row 2", "row 3"], report.Examples.Select(example => example.Place));
        Assert.Contains("Scale = PermissionScale.Percent", report.Examples[1].Reason, StringComparison.Ordinal);
        Assert.True(ImportTies().WasComplete);
        IEnumerable<Tie<string>> kept = store.ReadGraph().At(new(2026, 2, 1, 0, 0, 0, TimeSpan.Zero)).Ties;
        Assert.Equal([("bob", "ann", 0.5, 1), ("bob", "cid", 1, 1)], kept.Select(tie => (tie.From, tie.To, tie.Permission, tie.Strength)));

        using DbDataReader reader = ParquetFile.OpenReader(people);
        using RowSource rows = RowSource.FromReader(reader, "people", "2026-11-22");
        Assert.Equal(5000, store.ImportCustomers(rows, CustomerMapping.Guess(rows.Columns)).Counts.Used);
        Customer<string> last = store.ReadGraph(o => o with { OnUnknownCustomer = UnknownCustomerRule.Add }).At(DateTimeOffset.UnixEpoch)["c4999"];
        Assert.Equal((2499.5, "Bonn"), (last.OwnValue, last.Attributes["city"]));

        ImportReport ImportTies()
        {
            using DbDataReader reader = ParquetFile.OpenReader(ties, ["customer", "knows", "share", "since", "calls"]);
            using RowSource rows = RowSource.FromReader(reader, "ties", "2026-11-22");
            return store.ImportTies(rows, new() { From = "knows", To = "customer", Permission = "share", Since = "since", Strength = "calls" });
        }
    }

    [Fact]
    public void A_file_that_is_damaged_behind_its_first_rows_ends_an_import_with_the_rows_before()
    {
        string file = Write("SELECT 'a' || i AS a, 'b' || i AS b FROM range(600000) t(i)", "ties");
        byte[] bytes = File.ReadAllBytes(file);
        bytes.AsSpan(bytes.Length / 2, 200_000).Fill(0xFF);
        File.WriteAllBytes(file, bytes);
        using var store = CustomerStore.Create(_folder.PathOf("crm.igs"));
        using DbDataReader reader = ParquetFile.OpenReader(file);
        using RowSource rows = RowSource.FromReader(reader, "ties", "2026-11-22");

        CustomerDataException e = Assert.Throws<CustomerDataException>(() => store.ImportTies(rows, new() { From = "a", To = "b" }, o => o with { BatchRows = 10_000 }));

        Assert.StartsWith("ties: the database broke off after row ", e.Message, StringComparison.Ordinal);
        Assert.Contains($"'{file}' cannot be read as Parquet", e.Message, StringComparison.Ordinal);
        Assert.Contains("rows are imported; the same import again goes on after them", e.Message, StringComparison.Ordinal);
        Assert.Equal(0, store.ReadGraph().TieCount);
    }

    private string Write(string sql, string name = "test")
    {
        Assert.SkipUnless(ParquetFile.IsAvailable, Skipped);
        string path = _folder.PathOf($"{name}.parquet");
        using var session = new DuckDbSession(path);
        session.Ask($"COPY ({sql}) TO '{path.Replace("'", "''", StringComparison.Ordinal)}' (FORMAT parquet)");
        while (session.MoveNext())
        {
        }

        return path;
    }
}
