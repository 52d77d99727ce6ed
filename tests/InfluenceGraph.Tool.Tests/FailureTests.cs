using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Xunit;

namespace InfluenceGraph.Tool.Tests;

/// <summary>A disk that is full or read-only, a store that somebody else has: an error with its code, and nothing half-written.</summary>
public sealed class FailureTests
{
    private const int Customers = 4000;

    private static readonly string[] _columns = ["--from", "from", "--to", "to"];

    [Fact]
    public void A_full_disk_is_told_and_leaves_nothing_behind()
    {
        using var folder = new TemporaryFolder();
        string ties = Ties(folder);
        using var disk = new SmallDisk(folder, "size=64k");
        RequireFailed(ExitCode.NotWritten, disk, ["score", "--ties", ties, .. _columns, "--out", disk.Of("ranking.csv")]);
        RequireFailed(ExitCode.NotWritten, disk, ["score", "--ties", ties, .. _columns, "--out", disk.Of("ranking.json")]);
        RequireFailed(ExitCode.StoreProblem, disk, ["score", "--ties", ties, .. _columns, "--save", disk.Of("scores.db")]);
        RequireFailed(ExitCode.NotWritten, disk, ["generate", disk.Of("crm")]);
        RequireFailed(ExitCode.StoreProblem, disk, ["generate", "--store", disk.Of("crm.db")]);
        RequireFailed(ExitCode.NotWritten, disk, ["export", disk.Of("crm.graphml"), "--ties", ties, .. _columns]);
        RequireFailed(ExitCode.NotWritten, disk, ["export", disk.Of("copy"), "--ties", ties, .. _columns]);
    }

    [Fact]
    public void A_store_on_a_disk_that_fills_up_stays_what_it_was_and_the_import_goes_on_later()
    {
        using var folder = new TemporaryFolder();
        string ties = Ties(folder);
        using var disk = new SmallDisk(folder, "size=400k");
        string store = disk.Of("own.db");
        string few = folder.Write("few.csv", "from,to\nann,bob\nbob,cem\n");
        Assert.Equal(0, ToolRunner.Run(["import", "--store", store, "--ties", few, .. _columns]).Code);
        string before = Scores(store);
        Run run = ToolRunner.Run(["import", "--store", store, "--ties", ties, .. _columns]);
        Assert.Equal(ExitCode.StoreProblem, run.Code);
        Assert.Contains("the disk is full", run.Errors, StringComparison.Ordinal);
        Assert.Equal(before, Scores(store));
        disk.Remount("size=20m");
        Run again = ToolRunner.Run(["import", "--store", store, "--ties", ties, .. _columns, "--json"]);
        Assert.True(again.Code == 0, again.Errors);
        Assert.NotEqual(before, Scores(store));
    }

    [Fact]
    public void A_disk_that_is_read_only_is_read_and_not_written()
    {
        using var folder = new TemporaryFolder();
        string ties = Ties(folder);
        using var disk = new SmallDisk(folder, "size=20m");
        string store = disk.Of("own.db");
        Assert.Equal(0, ToolRunner.Run(["import", "--store", store, "--ties", ties, .. _columns]).Code);
        disk.Remount("ro");
        Assert.NotEmpty(Scores(store));
        RequireFailed(ExitCode.StoreProblem, disk, ["score", "--store", store, "--save"]);
        RequireFailed(ExitCode.StoreProblem, disk, ["score", "--ties", ties, .. _columns, "--save", store]);
        RequireFailed(ExitCode.StoreProblem, disk, ["import", "--store", store, "--ties", folder.Write("more.csv", "from,to\nx,y\n"), .. _columns]);
        RequireFailed(ExitCode.StoreProblem, disk, ["import", "--store", disk.Of("new.db"), "--ties", ties, .. _columns]);
        RequireFailed(ExitCode.NotWritten, disk, ["score", "--store", store, "--out", disk.Of("ranking.csv")]);
        RequireFailed(ExitCode.NotWritten, disk, ["generate", disk.Of("crm")]);
    }

    [Fact]
    public void A_second_writer_is_told_that_the_store_is_busy_and_readers_are_not()
    {
        using var folder = new TemporaryFolder();
        string ties = Ties(folder);
        string store = folder.Of("own.db");
        Assert.Equal(0, ToolRunner.Run(["import", "--store", store, "--ties", ties, .. _columns]).Code);
        using var other = new SqliteConnection($"Data Source={store};Pooling=False");
        other.Open();
        Execute(other, "BEGIN IMMEDIATE");
        Run run = ToolRunner.Run(["import", "--store", store, "--ties", folder.Write("more.csv", "from,to\nx,y\n"), .. _columns]);
        Assert.Equal(ExitCode.StoreProblem, run.Code);
        Assert.Contains("another program is using it", run.Errors, StringComparison.Ordinal);
        Assert.NotEmpty(Scores(store));
        Execute(other, "ROLLBACK");
        Assert.Equal(0, ToolRunner.Run(["import", "--store", store, "--ties", folder.Of("more.csv"), .. _columns]).Code);
    }

    [Fact]
    public void A_store_of_a_newer_version_is_neither_read_nor_written()
    {
        using var folder = new TemporaryFolder();
        string ties = Ties(folder);
        string store = folder.Of("own.db");
        Assert.Equal(0, ToolRunner.Run(["import", "--store", store, "--ties", ties, .. _columns]).Code);
        using (var other = new SqliteConnection($"Data Source={store};Pooling=False"))
        {
            other.Open();
            Execute(other, "PRAGMA user_version = 99");
        }

        byte[] before = File.ReadAllBytes(store);
        foreach (string[] command in new string[][] { ["score", "--store", store], ["import", "--store", store, "--ties", ties, .. _columns], ["score", "--ties", ties, .. _columns, "--save", store], ["estimate", "--store", store] })
        {
            Run run = ToolRunner.Run(command);
            Assert.Equal(ExitCode.StoreProblem, run.Code);
            Assert.Contains("99", run.Errors, StringComparison.Ordinal);
        }

        Assert.Equal(before, File.ReadAllBytes(store));
    }

    private static string Ties(TemporaryFolder folder) => folder.Write("ties.csv", $"from,to\n{string.Concat(Enumerable.Range(0, Customers).Select(i => FormattableString.Invariant($"customer {i},customer {(i * 7) + 1}\n")))}");

    private static string Scores(string store)
    {
        Run run = ToolRunner.Run("score", "--store", store, "--unknown", "add", "--as-of", "2026-01-01", "--csv");
        Assert.True(run.Code == 0, run.Errors);
        return run.Output;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // The test's own words.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private static void RequireFailed(int code, SmallDisk disk, string[] args)
    {
        string[] before = disk.Entries();
        Run run = ToolRunner.Run(args);
        Assert.True(run.Code == code, $"{string.Join(' ', args)} gave {run.Code}: {run.Errors}");
        Assert.Equal("", run.Output);
        Assert.DoesNotContain("unfinished", run.Errors, StringComparison.Ordinal);
        Assert.Equal(before, disk.Entries());
    }

    /// <summary>A file system of a few kilobytes; the test is skipped where none can be mounted.</summary>
    private sealed class SmallDisk : IDisposable
    {
        private readonly string _path;

        internal SmallDisk(TemporaryFolder folder, string options)
        {
            _path = Directory.CreateDirectory(folder.Of("disk")).FullName;
            if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess || !Mount("-t", "tmpfs", "-o", options, "tmpfs", _path))
            {
                Assert.Skip("No small disk can be mounted here.");
            }
        }

        public void Dispose() => Run("umount", _path);

        internal string Of(string name) => Path.Combine(_path, name);

        internal string[] Entries() => [.. Directory.GetFileSystemEntries(_path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

        internal void Remount(string options) => Assert.True(Mount("-o", $"remount,{options}", _path));

        private static bool Mount(params string[] args) => Run("mount", args);

        private static bool Run(string program, params string[] args)
        {
            using Process process = Process.Start(new ProcessStartInfo(program, args) { RedirectStandardError = true })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
    }
}
