using System.Globalization;
using InfluenceGraph.Benchmarks.Compare;
using InfluenceGraph.Benchmarks.Graphs;
using static InfluenceGraph.Benchmarks.Compare.CompareReport;

namespace InfluenceGraph.Benchmarks.Loading;

/// <summary>Edge list to graph, beside the readers of others on the same file. Every reader runs in a process of its own, so that its memory is its own.</summary>
internal sealed class LoadCommand
{
    private const string Usage = """
        load SCALE... [--threads 1,2] [--repeats 3] [--gapbs CONVERTER] [--networkit PROGRAM] [--igraph PYTHON] [--networkx PYTHON] [--note TEXT] [--out FILE.md]
          SCALE        of a directed R-MAT graph with 16 lines a node, written as text to a temporary file
          --gapbs      gapbs' converter, built outside the tree
          --networkit  a program as benchmarks/README.md describes it
          --igraph     a Python that can import igraph; --networkx likewise
          --repeats    how often each reader reads; the median counts
          --note       a line for the report, such as what else the machine was doing
        """;

    private readonly CompareReport _report;
    private readonly LoadOptions _options;

    private LoadCommand(CompareReport report, LoadOptions options) => (_report, _options) = (report, options);

    internal static int Run(ReadOnlySpan<string> arguments)
    {
        if (arguments is ["once", string file, string key, string threads, string runs])
        {
            return OwnLoads.Run(file, key, int.Parse(threads, CultureInfo.InvariantCulture), int.Parse(runs, CultureInfo.InvariantCulture));
        }

        if (LoadOptions.Of(arguments) is not LoadOptions options)
        {
            Console.Error.WriteLine(Usage);
            return 2;
        }

        string scales = string.Join(' ', options.Scales);
        var report = new CompareReport(
            "Edge list to graph",
            $"dotnet run -c Release --project benchmarks/InfluenceGraph.Benchmarks -- load {scales} [--gapbs CONVERTER] [--networkit PROGRAM] [--igraph PYTHON] [--networkx PYTHON]",
            compiler: "not needed");
        var command = new LoadCommand(report, options);
        if (options.Note.Length > 0)
        {
            report.Row("note", options.Note);
        }

        bool agree = true;
        foreach (int scale in options.Scales)
        {
            agree &= command.Run(scale);
        }

        report.Row("nodes and ties of all readers", agree ? "agree: each has as many ties as lines, as distinct ties, or as distinct ties without self ties" : "**differ**");
        if (options.Out.Length > 0)
        {
            report.Save(options.Out);
        }

        return agree ? 0 : 1;
    }

    private bool Run(int scale)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("load");
        try
        {
            string file = Path.Combine(folder.FullName, "graph.el");
            EdgeSource source = RMat.Create(scale, 16);
            using (var writer = new StreamWriter(file))
            {
                foreach ((int from, int to) in source.Edges)
                {
                    writer.Write(string.Create(CultureInfo.InvariantCulture, $"{from} {to}\n"));
                }
            }

            long bytes = new FileInfo(file).Length;
            var readers = new LoadReaders(file, _options.Repeats);
            Loaded first = readers.Own("long", 1);
            long withSelfTies = CustomerGraph.FromEdgeList<long>(file, o => o with { Graph = o.Graph with { OnSelfTie = SelfTieRule.Keep } }).Graph.TieCount;
            _report.Row($"**{source.Name}**", $"{Number(bytes / 1e6)} MB of text, {Number(first.Lines)} lines; {Number(first.Nodes)} nodes have a tie, {Number(first.Edges)} distinct ties without self ties, {Number(withSelfTies)} with them");
            bool agree = true;
            foreach (int threads in _options.Threads)
            {
                string with = threads == 1 ? "1 thread" : $"{threads} threads";
                Loaded own = threads == 1 ? first : readers.Own("long", threads);
                Loaded texts = readers.Own("string", threads);
                Tell($"InfluenceGraph, keys of type long, {with}", own, own, bytes);
                Tell($"InfluenceGraph, keys of type string, {with}", texts, own, bytes);
                agree &= (own.Nodes, own.Edges, own.Lines) == (texts.Nodes, texts.Edges, texts.Lines);
                foreach ((string name, Loaded theirs) in readers.Peers(_options, threads))
                {
                    Tell($"{name}, {with}", theirs, own, bytes);

                    // A reader either drops parallel and self ties, or parallel ones only, or has a tie for each line.
                    agree &= theirs.Edges == own.Edges || theirs.Edges == withSelfTies || theirs.Edges == own.Lines;
                }
            }

            return agree;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private void Tell(string name, Loaded loaded, Loaded own, long bytes) => _report.Row(
        name,
        $"{Number(loaded.Seconds, "0.00")} s{(loaded.Processor > 0 ? $", processor {Number(loaded.Processor, "0.00")} s" : "")}; {Number(bytes / 1e6 / loaded.Seconds)} MB/s; peak {MiB(loaded.Kibibytes << 10)}; {Number(loaded.Nodes)} nodes, {Number(loaded.Edges)} ties"
        + (loaded == own ? "" : $"; **ratio {Number(loaded.Seconds / own.Seconds, "0.0")}**{(loaded.Processor > 0 ? $", of processor time {Number(loaded.Processor / own.Processor, "0.0")}" : "")}{loaded.Note}"));
}
