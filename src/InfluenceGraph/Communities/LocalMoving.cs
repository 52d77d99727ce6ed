using System.Numerics;
using System.Runtime.CompilerServices;
using InfluenceGraph.Kernels;

namespace InfluenceGraph.Communities;

/// <summary>
/// Fast local moving: each node of a queue joins the community with the highest gain, or goes alone; neighbours whose
/// choice that may change queue up again.
/// </summary>
/// <remarks>
/// <para>In large graphs a batch of nodes chooses on one state, on any number of threads; then they move one after the other,
/// each only if its move still improves. So bits do not depend on the number of threads, and every move improves.</para>
/// <para>A node that chose knows by what margin. A neighbour's move eats of it no more than twice the weight of their tie, so
/// that a node need not choose again before its margin is gone, as in G. Hamerly, "Making k-means even faster", SDM 2010.
/// What the masses of communities change meanwhile waits for the next pass.</para>
/// </remarks>
internal sealed class LocalMoving<TMass, TWeight>(LevelGraph<TWeight> graph, TMass[] masses, int[] community, double factor, LeidenScratch<TMass> scratch)
    where TMass : struct, IMass<TMass>
    where TWeight : unmanaged, INumberBase<TWeight>
{
    private const int Alone = -1;
    private const double Waiting = double.NegativeInfinity;
    private const int VisitsPerLook = 1 << 12;
    private const int VisitsPerBlock = 64;

    private readonly int[] _queue = scratch.Queue;
    private readonly TMass[] _totals = scratch.Totals;
    private readonly int[] _sizes = scratch.Sizes;
    private readonly int[] _free = scratch.Free;
    private readonly double[] _margins = scratch.Margins;
    private readonly int _nodes = graph.NodeCount;
    private int _head;
    private int _tail;
    private int _waiting;
    private int _freeCount;
    private bool _hasMoved;

    /// <summary>The nodes that wait now are a round.</summary>
    private int _leftOfRound;
    private double _gainOfRound;

    /// <summary>Moves nodes until none of the queue improves by it.</summary>
    /// <param name="waiting">How many nodes wait, at the beginning of the queue.</param>
    /// <param name="leastGain">A round of visits that gains less is the last one.</param>
    /// <param name="batch">How many nodes choose on one state.</param>
    /// <param name="workers">The number of threads.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Whether any node moved.</returns>
    internal bool Run(int waiting, double leastGain, int batch, int workers, CancellationToken cancellationToken)
    {
        CountCommunities();
        _waiting = waiting;
        _tail = waiting == _nodes ? 0 : waiting;
        _leftOfRound = waiting;
        foreach (int node in _queue.AsSpan(0, waiting))
        {
            _margins[node] = Waiting;
        }

        if (batch > 1)
        {
            InBatches(leastGain, batch, workers, cancellationToken);
        }
        else
        {
            OneByOne(leastGain, cancellationToken);
        }

        return _hasMoved;
    }

    private void OneByOne(double leastGain, CancellationToken cancellationToken)
    {
        LeidenBench bench = scratch.Take();
        for (int visit = 1; _waiting > 0 && !IsLastRound(leastGain); visit++)
        {
            if (visit % VisitsPerLook == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            int node = Next();
            (int best, double gain) = Choose(node, bench.Tally);
            _leftOfRound--;
            if (best != community[node])
            {
                Move(node, best, gain);
            }
        }

        scratch.GiveBack(bench);
    }

    private void InBatches(double leastGain, int batch, int workers, CancellationToken cancellationToken)
    {
        int[] nodes = new int[batch];
        int[] choices = new int[batch];
        int count = 0;
        Fill();
        WorkerTeam.Run(
            workers,
            (batch + VisitsPerBlock - 1) / VisitsPerBlock,
            ChooseBlock,
            () =>
            {
                Settle();
                while (count is > 0 and <= VisitsPerBlock)
                {
                    // Not worth a meeting of threads.
                    cancellationToken.ThrowIfCancellationRequested();
                    ChooseBlock(0);
                    Settle();
                }

                return count > 0;
            },
            cancellationToken);

        void ChooseBlock(int block)
        {
            LeidenBench bench = scratch.Take();
            int end = Math.Min(count, (block + 1) * VisitsPerBlock);
            for (int i = block * VisitsPerBlock; i < end; i++)
            {
                choices[i] = Choose(nodes[i], bench.Tally).Best;
            }

            scratch.GiveBack(bench);
        }

        void Settle()
        {
            for (int i = 0; i < count; i++)
            {
                Decide(nodes[i], choices[i]);
            }

            Fill();
        }

        void Fill()
        {
            count = IsLastRound(leastGain) ? 0 : Math.Min(batch, _leftOfRound);
            _leftOfRound -= count;
            for (int i = 0; i < count; i++)
            {
                nodes[i] = Next();
            }
        }
    }

    /// <summary>At the end of a round begins the next one, unless there is none to come or the gain is too small.</summary>
    private bool IsLastRound(double leastGain)
    {
        if (_leftOfRound > 0)
        {
            return false;
        }

        bool isLast = _waiting == 0 || _gainOfRound < leastGain;
        (_leftOfRound, _gainOfRound) = (_waiting, 0);
        return isLast;
    }

    private int Next()
    {
        int node = _queue[_head];
        _head = _head + 1 == _nodes ? 0 : _head + 1;
        _waiting--;
        return node;
    }

    private void Wait(int node)
    {
        _margins[node] = Waiting;
        _queue[_tail] = node;
        _tail = _tail + 1 == _nodes ? 0 : _tail + 1;
        _waiting++;
    }

    /// <summary>The best community for a node, and what it gains by going there. Notes its margin, so that it no longer waits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private (int Best, double Gain) Choose(int node, GroupTally tally)
    {
        int own = community[node];
        double[] weightTo = tally.WeightTo;
        double all = tally.Add(graph.TargetsOf(node), graph.WeightsOf(node), community);
        TMass mass = masses[node];
        double stay = weightTo[own] - (factor * TMass.Product(mass, _totals[own] - mass));
        weightTo[own] = 0;

        // Rounding must not move nodes round in circles.
        double bestGain = stay + (all * Leiden.LeastGain);
        double second = double.NegativeInfinity;
        int best = own;
        if (_sizes[own] > 1)
        {
            (best, bestGain, second) = bestGain < 0 ? (Alone, 0.0, bestGain) : (own, bestGain, 0.0);
        }

        foreach (int other in tally.Found)
        {
            double gain = weightTo[other] - (factor * TMass.Product(mass, _totals[other]));
            weightTo[other] = 0;
            if (gain > second)
            {
                (best, bestGain, second) = gain > bestGain && other != own ? (other, gain, bestGain) : (best, bestGain, other == own ? second : gain);
            }
        }

        tally.Forget();
        _margins[node] = bestGain - second;
        return (best, bestGain - stay);
    }

    /// <summary>Moves a node where it chose to go, if that is still better: others have moved since.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Decide(int node, int best)
    {
        int own = community[node];
        if (best != own)
        {
            ReadOnlySpan<int> row = graph.TargetsOf(node);
            ReadOnlySpan<TWeight> weights = graph.WeightsOf(node);
            (double toOwn, double toBest, double all) = (0, 0, 0);
            for (int e = 0; e < row.Length; e++)
            {
                int other = community[row[e]];
                double weight = double.CreateTruncating(weights[e]);
                toOwn += other == own ? weight : 0;
                toBest += other == best ? weight : 0;
                all += weight;
            }

            TMass mass = masses[node];
            double there = best == Alone ? 0 : toBest - (factor * TMass.Product(mass, _totals[best]));
            double stay = toOwn - (factor * TMass.Product(mass, _totals[own] - mass));
            if (there > stay + (all * Leiden.LeastGain) && (best == Alone ? _sizes[own] > 1 : _sizes[best] > 0))
            {
                Move(node, best, there - stay);
            }
            else if (_margins[node] != Waiting)
            {
                Wait(node);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Move(int node, int best, double gain)
    {
        _hasMoved = true;
        _gainOfRound += gain;
        int own = community[node];
        int to = best == Alone ? _free[--_freeCount] : best;
        TMass mass = masses[node];
        community[node] = to;
        _totals[own] -= mass;
        _totals[to] += mass;
        _sizes[to]++;
        if (--_sizes[own] == 0)
        {
            _totals[own] = default;
            _free[_freeCount++] = own;
        }

        ReadOnlySpan<int> row = graph.TargetsOf(node);
        ReadOnlySpan<TWeight> weights = graph.WeightsOf(node);
        for (int e = 0; e < row.Length; e++)
        {
            int other = row[e];
            int theirs = community[other];
            double weight = double.CreateTruncating(weights[e]);
            if (theirs == to)
            {
                _margins[other] += weight;
            }
            else
            {
                double margin = _margins[other] - (theirs == own ? 2 * weight : weight);
                _margins[other] = margin;
                if (margin < 0 && margin != Waiting)
                {
                    Wait(other);
                }
            }
        }
    }

    private void CountCommunities()
    {
        Array.Clear(_totals, 0, _nodes);
        Array.Clear(_sizes, 0, _nodes);
        for (int node = 0; node < _nodes; node++)
        {
            _totals[community[node]] += masses[node];
            _sizes[community[node]]++;
        }

        for (int label = _nodes - 1; label >= 0; label--)
        {
            if (_sizes[label] == 0)
            {
                _free[_freeCount++] = label;
            }
        }
    }
}
