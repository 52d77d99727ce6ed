using InfluenceGraph.Benchmarks.Compare;
using InfluenceGraph.Benchmarks.Graphs;

namespace InfluenceGraph.Benchmarks.PageRanks;

/// <summary>PageRank beside every peer that is given, on the same graph, in turns, with a check that the answers are the same.</summary>
internal sealed class PageRankCommand
{
    private readonly PageRankOptions _options;
    private readonly PlainGraph _graph;
    private readonly CompareReport _report;
    private readonly string? _compiler;
    private readonly List<string> _wrong = [];

    private PageRankCommand(PageRankOptions options, string commandLine)
    {
        _options = options;
        _graph = PlainGraph.Create(options.Scale, options.Degree, options.IsSymmetric, options.IsWeighted);
        _compiler = NativePull.CompilerVersion();
        _report = new($"PageRank on {_graph.Name}", commandLine, _compiler, options.AppendTo is null ? 1 : 2);
    }

    internal static int Run(ReadOnlySpan<string> arguments)
    {
        if (arguments is ["--help"])
        {
            Console.WriteLine(PageRankOptions.Usage);
            return 0;
        }

        PageRankOptions options;
        try
        {
            options = PageRankOptions.Parse(arguments);
        }
        catch (ArgumentException exception)
        {
            Console.Error.WriteLine(exception.Message);
            Console.Error.WriteLine(PageRankOptions.Usage);
            return 2;
        }

        WarmUp(options);
        string commandLine = $"dotnet run -c Release --project benchmarks/InfluenceGraph.Benchmarks -- pagerank {PageRankOptions.Public(arguments)}".TrimEnd();
        return new PageRankCommand(options, commandLine).Run();
    }

    /// <summary>Lets the compiler see the code at work, on a graph too small to take time.</summary>
    internal static void WarmUp(PageRankOptions options)
    {
        var graph = PlainGraph.Create(scale: 11, degree: 16, options.IsSymmetric, options.IsWeighted);
        double[] ones = [.. Enumerable.Repeat(1.0, graph.NodeCount)];
        var ours = OurGraph.Build(graph, ones, options.IsWeighted ? 16 : 0, threads: 1);
        for (int i = 0; i < 30; i++)
        {
            ours.Ask(UnreachedPolicy.Keep, options.Threads[i % options.Threads.Length]);
            ours.Ask(UnreachedPolicy.Prior, options.Threads[i % options.Threads.Length]);
        }

        for (int i = 0; i < 10 && options.IsWeighted; i++)
        {
            ours.View.SocialValueByTopic([OurGraph.NameOf(0), OurGraph.NameOf(1)], o => o with { Threads = options.Threads[i % options.Threads.Length] });
        }

        Thread.Sleep(200);
    }

    private int Run()
    {
        using var files = QuestionFiles.Write(_graph);
        RequireSameFile(files);
        _report.Row("graph", $"{CompareReport.Number(_graph.NodeCount)} nodes, {CompareReport.Number(_graph.EdgeCount)} distinct edges{(_graph.IsSymmetric ? ", each both ways" : "")}, no self edges; `.sg` of sbeamer/gapbs for peers");
        _report.Row("load of the machine", File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Trim() : "unknown");
        _report.Row("until", "the sum of changes of scores that add up to 1 is below 1e-6, as gapbs counts it; our residual is d / (1 - d) times that, so our tolerance is 1e-6 x 0.85 / 0.15 (residuals in double precision, by our last sweep); igraph goes on to its own 1e-10");

        double[] ones = [.. Enumerable.Repeat(1.0, _graph.NodeCount)];
        AskPlain(ones, files);
        if (_options.IsWeighted)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            AskPersonalised(files);
        }

        _wrong.ForEach(line => _report.Say($"**{line}.**"));
        if (_options.Out is string path)
        {
            _report.Save(path);
        }

        if (_options.AppendTo is string file)
        {
            _report.Append(file);
        }

        return _wrong.Count == 0 ? 0 : 1;
    }

    /// <summary>All customers start with 1.</summary>
    private void AskPlain(double[] ones, QuestionFiles files)
    {
        OurGraph ours = Build(ones, topics: 0);
        using (var leaking = new Question("Plain, score of sinks is lost (ours: policy Keep, whose other scores are the same)", ours, UnreachedPolicy.Keep, _options.Threads, files))
        {
            if (!_options.IsWeighted && _options.Gapbs is string gapbs)
            {
                leaking.AddGapbs(gapbs);
            }

            if (_options.IsSymmetric && _options.Networkit is string networkit)
            {
                leaking.AddServed([networkit], "networkit", hasThreads: true);
            }

            if (!_options.IsWeighted && _options.QuikGraph is string quikGraph)
            {
                leaking.AddServed([quikGraph], "quikgraph");
            }

            if (leaking.HasPeers || !_options.IsWeighted)
            {
                _wrong.AddRange(leaking.Run(_options.Repeats, _report));
            }
        }

        using var restarting = new Question("Plain, score of sinks starts anew at all nodes alike (ours: policy Uniform)", ours, UnreachedPolicy.Uniform, _options.Threads, files);
        if (!_options.IsSymmetric && _options.Networkit is string directed)
        {
            restarting.AddServed([directed], "networkit", hasThreads: true);
        }

        AddPython(restarting);
        if (restarting.HasPeers)
        {
            _wrong.AddRange(restarting.Run(_options.Repeats, _report));
        }
    }

    /// <summary>Customers start with own values of 1 to 1000.</summary>
    private void AskPersonalised(QuestionFiles files)
    {
        double[] values = [.. Enumerable.Range(0, _graph.NodeCount).Select(SeededGraph.OwnValueOf)];
        _report.Table("what", "value");
        OurGraph ours = Build(values, _options.Topics);
        using (var question = new Question("Weighted and personalised, score of sinks starts anew where all other does (ours: policy Prior)", ours, UnreachedPolicy.Prior, _options.Threads, files.StartingWith(values)))
        {
            AddPython(question);
            if (_compiler is not null)
            {
                question.AddLoop();
            }

            _wrong.AddRange(question.Run(_options.Repeats, _report));
        }

        if (_options.Topics > 0)
        {
            _wrong.AddRange(ManyRankings.Run(ours, values, _options.Topics, _options.Threads, Math.Min(_options.Repeats, 3), _report));
        }
    }

    private void AddPython(Question question)
    {
        string[] methods = _options.Scale <= 16 ? ["igraph", "scipy32", "scipy64", "networkx"] : ["igraph", "scipy32", "scipy64"];
        string? python = _options.Python;
        foreach (string method in methods.Where(method => python is not null && ServedPeer.CanImport(python, method)))
        {
            question.AddServed([python!, ServedPeer.Script], method);
        }
    }

    private OurGraph Build(double[] ownValues, int topics)
    {
        int most = _options.Threads[^1];
        var ours = OurGraph.Build(_graph, ownValues, topics, most);
        string kind = topics > 0 ? $", own values of 1 to 1000, a topic each" : "";
        _report.Row($"ours: build{kind}", $"{CompareReport.Number(ours.BuildSeconds, "0.00")} s from ties with keys of `long`, {CompareReport.Number(_graph.EdgeCount / ours.BuildSeconds / 1e6, "0.0")} M ties/s; the process grew by {CompareReport.MiB(ours.BuildPeak)} at most");
        _report.Row($"ours: first question{kind}", $"{CompareReport.Number(ours.FirstSeconds, "0.000")} s with {most} thread{(most == 1 ? "" : "s")}, of which later ones are spared the other direction and the layout ({string.Join(", ", _options.Threads.Select(count => $"{CompareReport.Number(ours.LayoutSeconds(count), "0.000")} s with {count}"))})");
        _report.Row($"ours: bytes{kind}", $"{CompareReport.Number(ours.TieBytes / 2.0 / _graph.EdgeCount, "0.00")} a tie and direction at rest; with keys, layout and all else that stays {CompareReport.MiB(ours.BytesAtRest)}");
        return ours;
    }

    private void RequireSameFile(QuestionFiles files)
    {
        PlainGraph.Rows written = SerializedGraph.ReadOutgoing(files.Graph);
        if (!written.Offsets.AsSpan().SequenceEqual(_graph.Out.Offsets) || !written.Targets.AsSpan().SequenceEqual(_graph.Out.Targets))
        {
            throw new InvalidDataException($"{files.Graph} does not hold the graph that was written.");
        }
    }
}
