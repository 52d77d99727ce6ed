using System.Runtime.CompilerServices;

namespace InfluenceGraph.Seeding;

/// <summary>
/// Greedy choice on a collection of reverse sets: again and again the node that adds most, or most for its cost. What a
/// node adds only falls, so a node is looked at again only when it comes first with an old figure. On the way it bounds
/// what any plan can have on these sets: what the seeds so far have, and the best that all others could add one by one.
/// </summary>
/// <remarks>
/// M. Minoux, "Accelerated greedy algorithms for maximizing submodular set functions", 1978; the bound at several prefixes
/// after J. Tang, X. Tang, X. Xiao, J. Yuan, "Online processing algorithms for influence maximization", SIGMOD 2018 (OPIM-C).
/// </remarks>
internal sealed class GreedyChoice
{
    private readonly SetCollection _sets;
    private readonly double _scale;
    private readonly double[] _certain;
    private readonly SeedConstraints _constraints;
    private readonly bool _byCost;
    private readonly ulong[] _covered;
    private readonly double[] _gains;
    private readonly int[] _lookedAt;
    private readonly GainQueue _queue;
    private readonly List<int> _passedOver = [];
    private readonly Dictionary<int, int> _inGroup = [];
    private readonly List<int> _seeds = [];
    private readonly List<double> _seedGains = [];
    private readonly List<double> _alone = [];
    private readonly double _budgetOfOthers;
    private readonly Dictionary<int, int> _mustInGroup;
    private double _value;
    private double _cost;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private GreedyChoice(SetCollection sets, double scale, double[] certain, SeedConstraints constraints, bool byCost)
    {
        _sets = sets;
        _scale = scale;
        _certain = certain;
        _constraints = constraints;
        _byCost = byCost;
        _covered = sets.NewCovered();
        _gains = new double[constraints.NodeCount];
        _lookedAt = new int[constraints.NodeCount];
        foreach (int node in constraints.MustHave)
        {
            Take(node, GainOf(node));
        }

        _budgetOfOthers = constraints.Budget - _cost;
        _mustInGroup = new(_inGroup);
        int[] nodes = [.. constraints.Candidates];
        double[] priorities = new double[nodes.Length];
        for (int i = 0; i < nodes.Length; i++)
        {
            _gains[nodes[i]] = Alone(nodes[i]);
            _lookedAt[nodes[i]] = 0;
            priorities[i] = PriorityOf(nodes[i]);
        }

        _queue = new(nodes, priorities);
    }

    /// <summary>Chooses.</summary>
    /// <param name="sets">The sets.</param>
    /// <param name="scale">What one set counts.</param>
    /// <param name="certain">What a seed counts beside its sets.</param>
    /// <param name="constraints">Which plans are allowed.</param>
    /// <param name="cancellationToken">Stops between seeds.</param>
    internal static GreedyPlan Choose(SetCollection sets, double scale, double[] certain, SeedConstraints constraints, CancellationToken cancellationToken)
    {
        GreedyPlan byGain = new GreedyChoice(sets, scale, certain, constraints, byCost: false).Run(cancellationToken);
        if (!constraints.HasBudget)
        {
            return byGain;
        }

        GreedyPlan byCost = new GreedyChoice(sets, scale, certain, constraints, byCost: true).Run(cancellationToken);
        double bound = Math.Min(byGain.Bound, byCost.Bound);
        return (byCost.Value >= byGain.Value ? byCost : byGain) with { Bound = bound };
    }

    private GreedyPlan Run(CancellationToken cancellationToken)
    {
        double bound = double.PositiveInfinity;
        int first = _seeds.Count;
        for (int nextLook = 0; _seeds.Count < _constraints.Count && TryFindNext(out int node);)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (_seeds.Count - first == nextLook)
            {
                // The queue's top is not the seed's any more: put it back for the look, then take it again.
                _queue.Push(node, PriorityOf(node));
                bound = Math.Min(bound, _value + MostThatOthersAdd());
                nextLook = Math.Max(1, 2 * nextLook);
                continue;
            }

            Take(node, _gains[node]);
        }

        bound = Math.Min(bound, _value + MostThatOthersAdd());
        return new([.. _seeds], [.. _seedGains], [.. _alone], bound);
    }

    /// <summary>The allowed node that comes first, taken off the queue.</summary>
    private bool TryFindNext(out int node)
    {
        while (_queue.Count > 0)
        {
            node = _queue.Top;
            if (!IsAllowed(node))
            {
                _passedOver.Add(node);
                _queue.Pop();
            }
            else if (IsFresh(node))
            {
                _queue.Pop();
                if (_gains[node] > 0 || !_constraints.HasBudget)
                {
                    return true;
                }

                _passedOver.Add(node);
            }
        }

        node = -1;
        return false;
    }

    /// <summary>The best that allowed nodes could add to the seeds so far if they did not overlap: for a number of seeds with groups a greedy sum, for a budget a knapsack whose last item may be cut.</summary>
    private double MostThatOthersAdd()
    {
        if (!_byCost && _constraints.Count == int.MaxValue)
        {
            return double.PositiveInfinity;
        }

        foreach (int node in _passedOver)
        {
            _queue.Push(node, PriorityOf(node));
        }

        _passedOver.Clear();
        var popped = new List<int>();
        var inGroup = new Dictionary<int, int>(_mustInGroup);
        double sum = 0;
        double budget = _budgetOfOthers;
        int left = _constraints.Count - _constraints.MustHave.Length;
        while (_queue.Count > 0 && left > 0 && !(_byCost && budget <= 0))
        {
            int node = _queue.Top;
            if (!IsFresh(node))
            {
                continue;
            }

            _queue.Pop();
            popped.Add(node);
            double cost = _constraints.CostOf(node);
            if (cost > _budgetOfOthers || !HasRoom(inGroup, node))
            {
                continue;
            }

            if (!_byCost)
            {
                AddTo(inGroup, node);
                sum += _gains[node];
                left--;
            }
            else
            {
                sum += _gains[node] * (cost <= budget ? 1 : budget / cost);
                budget -= cost;
            }
        }

        foreach (int node in popped)
        {
            _queue.Push(node, PriorityOf(node));
        }

        return sum;
    }

    /// <summary>Whether the top's figure is for the seeds so far; if not, it is brought up to date, and may not be the top any more.</summary>
    private bool IsFresh(int node)
    {
        if (_lookedAt[node] == _seeds.Count)
        {
            return true;
        }

        _lookedAt[node] = _seeds.Count;
        double gain = GainOf(node);
        if (gain >= _gains[node])
        {
            return true;
        }

        _gains[node] = gain;
        _queue.Lower(PriorityOf(node));
        return _queue.Top == node;
    }

    private bool IsAllowed(int node) => _cost + _constraints.CostOf(node) <= _constraints.Budget && HasRoom(_inGroup, node);

    private bool HasRoom(Dictionary<int, int> inGroup, int node) =>
        _constraints.Groups is not int[] groups || groups[node] < 0 || inGroup.GetValueOrDefault(groups[node]) < _constraints.MaxPerGroup;

    private void AddTo(Dictionary<int, int> inGroup, int node)
    {
        if (_constraints.Groups is int[] groups && groups[node] >= 0)
        {
            inGroup[groups[node]] = inGroup.GetValueOrDefault(groups[node]) + 1;
        }
    }

    private void Take(int node, double gain)
    {
        _seeds.Add(node);
        _seedGains.Add(gain);
        _alone.Add(Alone(node));
        _value += gain;
        _cost += _constraints.CostOf(node);
        AddTo(_inGroup, node);
        _sets.Cover(node, _covered);
    }

    private double Alone(int node) => (_sets.Hits[node] * _scale) + _certain[node];

    private double GainOf(int node) => (_sets.CountOpen(node, _covered) * _scale) + _certain[node];

    private double PriorityOf(int node) => _byCost switch
    {
        false => _gains[node],
        _ when _gains[node] == 0 => 0,
        _ => Math.Min(double.MaxValue, _gains[node] / _constraints.CostOf(node)),
    };
}
