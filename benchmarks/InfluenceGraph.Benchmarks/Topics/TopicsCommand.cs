using System.Diagnostics;
using System.Globalization;
using InfluenceGraph.Benchmarks.Graphs;

namespace InfluenceGraph.Benchmarks.Topics;

/// <summary>
/// <c>topics [scale] [topics] [sweeps] [threads]</c>: social value on many topics in one pass beside one pass for each, the same
/// number of sweeps, with the check that the bits are the same.
/// </summary>
internal static class TopicsCommand
{
    private const ulong TagSeed = 7101;

    internal static int Run(string[] args)
    {
        int Argument(int at, int otherwise) => args.Length > at ? int.Parse(args[at], CultureInfo.InvariantCulture) : otherwise;
        (int scale, int topics, int sweeps, int threads) = (Argument(0, 18), Argument(1, 64), Argument(2, 20), Argument(3, 1));
        CustomerGraphView<long> view = Build(RMat.Create(scale, 16), topics).AsView();
        string[] names = [.. Enumerable.Range(0, topics).Select(Name)];

        // Once to compile, with few sweeps.
        view.SocialValueByTopic(names[..Math.Min(topics, 64)], o => o with { MaxIterations = 2, Tolerance = 0, Threads = threads });
        var priors = new Dictionary<long, double>[topics];
        for (int topic = 0; topic < topics; topic++)
        {
            priors[topic] = view.Customers.Where(customer => TopicsOf(customer, topics).Contains(topic)).ToDictionary(customer => customer, customer => SeededGraph.OwnValueOf((int)customer) / 3);
        }

        view.SocialValue(o => o with { Prior = priors[0], MaxIterations = 2, Tolerance = 0, Threads = threads });
        TopicValueResult<long> together = view.SocialValueByTopic(names[..1], o => o with { MaxIterations = 1 });
        (double Wall, double Processor) onePass = Time(() => together = view.SocialValueByTopic(names, o => o with { MaxIterations = sweeps, Tolerance = 0, Threads = threads }));
        SocialValueResult<long>[] alone = [];
        (double Wall, double Processor) manyPasses = Time(() => alone = [.. priors.Select(prior => view.SocialValue(o => o with { Prior = prior, MaxIterations = sweeps, Tolerance = 0, Threads = threads }))]);

        double worst = Enumerable.Range(0, topics).Max(topic => view.Customers.Max(customer => Difference(together.Topics[topic][customer], alone[topic][customer])));
        Console.WriteLine(FormattableString.Invariant(
            $"R-MAT {scale}, {view.CustomerCount} customers, {view.Receipt.TiesUsed} ties, {topics} topics, {sweeps} sweeps, {threads} threads: one pass {onePass.Wall:0.00} s, {topics} passes {manyPasses.Wall:0.00} s, ratio {manyPasses.Wall / onePass.Wall:0.0}; of processor time {onePass.Processor:0.00} s, {manyPasses.Processor:0.00} s, ratio {manyPasses.Processor / onePass.Processor:0.0}; largest relative difference {worst:0.0e+0}"));
        return worst < 1e-12 ? 0 : 1;
    }

    /// <summary>Time on the wall and of the processor: the second says more where the machine is shared.</summary>
    private static (double Wall, double Processor) Time(Action work)
    {
        using var process = Process.GetCurrentProcess();
        TimeSpan before = process.TotalProcessorTime;
        long start = Stopwatch.GetTimestamp();
        work();
        TimeSpan wall = Stopwatch.GetElapsedTime(start);
        process.Refresh();
        return (wall.TotalSeconds, (process.TotalProcessorTime - before).TotalSeconds);
    }

    private static double Difference(double a, double b) => a == b ? 0 : Math.Abs(a - b) / Math.Max(a, b);

    private static string Name(int topic) => FormattableString.Invariant($"topic{topic:000}");

    /// <summary>Three topics each, all different where there are enough.</summary>
    private static int[] TopicsOf(long customer, int topics)
    {
        int first = (int)(CounterHash.Bits(TagSeed, (ulong)customer, 0) % (ulong)topics);
        return [first, (first + 1) % topics, (first + 3) % topics];
    }

    private static CustomerGraph<long> Build(EdgeSource source, int topics)
    {
        var builder = new CustomerGraphBuilder<long>();
        for (int node = 0; node < source.NodeCount; node++)
        {
            builder.AddCustomer(new(node, SeededGraph.OwnValueOf(node)) { Tags = [.. TopicsOf(node, topics).Select(topic => new CustomerTag(Name(topic)))] });
        }

        foreach ((int from, int to) in source.Edges)
        {
            builder.AddTie(new(from, to, 1, 1));
        }

        return builder.Build();
    }
}
