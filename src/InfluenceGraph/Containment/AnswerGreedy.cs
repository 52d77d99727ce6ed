using InfluenceGraph.SocialValues;

namespace InfluenceGraph.Containment;

/// <summary>
/// Whom to answer, one after the other: always the node whose blocking saves most in the sampled worlds, given those answered
/// before. In each world the savings of all nodes come at once from the dominator tree. What is saved grows with every node
/// blocked, but two may save what neither saves alone, so greedy has no guarantee against the best set.
/// </summary>
/// <remarks>
/// J. Xie, F. Zhang, K. Wang, X. Lin, Y. Zhang, "Minimizing the influence of misinformation via vertex blocking", ICDE 2023
/// (AdvancedGreedy). Where hops or time are limited, blocking also makes ways too long, which the tree does not see: there the
/// tree over the soonest ways bounds each node's saving from above, and candidates are searched again without the node, best
/// bound first, until no bound can beat the best.
/// </remarks>
internal sealed class AnswerGreedy
{
    private const int CandidatesAtOnce = 16;
    private const int MostCandidates = 128;

    private readonly LiveEdges _live;
    private readonly WorldStore _worlds;
    private readonly Grains _grains;
    private readonly StepLimits _limits;
    private readonly WorldRuns _runs;
    private readonly IProgress<CascadeProgress>? _progress;
    private readonly long[] _gains;
    private readonly bool[] _isBlocked;

    internal AnswerGreedy(LiveEdges live, WorldStore worlds, Grains grains, StepLimits limits, WorldRuns runs, IProgress<CascadeProgress>? progress)
    {
        _live = live;
        _worlds = worlds;
        _grains = grains;
        _limits = limits;
        _runs = runs;
        _progress = progress;
        _gains = new long[live.Graph.NodeCount];
        _isBlocked = new bool[live.Graph.NodeCount];
        IsEachStepBest = !live.IsTimed || live.Graph.MaxHops >= live.Graph.NodeCount - 1;
    }

    /// <summary>Whether each step was the best one in the sampled worlds for certain: always without limits of hops and time; not where both are limited, as the soonest ways bound nothing then.</summary>
    internal bool IsEachStepBest { get; private set; }

    /// <summary>By node; shared with whoever goes on from here.</summary>
    internal bool[] IsBlocked => _isBlocked;

    /// <summary>The nodes in order, with what each saves in the sampled worlds, in grains over all of them.</summary>
    internal List<(int Node, long Gain)> Choose()
    {
        AddGains(everywhere: true, reaching: -1, sign: +1);
        var steps = new List<(int Node, long Gain)>();
        double left = _limits.Budget;
        (long Gain, int Node) single = _limits.HasBudget ? Best(left, byGainAlone: true) : (0, -1);
        while (steps.Count < _limits.Count)
        {
            (long gain, int node) = Best(left, byGainAlone: false);
            if (node < 0)
            {
                break;
            }

            steps.Add((node, gain));
            left -= _limits.CostOf(node);
            AddGains(everywhere: false, node, sign: -1);
            _isBlocked[node] = true;
            AddGains(everywhere: false, node, sign: +1);
            _progress?.Report(new("answers", steps.Count, _limits.Count));
        }

        // Gain per cost can spend the budget on trifles that one good answer would beat.
        if (single.Node < 0 || single.Gain <= steps.Sum(step => step.Gain))
        {
            return steps;
        }

        Array.Clear(_isBlocked);
        _isBlocked[single.Node] = true;
        return [(single.Node, single.Gain)];
    }

    /// <summary>Adds to every node's gain, or takes off, what it saves in each world, or in those that hold a node.</summary>
    private void AddGains(bool everywhere, int reaching, int sign) => _runs.Run(
        0,
        _worlds.Count,
        () => new WorldScratch(_live),
        (scratch, world, _) =>
        {
            ComplaintWorld drawn = _worlds.Get((int)world, scratch);
            if (!everywhere && !drawn.Nodes.AsSpan(0, drawn.Count).Contains(reaching))
            {
                return;
            }

            if (_live.Graph.IsLimited)
            {
                scratch.Arrivals.Search(drawn, _isBlocked);
                scratch.Soonest.KeepSoonest(drawn, scratch.Arrivals);
                drawn = scratch.Soonest;
            }

            DominatorTree tree = scratch.Tree;
            tree.Build(drawn, _isBlocked);
            Span<long> subtrees = scratch.Longs(tree.Count + 1);
            subtrees[0] = 0;
            for (int v = 1; v <= tree.Count; v++)
            {
                subtrees[v] = _grains.Of[drawn.Nodes[tree.PlaceOf(v)]];
            }

            tree.AddUp(subtrees);
            for (int v = 1; v <= tree.Count; v++)
            {
                Interlocked.Add(ref _gains[drawn.Nodes[tree.PlaceOf(v)]], sign * subtrees[v]);
            }
        },
        fold: null);

    private (long Gain, int Node) Best(double budget, bool byGainAlone)
    {
        StepLimits limits = byGainAlone ? _limits with { Budget = double.PositiveInfinity } : _limits;
        bool MayChoose(int node) => _gains[node] > 0 && !_isBlocked[node] && limits.MayChoose[node] && limits.CostOf(node) <= budget;

        (long Gain, int Node) best = (0, -1);
        if (!_live.Graph.IsLimited)
        {
            for (int node = 0; node < _gains.Length; node++)
            {
                if (MayChoose(node) && limits.IsBetter((_gains[node], node), best))
                {
                    best = (_gains[node], node);
                }
            }

            return best;
        }

        IEnumerable<int> possible = Enumerable.Range(0, _gains.Length).Where(MayChoose);
        int[] candidates = [.. TopNodes.Of(possible.Select(node => (limits.HasBudget ? _gains[node] / Math.Max(limits.CostOf(node), double.Epsilon) : _gains[node], node)), MostCandidates + 1).Select(top => top.Node)];
        for (int first = 0; first < candidates.Length; first += CandidatesAtOnce)
        {
            if (best.Node >= 0 && !limits.IsBetter((_gains[candidates[first]], candidates[first]), best))
            {
                return best;
            }

            if (first >= MostCandidates)
            {
                IsEachStepBest = false;
                return best;
            }

            int[] some = candidates[first..Math.Min(first + CandidatesAtOnce, candidates.Length)];
            long[] savings = SavingsOf(some);
            for (int i = 0; i < some.Length; i++)
            {
                if (savings[i] > 0 && limits.IsBetter((savings[i], some[i]), best))
                {
                    best = (savings[i], some[i]);
                }
            }
        }

        return best;
    }

    /// <summary>What blocking each of some nodes saves, by searching every world again.</summary>
    private long[] SavingsOf(int[] nodes)
    {
        long[] savings = new long[nodes.Length];
        _runs.Run(
            0,
            _worlds.Count,
            () =>
            {
                var scratch = new WorldScratch(_live);
                _isBlocked.CopyTo(scratch.IsBlocked, 0);
                return scratch;
            },
            (scratch, world, _) =>
            {
                ComplaintWorld drawn = _worlds.Get((int)world, scratch);
                scratch.Arrivals.Search(drawn, _isBlocked);
                long all = scratch.SumReached(drawn, _grains.Of);
                for (int i = 0; i < nodes.Length; i++)
                {
                    if (drawn.Nodes.AsSpan(0, drawn.Count).Contains(nodes[i]))
                    {
                        scratch.IsBlocked[nodes[i]] = true;
                        scratch.Arrivals.Search(drawn, scratch.IsBlocked);
                        Interlocked.Add(ref savings[i], all - scratch.SumReached(drawn, _grains.Of));
                        scratch.IsBlocked[nodes[i]] = false;
                    }
                }
            },
            fold: null);
        return savings;
    }
}
