using System.Collections;
using System.Globalization;
using InfluenceGraph.Graphs;
using InfluenceGraph.SocialValues;

namespace InfluenceGraph;

/// <summary>Social values: for each customer of a view, the money that stops with them. All of them together are the own values of all.</summary>
/// <remarks>Immutable and safe to share between threads. Keeps its view, to explain.</remarks>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
public sealed partial class SocialValueResult<TKey> : IReadOnlyCollection<KeyValuePair<TKey, double>>
    where TKey : notnull
{
    private readonly CustomerGraphView<TKey> _view;
    private readonly SocialValueOptions<TKey> _options;
    private readonly double[] _source;
    private readonly PageRankSolution _solution;
    private readonly double[] _scores;
    private readonly Lazy<Receipt> _receipt;
    private readonly Lazy<double> _rounding;
    private ContributionPush? _push;

    internal SocialValueResult(CustomerGraphView<TKey> view, SocialValueOptions<TKey> options, double[] source, PageRankSolution solution, bool isWarm)
    {
        _view = view;
        _options = options with { WarmStart = null };
        _source = source;
        _solution = solution;
        _scores = new double[source.Length];
        for (int node = 0; node < _scores.Length; node++)
        {
            _scores[node] = StopShareOf(node) * solution.Arrived[node];
        }

        string optionsText = Describe(options, isWarm);
        _receipt = new(() => view.NewReceipt(source) with { Options = optionsText });
        _rounding = new(Rounding);
    }

    /// <summary>The number of customers.</summary>
    public int Count => _view.CustomerCount;

    /// <summary>Whether the residual came down to the tolerance. If not, raise <see cref="SocialValueOptions{TKey}.MaxIterations"/>; the scores are good to <see cref="ErrorBound"/> all the same.</summary>
    public bool Converged => _solution.Converged;

    /// <summary>Sweeps over the ties.</summary>
    public int Iterations => _solution.Iterations;

    /// <summary>The share of all value that may still be on its way: an upper bound, 0 to 1; above 1 only when stopped soon after a warm start from far more value.</summary>
    public double Residual => _solution.Residual;

    /// <summary>The sum of all starting values, in money.</summary>
    public double TotalValue => _solution.Total;

    /// <summary>The value that left the graph under <see cref="UnreachedPolicy.Drop"/>, in money; 0 under the other policies.</summary>
    public double DroppedValue => _options.Unreached == UnreachedPolicy.Drop ? _options.Damping * _solution.LeftAtUnreached : 0;

    /// <summary>The most money by which all scores together can be off, by stopping early and by rounding, for the ties as stored: permission and strength in single precision.</summary>
    public double ErrorBound => (TotalValue * Residual) + _rounding.Value;

    /// <summary>What the scores were computed from.</summary>
    public Receipt Receipt => _receipt.Value;

    /// <summary>Whether a consent recorded since may change the answer. Compute again from a new view.</summary>
    public bool IsStale => _view.IsStale;

    /// <summary>The social value of a customer, in money.</summary>
    /// <param name="customer">The key.</param>
    /// <returns>The score.</returns>
    /// <exception cref="KeyNotFoundException">The customer is unknown, or left out of the view; the message says which.</exception>
    public double this[TKey customer] => _scores[_view.RequireNode(customer)];

    /// <summary>The social value of a customer, where there is one.</summary>
    /// <param name="customer">The key.</param>
    /// <param name="score">The score, or 0.</param>
    /// <returns><see langword="false"/> for an unknown customer and for one who is left out.</returns>
    public bool TryGetValue(TKey customer, out double score)
    {
        bool found = _view.Data.Keys.TryGetNode(customer, out int node) && _view.Nodes.Includes(node);
        score = found ? _scores[node] : 0;
        return found;
    }

    /// <summary>Whether the answer may have changed by a moment: by a consent recorded since, or because a permission or consent begins or ends before it.</summary>
    /// <param name="moment">The moment, usually now.</param>
    /// <returns><see langword="true"/> when it should be computed again.</returns>
    public bool IsStaleAt(DateTimeOffset moment) => _view.IsStaleAt(moment);

    /// <summary>The customers with the highest social value. O(customers log count).</summary>
    /// <param name="count">How many, at least 0; all where there are fewer.</param>
    /// <returns>The ranking; equal scores stand in the order of their keys.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public Ranking<TKey> Top(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        (double Score, int Node)[] top = TopNodes.Of(Included().Select(node => (_scores[node], node)), (int)Math.Min(count + 1L, Count));
        int shown = Math.Min(count, top.Length);
        int certain = 0;
        while (certain < shown && (certain + 1 == top.Length || IsCertain(top[certain].Score, top[certain + 1].Score)))
        {
            certain++;
        }

        var ranked = new RankedCustomer<TKey>[shown];
        for (int i = 0; i < shown; i++)
        {
            ranked[i] = new(i + 1, _view.Data.Keys[top[i].Node], top[i].Score);
        }

        return new(ranked, certain);
    }

    /// <summary>Customers with the parts of the score, best first. O(customers log count + ties of those).</summary>
    /// <param name="count">How many, at least 0; all where there are fewer, and by default.</param>
    /// <returns>One row per customer, made as it is read.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public IEnumerable<SocialValueParts<TKey>> Breakdown(int count = int.MaxValue)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return Parts(Math.Min(count, Count));
    }

    private IEnumerable<SocialValueParts<TKey>> Parts(int count)
    {
        int rank = 0;
        foreach ((_, int node) in TopNodes.Of(Included().Select(node => (_scores[node], node)), count))
        {
            rank++;
            yield return PartsOf(node, rank);
        }
    }

    /// <summary>Why a customer is worth what they are: the parts of the score, the ties it came through and the customers it came from.</summary>
    /// <remarks>
    /// By reverse push from the customer (Andersen et al. 2007), which looks at the neighbourhood only and stops after the
    /// customer with whose ties <see cref="ExplanationOptions.MaxTieVisits"/> is reached; plus one pass over the scores for the
    /// rank. The first call also makes one pass over all ties, for <see cref="ErrorBound"/>.
    /// </remarks>
    /// <param name="customer">The key.</param>
    /// <param name="configure">Changes the default options.</param>
    /// <returns>The explanation.</returns>
    /// <exception cref="KeyNotFoundException">The customer is unknown, or left out of the view; the message says which.</exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public Explanation<TKey> Explain(TKey customer, Func<ExplanationOptions, ExplanationOptions>? configure = null)
    {
        ExplanationOptions options = CustomerGraph.Configured(new ExplanationOptions(), configure);
        options.Validate();
        int node = _view.RequireNode(customer);

        // One set of arrays serves one caller after the other; a second caller at the same time makes its own.
        ContributionPush push = Interlocked.Exchange(ref _push, null) ?? new(_view.Nodes.Forward, _solution, _source);
        Contributions traced = push.Trace(node, options.UntracedShare, options.MaxTieVisits);
        _push = push;

        double stopShare = StopShareOf(node);
        double untracedBound = stopShare * (Math.Max(0, traced.Untraced) + (traced.LargestResidue * ErrorBound / (1 - _options.Damping)));
        double untracedPerUnit = stopShare * traced.LargestResidue * _options.Damping / (1 - _options.Damping);

        // Naming costs more than finding, so only what is shown is named.
        List<(double Amount, int Node)> amounts = [.. traced.Origins
            .Where(origin => _source[origin.Node] > 0)
            .Select(origin => (stopShare * origin.Settled * _source[origin.Node], origin.Node))];
        ValueOrigin<TKey>[] origins = Array.ConvertAll(TopNodes.Of(amounts, options.Top), origin =>
        {
            double atMost = origin.Score + Math.Min(untracedBound, untracedPerUnit * _source[origin.Node]);
            return new ValueOrigin<TKey>(_view.Data.Keys[origin.Node], origin.Score, atMost, _source[origin.Node], IsInCircle(node, origin.Node));
        });

        List<(double Amount, int Node)> brought = BroughtByTies(node, stopShare);
        TieContribution<TKey>[] ties = Array.ConvertAll(TopNodes.Of(brought, options.Top), tie => TieTo(tie.Node, node, tie.Score));
        return new(PartsOf(node, RankOf(node)))
        {
            TotalCustomers = Count,
            Origins = origins,
            OtherOrigins = amounts.Sum(origin => origin.Amount) - origins.Sum(origin => origin.Amount),
            Redistributed = stopShare * traced.Origins.Sum(origin => origin.Settled * ((_source[origin.Node] * (_solution.SourceFactor - 1)) + _solution.SourceOffset)),
            Untraced = stopShare * (traced.Untraced + traced.Unsettled),
            UntracedBound = untracedBound,
            Ties = ties,
            OtherTies = brought.Sum(tie => tie.Amount) - ties.Sum(tie => tie.Amount),
            TieCount = brought.Count,
            TieVisits = traced.EdgeVisits,
        };
    }

    /// <summary>What if a tie were not there, or a permission another one? Computes again, starting from this result.</summary>
    /// <param name="change">Makes the changed view, as in <c>v => v.WithoutTie("a", "b")</c> or <c>v => v.WithPermission("a", "b", 0.5)</c>.</param>
    /// <param name="progress">Told after each sweep over the ties.</param>
    /// <param name="cancellationToken">Stops the computation.</param>
    /// <returns>Both results side by side.</returns>
    /// <exception cref="ArgumentException">The change gives <see langword="null"/> or a view of another graph.</exception>
    /// <exception cref="KeyNotFoundException">The change names a tie or a customer that this view does not have.</exception>
    /// <exception cref="OperationCanceledException">The computation was cancelled.</exception>
    public WhatIf<TKey> WhatIf(
        Func<CustomerGraphView<TKey>, CustomerGraphView<TKey>> change,
        IProgress<IterationProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(change);
        SocialValueOptions<TKey> options = _options with { WarmStart = this };
        CustomerGraphView<TKey>? changed = change(_view);
        return changed?.IsChangeOf(_view) == true
            ? new(this, changed.SocialValue(_ => options, progress, cancellationToken))
            : throw new ArgumentException("The change gives no view of this graph; expected the view that was passed in, with ties changed.", nameof(change));
    }

    /// <summary>Goes through the customers and their social values, in the order of the keys.</summary>
    /// <returns>The enumerator.</returns>
    public IEnumerator<KeyValuePair<TKey, double>> GetEnumerator() =>
        Included().Select(node => KeyValuePair.Create(_view.Data.Keys[node], _scores[node])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>One line: customers, value, sweeps and residual.</summary>
    /// <returns>The line, invariant culture.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"social value of {Count} customers, {TotalValue:0.##} in all; {Iterations} iterations, residual {Residual:0.0e+0}{(Converged ? "" : ", not converged")}");

    /// <summary>
    /// The arrived value as a first guess for another view, matched by key; <see langword="null"/> when this result used a
    /// customer whom that view does not, as a warm start carries traces of them below the tolerance.
    /// </summary>
    internal double[]? ArrivedFor(CustomerGraphView<TKey> view)
    {
        double[] start = new double[view.Nodes.NodeCount];
        bool isSameGraph = ReferenceEquals(view.Data, _view.Data);
        foreach (int known in Included())
        {
            int node = isSameGraph ? known : view.Data.Keys.TryGetNode(_view.Data.Keys[known], out int found) ? found : -1;
            if (node < 0 || !view.Nodes.Includes(node))
            {
                return null;
            }

            start[node] = _solution.Arrived[known];
        }

        return start;
    }

    private IEnumerable<int> Included() => Enumerable.Range(0, _scores.Length).Where(_view.Nodes.Includes);

    /// <summary>The part of what arrives at a node that stops there.</summary>
    private double StopShareOf(int node) =>
        _options.Unreached == UnreachedPolicy.Keep && _solution.Rate[node] == 0 ? 1 : 1 - _options.Damping;

    private SocialValueParts<TKey> PartsOf(int node, int rank)
    {
        ReadOnlySpan<int> targets = _view.Nodes.Forward.TargetsOf(node);
        ReadOnlySpan<float> weights = _view.Nodes.Forward.WeightsOf(node);
        double fromCircle = 0;
        for (int e = 0; e < targets.Length; e++)
        {
            fromCircle += weights[e] * _solution.Rate[targets[e]] * _source[targets[e]];
        }

        double own = StopShareOf(node) * _source[node];
        double circle = StopShareOf(node) * fromCircle;
        return new(rank, _view.Data.Keys[node], _view.Data.OwnValues[node], _scores[node], own, circle, Math.Max(0, _scores[node] - own - circle));
    }

    private bool IsInCircle(int node, int other)
    {
        int direct = _view.Nodes.Forward.IndexOf(node, other);
        return other != node && direct >= 0 && _view.Nodes.Forward.Weights[direct] > 0;
    }

    /// <summary>What each tie of a node brought, by the person reached.</summary>
    private List<(double Amount, int Node)> BroughtByTies(int node, double stopShare)
    {
        ReadOnlySpan<int> targets = _view.Nodes.Forward.TargetsOf(node);
        ReadOnlySpan<float> weights = _view.Nodes.Forward.WeightsOf(node);
        var brought = new List<(double Amount, int Node)>(targets.Length);
        for (int e = 0; e < targets.Length; e++)
        {
            if (weights[e] > 0 && _solution.Rate[targets[e]] > 0)
            {
                brought.Add((stopShare * weights[e] * _solution.PassedOn(targets[e]), targets[e]));
            }
        }

        return brought;
    }

    private TieContribution<TKey> TieTo(int target, int node, double brought)
    {
        EdgeRow row = _view.RowOf(node, target);
        float weight = _view.Nodes.Forward.Weights[_view.Nodes.Forward.IndexOf(node, target)];
        return new(_view.Data.Keys[target], row.Permission, row.Strength, weight / _view.Nodes.WeightReceived[target], brought);
    }

    private int RankOf(int node)
    {
        int rank = 1;
        for (int other = 0; other < _scores.Length; other++)
        {
            bool isBefore = other < node ? _scores[other] >= _scores[node] : _scores[other] > _scores[node];
            rank += isBefore && _view.Nodes.Includes(other) ? 1 : 0;
        }

        return rank;
    }

    private bool IsCertain(double score, double next) => score - next > ErrorBound;

    /// <summary>
    /// The last sweep rounds each value by at most (terms + a few) half-ulps, in the rates and in the row sum. What earlier
    /// sweeps rounded shows in the residual, but a sweep that rounds back to where it was shows none: so this holds for all
    /// value that ever arrives, 1 / (1 - d) times the total, and however few sweeps a warm start needs.
    /// </summary>
    private double Rounding() => ((2.0 * _view.Nodes.UsedEdges.MaxDegree) + 16) * Math.ScaleB(1, -53) * _solution.TotalArrived;

    private static string Describe(SocialValueOptions<TKey> options, bool isWarm) => string.Create(
        CultureInfo.InvariantCulture,
        $"Damping {options.Damping}, Prior {(options.Prior is null ? "own values" : $"given for {options.Prior.Count}")}, Unreached {options.Unreached}, Tolerance {options.Tolerance}, MaxIterations {options.MaxIterations}{(options.WarmStart is null ? "" : isWarm ? ", WarmStart" : ", WarmStart not used, as it knew customers who are not here")}");
}
