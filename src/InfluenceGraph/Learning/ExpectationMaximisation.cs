using System.Runtime.InteropServices;
using InfluenceGraph.Kernels;

namespace InfluenceGraph.Learning;

/// <summary>What expectation maximisation came to.</summary>
/// <param name="Probabilities">By edge.</param>
/// <param name="Credits">By edge: the expected number of successful tries.</param>
/// <param name="Missing">By edge: the variance of that number, as the causes are not seen.</param>
/// <param name="MeanDelay">In days; NaN where delays are not part of the likelihood.</param>
/// <param name="Objectives">The logarithm of likelihood times prior before each step and at the end.</param>
/// <param name="LogLikelihood">The likelihood's part of the last one.</param>
/// <param name="Converged">Whether no probability moved by more than the tolerance any more.</param>
internal sealed record EmSolution(double[] Probabilities, double[] Credits, double[] Missing, double MeanDelay, List<double> Objectives, double LogLikelihood, bool Converged);

/// <summary>
/// The probabilities under which a log is likeliest, times a Beta prior's kernel <c>p^a (1 - p)^b</c>, if the tries of the
/// independent cascade are independent. A group of follow-ups has the likelihood <c>1 - prod(1 - p)</c>; with exponential
/// delays, the density of the first success. Expectation: how far each edge of a group is its cause, or would have
/// succeeded later. Maximisation: <c>p = (a + expected successes) / (a + b + tries)</c>. The objective never falls.
/// Each step pulls: groups from their edges, then edges from their groups, so that no sum depends on the threads.
/// O(follow-ups + edges) a step.
/// </summary>
/// <remarks>
/// K. Saito, R. Nakano, M. Kimura, "Prediction of information diffusion probabilities for independent cascade model", KES
/// 2008; K. Saito, M. Kimura, K. Ohara, H. Motoda, "Learning continuous-time information diffusion model for social
/// behavioral data analysis", ACML 2009.
/// </remarks>
internal sealed class ExpectationMaximisation
{
    private const int GroupsPerBlock = 4096;
    private const int EdgesPerBlock = 8192;

    /// <summary>Keeps odds and logarithms finite. A bound on p only restricts each maximisation, so the objective still never falls.</summary>
    private const double Edge = 1e-12;

    private readonly TryTable _tries;
    private readonly double[] _a;
    private readonly double[] _b;
    private readonly bool _isContinuous;
    private readonly bool _learnsDelay;
    private readonly double[] _p;
    private readonly double[] _credits;
    private readonly double[] _missing;

    /// <summary>Where the follow-ups of each edge begin in <see cref="_followGroups"/>.</summary>
    private readonly int[] _followOffsets;
    private readonly int[] _followGroups;
    private readonly double[] _followDelays;
    private readonly int[] _watchedOffsets;
    private readonly double[] _watchedFor;

    /// <summary>By group: the probability of a follow-up; with delays, the sum of the scaled hazards.</summary>
    private readonly double[] _groupSums;

    /// <summary>By group: the shortest delay, by which hazards are scaled.</summary>
    private readonly double[] _groupShortest;
    private readonly double[] _blockLikelihoods;
    private readonly double[] _blockPriors;
    private readonly double[] _blockMoves;
    private readonly double[] _blockDelays;
    private double _meanDelay;

    private ExpectationMaximisation(TryTable tries, double[] a, double[] b, double[] start, double meanDelay, bool isContinuous, bool learnsDelay)
    {
        (_tries, _a, _b, _isContinuous, _learnsDelay, _meanDelay) = (tries, a, b, isContinuous, learnsDelay, meanDelay);
        int edges = start.Length;
        _p = Array.ConvertAll(start, p => Math.Clamp(p, Edge, 1 - Edge));
        _credits = new double[edges];
        _missing = new double[edges];
        (_followOffsets, int[] follows) = ByEdge(tries.GroupEdges, edges);
        int[] groups = GroupOfFollows(tries);
        _followGroups = Array.ConvertAll(follows, r => groups[r]);
        _groupSums = new double[tries.GroupCount];
        _groupShortest = isContinuous ? Shortest(tries) : [];
        _followDelays = isContinuous ? Array.ConvertAll(follows, r => Days(tries.GroupDelays[r])) : [];
        (_watchedOffsets, int[] watched) = ByEdge(tries.WatchedEdges, edges);
        _watchedFor = Array.ConvertAll(watched, w => Days(tries.WatchedFor[w]));
        int blocks = Math.Max(1, Math.Max(GroupBlocks, EdgeBlocks));
        (_blockLikelihoods, _blockPriors, _blockMoves, _blockDelays) = (new double[2 * blocks], new double[blocks], new double[blocks], new double[blocks]);
    }

    private int GroupBlocks => (_groupSums.Length + GroupsPerBlock - 1) / GroupsPerBlock;

    private int EdgeBlocks => (_p.Length + EdgesPerBlock - 1) / EdgesPerBlock;

    /// <summary>Solves.</summary>
    /// <param name="tries">The log.</param>
    /// <param name="a">By edge: successes that the prior is worth.</param>
    /// <param name="b">By edge: failures that the prior is worth.</param>
    /// <param name="start">By edge: where to start.</param>
    /// <param name="options">Timing, tolerance and the most steps.</param>
    /// <param name="meanDelay">In days; where to start, or the delay itself where it is given.</param>
    /// <param name="threads">The number of threads.</param>
    /// <param name="progress">Told after each step.</param>
    /// <param name="cancellationToken">Stops.</param>
    internal static EmSolution Solve(TryTable tries, double[] a, double[] b, double[] start, LearningOptions options, double meanDelay, int threads, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        var em = new ExpectationMaximisation(tries, a, b, start, meanDelay, options.IsContinuous, options is { IsContinuous: true, MeanDelay: null });
        return em.Run(options, isLast: false, threads, progress, cancellationToken);
    }

    /// <summary>The logarithm of the likelihood of a log under given probabilities.</summary>
    internal static double LogLikelihood(TryTable tries, double[] probabilities, LearningOptions options, double meanDelay, int threads, CancellationToken cancellationToken)
    {
        double[] none = new double[probabilities.Length];
        var em = new ExpectationMaximisation(tries, none, none, probabilities, meanDelay, options.IsContinuous, learnsDelay: false);
        return em.Run(options, isLast: true, threads, progress: null, cancellationToken).LogLikelihood;
    }

    private EmSolution Run(LearningOptions options, bool isLast, int threads, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        var objectives = new List<double>();
        (bool isGroupPhase, bool converged) = (true, false);
        double logLikelihood = 0;
        int blocks = Math.Max(GroupBlocks, EdgeBlocks);
        WorkerTeam.Run(
            Math.Clamp(blocks, 1, threads),
            blocks,
            block =>
            {
                if (isGroupPhase)
                {
                    SumGroups(block);
                }
                else
                {
                    MoveEdges(block, isLast);
                }
            },
            () =>
            {
                isGroupPhase = !isGroupPhase;
                if (!isGroupPhase)
                {
                    return true;
                }

                logLikelihood = _blockLikelihoods.Sum();
                objectives.Add(logLikelihood + _blockPriors.Sum());
                if (isLast)
                {
                    return false;
                }

                double moved = _blockMoves.Max();
                moved = Math.Max(moved, MoveDelay());
                converged = moved <= options.Tolerance;
                isLast = converged || objectives.Count >= options.MaxIterations;
                progress?.Report(new("expectation maximisation", objectives.Count, options.MaxIterations));
                return true;
            },
            cancellationToken);
        return new(_p, _credits, _missing, _isContinuous ? _meanDelay : double.NaN, objectives, logLikelihood, converged);
    }

    /// <summary>How likely each group of a block is.</summary>
    private void SumGroups(int block)
    {
        ReadOnlySpan<int> edges = CollectionsMarshal.AsSpan(_tries.GroupEdges);
        ReadOnlySpan<long> delays = CollectionsMarshal.AsSpan(_tries.GroupDelays);
        ReadOnlySpan<int> offsets = CollectionsMarshal.AsSpan(_tries.GroupOffsets);
        double logLikelihood = 0;
        int end = Math.Min(_groupSums.Length, (block + 1) * GroupsPerBlock);
        for (int group = block * GroupsPerBlock; group < end; group++)
        {
            double sum = 0;
            for (int r = offsets[group]; r < offsets[group + 1]; r++)
            {
                double p = _p[edges[r]];
                if (_isContinuous)
                {
                    double delay = Days(delays[r]);
                    double open = 1 - p + (p * Math.Exp(-delay / _meanDelay));
                    sum += p * Math.Exp((_groupShortest[group] - delay) / _meanDelay) / open;
                    logLikelihood += Math.Log(open);
                }
                else
                {
                    sum += p * (1 - sum);
                }
            }

            _groupSums[group] = sum;
            logLikelihood += Math.Log(sum) - (_isContinuous ? (_groupShortest[group] / _meanDelay) + Math.Log(_meanDelay) : 0);
        }

        _blockLikelihoods[2 * block] = logLikelihood;
    }

    /// <summary>Expected successes of each edge of a block, and the probability that they make likeliest.</summary>
    private void MoveEdges(int block, bool isLast)
    {
        (double logLikelihood, double logPrior, double moved, double delays) = (0, 0, 0, 0);
        int end = Math.Min(_p.Length, (block + 1) * EdgesPerBlock);
        for (int e = block * EdgesPerBlock; e < end; e++)
        {
            int tries = _tries.Tries[e];
            if (tries == 0)
            {
                continue;
            }

            double p = _p[e];
            (double credits, double missing, double waited) = _isContinuous ? ExpectWithDelays(e, p) : Expect(e, p);
            int watched = _watchedOffsets[e + 1] - _watchedOffsets[e];
            for (int w = _watchedOffsets[e]; w < _watchedOffsets[e + 1]; w++)
            {
                double late = p * Math.Exp(-_watchedFor[w] / _meanDelay);
                double credit = late / (1 - p + late);
                credits += credit;
                missing += credit * (1 - credit);
                waited += credit * _watchedFor[w];
                logLikelihood += Math.Log(1 - p + late);
            }

            double logFailure = Math.Log(1 - p);
            logLikelihood += (tries - _tries.Follows[e] - watched) * logFailure;
            logPrior += _a[e] == 0 && _b[e] == 0 ? 0 : (_a[e] * Math.Log(p)) + (_b[e] * logFailure);
            delays += waited;
            (_credits[e], _missing[e]) = (credits, missing);
            double next = Math.Clamp((_a[e] + credits) / (_a[e] + _b[e] + tries), Edge, 1 - Edge);
            moved = Math.Max(moved, Math.Abs(next - p));
            _p[e] = isLast ? p : next;
        }

        (_blockLikelihoods[(2 * block) + 1], _blockPriors[block], _blockMoves[block], _blockDelays[block]) = (logLikelihood, logPrior, moved, delays);
    }

    private (double Credits, double Missing, double Waited) Expect(int edge, double p)
    {
        (double credits, double missing) = (0, 0);
        for (int f = _followOffsets[edge]; f < _followOffsets[edge + 1]; f++)
        {
            double credit = Math.Min(1, p / _groupSums[_followGroups[f]]);
            credits += credit;
            missing += credit * (1 - credit);
        }

        return (credits, missing, 0);
    }

    private (double Credits, double Missing, double Waited) ExpectWithDelays(int edge, double p)
    {
        (double credits, double missing, double waited) = (0, 0, 0);
        for (int f = _followOffsets[edge]; f < _followOffsets[edge + 1]; f++)
        {
            int group = _followGroups[f];
            double delay = _followDelays[f];
            double late = p * Math.Exp(-delay / _meanDelay);
            double open = 1 - p + late;
            double isCause = Math.Min(1, p * Math.Exp((_groupShortest[group] - delay) / _meanDelay) / open / _groupSums[group]);
            double credit = isCause + ((1 - isCause) * late / open);
            credits += credit;
            missing += credit * (1 - credit);
            waited += credit * delay;
        }

        return (credits, missing, waited);
    }

    /// <summary>The mean delay that makes the expected waiting likeliest; gives the relative move.</summary>
    private double MoveDelay()
    {
        if (!_learnsDelay || _groupSums.Length == 0)
        {
            return 0;
        }

        double next = _blockDelays.Sum() / _groupSums.Length;
        double moved = Math.Abs(next - _meanDelay) / _meanDelay;
        _meanDelay = next;
        return moved;
    }

    private static double Days(long ticks) => (double)ticks / TimeSpan.TicksPerDay;

    private static double[] Shortest(TryTable tries)
    {
        double[] shortest = new double[tries.GroupCount];
        for (int group = 0; group < shortest.Length; group++)
        {
            long least = long.MaxValue;
            for (int r = tries.GroupOffsets[group]; r < tries.GroupOffsets[group + 1]; r++)
            {
                least = Math.Min(least, tries.GroupDelays[r]);
            }

            shortest[group] = Days(least);
        }

        return shortest;
    }

    private static int[] GroupOfFollows(TryTable tries)
    {
        int[] groups = new int[tries.GroupEdges.Count];
        for (int group = 0; group < tries.GroupCount; group++)
        {
            Array.Fill(groups, group, tries.GroupOffsets[group], tries.GroupOffsets[group + 1] - tries.GroupOffsets[group]);
        }

        return groups;
    }

    /// <summary>Where the places of each edge stand, by a stable counting sort.</summary>
    private static (int[] Offsets, int[] Places) ByEdge(List<int> edges, int edgeCount)
    {
        int[] offsets = new int[edgeCount + 1];
        foreach (int edge in edges)
        {
            offsets[edge + 1]++;
        }

        for (int e = 0; e < edgeCount; e++)
        {
            offsets[e + 1] += offsets[e];
        }

        int[] next = offsets[..^1];
        int[] places = new int[edges.Count];
        for (int place = 0; place < places.Length; place++)
        {
            places[next[edges[place]]++] = place;
        }

        return (offsets, places);
    }
}
