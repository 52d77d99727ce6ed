using System.Buffers.Binary;
using InfluenceGraph.Data.Stores;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using Xunit;
using static InfluenceGraph.Data.Tests.Stores.StoreFolder;

namespace InfluenceGraph.Data.Tests.Stores;

public sealed class StoreBadInputTests : IDisposable
{
    private static readonly Tie<string>[] _manyTies = [.. Enumerable.Range(0, 20_000).Select(i => new Tie<string>($"customer-{i % 997}", $"customer-{i % 1009}", 0.5))];

    private readonly StoreFolder _folder = new();

    [Fact]
    public void A_missing_file_is_not_made_by_opening_it()
    {
        Assert.Equal(StoreProblem.Missing, ProblemOf(() => CustomerStore.Open(_folder.StorePath)));
        Assert.False(File.Exists(_folder.StorePath));
    }

    [Fact]
    public void A_new_store_takes_nothings_place()
    {
        File.WriteAllText(_folder.StorePath, "my notes");

        Assert.Equal(StoreProblem.Exists, ProblemOf(() => CustomerStore.Create(_folder.StorePath)));
        Assert.Equal(StoreProblem.Exists, ProblemOf(() => CustomerStore.Create(_folder.Folder)));
        Assert.Equal("my notes", File.ReadAllText(_folder.StorePath));
    }

    [Fact]
    public void A_missing_folder_is_told()
    {
        Assert.Equal(StoreProblem.Missing, ProblemOf(() => CustomerStore.Create(_folder.PathOf("no/such/crm.igs"))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("my notes")]
    [InlineData("SQLite format 3\0 and then it ends")]
    public void A_file_that_is_no_SQLite_is_refused_and_not_touched(string content)
    {
        File.WriteAllText(_folder.StorePath, content);

        Assert.Equal(StoreProblem.NotAStore, ProblemOf(() => CustomerStore.Open(_folder.StorePath)));
        Assert.Equal(StoreProblem.NotAStore, ProblemOf(() => CustomerStore.OpenOrCreate(_folder.StorePath)));
        Assert.Equal(content, File.ReadAllText(_folder.StorePath));
    }

    [Fact]
    public void An_SQLite_file_of_another_program_is_refused_and_not_touched()
    {
        Sql(_folder.StorePath, "CREATE TABLE notes (text); INSERT INTO notes VALUES ('mine')");
        byte[] before = File.ReadAllBytes(_folder.StorePath);

        Assert.Equal(StoreProblem.NotAStore, ProblemOf(() => CustomerStore.OpenOrCreate(_folder.StorePath)));
        Assert.Equal(before, File.ReadAllBytes(_folder.StorePath));
    }

    [Fact]
    public void A_store_of_a_newer_version_is_refused_and_not_touched()
    {
        _folder.Create().Dispose();
        Sql(_folder.StorePath, "PRAGMA user_version = 2");
        byte[] before = File.ReadAllBytes(_folder.StorePath);

        StoreException error = Assert.Throws<StoreException>(() => CustomerStore.Open(_folder.StorePath));
        Assert.Equal(StoreProblem.NewerVersion, error.Problem);
        Assert.Contains("version 2; expected at most 1", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(_folder.StorePath));
    }

    [Fact]
    public void A_store_of_an_older_version_is_brought_up_to_date_when_it_may_be_written()
    {
        using (CustomerStore store = _folder.Create())
        {
            Put(store, new Tie<string>("ann", "bob", 1));
        }

        string[] scripts = [.. StoreSchema.Scripts, "CREATE TABLE later (x);", "INSERT INTO later VALUES (3);"];
        Assert.Equal(StoreProblem.OlderVersion, ProblemOf(() => StoreFile.Open(_folder.StorePath, StoreAccess.Read, scripts)));

        StoreFile.Open(_folder.StorePath, StoreAccess.Write, scripts).Dispose();

        Assert.Equal(["3"], _folder.Sql("SELECT x FROM later"));
        Assert.Equal(["3"], _folder.Sql("PRAGMA user_version"));
        Assert.Equal(["ann|bob"], _folder.Sql("SELECT from_customer, to_customer FROM ties"));
        StoreFile.Open(_folder.StorePath, StoreAccess.Read, scripts).Dispose();
    }

    [Fact]
    public void A_script_that_fails_leaves_the_store_at_its_old_version()
    {
        _folder.Create().Dispose();

        Assert.Throws<StoreException>(() => StoreFile.Open(_folder.StorePath, StoreAccess.Write, [.. StoreSchema.Scripts, "CREATE TABLE later (x);", "no SQL"]));

        Assert.Equal(["1"], _folder.Sql("PRAGMA user_version"));
        Assert.Empty(_folder.Sql("SELECT name FROM sqlite_schema WHERE name = 'later'"));
        CustomerStore.Open(_folder.StorePath).Dispose();
    }

    [Fact]
    public void A_creation_that_fails_leaves_nothing_behind()
    {
        Assert.Throws<StoreException>(() => StoreFile.Create(_folder.StorePath, ["CREATE TABLE a (x);", "no SQL"]));

        Assert.Empty(Directory.GetFileSystemEntries(_folder.Folder));
    }

    [Fact]
    public void A_store_open_for_reading_refuses_writing()
    {
        _folder.Create().Dispose();
        using CustomerStore store = CustomerStore.Open(_folder.StorePath, StoreAccess.Read);

        Assert.Throws<InvalidOperationException>(() => store.BeginImport(Source(ImportKind.Ties)));
        Assert.Throws<InvalidOperationException>(() => store.Forget("ann"));
        Assert.Throws<InvalidOperationException>(store.Compact);
        Assert.Equal(0, store.Summary().Ties);
        Assert.Throws<ArgumentOutOfRangeException>(() => CustomerStore.Open(_folder.StorePath, (StoreAccess)7));
    }

    [Fact]
    public void A_file_that_cannot_be_written_is_refused_when_it_is_opened_for_writing()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess, "A privileged process may write every file.");
        _folder.Create().Dispose();
        SetMode(_folder.StorePath, UnixFileMode.UserRead);

        Assert.Equal(StoreProblem.ReadOnly, ProblemOf(() => CustomerStore.Open(_folder.StorePath)));
        CustomerStore.Open(_folder.StorePath, StoreAccess.Read).Dispose();
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_told_at_the_first_writing_and_does_not_hinder_reading()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess, "A privileged process may write every folder.");
        _folder.Create().Dispose();
        SetMode(_folder.Folder, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        try
        {
            using CustomerStore reading = CustomerStore.Open(_folder.StorePath, StoreAccess.Read);
            Assert.Equal(0, reading.Summary().Ties);
            using CustomerStore writing = CustomerStore.Open(_folder.StorePath);
            Assert.Equal(StoreProblem.ReadOnly, ProblemOf(() => writing.BeginImport(Source(ImportKind.Ties))));
        }
        finally
        {
            SetMode(_folder.Folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [Fact]
    public void Writing_what_SQLite_holds_for_read_only_is_told_in_words()
    {
        using CustomerStore store = _folder.Create();
        store.Database.Execute("PRAGMA query_only = ON");

        Assert.Equal(StoreProblem.ReadOnly, ProblemOf(() => store.BeginImport(Source(ImportKind.Ties))));
    }

    [Fact]
    public void A_full_disk_leaves_the_store_as_it_was_and_the_import_goes_on_when_there_is_room()
    {
        using CustomerStore store = _folder.Create();
        using StoreImport import = store.BeginImport(Source(ImportKind.Ties));
        import.Put(_manyTies.AsSpan(..100).ToArray(), AllUsed(100));
        long pages = store.Database.Number("PRAGMA page_count");
        store.Database.Execute($"PRAGMA max_page_count = {pages + 5}");

        Assert.Equal(StoreProblem.Full, ProblemOf(() => import.Put(_manyTies, AllUsed(20_100))));
        Assert.Equal(100, import.Position);
        Assert.Equal(["100"], _folder.Sql("SELECT count(*) FROM tie"));
        Assert.Equal(["ok"], _folder.Sql("PRAGMA integrity_check"));

        store.Database.Execute("PRAGMA max_page_count = 1000000");
        import.Put(_manyTies, AllUsed(20_100));
        import.Complete(import.Counts);
        Assert.Equal(["20100"], _folder.Sql("SELECT count(*) FROM ties"));
        Assert.Empty(_folder.Sql("PRAGMA foreign_key_check"));
    }

    [Fact]
    public void A_second_writer_waits_and_is_then_told_that_the_store_is_busy()
    {
        using CustomerStore store = _folder.Create();
        using SqliteConnection other = Connect(_folder.StorePath);
        using (SqliteTransaction writing = other.BeginTransaction())
        {
            store.Database.WaitForWriters(50);
            Assert.Equal(StoreProblem.Busy, ProblemOf(() => store.BeginImport(Source(ImportKind.Ties))));
            writing.Rollback();
        }

        Put(store, new Tie<string>("ann", "bob", 1));
        Assert.Equal(1, store.Summary().Ties);
    }

    [Fact]
    public void A_writer_that_ends_in_time_is_waited_for()
    {
        using CustomerStore store = _folder.Create();
        using SqliteConnection other = Connect(_folder.StorePath);
        SqliteTransaction writing = other.BeginTransaction();
        var done = new Thread(() =>
        {
            Thread.Sleep(200);
            writing.Dispose();
        });
        done.Start();

        Put(store, new Tie<string>("ann", "bob", 1));

        done.Join();
        Assert.Equal(1, store.Summary().Ties);
    }

    /// <summary>What lies on the disk in the middle of a commit is what a killed process leaves.</summary>
    [Fact]
    public void A_process_killed_while_it_writes_leaves_a_store_that_goes_on_where_it_stopped()
    {
        string killed = _folder.PathOf("killed.igs");
        using (CustomerStore store = _folder.Create())
        {
            // So small a cache that pages of the transaction lie in the file before it ends.
            store.Database.Execute("PRAGMA cache_size = 10; PRAGMA cache_spill = 1");
            using StoreImport import = store.BeginImport(Source(ImportKind.Ties));
            import.Put(_manyTies.AsSpan(..5000).ToArray(), AllUsed(5000));
            raw.sqlite3_commit_hook(
                store.Database.Handle,
                _ =>
                {
                    File.Copy(_folder.StorePath, killed, overwrite: true);
                    File.Copy(_folder.StorePath + "-journal", killed + "-journal", overwrite: true);
                    return 0;
                },
                null);
            import.Put(_manyTies.AsSpan(5000..).ToArray(), AllUsed(_manyTies.Length));
            raw.sqlite3_commit_hook(store.Database.Handle, null, null);
        }

        Assert.True(new FileInfo(killed).Length > 5000 * 20, "the copy holds nothing of the transaction, so this test would show nothing");
        using (CustomerStore reading = CustomerStore.Open(_folder.StorePath, StoreAccess.Read))
        {
            Assert.Equal(0, reading.Summary().Ties);
        }

        Assert.Contains("Open it once with StoreAccess.Write", Assert.Throws<StoreException>(() => CustomerStore.Open(killed, StoreAccess.Read)).Message, StringComparison.Ordinal);
        using CustomerStore after = CustomerStore.Open(killed);
        using StoreImport resumed = after.BeginImport(Source(ImportKind.Ties));
        Assert.Equal(5000, resumed.Position);
        resumed.Put(_manyTies.AsSpan(5000..).ToArray(), AllUsed(_manyTies.Length));
        resumed.Complete(resumed.Counts);

        Assert.Equal(["ok"], Sql(killed, "PRAGMA integrity_check"));
        Assert.Equal([$"{_manyTies.Length}"], Sql(killed, "SELECT count(*) FROM ties"));
        Assert.Equal(["0"], Sql(killed, "SELECT count(*) FROM (SELECT key FROM customer GROUP BY key HAVING count(*) > 1)"));
    }

    [Fact]
    public void A_copy_is_a_store_of_its_own_and_takes_nothings_place()
    {
        using CustomerStore store = _folder.Create();
        Put(store, new Tie<string>("ann", "bob", 1));
        string copy = _folder.PathOf("copy's.igs");
        store.CopyTo(copy);
        Put(store, "more.csv", new Tie<string>("bob", "cid", 1));

        Assert.Equal(StoreProblem.Exists, ProblemOf(() => store.CopyTo(copy)));
        Assert.Equal(StoreProblem.Missing, ProblemOf(() => store.CopyTo(_folder.PathOf("no/such/copy.igs"))));
        using (CustomerStore copied = CustomerStore.Open(copy))
        {
            Assert.Equal(["ann", "bob"], copied.ReadGraph().Customers);
        }

        Assert.Equal([copy, _folder.StorePath], Directory.GetFiles(_folder.Folder).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_damaged_page_is_told()
    {
        using (CustomerStore store = _folder.Create())
        {
            Put(store, _manyTies);
        }

        int root = int.Parse(_folder.Sql("SELECT rootpage FROM sqlite_schema WHERE name = 'tie'")[0]);
        using (FileStream file = File.OpenWrite(_folder.StorePath))
        {
            file.Position = (root - 1) * 4096L;
            file.Write(new byte[4096].Select(_ => (byte)0xEE).ToArray());
        }

        using CustomerStore damaged = CustomerStore.Open(_folder.StorePath);
        Assert.Equal(StoreProblem.Damaged, ProblemOf(() => damaged.ReadGraph()));
        Assert.Empty(damaged.ScoreRuns());
    }

    [Fact]
    public void A_file_that_was_cut_short_is_told()
    {
        using (CustomerStore store = _folder.Create())
        {
            Put(store, _manyTies);
        }

        using (FileStream file = File.OpenWrite(_folder.StorePath))
        {
            file.SetLength(file.Length / 2);
        }

        StoreProblem problem = ProblemOf(() =>
        {
            using CustomerStore cut = CustomerStore.Open(_folder.StorePath);
            cut.ReadGraph();
        });
        Assert.Equal(StoreProblem.Damaged, problem);
    }

    [Fact]
    public void Rows_of_customers_whom_another_program_removed_are_told()
    {
        using CustomerStore store = _folder.Create();
        Put(store, new Tie<string>("ann", "bob", 1));
        Sql(_folder.StorePath, "PRAGMA foreign_keys = OFF; DELETE FROM customer WHERE key = 'bob'");

        Assert.Equal(StoreProblem.Damaged, ProblemOf(() => store.ReadGraph()));
    }

    [Fact]
    public void A_version_that_is_none_is_told()
    {
        byte[] header = new byte[200];
        "SQLite format 3\0"u8.CopyTo(header);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(68), StoreSchema.ApplicationId);
        File.WriteAllBytes(_folder.StorePath, header);

        Assert.Throws<StoreException>(() => CustomerStore.Open(_folder.StorePath));
        Assert.Equal(header, File.ReadAllBytes(_folder.StorePath));
    }

    [Theory]
    [InlineData(1.5, 1, "permission of 'ann' -> 'bob' is 1.5")]
    [InlineData(-0.1, 1, "permission")]
    [InlineData(double.NaN, 1, "permission")]
    [InlineData(1, -1, "strength")]
    [InlineData(1, double.PositiveInfinity, "strength")]
    [InlineData(1, 1e-40, "influence weight")]
    [InlineData(1e-30, 1e-30, "influence weight")]
    public void A_tie_that_no_graph_takes_is_refused_and_nothing_of_its_batch_is_written(double permission, double strength, string problem)
    {
        using CustomerStore store = _folder.Create();
        using StoreImport import = store.BeginImport(Source(ImportKind.Ties));

        CustomerDataException error = Assert.Throws<CustomerDataException>(() =>
            import.Put([new Tie<string>("ann", "bob", 1), new Tie<string>("ann", "bob", permission, strength)], AllUsed(2)));

        Assert.Contains("Row 2 of 2 ties", error.Message, StringComparison.Ordinal);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.Equal(0, import.Position);
        Assert.Equal(["0"], _folder.Sql("SELECT count(*) FROM customer"));
        Assert.Throws<CustomerDataException>(() => CustomerGraph.FromTies([new Tie<string>("ann", "bob", permission, strength)]));
    }

    [Theory]
    [InlineData(null, "null")]
    [InlineData("", "blank")]
    [InlineData(" ", "blank")]
    [InlineData("a\0b", "U+0000")]
    [InlineData("half of a pair", "no valid text")]
    public void A_key_that_SQL_clients_cannot_show_is_refused(string? key, string problem)
    {
        // No attribute can hold such a text.
        key = problem == "no valid text" ? "a\ud800" : key;
        using CustomerStore store = _folder.Create();
        Assert.Contains(problem, Refused(() => Put(store, new Tie<string>("ann", key!, 1))), StringComparison.Ordinal);
        Assert.Contains(problem, Refused(() => Put(store, new Tie<string>(key!, "ann", 1))), StringComparison.Ordinal);
        Assert.Contains(problem, Refused(() => Put(store, new Customer<string>(key!, 1))), StringComparison.Ordinal);
        Assert.Contains(problem, Refused(() => Put(store, new CustomerAction<string>(key!, "sale", January))), StringComparison.Ordinal);
        Assert.Contains(problem, Refused(() => Put(store, new CustomerAction<string>("ann", key!, January))), StringComparison.Ordinal);
        Assert.Contains(problem, Refused(() => Put(store, new Consent<string>(key!, Purpose.Score, Channel.Any, true, January, null, "form"))), StringComparison.Ordinal);
        Assert.Contains(problem, Refused(() => Put(store, new Consent<string>("ann", Purpose.Score, Channel.Any, true, January, null, key!))), StringComparison.Ordinal);
    }

    [Fact]
    public void Customers_that_no_graph_takes_are_refused()
    {
        using CustomerStore store = _folder.Create();
        var ann = new Customer<string>("ann", 1);
        Assert.Contains("own value", Refused(() => Put(store, ann with { OwnValue = double.NaN })), StringComparison.Ordinal);
        Assert.Contains("own value", Refused(() => Put(store, ann with { OwnValue = -1 })), StringComparison.Ordinal);
        Assert.Contains("weight of tag", Refused(() => Put(store, ann with { Tags = [new("x", 0)] })), StringComparison.Ordinal);
        Assert.Contains("name of a tag", Refused(() => Put(store, ann with { Tags = [new(" ")] })), StringComparison.Ordinal);
        Assert.Contains("period of tag", Refused(() => Put(store, ann with { Tags = [new("x", 1, false, June, January)] })), StringComparison.Ordinal);
        Assert.Contains("attribute 'x'", Refused(() => Put(store, ann with { Attributes = new Dictionary<string, string>(StringComparer.Ordinal) { ["x"] = "\0" } })), StringComparison.Ordinal);
        Assert.Contains("name of a circle", Refused(() => Put(store, ann with { Circles = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { [" "] = [] } })), StringComparison.Ordinal);
        Assert.Contains("a member of circle", Refused(() => Put(store, ann with { Circles = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { ["x"] = [""] } })), StringComparison.Ordinal);
        Assert.Contains("null", Refused(() => Put(store, (Customer<string>)null!)), StringComparison.Ordinal);
        Assert.Equal(0, store.Summary().Customers);
    }

    [Fact]
    public void Consents_and_ties_with_empty_periods_are_refused()
    {
        using CustomerStore store = _folder.Create();
        Assert.Contains("period", Refused(() => Put(store, new Consent<string>("ann", Purpose.Score, Channel.Any, true, June, January, "form"))), StringComparison.Ordinal);
        Assert.Contains("purpose", Refused(() => Put(store, new Consent<string>("ann", default, Channel.Any, true, June, null, "form"))), StringComparison.Ordinal);
        Assert.Contains("period", Refused(() => Put(store, new Tie<string>("ann", "bob", 1, 1, June, January))), StringComparison.Ordinal);
        Assert.Contains("at least a microsecond", Refused(() => Put(store, new Tie<string>("ann", "bob", 1, 1, June, June.AddTicks(9)))), StringComparison.Ordinal);
    }

    [Fact]
    public void Other_clients_are_held_to_the_rules_as_well()
    {
        using (CustomerStore store = _folder.Create())
        {
            Put(store, new Tie<string>("ann", "bob", 1));
        }

        foreach (string bad in (string[])
        [
            "UPDATE tie SET permission = 1.1",
            "UPDATE tie SET permission = 'high'",
            "UPDATE tie SET strength = -1",
            "UPDATE tie SET strength = NULL",
            "UPDATE tie SET since = 5, until = 5",
            "UPDATE tie SET to_id = 99",
            "UPDATE customer SET own_value = -1",
            "UPDATE customer SET key = ''",
            "INSERT INTO customer (key) VALUES ('ann')",
            "UPDATE import SET used = 7",
        ])
        {
            Assert.ThrowsAny<SqliteException>(() => Sql(_folder.StorePath, "PRAGMA foreign_keys = ON; " + bad));
        }
    }

    public void Dispose() => _folder.Dispose();

    private static void SetMode(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode);
        }
    }

    private static StoreProblem ProblemOf(Action action) => Assert.Throws<StoreException>(action).Problem;

    private static string Refused(Action action) => Assert.Throws<CustomerDataException>(action).Message;
}
