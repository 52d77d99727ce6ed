using System.Diagnostics;
using InfluenceGraph.Cascades;
using InfluenceGraph.Kernels;

namespace InfluenceGraph.Seeding;

/// <summary>
/// Rounds of twice as many reverse sets each: choose on them, bound the optimum by them, try the choice on fresh ones.
/// Goes on until the certificate is reached and, after that, until the choice does as well on fresh sets as on its own.
/// </summary>
/// <remarks>J. Tang, X. Tang, X. Xiao, J. Yuan, "Online processing algorithms for influence maximization", SIGMOD 2018 (OPIM-C), the certificate.</remarks>
internal sealed class SeedSearch
{
    /// <summary>A look at fresh sets takes this part of as many as were chosen on, unless the certificate needs all. Fewer would say too little of how good the choice is, and they are the next round's anyway.</summary>
    private const int HalfLook = 2;

    private readonly ReverseRoots _roots;
    private readonly SeedConstraints _constraints;
    private readonly SeedSettings _settings;
    private readonly IProgress<SeedProgress>? _progress;
    private readonly CancellationToken _cancellationToken;
    private readonly Func<ReverseSampler> _newSampler;
    private readonly SetCollection _sets;
    private readonly double _worthOfAll;
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private TimeSpan _sampling;
    private TimeSpan _choosing;
    private TimeSpan _trying;
    private TimeSpan? _certifiedAfter;
    private SeedStop _stopped;
    private double _bound;
    private (double Least, double Most)? _certain;
    private double? _flattery;
    private long _tried;
    private long _triedInRound;
    private int _round;
    private int _skipped;

    private SeedSearch(CascadeGraph graph, ReverseRoots roots, SeedConstraints constraints, SeedSettings settings, IProgress<SeedProgress>? progress, CancellationToken cancellationToken)
    {
        _roots = roots;
        _constraints = constraints;
        _settings = settings;
        _progress = progress;
        _cancellationToken = cancellationToken;
        _newSampler = () => ReverseSampler.Of(graph, roots);
        bool[] isCandidate = new bool[graph.NodeCount];
        foreach (int node in constraints.Candidates.Concat(constraints.MustHave))
        {
            isCandidate[node] = true;
        }

        _sets = new(_newSampler, isCandidate, CounterRandom.Hash(settings.Seed, 0), settings.Workers, settings.MaxBytes);
        _worthOfAll = roots.Worth.Sum();
        _bound = _worthOfAll;
    }

    internal static (SeedSolution Solution, SeedSearchReport Report) Run(
        CascadeGraph graph,
        ReverseRoots roots,
        SeedConstraints constraints,
        SeedSettings settings,
        IProgress<SeedProgress>? progress,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var search = new SeedSearch(graph, roots, constraints, settings, progress, cancellationToken);
        SeedSolution solution = roots.Total == 0 ? search.SolveWithoutSets() : search.Solve();
        return (
            solution with { UpperBound = Math.Min(solution.UpperBound, search._bound) },
            new(search._stopped, search._round - search._skipped, search._sets.Count, search._tried, search._sets.PeakBytes, search._certifiedAfter, search._sampling, search._choosing, search._trying, search._watch.Elapsed));
    }

    /// <summary>The share of the optimum that is aimed at.</summary>
    private double RatioSought => Math.Max(0, _constraints.GreedyShare - _settings.Epsilon);

    /// <summary>Nobody can be told by anybody: what each seed counts is known.</summary>
    private SeedSolution SolveWithoutSets()
    {
        GreedyPlan plan = GreedyChoice.Choose(_sets, 0, _roots.Certain, _constraints, _cancellationToken);
        _certifiedAfter = _watch.Elapsed;
        _stopped = SeedStop.Exact;
        return new(plan, new long[plan.Nodes.Length], 0, plan.Value, Math.Min(_bound, plan.Bound), 0);
    }

    private SeedSolution Solve()
    {
        SeedSolution? best = null;
        _skipped = RoundsToSkip();
        _round = _skipped;
        while (true)
        {
            _round++;
            long target = SetsOfRound(_round);
            bool isWhole = Draw(target);
            if (!isWhole && best is not null && !MayGoOn())
            {
                _stopped = WhyNot();
                return best;
            }

            long chosenOn = _sets.Count;
            GreedyPlan plan = Timed(ref _choosing, () => GreedyChoice.Choose(_sets, ScaleOf(_sets.Count), _roots.Certain, _constraints, _cancellationToken));
            if (isWhole)
            {
                // A round that was cut short ends by what its sets were like, which the bound does not allow for.
                _bound = Math.Min(_bound, MostOfOptimum(plan));
            }

            bool isLast = !isWhole || SetsOfRound(_round + 1) == target;
            bool wasCertified = _certifiedAfter is not null;
            if (!wasCertified && !isLast && MayGoOn() && LeastOf(plan, HitsOf(plan), _sets.Count) / _bound < RatioSought)
            {
                // Not even what the plan promises on its own sets would do.
                Report(best);
                continue;
            }

            _triedInRound = 0;
            long look = isLast ? target : target / HalfLook;
            SeedTrial? trial = Try(plan, chosenOn, look, isUrgent: best is not null);
            if (trial is null)
            {
                _stopped = WhyNot();
                return best!;
            }

            best = Assess(plan, trial);
            if (!wasCertified && !isLast && best.Ratio < RatioSought && Try(plan, chosenOn, target, isUrgent: true) is SeedTrial longer)
            {
                best = Assess(plan, longer);
            }

            _flattery = SmoothedFlattery(best);
            if (_certifiedAfter is null && best.Ratio >= RatioSought)
            {
                _certifiedAfter = _watch.Elapsed;
            }

            Report(best);
            _cancellationToken.ThrowIfCancellationRequested();
            if (_certifiedAfter is not null && (_settings.FlatteryLimit is not double limit || (_flattery <= limit && _sets.Bytes >= SeedSettings.CheapBytes)))
            {
                _stopped = _settings.FlatteryLimit is null ? SeedStop.Certificate : SeedStop.Refined;
                return best;
            }

            if (isLast || !MayGoOn())
            {
                _stopped = !MayGoOn() ? WhyNot() : isWhole ? SeedStop.MaxSets : SeedStop.MaxMemory;
                return best;
            }
        }
    }

    /// <summary>One look is noisy: the first counts with twice its standard error on top. With twice the sets flattery falls to about 1 / sqrt(2) at most of what it was, so that the looks before count too.</summary>
    private double SmoothedFlattery(SeedSolution solution)
    {
        double flattery = Math.Max(0, solution.Flattery);
        if (_flattery is double before)
        {
            return (flattery + (before / Math.Sqrt(2))) / 2;
        }

        double hits = solution.Hits.Sum();
        double reach = (hits * ScaleOf(solution.Tried)) + CertainOf(solution.Plan.Nodes);
        return reach <= 0 ? flattery : flattery + (2 * Math.Sqrt(hits * (1 - (hits / solution.Tried))) * ScaleOf(solution.Tried) / reach);
    }

    /// <summary>How many sizes are too small for a round of their own, by what the first sets are like. Each size has its share of the failure probability, used or not, so that the choice costs nothing more.</summary>
    private int RoundsToSkip()
    {
        Draw(SetsOfRound(1));
        int rounds = 0;
        while (SetsOfRound(rounds + 1) is long sets && sets < SeedSettings.FewSets && sets < SetsOfRound(rounds + 2) && sets * _sets.NodesPerSet < SeedSettings.FewNodes)
        {
            rounds++;
        }

        return rounds;
    }

    /// <summary>Twice as many from round to round, while what is left of the most allowed does for a look.</summary>
    private long SetsOfRound(int round)
    {
        long first = Math.Min(SeedSettings.FirstSets, _settings.MaxSets / 2 / SetCollection.BatchSets * SetCollection.BatchSets);
        int doublings = Math.Min(round - 1, 40);
        while (doublings > 0 && (first << doublings) > _settings.MaxSets / (1.0 + (1.0 / HalfLook)))
        {
            doublings--;
        }

        return first << doublings;
    }

    private bool Draw(long target) =>
        Timed(ref _sampling, () => _sets.Fill(target, MayGoOn, _cancellationToken));

    /// <summary>Tries a plan on sets that were drawn after it was chosen. They stay, for the next round to choose on; where there is no room for them, on sets that nobody keeps.</summary>
    private SeedTrial? Try(GreedyPlan plan, long firstSet, long sets, bool isUrgent)
    {
        long end = Math.Min(firstSet + sets, Math.Max(_settings.MaxSets, firstSet + SetCollection.BatchSets));
        if (Draw(end))
        {
            return Timed(ref _trying, () => SeedTrial.OnKept(_sets, firstSet, plan.Nodes));
        }

        if (isUrgent && !MayGoOn())
        {
            return null;
        }

        long passing = MayGoOn() ? end - firstSet : Math.Min(end - firstSet, SeedSettings.FewSets);
        return Timed(ref _trying, () => SeedTrial.OnPassing(
            plan.Nodes, _constraints.NodeCount, passing, CounterRandom.Hash(_settings.Seed, (ulong)_round), _newSampler, _sets.AtATime, _settings.Workers, _cancellationToken));
    }

    private SeedSolution Assess(GreedyPlan plan, SeedTrial trial)
    {
        double tried = (trial.AllHits * ScaleOf(trial.Count)) + CertainOf(plan.Nodes);
        _tried += trial.Count - _triedInRound;
        _triedInRound = trial.Count;
        return new(
            plan,
            trial.Hits,
            trial.Count,
            LeastOf(plan, trial.AllHits, trial.Count),
            _bound,
            tried <= 0 ? 0 : (plan.Value / tried) - 1);
    }

    /// <summary>What the plan reaches at least, if so many sets were hit.</summary>
    private double LeastOf(GreedyPlan plan, double hits, long sets)
    {
        double seeds = plan.Nodes.Sum(node => _roots.Worth[node]);
        return Math.Min(_bound, Math.Max(seeds, (SeedBounds.LeastHits(hits, sets, Doubt) * ScaleOf(sets)) + CertainOf(plan.Nodes)));
    }

    /// <summary>What no allowed plan exceeds: the bound on these sets, turned into one on what is expected.</summary>
    private double MostOfOptimum(GreedyPlan plan)
    {
        _certain ??= CertainOfOptimum(plan);
        double scale = ScaleOf(_sets.Count);
        double HitsBeside(double certain) => Math.Clamp((plan.Bound - certain) / scale, 0, _sets.Count);
        return plan.Bound + (SeedBounds.MostExcess(HitsBeside(_certain.Value.Most), HitsBeside(_certain.Value.Least), _sets.Count, Doubt) * scale);
    }

    /// <summary>Between what the certain part of the optimum's value lies; a budget may buy few seeds or many.</summary>
    private (double Least, double Most) CertainOfOptimum(GreedyPlan plan)
    {
        double mustHave = CertainOf(_constraints.MustHave);
        if (_constraints.HasBudget)
        {
            return (mustHave, double.PositiveInfinity);
        }

        // All plans that cannot be added to are of one size, and the optimum may be taken to be one of them.
        int free = plan.Nodes.Length - _constraints.MustHave.Length;
        double[] certain = [.. _constraints.Candidates.Select(node => _roots.Certain[node]).Order()];
        return (mustHave + certain[..free].Sum(), mustHave + certain[^free..].Sum());
    }

    /// <summary>ln(1 / delta) of one bound: each round has one on the optimum and at most two looks at the plan.</summary>
    private double Doubt => Math.Log(3 / (_settings.Delta * SeedBounds.ShareOfRound(_round)));

    private double ScaleOf(long sets) => sets == 0 ? 0 : _roots.Total / sets;

    private double CertainOf(int[] nodes) => nodes.Sum(node => _roots.Certain[node]);

    private double HitsOf(GreedyPlan plan) => _sets.Count == 0 ? 0 : (plan.Value - CertainOf(plan.Nodes)) / ScaleOf(_sets.Count);

    private bool MayGoOn() => !_settings.StopEarly.IsCancellationRequested && !(_watch.Elapsed > _settings.TimeBudget);

    private SeedStop WhyNot() => _settings.StopEarly.IsCancellationRequested ? SeedStop.Request : SeedStop.TimeBudget;

    private void Report(SeedSolution? best) =>
        _progress?.Report(new(_round - _skipped, _sets.Count, _sets.Bytes, best is null ? 0 : (best.Plan.Value / (1 + best.Flattery)), _bound, best?.Ratio ?? 0, _certifiedAfter is not null));

    private static T Timed<T>(ref TimeSpan total, Func<T> work)
    {
        long start = Stopwatch.GetTimestamp();
        T result = work();
        total += Stopwatch.GetElapsedTime(start);
        return result;
    }
}
