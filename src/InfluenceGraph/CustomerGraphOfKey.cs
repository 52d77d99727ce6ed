using InfluenceGraph.Graphs;

namespace InfluenceGraph;

/// <summary>
/// Customers and the ties by which they can reach each other. Immutable and safe to share between threads; only the
/// <see cref="Consents"/> beside it grow.
/// </summary>
/// <remarks>
/// A graph that was given a ledger, or whose ledger holds any consent, answers only through <see cref="For(Purpose, Channel, DateTimeOffset)"/>, or
/// through <see cref="IgnoringConsent"/> with a reason, so that consent cannot be forgotten.
/// </remarks>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
public sealed partial class CustomerGraph<TKey>
    where TKey : notnull
{
    private readonly CustomerData<TKey> _data;
    private readonly EdgeTable _edges;
    private readonly CustomerGraphOptions _options;
    private readonly RowCounts _rows;
    private readonly bool _isLedgerGiven;
    private readonly Lazy<CustomerGraphView<TKey>> _everybody;

    internal CustomerGraph(CustomerData<TKey> data, EdgeTable edges, CustomerGraphOptions options, ConsentLedger<TKey>? consents, RowCounts rows)
    {
        _data = data;
        _edges = edges;
        _options = options;
        _rows = rows;
        Consents = consents ?? new();
        _isLedgerGiven = consents is not null;
        _everybody = new(() => Everybody(_options.AsOf, reason: null));
    }

    /// <summary>The number of customers.</summary>
    public int CustomerCount => _data.Keys.Length;

    /// <summary>The number of ties: distinct pairs, dated ones included.</summary>
    public int TieCount => _edges.Forward.EdgeCount;

    /// <summary>The customers, in the order of their keys.</summary>
    public IReadOnlyList<TKey> Customers => _data.Keys;

    /// <summary>The record of what customers allow the enterprise. Decisions recorded here take effect in every view made afterwards.</summary>
    public ConsentLedger<TKey> Consents { get; }

    /// <summary>Bytes that ties take at rest, both directions, without keys.</summary>
    public long TieBytes => _edges.Bytes;

    /// <summary>Whether the graph has a customer.</summary>
    /// <param name="customer">The key.</param>
    /// <returns><see langword="true"/> when it was added.</returns>
    public bool Contains(TKey customer) => _data.Keys.Contains(customer);

    /// <summary>A customer with own value, attributes, all tags whatever their period, and circles with all members.</summary>
    /// <param name="customer">The key.</param>
    /// <returns>The customer.</returns>
    /// <exception cref="KeyNotFoundException">The graph has no such customer.</exception>
    public Customer<TKey> this[TKey customer] => _data.Keys.TryGetNode(customer, out int node)
        ? _data.CustomerAt(node) with { Circles = _data.CirclesOf(node) }
        : throw new KeyNotFoundException($"'{customer}' is not a customer of this graph.");

    /// <summary>What may be used for a purpose at a moment: customers who consent to it, permissions in force, and nothing else.</summary>
    /// <remarks>Shares the graph's storage: O(customers + consents) time and 2 bytes a customer; where any tie is dated, O(ties) time and 12 bytes a tie more.</remarks>
    /// <param name="purpose">What for.</param>
    /// <param name="channel">On which channel.</param>
    /// <param name="asOf">The moment.</param>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentException">The purpose has no name.</exception>
    public CustomerGraphView<TKey> For(Purpose purpose, Channel channel, DateTimeOffset asOf)
    {
        if (purpose.Name.Length == 0)
        {
            throw new ArgumentException("The purpose has no name; expected one such as Purpose.Score.", nameof(purpose));
        }

        ConsentDecisions decisions = Consents.Decide(purpose, channel, asOf, _data.Keys);
        bool[] included = Array.ConvertAll(decisions.States, state => AppliedConsent<TKey>.IsAllowed(state, _options.ConsentPolicy));
        var consent = new AppliedConsent<TKey>(Consents, purpose, channel, _options.ConsentPolicy, decisions);
        return NewView(asOf, included.AsSpan().Contains(false) ? included : [], consent);
    }

    /// <summary>What may be used for a purpose on no channel in particular.</summary>
    /// <param name="purpose">What for.</param>
    /// <param name="asOf">The moment.</param>
    /// <returns>The view; only consents for <see cref="Channel.Any"/> count.</returns>
    /// <exception cref="ArgumentException">The purpose has no name.</exception>
    public CustomerGraphView<TKey> For(Purpose purpose, DateTimeOffset asOf) => For(purpose, Channel.Any, asOf);

    /// <summary>The graph at a moment, for graphs that keep no consents.</summary>
    /// <param name="asOf">The moment.</param>
    /// <returns>The view.</returns>
    /// <exception cref="InvalidOperationException">The graph keeps consents.</exception>
    public CustomerGraphView<TKey> At(DateTimeOffset asOf)
    {
        RequireNoConsents();
        return Everybody(asOf, reason: null);
    }

    /// <summary>All customers whatever they consented to. The reason stands in every receipt.</summary>
    /// <param name="reason">Why consent need not be asked.</param>
    /// <param name="asOf">The moment; the graph's own where <see langword="null"/>.</param>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentException">The reason is blank.</exception>
    /// <exception cref="InvalidOperationException">Ties are dated, and no moment is given.</exception>
    public CustomerGraphView<TKey> IgnoringConsent(string reason, DateTimeOffset? asOf = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        return Everybody(asOf ?? _options.AsOf, reason);
    }

    /// <summary>What each customer is worth to others, in money. The same as asking the view of all customers.</summary>
    /// <param name="configure">Changes the default options, as in <c>o => o with { Damping = 0.5 }</c>.</param>
    /// <param name="progress">Told after each sweep over the ties.</param>
    /// <param name="cancellationToken">Stops the computation; nothing is left half-done.</param>
    /// <returns>The scores and how they came about.</returns>
    /// <exception cref="InvalidOperationException">The graph keeps consents (ask <see cref="For(Purpose, Channel, DateTimeOffset)"/>), or ties are dated and there is no moment.</exception>
    /// <exception cref="ArgumentException">An option is out of range, or all value to start from is 0.</exception>
    /// <exception cref="OperationCanceledException">The computation was cancelled.</exception>
    public SocialValueResult<TKey> SocialValue(
        Func<SocialValueOptions<TKey>, SocialValueOptions<TKey>>? configure = null,
        IProgress<IterationProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        RequireNoConsents();
        return _everybody.Value.SocialValue(configure, progress, cancellationToken);
    }

    /// <summary>The view that <see cref="SocialValue"/> asks: all customers, at the graph's own moment.</summary>
    /// <returns>The view, always the same one.</returns>
    /// <exception cref="InvalidOperationException">The graph keeps consents, or ties are dated and there is no moment.</exception>
    public CustomerGraphView<TKey> AsView()
    {
        RequireNoConsents();
        return _everybody.Value;
    }

    /// <summary>Customers and ties, counted.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => FormattableString.Invariant($"{CustomerCount} customers, {TieCount} ties");

    private CustomerGraphView<TKey> Everybody(DateTimeOffset? asOf, string? reason)
    {
        if (asOf is null && !_edges.Dated.IsEmpty)
        {
            throw new InvalidOperationException(
                $"{_edges.Dated.Count} ties of this graph hold only for a period; expected a moment. Ask graph.At(moment), or build with {nameof(CustomerGraphOptions)}.{nameof(CustomerGraphOptions.AsOf)}.");
        }

        return NewView(asOf, [], new AppliedConsent<TKey>(Consents, _options.ConsentPolicy, reason));
    }

    private CustomerGraphView<TKey> NewView(DateTimeOffset? asOf, bool[] included, AppliedConsent<TKey> consent)
    {
        if (_edges.Dated.IsEmpty)
        {
            return new(_data, _edges, new(_edges.Forward, new(_edges.Backward), included), asOf, consent, _rows, default);
        }

        long moment = asOf!.Value.UtcTicks;
        float[] weights = [.. _edges.Forward.Weights];
        (long NotInForce, long Denied, long WithoutStrength) dated = _edges.Dated.WriteWeights(weights, moment);
        CsrGraph forward = _edges.Forward.WithWeights(weights);
        return new(_data, _edges, new(forward, new(forward.Transpose), included), asOf, consent, _rows, dated);
    }

    private void RequireNoConsents()
    {
        if (_isLedgerGiven || Consents.Count > 0)
        {
            throw new InvalidOperationException(
                $"This graph keeps consents ({Consents.Count} recorded); expected a purpose, so that they can be obeyed. Ask graph.For(Purpose.Score, asOf), or graph.IgnoringConsent(reason) where you may.");
        }
    }
}
