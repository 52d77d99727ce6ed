using InfluenceGraph.Graphs;
using InfluenceGraph.Kernels;

namespace InfluenceGraph.Communities;

/// <summary>
/// Overlapping communities by speaker-listener label propagation: nodes hear a label from each neighbour, drawn from what
/// the neighbour heard before, and remember the one with the most tie weight behind it.
/// </summary>
/// <remarks>
/// J. Xie, B. K. Szymanski, X. Liu, "SLPA: uncovering overlapping communities in social networks via a speaker-listener
/// interaction dynamic process", ICDM workshops 2011. Ours weighs ties, splits what does not hang together, adds who has a
/// third of their tie weight and three ties in a group (what was heard decides by majority, and forgets an even halving), and
/// drops groups that lie within another one. Shares follow the ties. One thread; O(rounds x edges).
/// </remarks>
internal static class SpeakerListener
{
    private const double LeastTieShare = 1.0 / 3;
    private const int LeastTies = 3;

    /// <summary>Memberships by node: groups, ascending, and shares that add up to 1.</summary>
    internal sealed record Cover(int Count, long[] Offsets, int[] Groups, double[] Shares);

    internal static Cover Find(CsrGraph graph, int rounds, double threshold, ulong seed, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        int[] memory = Listen(graph, rounds, seed, progress, cancellationToken);
        Action<long> tell = progress.Begin("groups", 4);
        List<(int Label, int Node)> entries = Kept(memory, graph.NodeCount, rounds + 1, threshold);
        entries.Sort();
        tell(1);
        cancellationToken.ThrowIfCancellationRequested();
        List<int[]> groups = Connected(graph, entries, cancellationToken);
        tell(1);
        groups = Extended(graph, groups, cancellationToken);
        tell(1);
        Cover cover = WithoutNested(graph, groups, cancellationToken);
        tell(1);
        return cover;
    }

    /// <summary>What each node heard: <c>memory[node * (rounds + 1) ..]</c>, its own label first.</summary>
    private static int[] Listen(CsrGraph graph, int rounds, ulong seed, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        Action<long> tell = progress.Begin("rounds", rounds);
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
        for (int round = 1; round <= rounds; round++, tell(1))
        {
            for (int i = order.Length - 1; i > 0; i--)
            {
                int other = (int)random.NextBelow((uint)i + 1);
                (order[i], order[other]) = (order[other], order[i]);
            }

            foreach (int node in order)
            {
                cancellationToken.ThrowIfCancellationRequested();
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

    private static List<(int Label, int Node)> Kept(int[] memory, int nodes, int width, double threshold)
    {
        var entries = new List<(int Label, int Node)>(nodes);
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
                    entries.Add((label, node));
                }

                (label, count) = i < heard.Length ? (heard[i], 1) : (label, count);
            }

            if (entries.Count == before)
            {
                entries.Add((mostLabel, node));
            }
        }

        return entries;
    }

    /// <summary>The members of each group, ascending, each group hanging together: entries of one label fall apart into components.</summary>
    private static List<int[]> Connected(CsrGraph graph, List<(int Label, int Node)> entries, CancellationToken cancellationToken)
    {
        var groups = new List<int[]>();
        bool[] isOpen = new bool[graph.NodeCount];
        var waiting = new Stack<int>();
        for (int start = 0, end; start < entries.Count; start = end)
        {
            cancellationToken.ThrowIfCancellationRequested();
            end = start;
            while (end < entries.Count && entries[end].Label == entries[start].Label)
            {
                isOpen[entries[end].Node] = true;
                end++;
            }

            for (int first = start; first < end; first++)
            {
                if (!isOpen[entries[first].Node])
                {
                    continue;
                }

                var members = new List<int>();
                isOpen[entries[first].Node] = false;
                waiting.Push(entries[first].Node);
                while (waiting.TryPop(out int node))
                {
                    members.Add(node);
                    foreach (int other in graph.TargetsOf(node))
                    {
                        if (isOpen[other])
                        {
                            waiting.Push(other);
                            isOpen[other] = false;
                        }
                    }
                }

                members.Sort();
                groups.Add([.. members]);
            }
        }

        return groups;
    }

    /// <summary>The groups with those who have a third of their tie weight, and three ties, in a group as it was found.</summary>
    private static List<int[]> Extended(CsrGraph graph, List<int[]> groups, CancellationToken cancellationToken)
    {
        (long[] offsets, int[] groupsOf) = GroupsOf(groups, graph.NodeCount);
        var added = new List<int>[groups.Count];
        double[] weightIn = new double[groups.Count];
        int[] tiesIn = new int[groups.Count];
        var touched = new List<int>();
        for (int node = 0; node < graph.NodeCount; node++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            double all = WeighGroups(graph, node, offsets, groupsOf, weightIn, tiesIn, touched);
            ReadOnlySpan<int> own = groupsOf.AsSpan((int)offsets[node]..(int)offsets[node + 1]);
            foreach (int group in touched)
            {
                if (tiesIn[group] >= LeastTies && weightIn[group] >= all * LeastTieShare && own.BinarySearch(group) < 0)
                {
                    (added[group] ??= []).Add(node);
                }

                (weightIn[group], tiesIn[group]) = (0, 0);
            }
        }

        return [.. groups.Select((members, group) => added[group] is { } more ? [.. members.Concat(more).Order()] : members)];
    }

    /// <summary>Drops groups whose members are all in one larger group (or an equal earlier one), and turns groups into memberships.</summary>
    private static Cover WithoutNested(CsrGraph graph, List<int[]> groups, CancellationToken cancellationToken)
    {
        var kept = new List<int[]>();
        var keptOf = new List<int>[graph.NodeCount];
        foreach (int[] members in groups.OrderByDescending(members => members.Length).ThenBy(members => members[0]))
        {
            cancellationToken.ThrowIfCancellationRequested();
            IEnumerable<int> around = keptOf[members[0]] ?? [];
            for (int i = 1; i < members.Length && around.Any(); i++)
            {
                around = [.. around.Intersect(keptOf[members[i]] ?? [])];
            }

            if (!around.Any())
            {
                foreach (int node in members)
                {
                    (keptOf[node] ??= []).Add(kept.Count);
                }

                kept.Add(members);
            }
        }

        (long[] offsets, int[] groupsOf) = GroupsOf(kept, graph.NodeCount);
        double[] shares = new double[groupsOf.Length];
        double[] weightIn = new double[kept.Count];
        int[] tiesIn = new int[kept.Count];
        var touched = new List<int>();
        for (int node = 0; node < graph.NodeCount; node++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            WeighGroups(graph, node, offsets, groupsOf, weightIn, tiesIn, touched);
            double all = 0;
            for (int i = (int)offsets[node]; i < (int)offsets[node + 1]; i++)
            {
                shares[i] = weightIn[groupsOf[i]];
                all += shares[i];
            }

            for (int i = (int)offsets[node]; i < (int)offsets[node + 1]; i++)
            {
                shares[i] = all > 0 ? shares[i] / all : 1;
            }

            foreach (int group in touched)
            {
                (weightIn[group], tiesIn[group]) = (0, 0);
            }
        }

        return new(kept.Count, offsets, groupsOf, shares);
    }

    /// <summary>By node: its groups, ascending.</summary>
    private static (long[] Offsets, int[] Groups) GroupsOf(List<int[]> groups, int nodes)
    {
        long[] offsets = new long[nodes + 1];
        foreach (int node in groups.SelectMany(members => members))
        {
            offsets[node + 1]++;
        }

        CountingSort.Accumulate(offsets);
        long[] next = offsets[..^1];
        int[] groupsOf = new int[offsets[^1]];
        for (int group = 0; group < groups.Count; group++)
        {
            foreach (int node in groups[group])
            {
                groupsOf[next[node]++] = group;
            }
        }

        return (offsets, groupsOf);
    }

    /// <summary>The weight and number of a node's ties to the members of each group; gives the weight of all.</summary>
    private static double WeighGroups(CsrGraph graph, int node, long[] offsets, int[] groupsOf, double[] weightIn, int[] tiesIn, List<int> touched)
    {
        touched.Clear();
        double all = 0;
        ReadOnlySpan<int> row = graph.TargetsOf(node);
        for (int e = 0; e < row.Length; e++)
        {
            double weight = graph.WeightsOf(node)[e];
            all += weight;
            for (long i = offsets[row[e]]; i < offsets[row[e] + 1]; i++)
            {
                int group = groupsOf[i];
                if (tiesIn[group]++ == 0)
                {
                    touched.Add(group);
                }

                weightIn[group] += weight;
            }
        }

        return all;
    }
}
