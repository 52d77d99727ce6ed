using System.Collections;
using System.Diagnostics;
using System.Globalization;
using Xunit;
using static InfluenceGraph.Data.Tests.Stores.StoreFolder;

namespace InfluenceGraph.Data.Tests.Stores;

/// <summary>What really happens to files: a process that is killed, a disk that is full, a folder that is mounted for reading, a copy that broke off.</summary>
public sealed class StoreDisasterTests : IDisposable
{
    private const string PathOfVictim = "INFLUENCEGRAPH_IMPORT_UNTIL_KILLED";
    private const int FirstBatch = 5000;

    private readonly StoreFolder _folder = new();

    /// <summary>The other process of the next test: puts one batch, and then one that takes long.</summary>
    [Fact]
    public void Imports_until_it_is_killed()
    {
        string? path = Environment.GetEnvironmentVariable(PathOfVictim);
        Assert.SkipWhen(path is null, "Runs in a process of its own, which another test kills.");
        using var store = CustomerStore.Create(path!);

        // So small a cache that pages of the transaction lie in the file before it ends.
        store.Database.Execute("PRAGMA cache_size = 10; PRAGMA cache_spill = 1");
        using StoreImport import = store.BeginImport(Source(ImportKind.Ties) with { IsWhole = true });
        import.Put(new ManyTies(FirstBatch), AllUsed(FirstBatch));
        import.Put(new ManyTies(20_000_000), AllUsed(FirstBatch + 20_000_000));
    }

    [Fact]
    public void A_process_that_is_killed_in_the_middle_of_an_import_leaves_a_store_that_opens_and_goes_on()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Looks at a journal while another process holds it.");
        string path = _folder.StorePath;
        var start = new ProcessStartInfo("dotnet", [typeof(StoreDisasterTests).Assembly.Location, "-method", $"{typeof(StoreDisasterTests).FullName}.{nameof(Imports_until_it_is_killed)}"]) { RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment[PathOfVictim] = path;
        using (Process victim = Process.Start(start)!)
        {
            var watch = Stopwatch.StartNew();
            bool IsInTheMiddle() => File.Exists(path + "-journal") && new FileInfo(path).Length > 2_000_000;
            while (!IsInTheMiddle() && !victim.HasExited && watch.Elapsed < TimeSpan.FromMinutes(3))
            {
                Thread.Sleep(5);
            }

            victim.Kill();
            victim.WaitForExit();
            Assert.True(IsInTheMiddle(), "the process ended before its transaction had reached the file, so this test would show nothing: " + victim.StandardOutput.ReadToEnd());
        }

        using var store = CustomerStore.Open(path);
        Assert.True(new FileInfo(path).Length < 2_000_000);
        using StoreImport import = store.BeginImport(Source(ImportKind.Ties) with { IsWhole = true });
        Assert.Equal(FirstBatch, import.Position);
        import.Put(new ManyTies(7), AllUsed(FirstBatch + 7));
        import.Complete(import.Counts);

        Assert.Equal(["ok"], _folder.Sql("PRAGMA integrity_check"));
        Assert.Equal([$"{FirstBatch + 7}"], _folder.Sql("SELECT count(*) FROM ties"));
        Assert.Empty(_folder.Sql("PRAGMA foreign_key_check"));
        Assert.False(File.Exists(path + "-journal"));
    }

    [Fact]
    public void A_full_disk_leaves_the_store_and_the_import_goes_on_when_there_is_room()
    {
        using var disk = SmallDisk.Mount(_folder.PathOf("disk"), "2m");
        string path = Path.Combine(disk.Folder, "crm.igs");
        using var store = CustomerStore.Create(path);
        using StoreImport import = store.BeginImport(Source(ImportKind.Ties));
        import.Put(new ManyTies(1000), AllUsed(1000));

        StoreException error = Assert.Throws<StoreException>(() => import.Put(new ManyTies(100_000), AllUsed(101_000)));
        Assert.Equal(StoreProblem.Full, error.Problem);
        Assert.Contains("Make room and do it again", error.Message, StringComparison.Ordinal);
        Assert.Equal(["1000|ok"], Sql(path, "SELECT count(*), (SELECT * FROM pragma_integrity_check) FROM tie"));

        Assert.Throws<IOException>(() => File.WriteAllBytes(Path.Combine(disk.Folder, "filler"), new byte[4_000_000]));
        Assert.Equal(StoreProblem.Full, Assert.Throws<StoreException>(() => CustomerStore.Create(Path.Combine(disk.Folder, "other.igs"))).Problem);
        Assert.DoesNotContain(Directory.GetFiles(disk.Folder), file => file.Contains("other", StringComparison.Ordinal));

        disk.Remount("size=64m");
        import.Put(new ManyTies(100_000), AllUsed(101_000));
        import.Complete(import.Counts);
        Assert.Equal(["101000"], Sql(path, "SELECT count(*) FROM ties"));
    }

    [Fact]
    public void A_disk_that_is_mounted_for_reading_serves_reading_only()
    {
        using var disk = SmallDisk.Mount(_folder.PathOf("disk"), "8m");
        string path = Path.Combine(disk.Folder, "crm.igs");
        using (var store = CustomerStore.Create(path))
        {
            Put(store, new Tie<string>("ann", "bob", 1));
        }

        disk.Remount("ro");
        Assert.Equal(StoreProblem.ReadOnly, Assert.Throws<StoreException>(() => CustomerStore.Open(path)).Problem);
        Assert.ThrowsAny<StoreException>(() => CustomerStore.Create(Path.Combine(disk.Folder, "other.igs")));
        using (var reading = CustomerStore.Open(path, StoreAccess.Read))
        {
            Assert.Equal(1, reading.ReadGraph().TieCount);
        }

        disk.Remount("rw");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(99)]
    [InlineData(100)]
    [InlineData(4095)]
    [InlineData(4096)]
    [InlineData(40_960)]
    [InlineData(-1)]
    [InlineData(-4096)]
    public void A_store_that_was_cut_short_is_told_and_not_changed(int length)
    {
        using (CustomerStore store = _folder.Create())
        {
            Put(store, [.. new ManyTies(10_000)]);
        }

        using (FileStream file = File.OpenWrite(_folder.StorePath))
        {
            file.SetLength(length < 0 ? file.Length + length : length);
        }

        byte[] before = File.ReadAllBytes(_folder.StorePath);
        StoreProblem problem = Assert.Throws<StoreException>(() =>
        {
            using var cut = CustomerStore.Open(_folder.StorePath);
        }).Problem;

        Assert.Equal(length is > 0 and < 100 ? StoreProblem.NotAStore : StoreProblem.Damaged, problem);
        Assert.Equal(before, File.ReadAllBytes(_folder.StorePath));
        Assert.Equal(problem, Assert.Throws<StoreException>(() => CustomerStore.Open(_folder.StorePath, StoreAccess.Read)).Problem);
    }

    [Fact]
    public void A_write_ahead_log_that_another_client_left_is_taken_in_and_ends()
    {
        string copy = _folder.PathOf("copy.igs");
        using (CustomerStore store = _folder.Create())
        {
            Put(store, new Tie<string>("ann", "bob", 1));
        }

        using (Microsoft.Data.Sqlite.SqliteConnection other = Connect(_folder.StorePath))
        {
            using Microsoft.Data.Sqlite.SqliteCommand command = other.CreateCommand();
            command.CommandText = "PRAGMA journal_mode = WAL; INSERT INTO customer (key, own_value) VALUES ('eve', 5)";
            command.ExecuteNonQuery();

            // What lies there while the other one is at work is what is left when it is killed.
            File.Copy(_folder.StorePath, copy);
            File.Copy(_folder.StorePath + "-wal", copy + "-wal");
            using CustomerStore beside = CustomerStore.Open(_folder.StorePath);
            Assert.Equal(1, beside.Summary().Customers);
        }

        using (CustomerStore store = CustomerStore.Open(copy))
        {
            Assert.Equal(["ann", "bob", "eve"], store.ReadGraph(o => o with { OnUnknownCustomer = UnknownCustomerRule.Add, UnknownOwnValue = 1 }).Customers);
        }

        Assert.Equal(["delete"], Sql(copy, "PRAGMA journal_mode"));
        Assert.False(File.Exists(copy + "-wal"));
        Assert.Equal(["eve"], Sql(copy, "SELECT customer FROM customers WHERE own_value = 5"));
    }

    [Fact]
    public void Two_processes_that_import_at_the_same_time_lose_nothing()
    {
        _folder.Create().Dispose();
        string path = _folder.StorePath;
        void Import(string name)
        {
            using var store = CustomerStore.Open(path);
            store.Database.WaitForWriters(60_000);
            using StoreImport import = store.BeginImport(Source(ImportKind.Ties, name) with { IsWhole = true });
            for (int batch = 1; batch <= 10; batch++)
            {
                import.Put([.. Enumerable.Range(0, 100).Select(i => new Tie<string>($"{name}-{batch}-{i}", "hub", 1)), new Tie<string>("both", "hub", 1)], AllUsed(101 * batch));
            }

            import.Complete(import.Counts);
        }

        Parallel.Invoke(() => Import("one"), () => Import("two"));

        // Of the pair that both name the later source counts, with all its rows.
        Assert.Equal(["2000|10|1"], _folder.Sql("SELECT sum(from_customer <> 'both'), sum(from_customer = 'both'), count(DISTINCT CASE from_customer WHEN 'both' THEN import END) FROM ties"));
        Assert.Equal(["ok"], _folder.Sql("PRAGMA integrity_check"));
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>As many ties as wanted, made when they are asked for.</summary>
    private sealed class ManyTies(int count) : IReadOnlyList<Tie<string>>
    {
        public int Count => count;

        public Tie<string> this[int index] => new(string.Create(CultureInfo.InvariantCulture, $"customer-{index % 997}"), string.Create(CultureInfo.InvariantCulture, $"customer-{index % 1009}"), 1);

        public IEnumerator<Tie<string>> GetEnumerator() => Enumerable.Range(0, count).Select(i => this[i]).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    /// <summary>A disk in memory, where this process may mount one.</summary>
    private sealed class SmallDisk : IDisposable
    {
        private SmallDisk(string folder) => Folder = folder;

        internal string Folder { get; }

        internal static SmallDisk Mount(string folder, string size)
        {
            Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Only a privileged process of Linux may mount a disk.");
            Directory.CreateDirectory(folder);
            Assert.SkipUnless(Run("mount", "-t", "tmpfs", "-o", $"size={size}", "tmpfs", folder), "This machine does not let its processes mount a disk.");
            return new(folder);
        }

        internal void Remount(string options) => Assert.True(Run("mount", "-o", $"remount,{options}", Folder));

        public void Dispose() => Run("umount", "-l", Folder);

        private static bool Run(string command, params string[] arguments)
        {
            try
            {
                using Process process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true, UseShellExecute = false })!;
                process.StandardError.ReadToEnd();
                process.WaitForExit();
                return process.ExitCode == 0;
            }
            catch (System.ComponentModel.Win32Exception)
            {
                return false;
            }
        }
    }
}
