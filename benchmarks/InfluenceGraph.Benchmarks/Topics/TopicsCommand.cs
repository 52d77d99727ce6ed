using System.Diagnostics;
using System.Globalization;
using InfluenceGraph.Benchmarks.Graphs;

namespace InfluenceGraph.Benchmarks.Topics;

/// <summary>
/// <c>topics [scale] [topics] [threads]</c>: social value on many topics in one question beside one question for each, until each is
/// within the default tolerance, with the check that the values are within the two error bounds of each other.
/// </summary>
internal static class TopicsCommand
{
    private const ulong TagSeed = 7101;

    internal static int Run(string[] args)
    {
        if (args.Length > 3 || Array.Exists(args, arg => !int.TryParse(arg, NumberStyles.None, CultureInfo.InvariantCulture, out int number) || number == 0))
        {
            Console.Error.WriteLine("topics [SCALE 18] [TOPICS 64] [THREADS 1]");
            return 2;
        }

        int Argument(int at, int otherwise) => args.Length > at ? int.Parse(args[at], CultureInfo.InvariantCulture) : otherwise;
        (int scale, int topics, int threads) = (Argument(0, 18), Argument(1, 64), Argument(2, 1));
        CustomerGraphView<long> view = Build(RMat.Create(scale, 16), topics).AsView();
        string[] names = [.. Enumerable.Range(0, topics).Select(Name)];

        var priors = new Dictionary<long, double>[topics];
        for (int topic = 0; topic < topics; topic++)
        {
            priors[topic] = view.Customers.Where(customer => TopicsOf(customer, topics).Contains(topic)).ToDictionary(customer => customer, customer => SeededGraph.OwnValueOf((int)customer) * (1.0 / 3));
        }

        TopicValueOptions Together(TopicValueOptions options) => options with { Threads = threads };
        SocialValueOptions<long> Alone(SocialValueOptions<long> options, int topic) => options with { Threads = threads, Prior = priors[topic] };

        // Once to compile, and once more with what was found out about the code until then.
        for (int round = 0; round < 2; round++)
        {
            view.SocialValueByTopic(names[..1], Together);
            view.SocialValue(o => Alone(o, 0));
        }

        // Before and after, so that a machine that gets slower or faster meanwhile does neither side a favour.
        TopicValueResult<long> together = null!;
        SocialValueResult<long>[] alone = [];
        Action oneQuestion = () => together = view.SocialValueByTopic(names, Together);
        (double Wall, double Processor) before = Time(oneQuestion);
        (double Wall, double Processor) many = Time(() => alone = [.. Enumerable.Range(0, topics).Select(topic => view.SocialValue(o => Alone(o, topic)))]);
        (double Wall, double Processor) after = Time(oneQuestion);
        (double Wall, double Processor) one = ((before.Wall + after.Wall) / 2, (before.Processor + after.Processor) / 2);

        double[] apart = [.. Enumerable.Range(0, topics).Select(topic => view.Customers.Sum(customer => Math.Abs(together.Topics[topic][customer] - alone[topic][customer])))];
        bool agree = together.Converged && Enumerable.Range(0, topics).All(topic => alone[topic].Converged && apart[topic] <= together.Topics[topic].ErrorBound + alone[topic].ErrorBound);
        double largest = Enumerable.Range(0, topics).Max(topic => apart[topic] / together.Topics[topic].TotalValue);
        Console.WriteLine(FormattableString.Invariant(
            $"R-MAT {scale}, {view.CustomerCount} customers, {view.Receipt.TiesUsed} ties, {topics} topics, {threads} threads: one question {before.Wall:0.00} and {after.Wall:0.00} s ({together.Topics.Average(topic => topic.Iterations):0.0} sweeps a topic), {topics} questions {many.Wall:0.00} s ({alone.Average(result => result.Iterations):0.0} sweeps), ratio {many.Wall / one.Wall:0.0}, a topic costs {one.Wall / many.Wall:0.000} of a single pass; of processor time {one.Processor:0.00} s, {many.Processor:0.00} s, ratio {many.Processor / one.Processor:0.0}; values apart {largest:0.0e+0} of a topic's value at most, {(agree ? "within the error bounds" : "MORE THAN THE ERROR BOUNDS")}"));
        return agree ? 0 : 1;
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
