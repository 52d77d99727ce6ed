using InfluenceGraph.SocialValues;

namespace InfluenceGraph.Containment;

/// <summary>Which of the sampled sets the advocates chosen so far cover, and what each further one would add.</summary>
internal sealed class AdvocateCover
{
    private readonly AdvocateSets _sets;
    private readonly long[] _gains;
    private readonly bool[] _isCovered;

    internal AdvocateCover(AdvocateSets sets, int nodes)
    {
        _sets = sets;
        _gains = new long[nodes];
        _isCovered = new bool[sets.Worlds.Count * AdvocateSets.PerWorld];
        foreach (WorldSets world in sets.Worlds)
        {
            foreach (int member in world.Members)
            {
                _gains[member] += world.Weight;
            }
        }
    }

    /// <summary>In grains over all worlds.</summary>
    internal long Covered { get; private set; }

    /// <summary>Covers every set that holds a node.</summary>
    internal void Add(int node)
    {
        Covered += _gains[node];
        for (int world = 0; world < _sets.Worlds.Count; world++)
        {
            WorldSets sets = _sets.Worlds[world];
            for (int set = 0; set < sets.Ends.Length; set++)
            {
                ref bool isCovered = ref _isCovered[(world * AdvocateSets.PerWorld) + set];
                if (!isCovered && sets.Set(set).Contains(node))
                {
                    isCovered = true;
                    foreach (int member in sets.Set(set))
                    {
                        _gains[member] -= sets.Weight;
                    }
                }
            }
        }
    }

    /// <summary>The best node to add, or -1 where none adds anything.</summary>
    /// <param name="limits">Who may be chosen, and at what cost.</param>
    /// <param name="budget">The most that it may cost.</param>
    /// <param name="byGainAlone">Whether its cost does not matter otherwise.</param>
    /// <param name="except">Who is not to be chosen.</param>
    internal (long Gain, int Node) Best(StepLimits limits, double budget, bool byGainAlone, HashSet<int>? except = null)
    {
        limits = byGainAlone ? limits with { Budget = double.PositiveInfinity } : limits;
        (long Gain, int Node) best = (0, -1);
        for (int node = 0; node < _gains.Length; node++)
        {
            if (_gains[node] > 0 && limits.CostOf(node) <= budget && limits.IsBetter((_gains[node], node), best) && except?.Contains(node) != true)
            {
                best = (_gains[node], node);
            }
        }

        return best;
    }

    /// <summary>The most that any allowed choice can add: the largest gains that fit, the last one in part.</summary>
    internal double MostMore(StepLimits limits)
    {
        if (!limits.HasBudget)
        {
            return TopNodes.Of(Gaining().Select(node => ((double)_gains[node], node)), limits.Count).Sum(top => top.Score);
        }

        double more = 0;
        double left = limits.Budget;
        foreach (int node in Gaining().OrderByDescending(node => limits.CostOf(node) == 0 ? double.PositiveInfinity : _gains[node] / limits.CostOf(node)))
        {
            double cost = limits.CostOf(node);
            if (cost > left)
            {
                return more + (_gains[node] * left / cost);
            }

            more += _gains[node];
            left -= cost;
        }

        return more;

        IEnumerable<int> Gaining() => Enumerable.Range(0, _gains.Length).Where(node => _gains[node] > 0 && limits.CostOf(node) <= limits.Budget);
    }
}
