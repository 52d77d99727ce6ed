using System.Numerics;
using System.Runtime.CompilerServices;
using InfluenceGraph.Kernels;

namespace InfluenceGraph.Communities;

/// <summary>One run of <see cref="Leiden"/>, on one thread.</summary>
/// <param name="ties">The ties.</param>
/// <param name="settings">How to look.</param>
/// <param name="nodeMasses">By node.</param>
/// <param name="factor">What the product of two masses counts in tie weight.</param>
/// <param name="run">The number of the run, which makes its random numbers.</param>
/// <param name="cancellationToken">Stops it.</param>
internal sealed class LeidenRun<TMass>(CommunityTies ties, LeidenSettings settings, TMass[] nodeMasses, double factor, int run, CancellationToken cancellationToken)
    where TMass : struct, IMass<TMass>
{
    /// <summary>The least gain that counts, as a share of a node's tie weight, so that rounding cannot move nodes round in circles.</summary>
    private const double LeastGain = 1e-11;
    private const int VisitsPerLook = 1 << 14;
    private const int LargeGraph = 1 << 16;
    private const int RunLength = 64;

    private readonly double[] _weightTo = new double[ties.NodeCount];
    private readonly int[] _touched = new int[ties.NodeCount + 1];
    private readonly int[] _queue = new int[ties.NodeCount];
    private readonly bool[] _isQueued = new bool[ties.NodeCount];
    private readonly TMass[] _totals = new TMass[ties.NodeCount];
    private readonly int[] _sizes = new int[ties.NodeCount];
    private readonly int[] _free = new int[ties.NodeCount];
    private CounterRandom _random = new(settings.Seed, (ulong)run);

    internal LeidenSolution Solve(int[]? start)
    {
        int[] community = start is null ? Identity(ties.NodeCount) : [.. start];

        // A start may put together who have no tie any more.
        int count = start is null ? ties.NodeCount : Components.Split(ties.Graph, community);
        List<int[]> levels = [];
        bool moved = true;
        int passes = 0;
        while (moved && passes < settings.MaxPasses)
        {
            (moved, count) = Pass(community, levels);
            passes++;
        }

        double quality = PartitionQuality.Of(ties, community, count, settings.Resolution).Value(settings.Quality, settings.Directed);
        return new(community, count, levels, quality, passes, !moved, run);
    }

    /// <summary>Improves a grouping at all levels.</summary>
    private (bool Moved, int Count) Pass(int[] community, List<int[]> levels)
    {
        levels.Clear();
        var graph = new LevelGraph<float>(ties.Graph.Offsets, ties.Graph.Targets, ties.Graph.Weights);
        bool moved = Move(graph, nodeMasses, community);
        int count = Grouping.Renumber(community, ties.NodeCount);
        if (count == ties.NodeCount)
        {
            return (moved, count);
        }

        int[] levelNodeOf = Refine(graph, nodeMasses, community, count, out int parts);
        (LevelGraph<double> level, TMass[] masses, int[] levelCommunity) = Lift(graph, nodeMasses, community, levelNodeOf, parts);
        int nodes = ties.NodeCount;
        while (parts < nodes)
        {
            levels.Add([.. levelNodeOf]);
            moved |= Move(level, masses, levelCommunity);
            count = Grouping.Renumber(levelCommunity, parts);
            nodes = parts;
            if (count < parts)
            {
                int[] refined = Refine(level, masses, levelCommunity, count, out parts);
                if (parts < nodes)
                {
                    (level, masses, levelCommunity) = Lift(level, masses, levelCommunity, refined, parts);
                    foreach (ref int node in levelNodeOf.AsSpan())
                    {
                        node = refined[node];
                    }
                }
            }
        }

        for (int node = 0; node < community.Length; node++)
        {
            community[node] = levelCommunity[levelNodeOf[node]];
        }

        if (count < parts)
        {
            // Rounding let no two parts of a community join, though they belong together by a hair.
            count = Components.Split(ties.Graph, community);
        }
        else if (levels.Count > 0)
        {
            // The last level's groups are the communities.
            levels.RemoveAt(levels.Count - 1);
        }

        return (moved, Grouping.Renumber(community, Math.Max(1, ties.NodeCount)));
    }

    /// <summary>
    /// Fast local moving: each node of a queue joins the community with the highest gain, or goes alone, and its
    /// neighbours outside queue up again.
    /// </summary>
    private bool Move<TWeight>(LevelGraph<TWeight> graph, TMass[] masses, int[] community)
        where TWeight : unmanaged, INumberBase<TWeight>
    {
        int nodes = graph.NodeCount;
        int freeCount = CountCommunities(masses, community, nodes);
        Span<double> weightTo = _weightTo;
        Span<int> touched = _touched;
        Span<TMass> totals = _totals;
        Span<bool> isQueued = _isQueued;
        Span<int> queue = _queue;
        int waiting = Shuffle(graph, nodes);
        int head = 0;
        int tail = waiting == nodes ? 0 : waiting;
        bool moved = false;
        for (int visit = 1; waiting > 0; visit++)
        {
            if (visit % VisitsPerLook == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            int node = queue[head];
            head = head + 1 == nodes ? 0 : head + 1;
            waiting--;
            isQueued[node] = false;
            int own = community[node];
            ReadOnlySpan<int> row = graph.TargetsOf(node);
            int found = Gather(row, graph.WeightsOf(node), community, weightTo, touched, out double all);
            TMass mass = masses[node];
            double least = all * LeastGain;
            double bestGain = weightTo[own] - (factor * TMass.Product(mass, totals[own] - mass)) + least;
            int best = own;
            bool isAloneBetter = bestGain < 0;
            bestGain = isAloneBetter ? 0 : bestGain;
            foreach (int other in touched[..found])
            {
                double gain = weightTo[other] - (factor * TMass.Product(mass, totals[other]));
                weightTo[other] = 0;
                if (gain > bestGain && other != own)
                {
                    (bestGain, best) = (gain, other);
                }
            }

            if (best == own && isAloneBetter && _sizes[own] > 1)
            {
                best = _free[--freeCount];
            }

            if (best != own)
            {
                moved = true;
                community[node] = best;
                totals[own] -= mass;
                totals[best] += mass;
                _sizes[best]++;
                if (--_sizes[own] == 0)
                {
                    totals[own] = default;
                    _free[freeCount++] = own;
                }

                foreach (int other in row)
                {
                    if (!isQueued[other] && community[other] != best)
                    {
                        isQueued[other] = true;
                        queue[tail] = other;
                        tail = tail + 1 == nodes ? 0 : tail + 1;
                        waiting++;
                    }
                }
            }
        }

        return moved;
    }

    /// <summary>
    /// Splits each community into parts: nodes that are still alone join, in random order, the part of their community with
    /// the highest gain, where both are well connected to the rest of the community. Parts are connected, as a part only
    /// ever grows by nodes tied to it.
    /// </summary>
    private int[] Refine<TWeight>(LevelGraph<TWeight> graph, TMass[] masses, int[] community, int count, out int parts)
        where TWeight : unmanaged, INumberBase<TWeight>
    {
        int nodes = graph.NodeCount;
        var communityTotals = new TMass[count];
        int[] part = Identity(nodes);
        TMass[] partTotals = masses[..nodes];
        double[] cut = new double[nodes];
        Span<double> weightTo = _weightTo;
        Span<int> touched = _touched;
        Array.Fill(_sizes, 1, 0, nodes);
        for (int node = 0; node < nodes; node++)
        {
            communityTotals[community[node]] += masses[node];
            ReadOnlySpan<int> row = graph.TargetsOf(node);
            ReadOnlySpan<TWeight> weights = graph.WeightsOf(node);
            double within = 0;
            for (int e = 0; e < row.Length; e++)
            {
                within += community[row[e]] == community[node] ? double.CreateTruncating(weights[e]) : 0;
            }

            cut[node] = within;
        }

        int waiting = Shuffle(graph, nodes);
        for (int i = 0; i < waiting; i++)
        {
            if (i % VisitsPerLook == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            int node = _queue[i];
            _isQueued[node] = false;
            TMass mass = masses[node];
            int own = community[node];
            if (_sizes[node] != 1 || part[node] != node || cut[node] == 0 || !IsWellConnected(mass, communityTotals[own], cut[node]))
            {
                continue;
            }

            ReadOnlySpan<int> row = graph.TargetsOf(node);
            ReadOnlySpan<TWeight> weights = graph.WeightsOf(node);
            int found = 0;
            for (int e = 0; e < row.Length; e++)
            {
                if (community[row[e]] == own)
                {
                    int other = part[row[e]];
                    double before = weightTo[other];
                    touched[found] = other;
                    found += before == 0 ? 1 : 0;
                    weightTo[other] = before + double.CreateTruncating(weights[e]);
                }
            }

            (int best, double bestGain, double bestWeight) = (-1, -LeastGain * cut[node], 0);
            foreach (int other in touched[..found])
            {
                double weight = weightTo[other];
                double gain = weight - (factor * TMass.Product(mass, partTotals[other]));
                weightTo[other] = 0;
                if (gain > bestGain && IsWellConnected(partTotals[other], communityTotals[own], cut[other]))
                {
                    (best, bestGain, bestWeight) = (other, gain, weight);
                }
            }

            if (best >= 0)
            {
                part[node] = best;
                partTotals[best] += mass;
                cut[best] += cut[node] - (2 * bestWeight);
                _sizes[best]++;
            }
        }

        parts = Grouping.Renumber(part, nodes);
        return part;
    }

    private bool IsWellConnected(TMass part, TMass community, double cut) =>
        cut >= factor * TMass.Product(part, community - part) * (1 - LeastGain);

    private (LevelGraph<double> Level, TMass[] Masses, int[] Community) Lift<TWeight>(LevelGraph<TWeight> graph, TMass[] masses, int[] community, int[] part, int parts)
        where TWeight : unmanaged, INumberBase<TWeight>
    {
        var partMasses = new TMass[parts];
        int[] partCommunity = new int[parts];
        for (int node = 0; node < graph.NodeCount; node++)
        {
            partMasses[part[node]] += masses[node];
            partCommunity[part[node]] = community[node];
        }

        return (graph.Aggregate(part, parts, _weightTo, _touched), partMasses, partCommunity);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Gather<TWeight>(ReadOnlySpan<int> row, ReadOnlySpan<TWeight> weights, int[] community, Span<double> weightTo, Span<int> touched, out double all)
        where TWeight : unmanaged, INumberBase<TWeight>
    {
        int found = 0;
        all = 0;
        for (int e = 0; e < row.Length; e++)
        {
            int other = community[row[e]];
            double weight = double.CreateTruncating(weights[e]);
            double before = weightTo[other];
            touched[found] = other;
            found += before == 0 ? 1 : 0;
            weightTo[other] = before + weight;
            all += weight;
        }

        return found;
    }

    private int CountCommunities(TMass[] masses, int[] community, int nodes)
    {
        Array.Clear(_totals, 0, nodes);
        Array.Clear(_sizes, 0, nodes);
        for (int node = 0; node < nodes; node++)
        {
            _totals[community[node]] += masses[node];
            _sizes[community[node]]++;
        }

        int free = 0;
        for (int label = nodes - 1; label >= 0; label--)
        {
            if (_sizes[label] == 0)
            {
                _free[free++] = label;
            }
        }

        return free;
    }

    /// <summary>
    /// All nodes with ties into the queue, in random order (Fisher, Yates 1938). In large graphs runs of neighbouring numbers
    /// stay together: who is numbered alike is often tied alike, and is in the cache already.
    /// </summary>
    private int Shuffle<TWeight>(LevelGraph<TWeight> graph, int nodes)
        where TWeight : unmanaged, INumberBase<TWeight>
    {
        int length = nodes >= LargeGraph ? RunLength : 1;
        int runs = 0;
        for (int first = 0; first < nodes; first += length)
        {
            if (length > 1 || graph.DegreeOf(first) > 0)
            {
                int place = (int)_random.NextBelow((uint)runs + 1);
                _touched[runs++] = _touched[place];
                _touched[place] = first;
            }
        }

        int count = 0;
        foreach (int first in _touched.AsSpan(0, runs))
        {
            for (int node = first; node < Math.Min(nodes, first + length); node++)
            {
                if (graph.DegreeOf(node) > 0)
                {
                    _queue[count++] = node;
                    _isQueued[node] = true;
                }
            }
        }

        return count;
    }

    private static int[] Identity(int nodes)
    {
        int[] identity = new int[nodes];
        for (int node = 0; node < nodes; node++)
        {
            identity[node] = node;
        }

        return identity;
    }
}
