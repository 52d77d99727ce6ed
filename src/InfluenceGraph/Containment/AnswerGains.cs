using InfluenceGraph.SocialValues;

namespace InfluenceGraph.Containment;

/// <summary>
/// What answering each node saves in the sampled worlds, given what a plan does so far, and which of them is the best to answer
/// next. In each world the savings of all nodes come at once from the dominator tree. What is saved grows with every node
/// blocked, but two may save what neither saves alone, so greedy has no guarantee against the best set.
/// </summary>
/// <remarks>
/// <para>J. Xie, F. Zhang, K. Wang, X. Lin, Y. Zhang, "Minimizing the influence of misinformation via vertex blocking", ICDE 2023
/// (AdvancedGreedy). Where hops or time are limited, blocking also makes ways too long, which the tree does not see: there the
/// tree over the soonest ways bounds each node's saving from above, and candidates are searched again without the node, best
/// bound first, until no bound can beat the best.</para>
/// <para>The same where advocates have been asked, since a complaint that comes later may come too late: whom a soonest way of
/// lost nodes still reaches without the answered one stays lost. That fails in one case. Once a customer is answered who did not complain, a good
/// word that the next answer lets through may go on over them where the complaint could not: then the bound is none.</para>
/// </remarks>
internal sealed class AnswerGains
{
    private const int CandidatesAtOnce = 16;
    private const int CandidatesAtOnceInARace = 4;
    private const int MostCandidates = 128;

    private readonly LiveEdges _live;
    private readonly WorldStore _worlds;
    private readonly Grains _grains;
    private readonly StepLimits _limits;
    private readonly GoodWordRules _rules;
    private readonly PlanState _state;
    private readonly WorldRuns _runs;
    private readonly long[] _gains;
    private bool _isStale = true;
    private bool _isCarrierAnswered;

    internal AnswerGains(LiveEdges live, WorldStore worlds, Grains grains, StepLimits limits, GoodWordRules rules, PlanState state, WorldRuns runs)
    {
        _live = live;
        _worlds = worlds;
        _grains = grains;
        _limits = limits;
        _rules = rules;
        _state = state;
        _runs = runs;
        _gains = new long[live.Graph.NodeCount];
        IsEachStepBest = !live.IsTimed || live.Graph.MaxHops >= live.Graph.NodeCount - 1;
    }

    /// <summary>Whether each answer was the best one in the sampled worlds for certain: always without limits of hops and time and before any advocate; not where both are limited, as the soonest ways bound nothing then.</summary>
    internal bool IsEachStepBest { get; private set; }

    private bool AreGainsExact => !_live.Graph.IsLimited && _state.Advocates.Count == 0;

    /// <summary>Answers a node.</summary>
    internal void Answer(int node, bool isComplainer)
    {
        IsEachStepBest &= _state.Advocates.Count == 0 || !_isCarrierAnswered;
        _isCarrierAnswered |= !isComplainer;
        if (_state.Advocates.Count == 0 && !_isStale)
        {
            AddGains(everywhere: false, node, sign: -1);
            _state.IsAnswered[node] = true;
            AddGains(everywhere: false, node, sign: +1);
            return;
        }

        _state.IsAnswered[node] = true;
        _isStale = true;
    }

    /// <summary>Takes note that an advocate was asked.</summary>
    internal void AdvocateAsked() => _isStale = true;

    /// <summary>Adds to every node's gain, or takes off, what it saves in each world, or in those that hold a node.</summary>
    private void AddGains(bool everywhere, int reaching, int sign) => _runs.Run(
        0,
        _worlds.Count,
        () => new Race(_live, _rules, _state),
        (race, world, _) =>
        {
            WorldScratch scratch = race.Scratch;
            ComplaintWorld drawn = _worlds.Get((int)world, scratch);
            if (!everywhere && !drawn.Nodes.AsSpan(0, drawn.Count).Contains(reaching))
            {
                return;
            }

            if (!AreGainsExact)
            {
                race.Run(drawn, world, _state.Advocates, _grains.Of);
                foreach (int place in scratch.Arrivals.Reached)
                {
                    if (!race.IsLost(drawn, place, _state.Advocates))
                    {
                        scratch.Block(drawn.Nodes[place]);
                    }
                }

                scratch.Soonest.KeepSoonest(drawn, scratch.Arrivals);
                drawn = scratch.Soonest;
            }

            DominatorTree tree = scratch.Tree;
            tree.Build(drawn, scratch.IsBlocked);
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

            scratch.UnblockAll();
        },
        fold: null);

    /// <summary>The best node to answer next, or -1 where no answer saves anything.</summary>
    /// <param name="budget">The most that it may cost.</param>
    /// <param name="byGainAlone">Whether its cost does not matter otherwise.</param>
    internal (long Gain, int Node) Best(double budget, bool byGainAlone)
    {
        if (_isStale)
        {
            Array.Clear(_gains);
            AddGains(everywhere: true, reaching: -1, sign: +1);
            _isStale = false;
        }

        StepLimits limits = byGainAlone ? _limits with { Budget = double.PositiveInfinity } : _limits;
        bool MayChoose(int node) => _gains[node] > 0 && !_state.IsAnswered[node] && limits.MayChoose[node] && limits.CostOf(node) <= budget;

        (long Gain, int Node) best = (0, -1);
        if (AreGainsExact)
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

        int atOnce = _state.Advocates.Count == 0 ? CandidatesAtOnce : CandidatesAtOnceInARace;
        IEnumerable<int> possible = Enumerable.Range(0, _gains.Length).Where(MayChoose);
        int[] candidates = [.. TopNodes.Of(possible.Select(node => (limits.HasBudget ? _gains[node] / Math.Max(limits.CostOf(node), double.Epsilon) : _gains[node], node)), MostCandidates + 1).Select(top => top.Node)];
        for (int first = 0; first < candidates.Length; first += atOnce)
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

            int[] some = candidates[first..Math.Min(first + atOnce, candidates.Length)];
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

    /// <summary>What blocking each of some nodes saves, by searching every world again in which the node is lost.</summary>
    private long[] SavingsOf(int[] nodes)
    {
        long[] savings = new long[nodes.Length];
        _runs.Run(
            0,
            _worlds.Count,
            () => new Race(_live, _rules, _state),
            (race, world, _) =>
            {
                ComplaintWorld drawn = _worlds.Get((int)world, race.Scratch);
                long lost = race.Run(drawn, world, _state.Advocates, _grains.Of);
                Span<bool> isLost = stackalloc bool[nodes.Length];
                for (int i = 0; i < nodes.Length; i++)
                {
                    int place = drawn.Nodes.AsSpan(0, drawn.Count).IndexOf(nodes[i]);
                    isLost[i] = place >= 0 && race.IsLost(drawn, place, _state.Advocates);
                }

                for (int i = 0; i < nodes.Length; i++)
                {
                    if (isLost[i])
                    {
                        race.Scratch.Block(nodes[i]);
                        Interlocked.Add(ref savings[i], lost - race.Run(drawn, world, _state.Advocates, _grains.Of));
                        race.Scratch.UnblockAll();
                    }
                }
            },
            fold: null);
        return savings;
    }
}
