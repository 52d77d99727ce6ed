namespace InfluenceGraph.Cascades.Paths;

/// <summary>
/// How likely a word gets from one node to another, exactly, where few ties matter: by factoring. A way that may be open is
/// taken, its first undecided tie is either live or not, and so on, until a way of live ties is there or none can be left.
/// Under the linear threshold a live tie decides all others into its node, and one that is not makes the others likelier.
/// </summary>
/// <remarks>
/// L. Page, J. Perry, "Reliability of directed networks using the factoring theorem", IEEE Trans. Reliability 38 (1989); before it, ties in a row or beside each other
/// become one where the model allows. Exponential in the ties that are left, so there is a limit to both.
/// </remarks>
internal sealed class ExactChance
{
    /// <summary>So many uncertain ties are always gone through.</summary>
    internal const int AlwaysExact = 20;

    private const int MostTies = 200;
    private const int MostUncertain = 48;
    private const int MostBranches = 50_000;

    private readonly PairTie[] _ties;
    private readonly State[] _states;
    private readonly double[] _undecided;
    private readonly bool _isThreshold;
    private readonly double _latest;
    private readonly double[][] _times;
    private readonly int[][] _by;
    private readonly CancellationToken _cancellationToken;
    private long _branchesLeft;

    private ExactChance(CascadeGraph graph, PairTies pair, CancellationToken cancellationToken)
    {
        _ties = [.. pair.Ties];
        _states = [.. _ties.Select(tie => tie.Probability == 1 ? State.Live : State.Open)];
        _undecided = [.. Enumerable.Repeat(1.0, pair.NodeCount)];
        _isThreshold = graph.Process == CascadeProcess.LinearThreshold;
        _latest = graph.LatestArrival;
        int rounds = Math.Min(graph.MaxHops, pair.NodeCount - 1);
        _times = [.. Enumerable.Range(0, rounds + 1).Select(_ => new double[pair.NodeCount])];
        _by = [.. Enumerable.Range(0, rounds + 1).Select(_ => new int[pair.NodeCount])];
        _cancellationToken = cancellationToken;
        _branchesLeft = Uncertain(_ties) <= AlwaysExact ? long.MaxValue : MostBranches;
    }

    private enum State
    {
        Open,
        Live,
        Dead,
    }

    /// <summary>The chance, or <see langword="null"/> where too many ties matter.</summary>
    internal static double? Of(CascadeGraph graph, int from, int to, CancellationToken cancellationToken)
    {
        PairTies? pair = PairTies.Of(graph, from, to, MostTies, cancellationToken);
        if (pair is null)
        {
            return null;
        }

        if (graph.Process == CascadeProcess.IndependentCascade && !graph.IsLimited)
        {
            pair.Merge();
        }

        return Uncertain(pair.Ties) > MostUncertain ? null : new ExactChance(graph, pair, cancellationToken).Chance(hasNewLive: true);
    }

    private static int Uncertain(IEnumerable<PairTie> ties) => ties.Count(tie => tie.Probability < 1);

    private double? Chance(bool hasNewLive)
    {
        if (hasNewLive && FirstOpenOnWay(throughOpen: false) is not null)
        {
            return 1;
        }

        if (FirstOpenOnWay(throughOpen: true) is not int tie)
        {
            return 0;
        }

        if (--_branchesLeft < 0)
        {
            return null;
        }

        _cancellationToken.ThrowIfCancellationRequested();
        int target = _ties[tie].To;
        double share = _isThreshold ? Math.Min(1, _ties[tie].Probability / _undecided[target]) : _ties[tie].Probability;
        double? live = Decide(tie, isLive: true);
        double? dead = live is null ? null : share >= 1 ? 0 : Decide(tie, isLive: false);
        return (share * live) + ((1 - share) * dead);
    }

    private double? Decide(int tie, bool isLive)
    {
        int target = _ties[tie].To;
        double undecided = _undecided[target];
        State[] before = isLive && _isThreshold ? [.. _states] : [];
        if (!isLive)
        {
            _undecided[target] -= _ties[tie].Probability;
        }

        for (int other = 0; other < before.Length; other++)
        {
            _states[other] = _ties[other].To == target ? State.Dead : _states[other];
        }

        _states[tie] = isLive ? State.Live : State.Dead;
        double? chance = Chance(isLive);
        _undecided[target] = undecided;
        before.CopyTo(_states, 0);
        _states[tie] = State.Open;
        return chance;
    }

    /// <summary>The first open tie on a way that keeps the limits; -1 where all its ties are live, <see langword="null"/> where there is no way.</summary>
    private int? FirstOpenOnWay(bool throughOpen)
    {
        Array.Fill(_times[0], double.PositiveInfinity);
        _times[0][0] = 0;
        bool isChanged = true;
        for (int round = 1; round < _times.Length && isChanged; round++)
        {
            isChanged = false;
            (double[] before, double[] now) = (_times[round - 1], _times[round]);
            before.CopyTo(now, 0);
            Array.Fill(_by[round], -1);
            for (int tie = 0; tie < _ties.Length; tie++)
            {
                double time = before[_ties[tie].From] + _ties[tie].Days;
                if ((_states[tie] == State.Live || (throughOpen && _states[tie] == State.Open)) && time < now[_ties[tie].To] && time <= _latest)
                {
                    (now[_ties[tie].To], _by[round][_ties[tie].To]) = (time, tie);
                    isChanged = true;
                }
            }

            if (now[1] < double.PositiveInfinity)
            {
                return FirstOpen(round);
            }
        }

        return null;
    }

    private int FirstOpen(int round)
    {
        int first = -1;
        for (int node = 1; node != 0; round--)
        {
            int tie = _by[round][node];
            if (tie >= 0)
            {
                first = _states[tie] == State.Open ? tie : first;
                node = _ties[tie].From;
            }
        }

        return first;
    }
}
