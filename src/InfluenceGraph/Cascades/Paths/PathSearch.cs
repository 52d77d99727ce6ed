namespace InfluenceGraph.Cascades.Paths;

/// <summary>
/// The likeliest loopless paths from one node to another, by falling product of the edges' probabilities, within the limits
/// of hops and, where delays are fixed, of time. Lengths are -ln p. Yen's deviations; each deviation is found by best-first
/// search towards the target with exact distances as the guide, so that it looks at little more than the paths themselves.
/// Where hops or time are limited a node may be entered again by a way that is less likely, but shorter or sooner.
/// </summary>
/// <remarks>J. Y. Yen, "Finding the k shortest loopless paths in a network", Management Science 17 (1971); P. E. Hart, N. J. Nilsson, B. Raphael, 1968.</remarks>
internal sealed class PathSearch
{
    private readonly CascadeGraph _graph;
    private readonly int _from;
    private readonly int _to;
    private readonly double[] _toTarget;
    private readonly double _timeLimit;

    internal PathSearch(CascadeGraph graph, int from, int to, CancellationToken cancellationToken)
    {
        (_graph, _from, _to) = (graph, from, to);
        _timeLimit = graph.LatestArrival;
        _toTarget = DistancesTo(graph, from, to, cancellationToken);
    }

    /// <summary>Up to so many paths, likeliest first; among equals the one with fewer edges, then the one found first.</summary>
    /// <returns>Each path as positions of its edges in the forward rows.</returns>
    internal List<int[]> Find(int count, CancellationToken cancellationToken)
    {
        var paths = new List<int[]>();
        var candidates = new PriorityQueue<int[], (double Length, int Edges, int Order)>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        int order = 0;
        void Offer(int[]? path)
        {
            if (path is not null && known.Add(string.Join(',', path)))
            {
                candidates.Enqueue(path, (path.Sum(LengthOf), path.Length, order++));
            }
        }

        Offer(Deviate([], []));
        while (paths.Count < count && candidates.TryDequeue(out int[]? path, out _))
        {
            paths.Add(path);
            for (int spur = 0; spur < path.Length && paths.Count < count; spur++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                int[] start = path[..spur];
                HashSet<int> taken = [.. paths.Where(other => other.Length > spur && other.AsSpan(0, spur).SequenceEqual(start)).Select(other => other[spur])];
                Offer(Deviate(start, taken));
            }
        }

        return paths;
    }

    internal double ProbabilityOf(int[] path) => path.Aggregate(1.0, (product, edge) => product * _graph.Forward.Weights[edge]);

    private static double Length(float probability) => probability == 1 ? 0 : -Math.Log(probability);

    private double LengthOf(int edge) => Length(_graph.Forward.Weights[edge]);

    /// <summary>The likeliest path that begins with some edges and does not go on with some others.</summary>
    private int[]? Deviate(int[] start, HashSet<int> taken)
    {
        var onStart = new HashSet<int> { _from };
        var first = new Label(_from, -1, -1, 0, 0, 0);
        foreach (int edge in start)
        {
            first = Next(first, edge, -1);
            onStart.Add(first.Node);
        }

        onStart.Remove(first.Node);
        var labels = new List<Label> { first with { Edge = -1 } };
        var settled = new Dictionary<int, List<(int Hops, double Time)>>();
        var queue = new PriorityQueue<int, (double Bound, int Hops, int Order)>();
        queue.Enqueue(0, default);
        while (queue.TryDequeue(out int at, out _))
        {
            Label label = labels[at];
            if (label.Node == _to)
            {
                return [.. start, .. EdgesOf(labels, at)];
            }

            if (!Settle(settled, label) || label.Hops == _graph.MaxHops)
            {
                continue;
            }

            for (int edge = (int)_graph.Forward.Offsets[label.Node]; edge < (int)_graph.Forward.Offsets[label.Node + 1]; edge++)
            {
                int target = _graph.Forward.Targets[edge];
                if (double.IsPositiveInfinity(_toTarget[target]) || onStart.Contains(target) || (at == 0 && taken.Contains(edge)))
                {
                    continue;
                }

                Label next = Next(label, edge, at);
                if (next.Time <= _timeLimit)
                {
                    queue.Enqueue(labels.Count, (next.Length + _toTarget[target], next.Hops, labels.Count));
                    labels.Add(next);
                }
            }
        }

        return null;
    }

    private Label Next(Label label, int edge, int parent) =>
        new(_graph.Forward.Targets[edge], edge, parent, label.Length + LengthOf(edge), label.Hops + 1, label.Time + (_graph.Delays?[edge] ?? 0));

    /// <summary>Whether a label is new: a likelier one at the same node that is as short and as soon makes it needless, which also keeps paths free of loops.</summary>
    private bool Settle(Dictionary<int, List<(int Hops, double Time)>> settled, Label label)
    {
        if (!settled.TryGetValue(label.Node, out List<(int Hops, double Time)>? likelier))
        {
            settled.Add(label.Node, [(label.Hops, label.Time)]);
            return true;
        }

        bool hopsMatter = _graph.MaxHops < _graph.NodeCount - 1;
        bool timeMatters = _timeLimit < double.PositiveInfinity;
        foreach ((int hops, double time) in likelier)
        {
            if ((!hopsMatter || hops <= label.Hops) && (!timeMatters || time <= label.Time))
            {
                return false;
            }
        }

        likelier.Add((label.Hops, label.Time));
        return true;
    }

    private static Stack<int> EdgesOf(List<Label> labels, int at)
    {
        var edges = new Stack<int>();
        for (; labels[at].Edge >= 0; at = labels[at].Parent)
        {
            edges.Push(labels[at].Edge);
        }

        return edges;
    }

    /// <summary>The length of the likeliest path from each node to the target that does not lead through the start, whatever its hops and time; infinite where there is none.</summary>
    private static double[] DistancesTo(CascadeGraph graph, int start, int target, CancellationToken cancellationToken)
    {
        double[] distances = new double[graph.NodeCount];
        Array.Fill(distances, double.PositiveInfinity);
        distances[target] = 0;
        var queue = new PriorityQueue<int, double>();
        queue.Enqueue(target, 0);
        while (queue.TryDequeue(out int node, out double distance))
        {
            if (distance > distances[node] || node == start)
            {
                continue;
            }

            cancellationToken.ThrowIfCancellationRequested();
            ReadOnlySpan<int> sources = graph.Backward.TargetsOf(node);
            ReadOnlySpan<float> probabilities = graph.Backward.WeightsOf(node);
            for (int e = 0; e < sources.Length; e++)
            {
                double longer = distance + Length(probabilities[e]);
                if (longer < distances[sources[e]])
                {
                    distances[sources[e]] = longer;
                    queue.Enqueue(sources[e], longer);
                }
            }
        }

        return distances;
    }

    /// <summary>A way to a node: over which edge, from which label, and what it came to.</summary>
    private readonly record struct Label(int Node, int Edge, int Parent, double Length, int Hops, double Time);
}
