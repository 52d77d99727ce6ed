using InfluenceGraph.Graphs;
using InfluenceGraph.Kernels;

namespace InfluenceGraph.Communities;

/// <summary>
/// Overlapping communities by speaker-listener label propagation: nodes hear a label from each neighbour, drawn from what
/// the neighbour heard before, and remember the one with the most tie weight behind it.
/// </summary>
/// <remarks>
/// J. Xie, B. K. Szymanski, X. Liu, "SLPA: uncovering overlapping communities in social networks via a speaker-listener
/// interaction dynamic process", ICDM workshops 2011. Ours weighs ties, splits what does not hang together and drops groups
/// that lie within another one. One thread; O(rounds x edges).
/// </remarks>
internal static class SpeakerListener
{
    /// <summary>Memberships by node: groups, ascending, and shares that add up to 1.</summary>
    internal sealed record Cover(int Count, long[] Offsets, int[] Groups, double[] Shares);

    internal static Cover Find(CsrGraph graph, int rounds, double threshold, ulong seed, CancellationToken cancellationToken)
    {
        int[] memory = Listen(graph, rounds, seed, cancellationToken);
        List<(int Label, int Node, int Heard)> entries = Kept(memory, graph.NodeCount, rounds + 1, threshold);
        entries.Sort();
        return WithoutNested(Connected(graph, entries), graph.NodeCount);
    }

    /// <summary>What each node heard: <c>memory[node * (rounds + 1) ..]</c>, its own label first.</summary>
    private static int[] Listen(CsrGraph graph, int rounds, ulong seed, CancellationToken cancellationToken)
    {
        int width = rounds + 1;
        int[] memory = new int[checked(graph.NodeCount * width)];
        int[] order = new int[graph.NodeCount];
        for (int node = 0; node < order.Length; node++)
        {
            order[node] = node;
            memory.AsSpan(node * width, width).Fill(node);
        }

        double[] weightOf = new double[graph.NodeCount];
        int[] heard = new int[graph.NodeCount];

        // Who has listened already in this round has one label more to speak of.
        int[] known = new int[graph.NodeCount];
        Array.Fill(known, 1);
        var random = new CounterRandom(seed, 0);
        for (int round = 1; round <= rounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (int i = order.Length - 1; i > 0; i--)
            {
                int other = (int)random.NextBelow((uint)i + 1);
                (order[i], order[other]) = (order[other], order[i]);
            }

            foreach (int node in order)
            {
                ReadOnlySpan<int> row = graph.TargetsOf(node);
                ReadOnlySpan<float> weights = graph.WeightsOf(node);
                int count = 0;
                for (int e = 0; e < row.Length; e++)
                {
                    int label = memory[(row[e] * width) + (int)random.NextBelow((uint)known[row[e]])];
                    heard[count] = label;
                    count += weightOf[label] == 0 ? 1 : 0;
                    weightOf[label] += weights[e];
                }

                int ties = 0;
                (int best, double most) = (node, 0);
                foreach (int label in heard.AsSpan(0, count))
                {
                    ties = weightOf[label] > most ? 1 : weightOf[label] == most ? ties + 1 : ties;
                    if (weightOf[label] > most || (weightOf[label] == most && random.NextBelow((uint)ties) == 0))
                    {
                        (best, most) = (label, weightOf[label]);
                    }

                    weightOf[label] = 0;
                }

                memory[(node * width) + known[node]] = best;
                known[node]++;
            }
        }

        return memory;
    }

    private static List<(int Label, int Node, int Heard)> Kept(int[] memory, int nodes, int width, double threshold)
    {
        var entries = new List<(int Label, int Node, int Heard)>(nodes);
        for (int node = 0; node < nodes; node++)
        {
            Span<int> heard = memory.AsSpan(node * width, width);
            heard.Sort();
            int least = (int)Math.Ceiling(threshold * width);
            (int label, int count) = (heard[0], 0);
            (int mostLabel, int most) = (heard[0], 0);
            int before = entries.Count;
            for (int i = 0; i <= heard.Length; i++)
            {
                if (i < heard.Length && heard[i] == label)
                {
                    count++;
                    continue;
                }

                (mostLabel, most) = count > most ? (label, count) : (mostLabel, most);
                if (count >= least)
                {
                    entries.Add((label, node, count));
                }

                (label, count) = i < heard.Length ? (heard[i], 1) : (label, count);
            }

            if (entries.Count == before)
            {
                entries.Add((mostLabel, node, most));
            }
        }

        return entries;
    }

    /// <summary>Groups with their members, each group hanging together: entries of one label fall apart into components.</summary>
    private static List<(int[] Nodes, int[] Heard)> Connected(CsrGraph graph, List<(int Label, int Node, int Heard)> entries)
    {
        var groups = new List<(int[] Nodes, int[] Heard)>();
        int[] place = new int[graph.NodeCount];
        Array.Fill(place, -1);
        for (int start = 0, end; start < entries.Count; start = end)
        {
            end = start;
            while (end < entries.Count && entries[end].Label == entries[start].Label)
            {
                place[entries[end].Node] = end;
                end++;
            }

            var waiting = new Stack<int>();
            for (int first = start; first < end; first++)
            {
                if (place[entries[first].Node] < 0)
                {
                    continue;
                }

                var members = new List<int>();
                place[entries[first].Node] = -1;
                waiting.Push(first);
                while (waiting.TryPop(out int entry))
                {
                    members.Add(entry);
                    foreach (int other in graph.TargetsOf(entries[entry].Node))
                    {
                        if (place[other] >= 0)
                        {
                            waiting.Push(place[other]);
                            place[other] = -1;
                        }
                    }
                }

                members.Sort();
                groups.Add(([.. members.Select(entry => entries[entry].Node)], [.. members.Select(entry => entries[entry].Heard)]));
            }
        }

        return groups;
    }

    /// <summary>Drops groups whose members are all in one larger group (or an equal earlier one), and turns groups into memberships.</summary>
    private static Cover WithoutNested(List<(int[] Nodes, int[] Heard)> groups, int nodes)
    {
        var groupsOf = new List<int>[nodes];
        int count = 0;
        var kept = new List<(int[] Nodes, int[] Heard)>();
        foreach ((int[] Nodes, int[] Heard) group in groups.OrderByDescending(group => group.Nodes.Length).ThenBy(group => group.Nodes[0]))
        {
            IEnumerable<int> around = groupsOf[group.Nodes[0]] ?? [];
            foreach (int node in group.Nodes.Skip(1))
            {
                around = around.Any() ? around.Intersect(groupsOf[node] ?? []).ToArray() : [];
            }

            if (!around.Any())
            {
                kept.Add(group);
                foreach (int node in group.Nodes)
                {
                    (groupsOf[node] ??= []).Add(count);
                }

                count++;
            }
        }

        long[] offsets = new long[nodes + 1];
        foreach ((int[] members, _) in kept)
        {
            foreach (int node in members)
            {
                offsets[node + 1]++;
            }
        }

        CountingSort.Accumulate(offsets);
        long[] next = offsets[..^1];
        int[] memberOf = new int[offsets[^1]];
        double[] shares = new double[offsets[^1]];
        double[] heardOf = new double[nodes];
        foreach ((int[] members, int[] heard) in kept)
        {
            for (int i = 0; i < members.Length; i++)
            {
                heardOf[members[i]] += heard[i];
            }
        }

        for (int group = 0; group < kept.Count; group++)
        {
            for (int i = 0; i < kept[group].Nodes.Length; i++)
            {
                int node = kept[group].Nodes[i];
                memberOf[next[node]] = group;
                shares[next[node]++] = kept[group].Heard[i] / heardOf[node];
            }
        }

        return new(kept.Count, offsets, memberOf, shares);
    }
}
