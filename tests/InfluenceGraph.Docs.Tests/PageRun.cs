using System.Globalization;
using System.Reflection;
using System.Runtime.ExceptionServices;
using InfluenceGraph.Data;
using InfluenceGraph.Data.Tests.PostgreSql;
using InfluenceGraph.Tests.Repository;
using NotebookKit;
using Xunit;

namespace InfluenceGraph.Docs.Tests;

/// <summary>Runs a page from top to bottom in a folder of its own, and keeps what it prints and draws.</summary>
public static class PageRun
{
    /// <summary>A picture is 760 pixels wide, and a letter of its title about nine.</summary>
    private const int LongestTitle = 82;

    private const string NoQuikGraph = "The adapter for QuikGraph is not built: -p:WithQuikGraph=true.";

    private static StringWriter[] _printed = [];
    private static Dictionary<string, ISvg> _drawn = [];

    /// <summary>How a page's program gets at a server with a database of its own, where it said that it needs one.</summary>
    public static string Connection { get; private set; } = "";

    /// <summary>What one page printed, by piece, and drew, by file; and what was not run, as it needs something that is not here.</summary>
    internal sealed record Answer(IReadOnlyList<(Piece Piece, string Printed)> Printed, IReadOnlyDictionary<string, string> Drawn, IReadOnlyList<string> NotRun);

    /// <summary>Called by a page's program before each of its pieces.</summary>
    public static void Begin(int piece) => Console.SetOut(_printed[piece]);

    /// <summary>Called by a page's program for each of its pictures.</summary>
    public static void Draw(string file, ISvg picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        Assert.True(picture.Title.Length <= LongestTitle, $"{file}: its title has {picture.Title.Length} letters and is cut off; expected at most {LongestTitle}: {picture.Title}");
        _drawn.Add(file, picture);
    }

    /// <summary>Runs a page; other pages' named blocks come from the index.</summary>
    internal static Answer Of(DocsPage page, DocsPage index, PostgreSqlServer server)
    {
        var printed = new List<(Piece, string)>();
        var notRun = new List<string>();
        var pending = new List<Piece>();
        _drawn = [];
        using var folder = new PageFolder();
        foreach (Piece piece in page.Pieces)
        {
            if (piece.Kind is PieceKind.Setup or PieceKind.Shell)
            {
                Finish();
            }

            if (piece.Kind == PieceKind.Shell)
            {
                printed.Add((piece, ToolLines.Run(piece.Text)));
            }
            else
            {
                pending.Add(piece);
            }
        }

        Finish();
        return new(printed, _drawn.ToDictionary(picture => picture.Key, picture => picture.Value.ToSvg() + "\n", StringComparer.Ordinal), notRun);

        void Finish()
        {
            if (pending.Count > 0)
            {
                printed.AddRange(Run(page, pending, index, server, notRun));
                pending.Clear();
            }
        }
    }

    private static IEnumerable<(Piece Piece, string Printed)> Run(DocsPage page, List<Piece> pieces, DocsPage index, PostgreSqlServer server, List<string> notRun)
    {
        string[] words = pieces[0].Kind == PieceKind.Setup ? pieces[0].Word.Split(' ', StringSplitOptions.RemoveEmptyEntries) : [];
        var missing = new List<string>();
        var all = new List<Piece>();
        foreach (string word in words)
        {
            if (word.StartsWith("needs-", StringComparison.Ordinal))
            {
                missing.AddRange(Missing(word, server));
            }
            else
            {
                all.Add(index.Pieces.FirstOrDefault(piece => piece.Name == word) ?? throw new PageException($"{page.Name}: '{word}' is neither a named block of {index.Name} nor something that a block may need."));
            }
        }

        all.AddRange(pieces);
        notRun.AddRange(missing);
        if (missing.Contains(NoQuikGraph))
        {
            return [];
        }

        Assembly program = new PageProgram(page.Name, all).Compile();
        if (missing.Count > 0)
        {
            return [];
        }

        if (words.Contains("needs-postgresql"))
        {
            Connection = server.NewDatabase().ConnectionString;
        }

        (TextWriter before, TextWriter errors) = (Console.Out, Console.Error);
        Console.SetError(TextWriter.Null);
        _printed = [.. all.Select(_ => new StringWriter { NewLine = "\n" })];
        try
        {
            MethodInfo main = program.EntryPoint!;
            main.Invoke(null, main.GetParameters().Length == 0 ? [] : [Array.Empty<string>()]);
        }
        catch (TargetInvocationException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerException!);
        }
        finally
        {
            Console.SetOut(before);
            Console.SetError(errors);
        }

        return all.Zip(_printed, (piece, text) => (piece, text.ToString())).Skip(all.Count - pieces.Count);
    }

    /// <summary>Says what a block wants from this machine and does not find.</summary>
    private static IEnumerable<string> Missing(string need, PostgreSqlServer server) => need switch
    {
        "needs-postgresql" => server.Missing is string missing ? [missing] : [],
        "needs-duckdb" => ParquetFile.IsAvailable ? [] : ["DuckDB's library is not on this machine."],
        "needs-quikgraph" => File.Exists(Path.Combine(AppContext.BaseDirectory, "InfluenceGraph.QuikGraph.dll")) ? [] : [NoQuikGraph],
        _ => throw new PageException($"Nobody knows what '{need}' is."),
    };
}

/// <summary>The folder in which a page runs: the Florentine files, and nothing else.</summary>
internal sealed class PageFolder : IDisposable
{
    private readonly string _before = Environment.CurrentDirectory;
    private readonly string _path = Directory.CreateTempSubdirectory("influencegraph-docs-").FullName;

    internal PageFolder()
    {
        foreach (string file in Directory.EnumerateFiles(RepositoryRoot.PathOf("samples", "Quickstart", "data"), "*.csv"))
        {
            File.Copy(file, Path.Combine(_path, Path.GetFileName(file)));
        }

        Environment.CurrentDirectory = _path;
    }

    public void Dispose()
    {
        Environment.CurrentDirectory = _before;
        Directory.Delete(_path, recursive: true);
    }
}

/// <summary>Command lines of the tool, run in this process.</summary>
internal static class ToolLines
{
    /// <summary>What the tool's lines print; lines of other programs are passed over.</summary>
    internal static string Run(string text)
    {
        TextWriter output = Console.Out, errors = Console.Error;
        using var printed = new StringWriter { NewLine = "\n" };
        using var complaints = new StringWriter { NewLine = "\n" };
        Console.SetOut(printed);
        Console.SetError(complaints);
        try
        {
            foreach (string line in text.Split('\n').Where(line => line.StartsWith("influencegraph ", StringComparison.Ordinal)))
            {
                string[] words = [.. line.Split('#')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1)];
                object? code = Assembly.Load("InfluenceGraph.Tool").EntryPoint!.Invoke(null, [words]);
                Assert.True(code is 0, string.Create(CultureInfo.InvariantCulture, $"{line} gave {code}: {complaints}"));
            }
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(errors);
        }

        return printed.ToString();
    }
}
