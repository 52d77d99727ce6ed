using System.Numerics;
using InfluenceGraph.Graphs;
using InfluenceGraph.Kernels;

namespace InfluenceGraph.Communities;

/// <summary>One run of <see cref="Leiden"/>.</summary>
/// <param name="ties">The ties.</param>
/// <param name="settings">How to look.</param>
/// <param name="nodeMasses">By node.</param>
/// <param name="factor">What the product of two masses counts in tie weight.</param>
/// <param name="run">The number of the run, which makes its random numbers.</param>
/// <param name="workers">The number of threads; no bit depends on it.</param>
/// <param name="cancellationToken">Stops it.</param>
internal sealed class LeidenRun<TMass>(CommunityTies ties, LeidenSettings settings, TMass[] nodeMasses, double factor, int run, int workers, CancellationToken cancellationToken)
    where TMass : struct, IMass<TMass>
{
    /// <summary>How many nodes of a large graph choose on one state. More would choose worse, fewer keep threads waiting for each other.</summary>
    private const int Batch = 1024;

    /// <summary>
    /// Moving nodes of a large graph goes on while a round of visits gains this share of the weight, in the first pass. Each
    /// pass goes on to a tenth of that: what the first leaves undone costs the next ones little.
    /// </summary>
    private const double FirstTolerance = 1e-3;

    private readonly LeidenScratch<TMass> _scratch = new(ties.NodeCount);
    private readonly int[]? _nodeAt = HubOrder.Of(ties.Graph);
    private CounterRandom _random = new(settings.Seed, (ulong)run);
    private double _leastGain = ties.Total * FirstTolerance;
    private CsrGraph _graph = ties.Graph;
    private TMass[] _masses = nodeMasses;

    /// <summary>The first pass over a large graph lifts whole communities, as Louvain does: parts would be torn apart by the next pass anyway, and cost as much as the rest of the pass.</summary>
    private bool _isRough;

    internal LeidenSolution Solve(int[]? start)
    {
        int[] community = start is null ? Grouping.Each(ties.NodeCount) : [.. start];
        if (_nodeAt is not null)
        {
            (_graph, _masses, community) = (HubOrder.Renumbered(_graph, _nodeAt), HubOrder.Gather(_masses, _nodeAt), HubOrder.Gather(community, _nodeAt));
        }

        if (start is not null)
        {
            // A start may put together who have no tie any more.
            Components.Split(_graph, community);
        }

        Grouping.Renumber(community, ties.NodeCount);
        int count = ties.NodeCount;
        List<int[]> levels = [];
        bool moved = true;
        int passes = 0;
        while (moved && passes < settings.MaxPasses)
        {
            _isRough = passes == 0 && start is null && settings.MaxPasses > 1 && _graph.NodeCount >= VisitOrder.LargeGraph;
            (moved, count) = Pass(community, levels);
            passes++;
            _leastGain /= 10;
        }

        if (_nodeAt is not null)
        {
            HubOrder.Scatter(community, _nodeAt);
            levels.ForEach(level => HubOrder.Scatter(level, _nodeAt));
        }

        double quality = PartitionQuality.Of(ties, community, count, settings.Resolution).Value(settings.Quality, settings.Directed);
        return new(community, count, levels, quality, passes, !moved, run);
    }

    /// <summary>Improves a grouping at all levels.</summary>
    private (bool Moved, int Count) Pass(int[] community, List<int[]> levels)
    {
        levels.Clear();
        var graph = new LevelGraph<float>(_graph.Offsets, _graph.Targets, _graph.Weights);
        bool moved = Move(graph, _masses, community);
        int count = Grouping.Renumber(community, ties.NodeCount);
        if (count == ties.NodeCount)
        {
            return (moved, count);
        }

        (int[] levelNodeOf, int parts) = Refine(graph, _masses, community, count);
        (LevelGraph<double> level, TMass[] masses, int[] levelCommunity) = Lift(graph, _masses, community, levelNodeOf, parts);
        int nodes = ties.NodeCount;
        while (parts < nodes)
        {
            levels.Add([.. levelNodeOf]);
            moved |= Move(level, masses, levelCommunity);
            count = Grouping.Renumber(levelCommunity, parts);
            nodes = parts;
            if (count < parts)
            {
                (int[] refined, parts) = Refine(level, masses, levelCommunity, count);
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
            Components.Split(_graph, community);
        }
        else if (levels.Count > 0)
        {
            // The last level's groups are the communities.
            levels.RemoveAt(levels.Count - 1);
        }

        return (moved, Grouping.Renumber(community, Math.Max(1, ties.NodeCount)));
    }

    private bool Move<TWeight>(LevelGraph<TWeight> graph, TMass[] masses, int[] community)
        where TWeight : unmanaged, INumberBase<TWeight>
    {
        bool isLarge = graph.NodeCount >= VisitOrder.LargeGraph;
        int waiting = VisitOrder.Fill(graph, _nodeAt is null, ref _random, _scratch.Queue, _scratch.Free);
        return new LocalMoving<TMass, TWeight>(graph, masses, community, factor, _scratch)
            .Run(waiting, isLarge ? _leastGain : 0, isLarge ? Batch : 1, workers, cancellationToken);
    }

    private (int[] PartOf, int Parts) Refine<TWeight>(LevelGraph<TWeight> graph, TMass[] masses, int[] community, int count)
        where TWeight : unmanaged, INumberBase<TWeight>
    {
        if (_isRough)
        {
            return (community[..graph.NodeCount], count);
        }

        int visits = VisitOrder.Fill(graph, _nodeAt is null, ref _random, _scratch.Queue, _scratch.Free);
        return new Refinement<TMass, TWeight>(graph, masses, community, factor, _scratch).Run(_scratch.Queue.AsSpan(0, visits), count, workers, cancellationToken);
    }

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

        return (graph.Aggregate(part, parts, _scratch, workers, cancellationToken), partMasses, partCommunity);
    }
}
