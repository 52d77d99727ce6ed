using System.Globalization;
using InfluenceGraph.Cascades;

namespace InfluenceGraph;

/// <summary>How far a word travels from given customers: the expected reach, how it varies from world to world, and how it grows.</summary>
/// <remarks>Immutable and safe to share between threads. Keeps one number for each world (8 bytes).</remarks>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
public sealed class CascadeReachResult<TKey>
    where TKey : notnull
{
    private readonly CascadeReachOptions _options;
    private readonly double[] _sorted;
    private readonly double _least;
    private readonly double _most;
    private readonly UsedViews _views;
    private readonly Lazy<Receipt> _receipt;

    internal CascadeReachResult(CascadeGround<TKey> ground, TKey[] seeds, CascadeReachOptions options, WorldSample sample, ReachBounds bounds, double curveStep, LeftOut[] notes)
    {
        _options = options;
        Seeds = Array.AsReadOnly(seeds);
        _least = bounds.LeastWorth;
        _most = bounds.MostWorth;
        TieVisits = sample.EdgeVisits;
        Reach = SampleMean.Of(sample.Values).Estimate(options.Confidence, _least, _most);
        Customers = SampleMean.Of(sample.Counts).Estimate(options.Confidence, seeds.Length, bounds.MostCustomers);
        _sorted = sample.Values.ToArray();
        Array.Sort(_sorted);
        Curve = Array.AsReadOnly(NewCurve(sample.Curve, curveStep));
        _views = ground.ViewsWith();
        _receipt = new(() => ground.NewReceipt(_views, Invariant($"seeds {seeds.Length}, {options.Describe()}"), options.Measure.Facts, notes));
    }

    /// <summary>The customers with whom the word starts, each once, in the order in which they were given.</summary>
    public IReadOnlyList<TKey> Seeds { get; }

    /// <summary>The expected reach in the unit of the measure, those with whom the word starts included, with its interval.</summary>
    public Estimate Reach { get; }

    /// <summary>The expected number of customers reached, whatever the measure, those with whom the word starts included.</summary>
    public Estimate Customers { get; }

    /// <summary>How the reach grows: after each hop, or, where the model has a delay, at each <see cref="CascadeReachOptions.CurveStep"/>. Rises from those with whom the word starts to <see cref="Reach"/>, which is its last point.</summary>
    public IReadOnlyList<CascadeCurvePoint> Curve { get; }

    /// <summary>The number of worlds simulated.</summary>
    public int Worlds => _sorted.Length;

    /// <summary>Whether the interval of <see cref="Reach"/> came down to <see cref="CascadeReachOptions.Precision"/>. If not, raise <see cref="CascadeReachOptions.MaxWorlds"/>; the intervals hold all the same.</summary>
    public bool ReachedPrecision => WorldSampler.IsPrecise(Reach, _options.Precision, _options.Confidence);

    /// <summary>The seed of the random worlds.</summary>
    public int Seed => _options.Seed;

    /// <summary>Tries on ties of customers reached, over all worlds, as simulating one world after the other would make them: the size of the work.</summary>
    public long TieVisits { get; }

    /// <summary>What the answer was computed from.</summary>
    public Receipt Receipt => _receipt.Value;

    /// <summary>Whether a consent recorded since may change the answer. Compute again from a new view.</summary>
    public bool IsStale => _views.IsAnyStale;

    /// <summary>Whether the answer may have changed by a moment: by a consent recorded since, or because a permission or consent begins or ends before it.</summary>
    /// <param name="moment">The moment, usually now.</param>
    /// <returns><see langword="true"/> when it should be computed again.</returns>
    public bool IsStaleAt(DateTimeOffset moment) => _views.IsAnyStaleAt(moment);

    /// <summary>The reach that at least a share <paramref name="share"/> of all worlds does not exceed.</summary>
    /// <remarks>
    /// The worst case of good news is a low quantile: 19 worlds in 20 reach at least <c>Quantile(0.05)</c>. The worst case of
    /// bad news is a high one: 19 worlds in 20 reach at most <c>Quantile(0.95)</c>. The interval needs no assumption on the
    /// distribution: its ends are worlds of the sample, or the least and the most that is possible where the sample is too
    /// small for the share.
    /// </remarks>
    /// <param name="share">Above 0, below 1.</param>
    /// <returns>The quantile in the unit of the measure.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="share"/> is not above 0 and below 1.</exception>
    public Estimate Quantile(double share)
    {
        if (share is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(share), share, "Expected a share of worlds above 0 and below 1, such as 0.05.");
        }

        return SampleQuantile.Of(_sorted, share, _options.Confidence, _least, _most);
    }

    /// <summary>The probability that the reach comes to an amount: the share of worlds in which it does, with Wilson's interval.</summary>
    /// <param name="amount">In the unit of the measure.</param>
    /// <returns>The probability, 0 to 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="amount"/> is no number.</exception>
    public Estimate ProbabilityOfAtLeast(double amount)
    {
        if (double.IsNaN(amount))
        {
            throw new ArgumentOutOfRangeException(nameof(amount), amount, "Expected an amount in the unit of the measure.");
        }

        (int low, int high) = (0, Worlds);
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = _sorted[middle] < amount ? (middle + 1, high) : (low, middle);
        }

        return Estimates.OfShare(Worlds - low, Worlds, _options.Confidence);
    }

    /// <summary>One line: reach with half its interval, unit, worlds and seed.</summary>
    /// <returns>The line, invariant culture.</returns>
    public override string ToString() =>
        Invariant($"{Reach} {_options.Measure} ({Worlds:#,0} worlds, seed {Seed}{(ReachedPrecision ? "" : ", precision not reached")})");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private CascadeCurvePoint[] NewCurve(ReadOnlySpan<CurveSums> sums, double step)
    {
        var curve = new CascadeCurvePoint[sums.Length];
        for (int i = 0; i < curve.Length; i++)
        {
            bool isLast = i == curve.Length - 1;
            Estimate reach = isLast ? Reach : sums[i].Estimate(Worlds, _options.Confidence, _least, _most);
            curve[i] = _options.Model.Delay is null
                ? new(i, null, reach)
                : new(null, TimeSpan.FromDays(Math.Min(i * step, TimeSpan.MaxValue.TotalDays)), reach);
        }

        return curve;
    }
}
