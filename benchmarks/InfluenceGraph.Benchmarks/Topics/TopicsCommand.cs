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
        long start = Stopwatch.GetTimestamp();
        TopicValueResult<long> together = view.SocialValueByTopic(names, o => o with { MaxIterations = sweeps, Tolerance = 0, Threads = threads });
        TimeSpan onePass = Stopwatch.GetElapsedTime(start);

        start = Stopwatch.GetTimestamp();
        SocialValueResult<long>[] alone = [.. priors.Select(prior => view.SocialValue(o => o with { Prior = prior, MaxIterations = sweeps, Tolerance = 0, Threads = threads }))];
        TimeSpan manyPasses = Stopwatch.GetElapsedTime(start);

        double worst = Enumerable.Range(0, topics).Max(topic => view.Customers.Max(customer => Difference(together.Topics[topic][customer], alone[topic][customer])));
        Console.WriteLine(FormattableString.Invariant(
            $"R-MAT {scale}, {view.CustomerCount} customers, {view.Receipt.TiesUsed} ties, {topics} topics, {sweeps} sweeps, {threads} threads: one pass {onePass.TotalSeconds:0.00} s, {topics} passes {manyPasses.TotalSeconds:0.00} s, ratio {manyPasses / onePass:0.0}; largest relative difference {worst:0.0e+0}"));
        return worst < 1e-12 ? 0 : 1;
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
