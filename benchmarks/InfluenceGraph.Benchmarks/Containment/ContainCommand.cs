using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using InfluenceGraph.Benchmarks.Compare;
using InfluenceGraph.Benchmarks.Graphs;
using InfluenceGraph.Graphs;
using static InfluenceGraph.Benchmarks.Compare.CompareReport;

namespace InfluenceGraph.Benchmarks.Containment;

/// <summary>
/// Whole jobs around a complaint at the customer with most ties: trace it, plan its containment, explain a pair. Best of
/// several runs after one that warms up, as other work on the machine only ever adds time.
/// </summary>
internal sealed class ContainCommand
{
    private const string Usage = """
        contain SOURCE [MODEL] [--worlds 1000] [--repeats 3] [--threads 2] [--out FILE.md]
          SOURCE     rmat:SCALE; an edge list; both:FILE for ties both ways after a first line "nodes edges";
                     back:FILE.gz for rows "who whom count" whose influence runs the other way (who retweets whom)
          MODEL      wc (1 / in-degree, the default), lt, or one probability such as 0.1
          --worlds   worlds to trace, and to choose a plan on
          --repeats  how often each job is timed
        """;

    private readonly CompareReport _report;
    private readonly int _worlds;
    private readonly int _repeats;
    private readonly int _threads;

    private ContainCommand(CompareReport report, int worlds, int repeats, int threads) => (_report, _worlds, _repeats, _threads) = (report, worlds, repeats, threads);

    internal static int Run(ReadOnlySpan<string> arguments)
    {
        if (arguments.IsEmpty || arguments[0].StartsWith('-'))
        {
            Console.Error.WriteLine(Usage);
            return 2;
        }

        string model = arguments.Length > 1 && !arguments[1].StartsWith('-') ? arguments[1] : "wc";
        int Number(ReadOnlySpan<string> words, string name, int otherwise)
        {
            int at = words.IndexOf(name);
            return at < 0 ? otherwise : int.Parse(words[at + 1], CultureInfo.InvariantCulture);
        }

        var report = new CompareReport(
            $"A complaint on {arguments[0]}, {model}",
            $"dotnet run -c Release --project benchmarks/InfluenceGraph.Benchmarks -- contain {string.Join(' ', arguments)}",
            compiler: "not needed");
        new ContainCommand(report, Number(arguments, "--worlds", 1000), Number(arguments, "--repeats", 3), Number(arguments, "--threads", 2)).Run(arguments[0], model);
        int file = arguments.IndexOf("--out");
        if (file >= 0)
        {
            report.Save(arguments[file + 1]);
        }

        return 0;
    }

    private void Run(string source, string modelName)
    {
        Tie<int>[] ties = TiesOf(source);
        CustomerGraph<int> graph = CustomerGraph.FromTies(ties);
        CustomerGraphView<int> view = graph.AsView();
        (int complainer, int degree) = ties.CountBy(tie => tie.From).MaxBy(pair => pair.Value);
        CascadeModel model = modelName switch
        {
            "wc" => new(),
            "lt" => new() { Process = CascadeProcess.LinearThreshold },
            _ => new() { Propensity = Propensity.Constant(double.Parse(modelName, CultureInfo.InvariantCulture)) },
        };
        _report.Row("graph", $"{Number(graph.CustomerCount)} customers, {Number(graph.TieCount)} ties; the complainer has {Number(degree)}");
        _report.Row("measured as", $"best of {_repeats}, {_threads} threads; processor time of all threads together, {Number(_worlds)} worlds to trace or to choose on, as many others to judge");

        DominoResult<int> domino = null!;
        Time("trace: reach, curve and bad case", () => domino = view.Domino([complainer], o => o with { Model = model, Worlds = _worlds, Top = 0, Threads = _threads }));
        _report.Row("reached", $"{domino.Reached} customers, bad case {domino.BadCaseReached}");
        Time("trace with customers at risk and tipping ties", () => domino = view.Domino([complainer], o => o with { Model = model, Worlds = _worlds, Threads = _threads }));
        Plan("plan: 10 answers, not the complainer", o => o with { Model = model, Exclude = [complainer] });
        Plan("the same within 4 hops", o => o with { Model = model with { MaxHops = 4 }, Exclude = [complainer] });
        Plan("plan: 5 advocates", o => o with { Model = model, Count = 0, AdvocateCount = 5 });
        Plan("plan: 5 answers and 2 advocates together", o => o with { Model = model, Exclude = [complainer], Count = 5, AdvocateCount = 2 });
        int popular = ties.CountBy(tie => tie.To).Where(pair => pair.Key != complainer).MaxBy(pair => pair.Value).Key;
        PairExplanation<int> pair = null!;
        Time("explain a pair: 10 likeliest paths to the customer with most ties", () => pair = view.LikeliestPaths(complainer, popular, 10, o => o with { Model = model, Worlds = _worlds, Threads = _threads }));
        _report.Row("explained", $"{pair.Paths.Count} paths are {Number(100 * pair.ShareExplained, "0")} % of {Number(100 * pair.Chance.Value, "0.0")} %");

        void Plan(string name, Func<ContainmentOptions<int>, ContainmentOptions<int>> configure)
        {
            ContainmentPlan<int> plan = null!;
            Time(name, () => plan = view.Containment([complainer], o => configure(o) with { Worlds = _worlds, Threads = _threads }));
            string ratio = plan.AdvocateRatio is double found ? $", at least {Number(100 * found, "0.0")} % of the best on {Number(plan.AdvocateWorlds)} worlds" : "";
            _report.Row("avoids", $"{plan.LossAvoided} of {plan.LossWithoutAction}{ratio}");
        }
    }

    /// <summary>Distinct ties of permission 1; of a file that is read backwards, the first two numbers a line.</summary>
    private static Tie<int>[] TiesOf(string source)
    {
        if (source is ['b', 'a', 'c', 'k', ':', .. string path])
        {
            using var unpacked = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
            using var reader = new StreamReader(unpacked);
            var ties = new HashSet<(int From, int To)>();
            while (reader.ReadLine() is string line)
            {
                string[] parts = line.Split(' ');
                (int to, int from) = (int.Parse(parts[0], CultureInfo.InvariantCulture), int.Parse(parts[1], CultureInfo.InvariantCulture));
                _ = from != to && ties.Add((from, to));
            }

            return [.. ties.Select(tie => new Tie<int>(tie.From, tie.To, 1))];
        }

        CsrGraph structure = CascadeFixture.Structure(source);
        return [.. Enumerable.Range(0, structure.NodeCount).SelectMany(u => structure.TargetsOf(u).ToArray().Select(v => new Tie<int>(u, v, 1)))];
    }

    private void Time(string what, Action job)
    {
        (double best, double processor) = (double.PositiveInfinity, double.PositiveInfinity);
        long heap = 0;
        for (int round = 0; round <= _repeats; round++)
        {
            if (round == _repeats)
            {
                (_, heap, _) = PeakMemory.While(collecting: false, () =>
                {
                    job();
                    return 0;
                });
                break;
            }

            var watch = Stopwatch.StartNew();
            TimeSpan before = Environment.CpuUsage.TotalTime;
            job();
            best = Math.Min(best, watch.Elapsed.TotalSeconds);
            processor = Math.Min(processor, (Environment.CpuUsage.TotalTime - before).TotalSeconds);
        }

        _report.Row(what, $"{Milliseconds(best)}, {Milliseconds(processor)} of processor time, heap grows by {MiB(heap)}");
    }
}
