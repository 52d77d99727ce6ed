namespace InfluenceGraph.Cascades;

/// <summary>
/// The part of a graph that a seed set can reach within its hops, numbered anew from the seeds outwards, so that what is
/// used together lies together and the rest costs nothing. Edges that can tell nobody anything new are left out of it.
/// </summary>
/// <remarks>
/// An edge leads to nobody new where it leads to a seed, or back to the only node from which its source can have heard. The
/// second rule is applied until it finds nothing more, so that trees lose all their edges upwards.
/// </remarks>
internal sealed class ReachSpace
{
    private ReachSpace(int[] nodes, int seeds, int[] offsets, int[] targets, int[] edges, int[] degrees)
    {
        Nodes = nodes;
        Seeds = seeds;
        Offsets = offsets;
        Targets = targets;
        Edges = edges;
        Degrees = degrees;
    }

    /// <summary>The graph's own number of each node here; the seeds come first.</summary>
    internal int[] Nodes { get; }

    internal int Seeds { get; }

    internal int[] Offsets { get; }

    internal int[] Targets { get; }

    /// <summary>Where each edge stands in the graph's forward rows.</summary>
    internal int[] Edges { get; }

    /// <summary>How many edges each node has in the graph.</summary>
    internal int[] Degrees { get; }

    /// <summary>O(nodes reachable + their edges log degree), and 4 bytes for each node of the graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="seeds">Distinct nodes.</param>
    internal static ReachSpace Of(CascadeGraph graph, ReadOnlySpan<int> seeds)
    {
        (int[] nodes, int[] numbers, int passingOn) = Reachable(graph, seeds);
        int[] informants = OnlyInformants(graph, nodes, numbers, seeds.Length, passingOn);
        int[] offsets = new int[nodes.Length + 1];
        int[] degrees = new int[nodes.Length];
        var targets = new List<int>();
        var edges = new List<int>();
        for (int node = 0; node < nodes.Length; node++)
        {
            int first = (int)graph.Forward.Offsets[nodes[node]];
            ReadOnlySpan<int> row = graph.Forward.TargetsOf(nodes[node]);
            degrees[node] = row.Length;
            for (int e = 0; node < passingOn && e < row.Length; e++)
            {
                int target = numbers[row[e]];
                if (target >= seeds.Length && target != informants[node])
                {
                    targets.Add(target);
                    edges.Add(first + e);
                }
            }

            offsets[node + 1] = targets.Count;
        }

        return new(nodes, seeds.Length, offsets, [.. targets], [.. edges], degrees);
    }

    /// <summary>The edges' values of an array that stands beside the graph's forward rows.</summary>
    internal T[] Gather<T>(T[] ofEdges) => Array.ConvertAll(Edges, edge => ofEdges[edge]);

    /// <summary>Breadth first: the nodes in order, the number of each, and how many of them stand nearer than the last hop.</summary>
    private static (int[] Nodes, int[] Numbers, int PassingOn) Reachable(CascadeGraph graph, ReadOnlySpan<int> seeds)
    {
        int[] numbers = new int[graph.NodeCount];
        Array.Fill(numbers, -1);
        var nodes = new List<int>(seeds.Length);
        foreach (int seed in seeds)
        {
            numbers[seed] = nodes.Count;
            nodes.Add(seed);
        }

        int next = 0;
        for (int hop = 0; hop < graph.MaxHops && next < nodes.Count; hop++)
        {
            for (int end = nodes.Count; next < end; next++)
            {
                foreach (int target in graph.Forward.TargetsOf(nodes[next]))
                {
                    if (numbers[target] < 0)
                    {
                        numbers[target] = nodes.Count;
                        nodes.Add(target);
                    }
                }
            }
        }

        return ([.. nodes], numbers, next);
    }

    /// <summary>For each node that can be told by one other only, that one; else -1.</summary>
    private static int[] OnlyInformants(CascadeGraph graph, int[] nodes, int[] numbers, int seeds, int passingOn)
    {
        int[] counts = new int[nodes.Length];
        int[] mixed = new int[nodes.Length];
        for (int node = 0; node < passingOn; node++)
        {
            foreach (int target in graph.Forward.TargetsOf(nodes[node]))
            {
                counts[numbers[target]]++;
                mixed[numbers[target]] ^= node;
            }
        }

        int[] informants = new int[nodes.Length];
        Array.Fill(informants, -1);
        var told = new Stack<int>(Enumerable.Range(seeds, nodes.Length - seeds).Where(node => counts[node] == 1));
        while (told.TryPop(out int node))
        {
            // The exclusive or of one number is that number.
            int informant = mixed[node];
            informants[node] = informant;
            if (node < passingOn && informant >= seeds && graph.Forward.IndexOf(nodes[node], nodes[informant]) >= 0)
            {
                mixed[informant] ^= node;
                if (--counts[informant] == 1)
                {
                    told.Push(informant);
                }
            }
        }

        return informants;
    }
}
