using System.IO.Compression;
using System.Text;
using InfluenceGraph.Data.Tests.GraphFormats;
using InfluenceGraph.Files;
using Xunit;

namespace InfluenceGraph.Data.Tests.Files;

/// <summary>Files of all kinds appear when they are whole. Whatever goes wrong before leaves what was there, and nothing else.</summary>
public sealed class FinishedFileTests
{
    private static readonly CustomerGraph<string> _graph = CustomerGraph.FromTies(Enumerable.Range(0, 10_000).Select(i => new Tie<string>($"customer {i}", $"customer {7 * i % 10_007}", 1 / (1.0 + i))));

    private static readonly Dictionary<string, Action<string>> _writers = new(StringComparer.Ordinal)
    {
        ["scores.csv"] = path => CsvExport.WriteScores(path, "value", _graph.SocialValue(), _graph.SocialValue().Receipt),
        ["scores.csv.gz"] = path => CsvExport.WriteScores(path, "value", _graph.SocialValue(), _graph.SocialValue().Receipt),
        ["graph.graphml"] = path => GraphMl.Write(path, _graph.AsView()),
        ["graph.graphml.gz"] = path => GraphMl.Write(path, _graph.AsView()),
        ["graph.gexf"] = path => Gexf.Write(path, _graph.AsView()),
        ["graph.cgraph"] = path => _graph.Save(path),
        ["rejects.csv"] = Reject,
    };

    public static TheoryData<string> Names => [.. _writers.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_full_disk_is_an_error_that_says_so_and_leaves_what_was_there(string name)
    {
        using var disk = new SmallDisk();
        string path = disk.PathOf(name);
        File.WriteAllText(path, "of yesterday");

        string message = Assert.Throws<IOException>(() => _writers[name](path)).Message;

        Assert.Contains("No space left on device", message, StringComparison.Ordinal);
        Assert.Equal([name], disk.Files);
        Assert.Equal("of yesterday", File.ReadAllText(path));
        if (name != "graph.cgraph")
        {
            // The receipt beside it may be what finds no room.
            Assert.Matches($"^{path}(.receipt.json)? cannot be written", message);
            Assert.DoesNotContain("unfinished", message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_place_where_nothing_can_be_written_is_told_with_the_reason(string name)
    {
        using var folder = new TemporaryFolder();
        string kept = folder.Write(name, "kept");
        File.SetAttributes(kept, FileAttributes.ReadOnly);
        Directory.CreateDirectory(folder.PathOf("folder"));
        foreach ((string path, string reason) in ((string, string)[])[(kept, "read-only"), (folder.PathOf("folder"), "a folder"), (folder.PathOf($"none/{name}"), "no folder")])
        {
            string message = Assert.Throws<IOException>(() => _writers[name](path)).Message;
            Assert.Contains($"{path} cannot be written", message, StringComparison.Ordinal);
            Assert.Contains(reason, message, StringComparison.Ordinal);
        }

        Assert.Equal([name], folder.Files);
        Assert.Equal("kept", File.ReadAllText(kept));
        File.SetAttributes(kept, FileAttributes.Normal);
    }

    [Fact]
    public void A_folder_without_the_right_to_write_is_told()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Skip("Folders where not even root may write are known on Linux.");
        }

        string message = Assert.Throws<IOException>(() => CsvExport.WriteTable("/proc/scores.csv", ["a"], [[1]])).Message;
        Assert.StartsWith("/proc/scores.csv cannot be written", message, StringComparison.Ordinal);
        Assert.DoesNotContain("unfinished", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_few_may_read_stays_one()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Rights of files are other ones on Windows.");
        }
        else
        {
            using var folder = new TemporaryFolder();
            string path = folder.Write("scores.csv", "of yesterday");
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);

            CsvExport.WriteTable(path, ["a"], [[1]]);

            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
            Assert.Equal("a\r\n1\r\n", File.ReadAllText(path));
        }
    }

    [Fact]
    public void A_name_that_ends_in_gz_is_packed()
    {
        using var folder = new TemporaryFolder();
        CsvExport.WriteTable(folder.PathOf("t.csv.gz"), ["a"], [["ä"]]);

        using var packed = new GZipStream(File.OpenRead(folder.PathOf("t.csv.gz")), CompressionMode.Decompress);
        using var text = new StreamReader(packed, Encoding.UTF8);
        Assert.Equal("a\r\nä\r\n", text.ReadToEnd());
    }

    [Fact]
    public void What_is_not_finished_is_nowhere()
    {
        using var folder = new TemporaryFolder();
        folder.Write("t.txt", "of yesterday");
        using (var file = FinishedFile.Begin(folder.PathOf("t.txt")))
        {
            file.Stream.Write("half"u8);
        }

        Assert.Throws<InvalidOperationException>(() => FinishedFile.Write(folder.PathOf("t.txt.gz"), stream =>
        {
            stream.Write("half"u8);
            throw new InvalidOperationException();
        }));
        Assert.Equal(["t.txt"], folder.Files);
        Assert.Equal("of yesterday", File.ReadAllText(folder.PathOf("t.txt")));
    }

    /// <summary>Reads rows of which all are bad.</summary>
    private static void Reject(string path)
    {
        using var rows = new MemoryStream(Encoding.UTF8.GetBytes($"from,to,permission\n{string.Concat(Enumerable.Range(0, 5_000).Select(i => $"customer {i},b,x\n"))}"));
        using RowSource source = RowSource.FromStream(rows, "ties.csv");
        Assert.Empty(source.ReadTies<string>(TieMapping.Guess(source.Columns), o => o with { MaxRejects = 10_000, RejectsFile = path }).ToArray());
    }
}
