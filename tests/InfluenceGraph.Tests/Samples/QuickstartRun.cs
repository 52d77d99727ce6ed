using System.IO.Compression;
using System.Text;
using Quickstart;
using Xunit;

namespace InfluenceGraph.Tests.Samples;

/// <summary>Runs the sample in this process, in a folder of its own.</summary>
internal sealed class QuickstartRun : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("quickstart-");

    internal int ExitCode { get; private set; }

    internal string Output { get; private set; } = "";

    internal string Errors { get; private set; } = "";

    /// <summary>Runs without files of the test.</summary>
    internal static QuickstartRun Of(params string[] args)
    {
        var run = new QuickstartRun();
        run.Run(args);
        return run;
    }

    internal string PathOf(string name) => Path.Combine(_folder.FullName, name);

    internal QuickstartRun File(string name, string content) => File(name, Encoding.UTF8.GetBytes(content));

    internal QuickstartRun File(string name, byte[] content)
    {
        System.IO.File.WriteAllBytes(PathOf(name), content);
        return this;
    }

    internal QuickstartRun Compressed(string name, string content)
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(content));
        }

        return File(name, stream.ToArray());
    }

    /// <summary>Runs; an argument that is the name of a file of this run becomes its path.</summary>
    internal QuickstartRun Run(params string[] args) => Run(CancellationToken.None, args);

    internal QuickstartRun Run(CancellationToken stop, params string[] args)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        ExitCode = QuickstartApp.Run(Array.ConvertAll(args, ArgumentOf), output, errors, stop);
        (Output, Errors) = (output.ToString(), errors.ToString());
        return this;
    }

    /// <summary>Asserts an answer, and returns it.</summary>
    internal string Answer()
    {
        Assert.Equal("", Errors);
        Assert.Equal(0, ExitCode);
        return Output;
    }

    /// <summary>Asserts an error without an answer, and returns its message with names in place of paths.</summary>
    internal string Error(int exitCode)
    {
        Assert.Equal(exitCode, ExitCode);
        Assert.Equal("", Output);
        return Errors.Replace(_folder.FullName + Path.DirectorySeparatorChar, "", StringComparison.Ordinal).TrimEnd();
    }

    /// <summary>The rows of a file that was written, without its header, by customer.</summary>
    internal Dictionary<string, double[]> Scores(string name) => System.IO.File
        .ReadLines(PathOf(name))
        .Skip(1)
        .Select(line => line.Split(','))
        .ToDictionary(cells => cells[0], cells => Array.ConvertAll(cells[1..], double.Parse), StringComparer.Ordinal);

    public void Dispose() => _folder.Delete(recursive: true);

    private string ArgumentOf(string arg) =>
        arg.Contains('.', StringComparison.Ordinal) && arg.Any(char.IsLetter) ? PathOf(arg) : arg;
}
