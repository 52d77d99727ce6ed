namespace InfluenceGraph.Cascades.Paths;

/// <summary>The edges that can matter to whether a word gets from one node to another: those on ways that keep the limits, as far as hops and times of their ends tell. Node 0 is the one with whom the word starts, node 1 the other.</summary>
internal sealed class PairTies
{
    private PairTies(int nodes, List<PairTie> ties)
    {
        (NodeCount, Ties) = (nodes, ties);
    }

    internal int NodeCount { get; }

    internal List<PairTie> Ties { get; }

    /// <summary>Collects. O(edges).</summary>
    /// <returns>The edges, or <see langword="null"/> where there are more than allowed.</returns>
    internal static PairTies? Of(CascadeGraph graph, int from, int to, int most, CancellationToken cancellationToken)
    {
        int[] hopsFrom = Hops(graph.Forward, from, to, cancellationToken);
        int[] hopsTo = Hops(graph.Backward, to, from, cancellationToken);
        var places = new Dictionary<int, int> { [from] = 0, [to] = 1 };
        var ties = new List<PairTie>();
        for (int u = 0; u < graph.NodeCount; u++)
        {
            if (hopsFrom[u] < 0 || hopsTo[u] < 0 || u == to)
            {
                continue;
            }

            for (int e = (int)graph.Forward.Offsets[u]; e < (int)graph.Forward.Offsets[u + 1]; e++)
            {
                int v = graph.Forward.Targets[e];
                if (v == from || hopsTo[v] < 0 || hopsFrom[u] + 1L + hopsTo[v] > graph.MaxHops)
                {
                    continue;
                }

                if (ties.Count == most)
                {
                    return null;
                }

                ties.Add(new(PlaceOf(u), PlaceOf(v), graph.Forward.Weights[e], graph.Delays?[e] ?? 0));
            }
        }

        return new(places.Count, ties);

        int PlaceOf(int node)
        {
            if (!places.TryGetValue(node, out int place))
            {
                place = places.Count;
                places.Add(node, place);
            }

            return place;
        }
    }

    /// <summary>
    /// Ties in a row, and ties beside each other, made into one: as likely as both, and as either. Only for the independent
    /// cascade without limits, where nothing but the probability counts.
    /// </summary>
    internal void Merge()
    {
        bool isChanged = true;
        while (isChanged)
        {
            isChanged = false;
            for (int i = 0; i < Ties.Count && !isChanged; i++)
            {
                PairTie tie = Ties[i];
                int beside = Ties.FindIndex(i + 1, other => other.From == tie.From && other.To == tie.To);
                if (beside >= 0)
                {
                    Ties[i] = tie with { Probability = 1 - ((1 - tie.Probability) * (1 - Ties[beside].Probability)) };
                    Ties.RemoveAt(beside);
                    isChanged = true;
                }
                else if (tie.To > 1 && Ties.FindAll(other => other.To == tie.To).Count == 1 && Ties.FindAll(other => other.From == tie.To) is var next && next.Count <= 1)
                {
                    Ties.RemoveAt(i);
                    isChanged = true;
                    if (next.Count == 1)
                    {
                        Ties.Remove(next[0]);
                    }

                    // One that leads back to where it came from leads nowhere.
                    if (next.Count == 1 && next[0].To != tie.From)
                    {
                        Ties.Add(new(tie.From, next[0].To, tie.Probability * next[0].Probability, 0));
                    }
                }
            }
        }
    }

    /// <summary>The fewest edges to each node on ways that end where they come to a node that is not passed; -1 where none leads.</summary>
    private static int[] Hops(Graphs.CsrGraph rows, int start, int notPassed, CancellationToken cancellationToken)
    {
        int[] hops = new int[rows.NodeCount];
        Array.Fill(hops, -1);
        hops[start] = 0;
        var queue = new Queue<int>([start]);
        while (queue.TryDequeue(out int node))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (node == notPassed)
            {
                continue;
            }

            foreach (int target in rows.TargetsOf(node))
            {
                if (hops[target] < 0)
                {
                    hops[target] = hops[node] + 1;
                    queue.Enqueue(target);
                }
            }
        }

        return hops;
    }
}

/// <summary>An edge between two nodes that are numbered for the question.</summary>
internal readonly record struct PairTie(int From, int To, double Probability, double Days);
