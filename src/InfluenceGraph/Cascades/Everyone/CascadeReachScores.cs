using System.Collections;
using System.Globalization;
using InfluenceGraph.Cards;
using InfluenceGraph.Cascades;
using InfluenceGraph.Cascades.Everyone;
using InfluenceGraph.SocialValues;

namespace InfluenceGraph;

/// <summary>Cascade reach of every customer of a view: how far a word travels in expectation that starts with this one alone, each with its interval.</summary>
/// <remarks>Immutable and safe to share between threads. A customer counts for their own reach, as in the literature.</remarks>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
public sealed class CascadeReachScores<TKey> : IEnumerable<KeyValuePair<TKey, Estimate>>
    where TKey : notnull
{
    private readonly CascadeGround<TKey> _ground;
    private readonly CascadeReachOfEachOptions _options;
    private readonly ReachSolution _solution;
    private readonly double[] _reach;
    private readonly double _most;
    private readonly UsedViews _views;
    private readonly ReachInterval _interval;
    private readonly Lazy<Receipt> _receipt;
    private readonly Lazy<PlaceTable> _places;

    internal CascadeReachScores(CascadeGround<TKey> ground, CascadeReachOfEachOptions options, double[] worth, ReachSolution solution, LeftOut[] notes)
    {
        _ground = ground;
        _options = options;
        _solution = solution;
        _most = worth.Sum();
        _views = ground.ViewsWith();
        _interval = new(options.Confidence, options.Worlds);
        _receipt = new(() => ground.NewReceipt(_views, options.Describe(), options.Measure.Facts, notes));
        Timings = new(solution.Preparing, solution.Simulating, solution.Combining);

        // Noise may bring an estimate below what is certain, or above all there is.
        _reach = new double[worth.Length];
        for (int node = 0; node < _reach.Length; node++)
        {
            _reach[node] = Math.Clamp(solution.Reach[node], worth[node], Math.Max(worth[node], _most));
        }

        _places = new(() => new(_reach));
    }

    /// <summary>The number of customers: all that the view may use.</summary>
    public int Count => _ground.NodeCount;

    /// <summary>The number of worlds simulated.</summary>
    public int Worlds => _options.Worlds;

    /// <summary>The seed that gives the same result again.</summary>
    public int Seed => _options.Seed;

    /// <summary>The confidence of the intervals, for each customer by itself.</summary>
    public double Confidence => _options.Confidence;

    /// <summary>The mean of all customers' reach, in the unit of the measure; 0 where there are none.</summary>
    public double Mean => Count == 0 ? 0 : _reach.Average();

    /// <summary>Where the time went.</summary>
    public CascadeReachTimings Timings { get; }

    /// <summary>What the reach was computed from.</summary>
    public Receipt Receipt => _receipt.Value;

    /// <summary>Whether a consent recorded since may change the answer. Compute again from a new view.</summary>
    public bool IsStale => _views.IsAnyStale;

    /// <summary>The expected reach of a customer, own worth included.</summary>
    /// <param name="customer">The key.</param>
    /// <returns>The estimate with its interval.</returns>
    /// <exception cref="KeyNotFoundException">The customer is unknown, or left out of the view; the message says which.</exception>
    public Estimate this[TKey customer] => At(_ground.NodeOf(customer));

    /// <summary>The expected reach of a customer, where there is one.</summary>
    /// <param name="customer">The key.</param>
    /// <param name="reach">The estimate, or all 0.</param>
    /// <returns><see langword="false"/> for an unknown customer and for one who is left out.</returns>
    public bool TryGetValue(TKey customer, out Estimate reach)
    {
        bool found = _ground.TryGetNode(customer, out int node);
        reach = found ? At(node) : default;
        return found;
    }

    /// <summary>The view that was asked.</summary>
    internal CustomerGraphView<TKey> View => _ground.View;

    /// <summary>The place of a customer among all.</summary>
    internal CardPlace? PlaceOf(TKey customer) => _places.Value.Of(_reach[_ground.NodeOf(customer)]);

    /// <summary>Whether the answer may have changed by a moment: by a consent recorded since, or because a permission or consent begins or ends before it.</summary>
    /// <param name="moment">The moment, usually now.</param>
    /// <returns><see langword="true"/> when it should be computed again.</returns>
    public bool IsStaleAt(DateTimeOffset moment) => _views.IsAnyStaleAt(moment);

    /// <summary>The customers whose word travels farthest. O(customers log count).</summary>
    /// <remarks>Who is best of many by an estimate is often lucky: see <see cref="CascadeReachRanking{TKey}.CertainThrough"/>. The best customers are not the best group; their reaches overlap.</remarks>
    /// <param name="count">How many, at least 0; all where there are fewer.</param>
    /// <returns>The ranking; equal estimates stand in the order of their keys.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public CascadeReachRanking<TKey> Top(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        (double Score, int Node)[] top = TopNodes.Of(_reach.Select((reach, node) => (reach, node)), Math.Min(count, Count));
        RankedReach<TKey>[] ranked = new RankedReach<TKey>[top.Length];
        bool[] isShown = new bool[Count];
        for (int i = 0; i < top.Length; i++)
        {
            ranked[i] = new(i + 1, _ground.KeyOf(top[i].Node), At(top[i].Node));
            isShown[top[i].Node] = true;
        }

        double highest = double.NegativeInfinity;
        for (int node = 0; node < Count; node++)
        {
            highest = isShown[node] ? highest : Math.Max(highest, At(node).High);
        }

        int certain = ranked.Length;
        for (int i = ranked.Length - 1; i >= 0; i--)
        {
            certain = ranked[i].Reach.Low > highest ? certain : i;
            highest = Math.Max(highest, ranked[i].Reach.High);
        }

        return new(ranked, certain);
    }

    /// <summary>Goes through the customers and their reach, in the order of the keys.</summary>
    /// <returns>The enumerator.</returns>
    public IEnumerator<KeyValuePair<TKey, Estimate>> GetEnumerator() =>
        Enumerable.Range(0, Count).Select(node => KeyValuePair.Create(_ground.KeyOf(node), At(node))).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>One line: customers, mean reach, worlds and seed.</summary>
    /// <returns>The line, invariant culture.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"cascade reach of each of {Count} customers, {Mean:#,0.###} on average in {_options.Measure}; {Worlds} worlds, seed {Seed}");

    private Estimate At(int node)
    {
        double reach = _reach[node];
        return _interval.Around(reach, _solution.StandardError[node], _solution.Lean[node], _solution.Least[node], _most);
    }
}

/// <summary>Where the time of <see cref="CascadeReachScores{TKey}"/> went.</summary>
/// <param name="Preparing">Before the first world: ordering ties by probability.</param>
/// <param name="Simulating">Drawing worlds and finding what each customer reaches.</param>
/// <param name="Combining">Afterwards: estimates and errors from what was added up.</param>
public readonly record struct CascadeReachTimings(TimeSpan Preparing, TimeSpan Simulating, TimeSpan Combining)
{
    /// <summary>All together.</summary>
    public TimeSpan Total => Preparing + Simulating + Combining;
}
