using InfluenceGraph.Graphs;
using InfluenceGraph.Kernels;
using InfluenceGraph.SocialValues;

namespace InfluenceGraph.Topics;

/// <summary>One computation of social value by topic: who takes part, how much each starts on each topic, and the passes over the ties.</summary>
internal sealed class TopicPass<TKey>
    where TKey : notnull
{
    internal TopicPass(CustomerGraphView<TKey> view, IReadOnlyList<Topic> topics, TopicValueOptions options)
    {
        Used = view.Used;
        Topics = topics;
        Options = options;
        WeightReceived = Used.Gather(view.Nodes.WeightReceived);
        Shares = TopicShares.Of(view.Tags, Used.Nodes, topics, options.UseInferredTags);
        Settings = new(options.Damping, options.Unreached, options.Tolerance, options.MaxIterations, options.Threads ?? view.DefaultThreads());
    }

    internal UsedCustomers<TKey> Used { get; }

    internal IReadOnlyList<Topic> Topics { get; }

    internal TopicValueOptions Options { get; }

    /// <summary>W_v by node: the weights of all edges into <c>v</c>.</summary>
    internal double[] WeightReceived { get; }

    /// <summary>The most edges that meet in one node.</summary>
    internal long MaxDegree => Used.View.Nodes.UsedEdges.MaxDegree;

    internal TopicShares Shares { get; }

    internal PageRankSettings Settings { get; }

    /// <summary>The part of what arrives at a node that stops there.</summary>
    internal double StopShareOf(int node) =>
        Options.Unreached == UnreachedPolicy.Keep && WeightReceived[node] == 0 ? 1 : 1 - Options.Damping;

    /// <summary>What a node starts with on a topic of which it has a share.</summary>
    internal double StartingValue(int node, double share) => Options.CountCustomers ? share : Used.OwnValueOf(node) * share;

    /// <summary>Row <c>u</c>: whom <c>u</c> can reach.</summary>
    internal CsrGraph NewForward() => CompactEdges.Forward(Used.View.Nodes, Used.Nodes);

    internal TopicValue<TKey>[] Run(IProgress<IterationProgress>? progress, CancellationToken cancellationToken)
    {
        int[] sourceCounts = CountSources();
        int[] known = [.. Enumerable.Range(0, Topics.Count).Where(topic => sourceCounts[topic] > 0)];
        var solutions = new LaneSolution?[Topics.Count];
        if (known.Length > 0)
        {
            // The room is left to the collector with this call: results live longer, and do not need it.
            var room = new LaneRoom(new(NewForward(), WeightReceived), Settings, cancellationToken);
            foreach (int[] topics in known.Chunk(LaneMoveKernel.Lanes))
            {
                LaneSolution[] solved = LanePageRank.Solve(room, SourcesOf(topics), topics.Length, progress, cancellationToken);
                for (int lane = 0; lane < topics.Length; lane++)
                {
                    solutions[topics[lane]] = solved[lane];
                }
            }
        }

        return [.. Topics.Select((topic, i) => new TopicValue<TKey>(topic, this, solutions[i], sourceCounts[i]))];
    }

    /// <summary>The starting values of one topic by node.</summary>
    internal double[] SourceOf(int topic)
    {
        double[] source = new double[Used.Count];
        for (int node = 0; node < source.Length; node++)
        {
            int at = Shares.TopicsOf(node).BinarySearch(topic);
            source[node] = at >= 0 ? StartingValue(node, Shares.SharesOf(node)[at]) : 0;
        }

        return source;
    }

    private int[] CountSources()
    {
        int[] counts = new int[Topics.Count];
        for (int node = 0; node < Used.Count; node++)
        {
            ReadOnlySpan<int> topics = Shares.TopicsOf(node);
            for (int i = 0; i < topics.Length; i++)
            {
                counts[topics[i]] += StartingValue(node, Shares.SharesOf(node)[i]) > 0 ? 1 : 0;
            }
        }

        return counts;
    }

    private LaneSources SourcesOf(int[] topics)
    {
        int[] laneOf = new int[Topics.Count];
        Array.Fill(laneOf, -1);
        for (int lane = 0; lane < topics.Length; lane++)
        {
            laneOf[topics[lane]] = lane;
        }

        long[] offsets = new long[Used.Count + 1];
        var lanes = new List<byte>();
        var values = new List<double>();
        for (int node = 0; node < Used.Count; node++)
        {
            ReadOnlySpan<int> ofNode = Shares.TopicsOf(node);
            for (int i = 0; i < ofNode.Length; i++)
            {
                double value = StartingValue(node, Shares.SharesOf(node)[i]);
                if (laneOf[ofNode[i]] >= 0 && value > 0)
                {
                    lanes.Add((byte)laneOf[ofNode[i]]);
                    values.Add(value);
                }
            }

            offsets[node + 1] = values.Count;
        }

        return new(offsets, [.. lanes], [.. values]);
    }
}
