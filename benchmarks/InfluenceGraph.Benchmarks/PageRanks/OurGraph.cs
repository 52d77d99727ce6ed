using System.Diagnostics;
using InfluenceGraph.Benchmarks.Compare;
using InfluenceGraph.Benchmarks.Graphs;
using InfluenceGraph.Graphs;
using InfluenceGraph.SocialValues;

namespace InfluenceGraph.Benchmarks.PageRanks;

/// <summary>The same graph in this library, made and asked as a caller does.</summary>
internal sealed class OurGraph
{
    private const ulong TopicSeed = 7201;
    private readonly CustomerGraph<long> _graph;

    private readonly double[] _ownValues;

    private OurGraph(CustomerGraph<long> graph, double[] ownValues, Judge judge)
    {
        (_graph, _ownValues, Judge) = (graph, ownValues, judge);
    }

    internal Judge Judge { get; }

    internal double BuildSeconds { get; private init; }

    /// <summary>By how much the process grew at most while the graph was built.</summary>
    internal long BuildPeak { get; private init; }

    /// <summary>The first question, with what it makes ready for later ones.</summary>
    internal double FirstSeconds { get; private init; }

    /// <summary>Live data after the first question: graph, both directions, layout.</summary>
    internal long BytesAtRest { get; private init; }

    /// <summary>What ties alone take at rest, as <c>TieBytes</c> says.</summary>
    internal long TieBytes => _graph.TieBytes;

    internal CustomerGraphView<long> View => _graph.AsView();

    /// <summary>Builds the graph with keys of long and asks it once.</summary>
    /// <param name="graph">The edges.</param>
    /// <param name="ownValues">What starts at each customer.</param>
    /// <param name="topics">How many topics there are; each customer is about one. 0 for none.</param>
    /// <param name="threads">For the first question.</param>
    internal static OurGraph Build(PlainGraph graph, double[] ownValues, int topics, int threads)
    {
        long before = GC.GetTotalMemory(forceFullCollection: true);
        long start = Stopwatch.GetTimestamp();
        double seconds = 0;
        (CustomerGraph<long> built, long peak) = ProcessGrowth.While(() =>
        {
            start = Stopwatch.GetTimestamp();
            CustomerGraph<long> made = CustomerGraph.FromTies(graph.Ties, Customers(ownValues, topics));
            seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            return made;
        });
        start = Stopwatch.GetTimestamp();
        built.SocialValue(o => o with { Tolerance = Question.OurTolerance, Threads = threads });
        double first = Stopwatch.GetElapsedTime(start).TotalSeconds;
        long atRest = GC.GetTotalMemory(forceFullCollection: true) - before;
        return new(built, ownValues, new(graph, ownValues)) { BuildSeconds = seconds, BuildPeak = peak, FirstSeconds = first, BytesAtRest = atRest };
    }

    internal static int TopicOf(long customer, int topics) => (int)(CounterHash.Bits(TopicSeed, (ulong)customer, 0) % (ulong)topics);

    internal static string NameOf(int topic) => FormattableString.Invariant($"topic{topic:0000}");

    internal OurAnswer Ask(UnreachedPolicy policy, int threads)
    {
        var times = new SweepTimes();
        long start = Stopwatch.GetTimestamp();
        SocialValueResult<long> result = _graph.SocialValue(o => o with { Tolerance = Question.OurTolerance, Unreached = policy, Threads = threads }, times);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return new(result, new(seconds, result.Iterations, times.SecondsPerSweep));
    }

    /// <summary>Seconds to lay out the ties for sweeps, which the first question does.</summary>
    internal double LayoutSeconds(int threads)
    {
        GraphView nodes = View.Nodes;
        var again = new GraphView(nodes.Forward, nodes.Backward, []);
        long start = Stopwatch.GetTimestamp();
        Locality.Of(again, threads, CancellationToken.None);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    internal void WriteForLoop(string path) => NativePull.WriteGraph(path, View.Nodes.Forward, _ownValues, Judge.Damping);

    /// <summary>From all that ever arrives, as the loop in C counts, to what stops, as social value does.</summary>
    internal double[] StoppedIn(double[] arrived)
    {
        ReadOnlySpan<double> received = View.Nodes.WeightReceived;
        double[] stopped = new double[arrived.Length];
        for (int v = 0; v < stopped.Length; v++)
        {
            stopped[v] = arrived[v] * (received[v] > 0 ? 1 - Judge.Damping : 1);
        }

        return stopped;
    }

    private static IEnumerable<Customer<long>> Customers(double[] ownValues, int topics)
    {
        CustomerTag[][] tags = [.. Enumerable.Range(0, topics).Select(topic => (CustomerTag[])[new(NameOf(topic))])];
        for (int node = 0; node < ownValues.Length; node++)
        {
            yield return topics == 0 ? new(node, ownValues[node]) : new(node, ownValues[node]) { Tags = tags[TopicOf(node, topics)] };
        }
    }
}

/// <summary>What the library answered, and how long that took.</summary>
internal sealed record OurAnswer(SocialValueResult<long> Result, Trial Trial)
{
    internal double Residual => Result.Residual;

    /// <summary>Social values by node, as keys are nodes.</summary>
    internal double[] Scores => [.. Result.Select(customer => customer.Value)];
}
