using System.Globalization;
using InfluenceGraph.Data.Imports;
using InfluenceGraph.Data.Tests.Files;
using InfluenceGraph.Data.Tests.Tables;
using Xunit;

namespace InfluenceGraph.Data.Tests.Imports;

public sealed class RowImportTests
{
    private static readonly TieMapping _mapping = new() { From = "from", To = "to", Permission = "permission" };

    [Fact]
    public void Rows_go_in_by_batches_and_counts_add_up()
    {
        var store = new MemoryTarget<Tie<string>>();
        ImportReport report = Import(Text(1000), store, batch: 64);
        Assert.Equal(new ImportCounts(1000, 800, 100, 100), report.Counts);
        Assert.Equal(800, store.Rows.Count);
        Assert.Equal(13, store.Puts);
        Assert.Equal(100, Assert.Single(report.Skipped).Count);
        Assert.Equal(100, Assert.Single(report.Rejected).Count);
        Assert.Equal(10, report.Examples.Count);
        Assert.StartsWith("ties.csv: 1,000 rows = 800 used + 100 skipped + 100 rejected; 800 ties in", report.ToString());
    }

    [Fact]
    public void The_same_source_again_has_nothing_to_do_and_another_mapping_or_content_has()
    {
        var store = new MemoryTarget<Tie<string>>();
        Import(Text(100), store);
        ImportReport again = Import(Text(100), store);
        Assert.True(again.WasComplete);
        Assert.Contains("imported before", again.ToString());
        Assert.Equal(80, store.Rows.Count);
        Assert.False(Import(Text(101), store).WasComplete);
        Assert.False(Import(Text(100), store, mapping: _mapping with { Direction = TieDirection.ToReachesFrom }).WasComplete);
        Assert.False(Import(Text(100), store, file: o => o with { Separator = ',' }).WasComplete);
    }

    [Fact]
    public void An_import_that_was_cut_off_goes_on_and_ends_as_if_it_had_not_been()
    {
        using var folder = new TempFolder();
        var whole = new MemoryTarget<Tie<string>>();
        ImportReport expected = Import(Text(1000), whole, batch: 64, rejects: folder.File("whole.csv"));
        for (int failing = 1; failing <= 13; failing += 3)
        {
            var store = new MemoryTarget<Tie<string>> { FailingPut = failing };
            IOException error = Assert.Throws<IOException>(() => Import(Text(1000), store, batch: 64));
            Assert.Contains(failing == 1 ? "Nothing was imported" : "goes on after", error.Message);
            Assert.Equal((failing - 1) * 64, store.Rows.Count);
            store.FailingPut = null;
            ImportReport report = Import(Text(1000), store, batch: 64, rejects: folder.File("resumed.csv"));
            Assert.Equal(whole.Rows, store.Rows);
            Assert.Equal(expected.Counts, report.Counts);
            Assert.Equal(expected.Rejected, report.Rejected);
            Assert.Equal(failing > 1, report.ResumedAfter > 0);
            Assert.Equal(File.ReadAllText(folder.File("whole.csv")), File.ReadAllText(folder.File("resumed.csv")));
        }
    }

    [Fact]
    public void A_doubled_customer_is_found_also_where_the_import_was_cut_off_between_the_two()
    {
        byte[] text = System.Text.Encoding.UTF8.GetBytes("id\nann\nbob\nann\n");
        var store = new MemoryTarget<Customer<string>> { FailingPut = 2 };
        ImportReport Run()
        {
            using RowSource source = TestSource.Of(text);
            return RowImport.Run(source, new CustomerMapping { Key = "id" }, (rows, how) => new CustomerMapper<string>(rows, how), ImportKind.Customers, store.Begin, new ImportOptions { BatchRows = 1 }, null, default);
        }

        Assert.Throws<IOException>(Run);
        store.FailingPut = null;
        Assert.Equal(new ImportCounts(3, 2, 0, 1), Run().Counts);
        Assert.Equal(["ann", "bob"], store.Rows.Select(customer => customer.Key));
    }

    [Fact]
    public void Too_many_rejects_end_the_import_after_whole_batches_and_leave_their_file()
    {
        using var folder = new TempFolder();
        var store = new MemoryTarget<Tie<string>>();
        CustomerDataException error = Assert.Throws<CustomerDataException>(() => Import(Text(1000), store, batch: 16, rejects: folder.File("rejects.csv"), maxRejects: 5));
        Assert.Contains("6 of 60 rows were rejected (6 Permission cannot be used), and MaxRejects is 5", error.Message);
        Assert.Contains("The first 59 rows are imported", error.Message);
        Assert.Equal(("ties.csv", 61), (error.File, error.Line));
        Assert.StartsWith("Permission (column 'permission') is '80'", error.Problem, StringComparison.Ordinal);
        Assert.Equal(48, store.Rows.Count);
        Assert.Equal(7, File.ReadAllLines(folder.File("rejects.csv")).Length);
        Assert.Equal(["rejects.csv"], folder.Names);
    }

    [Fact]
    public void The_rejects_file_has_line_reason_and_content_and_no_formulas()
    {
        using var folder = new TempFolder();
        string path = folder.File("rejects.csv");
        using (RowSource source = TestSource.Of("from,to,permission\n\"=cmd|' /C calc'!A0\",b,x\na,\"b\nc\",80\n"))
        {
            RowReading<Tie<string>> reading = source.ReadTies<string>(TieMapping.Guess(source.Columns), o => o with { RejectsFile = path });
            Assert.Empty(reading);
            Assert.Equal(path, reading.Report.RejectsFile);
        }

        using RowSource rejects = RowSource.FromFile(path, o => o with { Separator = ',', Header = HeaderLine.Present });
        Assert.Equal(["place", "reason", "content"], rejects.Columns);
        Assert.True(rejects.Read());
        Assert.Equal(("2", "\"=cmd|' /C calc'!A0\",b,x"), (rejects.Text(0), rejects.Text(2)));
        Assert.Contains("Permission", rejects.Text(1));
        Assert.True(rejects.Read());
        Assert.Equal(("3", "a,\"b\nc\",80"), (rejects.Text(0), rejects.Text(2)));
        Assert.False(rejects.Read());
    }

    [Fact]
    public void Without_bad_rows_the_rejects_file_has_its_header_alone()
    {
        using var folder = new TempFolder();
        folder.Write("rejects.csv", "of yesterday");
        using RowSource source = TestSource.Of("from,to\na,b\n");
        Assert.Single(source.ReadTies<string>(TieMapping.Guess(source.Columns), o => o with { RejectsFile = folder.File("rejects.csv") }));
        Assert.Equal("place,reason,content\r\n", File.ReadAllText(folder.File("rejects.csv")));
    }

    [Fact]
    public void A_full_disk_under_the_rejects_file_ends_the_import_with_the_reason()
    {
        using var disk = new SmallDisk();
        string path = disk.PathOf("rejects.csv");
        var store = new MemoryTarget<Tie<string>>();
        IOException error = Assert.Throws<IOException>(() => Import(Text(20_000), store, batch: 64, rejects: path, maxRejects: 10_000));

        Assert.StartsWith($"{path} cannot be written (No space left on device)", error.Message, StringComparison.Ordinal);
        Assert.Contains("imported", error.Message);
        Assert.Equal(0, store.Rows.Count % 64);
        Assert.Empty(disk.Files);
    }

    [Fact]
    public void A_rejects_file_that_cannot_be_is_an_error_before_anything_is_imported()
    {
        using var folder = new TempFolder();
        var store = new MemoryTarget<Tie<string>>();
        string readOnly = folder.Write("rejects.csv", "kept");
        File.SetAttributes(readOnly, FileAttributes.ReadOnly);
        foreach (string path in (string[])[readOnly, folder.Path, folder.File("none/rejects.csv")])
        {
            Assert.Contains("cannot be written", Assert.Throws<IOException>(() => Import(Text(100), store, rejects: path)).Message);
        }

        Assert.Empty(store.Rows);
        Assert.Equal("kept", File.ReadAllText(readOnly));
        File.SetAttributes(readOnly, FileAttributes.Normal);
    }

    [Fact]
    public void Cancelling_leaves_whole_batches_and_no_file()
    {
        using var folder = new TempFolder();
        using var stop = new CancellationTokenSource();
        var store = new MemoryTarget<Tie<string>>();
        var progress = new Told(told =>
        {
            if (told.Rows > 20_000)
            {
                stop.Cancel();
            }
        });
        using RowSource source = TestSource.Of(Text(100_000));
        Assert.Throws<OperationCanceledException>(() => RowImport.Run(source, _mapping, (rows, how) => new TieMapper<string>(rows, how), ImportKind.Ties, store.Begin, new ImportOptions { MaxRejects = 100_000, BatchRows = 1000, RejectsFile = folder.File("rejects.csv") }, progress, stop.Token));
        Assert.True(store.Rows.Count > 0 && store.Rows.Count % 1000 == 0 && store.Rows.Count < 80_000);
        Assert.Empty(folder.Names);
    }

    [Fact]
    public void Progress_tells_rows_and_the_part_of_the_file()
    {
        var told = new List<RowProgress>();
        using RowSource source = TestSource.Of(Text(100_000));
        Assert.Equal(80_000, source.ReadTies<string>(_mapping, o => o with { MaxRejects = 100_000 }, new Told(told.Add)).Count());
        Assert.Equal("reading ties", told[0].Phase);
        Assert.Equal((100_000, 1.0), (told[^1].Rows, told[^1].Fraction));
        Assert.Equal(told.OrderBy(one => one.Done), told);
    }

    [Fact]
    public void A_stream_that_can_be_read_once_goes_into_a_graph_but_not_into_a_store()
    {
        var store = new MemoryTarget<Tie<string>>();
        using var pipe = new System.IO.Compression.DeflateStream(new MemoryStream([0x4B, 0x2B, 0xCA, 0xCF, 0xD5, 0x29, 0xC9, 0xE7, 0x4A, 0xD4, 0x49, 0xE2, 0x02, 0x00]), System.IO.Compression.CompressionMode.Decompress);
        using RowSource source = RowSource.FromStream(pipe, "pipe");
        Assert.Contains("only once", Assert.Throws<ArgumentException>(() => RowImport.Run(source, new TieMapping { From = 1, To = 2 }, (rows, how) => new TieMapper<string>(rows, how), ImportKind.Ties, store.Begin, new ImportOptions(), null, default)).Message);
        Assert.Equal([new("a", "b", 1)], source.ReadTies<string>(new TieMapping { From = "from", To = "to" }));
    }

    [Fact]
    public void Wrong_options_are_told_at_once()
    {
        using RowSource source = TestSource.Of("from,to\na,b\n");
        string message = Assert.Throws<ArgumentException>(() => source.ReadTies<string>(_mapping, o => o with { MaxRejects = -1, BatchRows = 0, Examples = -1, RejectsFile = " " })).Message;
        Assert.All(["MaxRejects", "BatchRows", "Examples", "RejectsFile"], option => Assert.Contains(option, message));
    }

    /// <summary>Of ten rows, one has no permission, and one has 80.</summary>
    private static string Text(int rows) =>
        "from,to,permission\n" + string.Concat(Enumerable.Range(1, rows).Select(i => string.Create(CultureInfo.InvariantCulture, $"c{i},c{i + 1},{(i % 10 == 0 ? "80" : i % 10 == 5 ? "" : "0.5")}\n")));

    private static ImportReport Import(string text, MemoryTarget<Tie<string>> store, int batch = 50_000, string? rejects = null, long maxRejects = 1000, TieMapping? mapping = null, Func<RowFileOptions, RowFileOptions>? file = null)
    {
        using RowSource source = TestSource.Of(text, file);
        return RowImport.Run(source, mapping ?? _mapping, (rows, how) => new TieMapper<string>(rows, how), ImportKind.Ties, store.Begin, new ImportOptions { BatchRows = batch, RejectsFile = rejects, MaxRejects = maxRejects }, null, default);
    }

    private sealed class Told(Action<RowProgress> tell) : IProgress<RowProgress>
    {
        public void Report(RowProgress value) => tell(value);
    }
}
