using System.Globalization;
using System.Reflection;
using InfluenceGraph.Graphs;
using InfluenceGraph.SocialValues;

namespace InfluenceGraph;

/// <summary>
/// The part of a <see cref="CustomerGraph{TKey}"/> that one question may use. What it leaves out cannot influence a
/// single bit of any answer (but see <see cref="SocialValueOptions{TKey}.WarmStart"/> on ties). Immutable, shares the graph's storage, safe to share between threads.
/// </summary>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
public sealed partial class CustomerGraphView<TKey>
    where TKey : notnull
{
    private const int TiesPerThread = 100_000;

    private readonly EdgeTable _edges;
    private readonly AppliedConsent<TKey> _consent;
    private readonly RowCounts _rows;
    private readonly (long NotInForce, long Denied, long WithoutStrength) _dated;
    private readonly Lazy<Receipt> _receipt;
    private readonly Lazy<UsedCustomers<TKey>> _used;
    private readonly DateTimeOffset? _asOf;

    internal CustomerGraphView(
        CustomerData<TKey> data,
        EdgeTable edges,
        GraphView nodes,
        DateTimeOffset? asOf,
        AppliedConsent<TKey> consent,
        RowCounts rows,
        (long NotInForce, long Denied, long WithoutStrength) dated,
        TieChanges? changes = null)
    {
        Data = data;
        _edges = edges;
        Nodes = nodes;
        _asOf = asOf;
        _consent = consent;
        _rows = rows;
        _dated = dated;
        Changes = changes ?? TieChanges.None;
        _receipt = new(() => NewReceipt(Data.OwnValues));
        _used = new(() => new(this));
    }

    internal CustomerData<TKey> Data { get; }

    internal GraphView Nodes { get; }

    internal TieChanges Changes { get; }

    /// <summary>The customers that may be used as nodes of an algorithm. Made once; kept with the view.</summary>
    internal UsedCustomers<TKey> Used => _used.Value;

    /// <summary>The moment for which the view answers; <see langword="null"/> where nothing is dated.</summary>
    internal DateTimeOffset? AsOf => _asOf;

    /// <summary>The number of customers that may be used.</summary>
    public int CustomerCount => Nodes.IncludedCount;

    /// <summary>What the view uses and what it leaves out, and why.</summary>
    public Receipt Receipt => _receipt.Value;

    /// <summary>Whether a decision recorded after this view was made may change who is left out.</summary>
    public bool IsStale => _consent.IsOutdated;

    /// <summary>The customers that may be used, in the order of their keys.</summary>
    public IEnumerable<TKey> Customers => Data.Keys.Where((_, node) => Nodes.Includes(node));

    /// <summary>Whether a customer may be used.</summary>
    /// <param name="customer">The key.</param>
    /// <returns><see langword="false"/> for an unknown customer and for one who is left out.</returns>
    public bool Contains(TKey customer) => Data.Keys.TryGetNode(customer, out int node) && Nodes.Includes(node);

    /// <summary>Whether this may not be the view of a moment: because a decision was recorded since, or because a permission or consent begins or ends before it.</summary>
    /// <param name="moment">The moment, usually now.</param>
    /// <returns><see langword="true"/> when a new view should be asked.</returns>
    public bool IsStaleAt(DateTimeOffset moment) => IsStale || Receipt.ValidUntil <= moment;

    /// <summary>The ties by which a customer can reach others, as far as they may be used.</summary>
    /// <param name="customer">The key.</param>
    /// <returns>One tie per person reached, in the order of their keys; rows merged, without periods.</returns>
    /// <exception cref="KeyNotFoundException">The customer is unknown or left out.</exception>
    public IReadOnlyList<Tie<TKey>> TiesFrom(TKey customer) => TiesOf(Nodes.Forward, RequireNode(customer), isForward: true);

    /// <summary>The ties by which others can reach a customer, as far as they may be used.</summary>
    /// <param name="customer">The key.</param>
    /// <returns>One tie per person who can reach the customer, in the order of their keys; rows merged, without periods.</returns>
    /// <exception cref="KeyNotFoundException">The customer is unknown or left out.</exception>
    public IReadOnlyList<Tie<TKey>> TiesTo(TKey customer) => TiesOf(Nodes.Backward.Value, RequireNode(customer), isForward: false);

    /// <summary>What each customer is worth to others, in money: own value that takes a walk along the ties and stops with whom it stops.</summary>
    /// <remarks>
    /// <para>Each unit of own value moves on with probability <see cref="SocialValueOptions{TKey}.Damping"/> to one of the
    /// people who can reach its present holder, in proportion to the influence weights; else it stops. Social value is the
    /// value that stops with a customer; the social values of all add up to the own values of all.</para>
    /// <para>Weighted, personalised PageRank on the reversed ties (Page, Brin, Motwani, Winograd 1999). O(ties) per sweep;
    /// the number of sweeps depends on the tolerance and the damping, not on the number of customers.</para>
    /// </remarks>
    /// <param name="configure">Changes the default options, as in <c>o => o with { Damping = 0.5 }</c>.</param>
    /// <param name="progress">Told after each sweep over the ties, on any of the working threads.</param>
    /// <param name="cancellationToken">Stops the computation; nothing is left half-done.</param>
    /// <returns>The scores and how they came about.</returns>
    /// <exception cref="ArgumentException">An option is out of range, the prior names an unknown customer, or all value to start from is 0.</exception>
    /// <exception cref="OperationCanceledException">The computation was cancelled.</exception>
    public SocialValueResult<TKey> SocialValue(
        Func<SocialValueOptions<TKey>, SocialValueOptions<TKey>>? configure = null,
        IProgress<IterationProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        var options = SocialValueOptions<TKey>.From(configure);
        double[] source = StartingValues.Of(this, options.Prior);
        double[]? start = options.WarmStart?.ArrivedFor(this);
        PageRankSolution solution = PageRank.Solve(Nodes, source, options.SettingsFor(options.Threads ?? DefaultThreads()), start, progress, cancellationToken);
        return new(this, options, source, solution, isWarm: start is not null);
    }

    /// <summary>What if a tie were not there?</summary>
    /// <param name="from">The customer who can reach the other one.</param>
    /// <param name="to">The customer who is reached.</param>
    /// <returns>A view without the tie. O(customers + ties), by block copies.</returns>
    /// <exception cref="KeyNotFoundException">There is no such tie in this view.</exception>
    public CustomerGraphView<TKey> WithoutTie(TKey from, TKey to)
    {
        int source = RequireNode(from);
        int target = RequireNode(to);
        int index = Nodes.Forward.IndexOf(source, target);
        return index >= 0 && Nodes.Forward.Weights[index] > 0
            ? Changed(graph => graph.WithoutEdge(source, target), Changes.Removing(source, target, $"{from} -> {to} without tie"))
            : throw new KeyNotFoundException($"There is no tie '{from}' -> '{to}' in this view; expected one to leave out.");
    }

    /// <summary>What if a permission were another one? A tie that is not there is added, also one to oneself.</summary>
    /// <param name="from">The customer who can reach the other one.</param>
    /// <param name="to">The customer who is reached, and who would grant the permission.</param>
    /// <param name="permission">The permission, 0 to 1; 0 leaves the tie out.</param>
    /// <param name="strength">The strength; where <see langword="null"/>, the tie's own, or 1 for a tie that is added.</param>
    /// <returns>A view with the permission. O(customers + ties), by block copies.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The permission is not within 0 to 1, or the strength is negative or too large or small for single precision.</exception>
    /// <exception cref="KeyNotFoundException">A customer is unknown or left out.</exception>
    public CustomerGraphView<TKey> WithPermission(TKey from, TKey to, double permission, double? strength = null)
    {
        int source = RequireNode(from);
        int target = RequireNode(to);
        int index = Nodes.Forward.IndexOf(source, target);
        bool exists = index >= 0 && Nodes.Forward.Weights[index] > 0;
        double newStrength = strength ?? (exists ? RowOf(source, target).Strength : 1);
        if (TieRules.FindProblem(new Tie<TKey>(from, to, permission, newStrength)) is string problem)
        {
            bool isPermission = permission is not (>= 0 and <= 1);
            throw new ArgumentOutOfRangeException(isPermission ? nameof(permission) : nameof(strength), isPermission ? permission : newStrength, problem);
        }

        var row = new EdgeRow((float)permission, (float)newStrength, Period.Always);
        return row.Weight > 0
            ? Changed(graph => graph.WithEdge(source, target, row.Weight), Changes.Setting(source, target, row, !exists, $"{from} -> {to} with permission {Invariant(permission)}, strength {Invariant(newStrength)}"))
            : exists ? WithoutTie(from, to) : this;
    }

    /// <summary>Customers that may be used, and how consent was applied.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => FormattableString.Invariant($"{CustomerCount} of {Data.Keys.Length} customers; consent: {_consent.Text}");

    internal int RequireNode(TKey customer)
    {
        ArgumentNullException.ThrowIfNull(customer);
        if (!Data.Keys.TryGetNode(customer, out int node))
        {
            throw new KeyNotFoundException($"'{customer}' is not a customer of this graph.");
        }

        return Nodes.Includes(node)
            ? node
            : throw new KeyNotFoundException($"'{customer}' may not be used here: one of those {_consent.Reason(_consent.StateOf(node))} ({_consent.Text}).");
    }

    internal Tie<TKey> TieOf(int source, int target, EdgeRow row) =>
        new(Data.Keys[source], Data.Keys[target], row.Permission, row.Strength, LastContact: LastContactOf(source, target));

    /// <summary>When the two of a tie last had to do with each other, as far as that was known at the view's moment.</summary>
    internal DateTimeOffset? LastContactOf(int source, int target)
    {
        int index = _edges.HasContacts ? _edges.Forward.IndexOf(source, target) : -1;
        return index < 0 ? null : AsKnown(_edges.LastContactAt(index));
    }

    /// <summary>Whether the last contact of any tie is known.</summary>
    internal bool HasContacts => _edges.HasContacts;

    private DateTimeOffset? AsKnown(long ticks) =>
        ticks == EdgeTable.NoContact || ticks > _asOf?.UtcTicks ? null : new(ticks, TimeSpan.Zero);

    /// <summary>Permission and strength of a tie in this view, by nodes.</summary>
    internal EdgeRow RowOf(int source, int target)
    {
        if (Changes.TryGet(source, target, out EdgeRow changed))
        {
            return changed;
        }

        int index = _edges.Forward.IndexOf(source, target);
        return _edges.RowAt(index, _asOf?.UtcTicks ?? 0);
    }

    /// <summary>Whether the grantor, <paramref name="target"/>, explicitly denied a tie that is in force, which is another thing than a tie that nobody ever spoke of.</summary>
    internal bool IsDenied(int source, int target) => !Changes.Touches(source, target) && _edges.IsDenied(source, target, _asOf?.UtcTicks ?? 0);

    /// <summary>Permission and strength of an edge of this view's forward rows. O(1) unless ties were changed or are dated.</summary>
    internal EdgeRow RowOfEdge(int source, int edge) => Changes.IsEmpty
        ? _edges.RowAt(edge, _asOf?.UtcTicks ?? 0)
        : RowOf(source, Nodes.Forward.Targets[edge]);

    internal Receipt NewReceipt(double[] startingValues, UsedFacts facts = UsedFacts.None)
    {
        long used = Nodes.UsedEdges.Edges;
        EdgeCounts counts = _edges.Counts;
        long withCustomers = counts.Usable + Changes.Added - Changes.Removed - used - _dated.NotInForce - _dated.Denied - _dated.WithoutStrength;
        return new(new Lazy<string>(() => DataHash.Of(this, startingValues, facts)))
        {
            LibraryVersion = typeof(Receipt).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "",
            AsOf = _asOf,
            ValidUntil = NextChange(facts),
            Consent = _consent.Text,
            Customers = Data.Keys.Length,
            CustomersUsed = Nodes.IncludedCount,
            TieRows = _rows.Ties + Changes.Added,
            TiesUsed = used,
            CustomersLeftOut = [.. _consent.LeftOut(Nodes)],
            TiesLeftOut = NotZero(
                new("of a pair that has another row", counts.Parallel),
                new("from a customer to themselves", _rows.SelfTies),
                new("naming an unknown customer", _rows.UnknownCustomerTies),
                new("denied by permission 0", counts.Denied + _dated.Denied),
                new("without strength", counts.WithoutStrength + _dated.WithoutStrength),
                new("not in force at the moment", _dated.NotInForce),
                new("of a customer who is left out", withCustomers),
                new("removed to see what if", Changes.Removed)),
            Notes = [.. NotZero(
                new($"customers added because a tie named them, own value {Invariant(_rows.UnknownOwnValue)} each", _rows.UnknownCustomersAdded),
                new("customers whom nobody can reach", CountUnreached()),
                new("consents of customers whom the graph does not have", _consent.UnknownCustomers),
                new("consents for another channel, which do not answer here", _consent.OtherChannels)),
                .. facts.HasFlag(UsedFacts.Tags) ? Tags.LeftOut : [],
                .. facts.HasFlag(UsedFacts.Circles) ? Data.Circles.LeftOut : [],
                .. Changes.Texts.Select(text => new LeftOut($"what-if: {text}", 1))],
        };
    }

    private long CountUnreached()
    {
        long unreached = 0;
        ReadOnlySpan<double> received = Nodes.WeightReceived;
        for (int node = 0; node < received.Length; node++)
        {
            unreached += received[node] == 0 && Nodes.Includes(node) ? 1 : 0;
        }

        return unreached;
    }

    /// <summary>The first moment after the view's own at which something recorded begins or ends.</summary>
    private DateTimeOffset? NextChange(UsedFacts facts)
    {
        DateTimeOffset? ofTags = facts.HasFlag(UsedFacts.Tags) && Tags.NextChange is long tagTicks ? new(tagTicks, TimeSpan.Zero) : null;
        DateTimeOffset? ofTies = _asOf is DateTimeOffset asOf && _edges.Dated.NextChangeAfter(asOf.UtcTicks, IsUsedAsDated) is long ticks
            ? new DateTimeOffset(ticks, TimeSpan.Zero)
            : null;
        return new[] { ofTies, ofTags, _consent.NextChange }.Min();
    }

    private bool IsUsedAsDated(int edge)
    {
        (int source, int target) = (_edges.Forward.SourceOf(edge), _edges.Forward.Targets[edge]);
        return Nodes.Includes(source) && Nodes.Includes(target) && !Changes.Touches(source, target);
    }

    /// <summary>Whether this is the given view with ties changed, and nothing else.</summary>
    internal bool IsChangeOf(CustomerGraphView<TKey> view) => ReferenceEquals(Data, view.Data) && ReferenceEquals(_consent, view._consent);

    /// <summary>In which way another view is not the same question as this one, in words; <see langword="null"/> where it is, so that its answers are those of this view.</summary>
    internal string? DifferenceFrom(CustomerGraphView<TKey> asked)
    {
        if (ReferenceEquals(this, asked))
        {
            return null;
        }

        return !ReferenceEquals(Data, asked.Data) ? "of another graph"
            : _asOf != asked._asOf ? FormattableString.Invariant($"as of {Moment(_asOf)} and not {Moment(asked._asOf)}")
            : !string.Equals(_consent.Text, asked._consent.Text, StringComparison.Ordinal) ? $"with the consent '{_consent.Text}' and not '{asked._consent.Text}'"
            : !_consent.IsSameAs(asked._consent) ? $"made before or after this one, with {_consent.RecordedSince() ?? asked._consent.RecordedSince() ?? "another ledger"}"
            : !Changes.IsEmpty || !asked.Changes.IsEmpty ? "with other ties, changed to see what if"
            : null;

        static string Moment(DateTimeOffset? moment) => moment is null ? "no moment" : FormattableString.Invariant($"{moment:O}");
    }

    private CustomerGraphView<TKey> Changed(Func<CsrGraph, CsrGraph> change, TieChanges changes) =>
        new(Data, _edges, Nodes.With(change), _asOf, _consent, _rows, _dated, changes);

    private List<Tie<TKey>> TiesOf(CsrGraph graph, int node, bool isForward)
    {
        var ties = new List<Tie<TKey>>();
        ReadOnlySpan<int> others = graph.TargetsOf(node);
        ReadOnlySpan<float> weights = graph.WeightsOf(node);
        for (int e = 0; e < others.Length; e++)
        {
            if (weights[e] > 0 && Nodes.Includes(others[e]))
            {
                (int from, int to) = isForward ? (node, others[e]) : (others[e], node);
                EdgeRow row = RowOf(from, to);
                ties.Add(TieOf(from, to, row));
            }
        }

        return ties;
    }

    /// <summary>The most edges that ties without direction can come to: each tie one way only, and so twice.</summary>
    internal long MostMutualEdges => 2 * Nodes.UsedEdges.Edges;

    /// <summary>What numbering the customers that may be used takes, and turning ties round where that is the view's own business.</summary>
    internal long UsedBytes => (sizeof(int) * ((long)CustomerCount + Data.Keys.Length))
        + (_edges.Dated.IsEmpty && Changes.IsEmpty ? 0 : (8L * Nodes.Forward.EdgeCount) + (16L * Nodes.NodeCount));

    internal int DefaultThreads() =>
        (int)Math.Min(Environment.ProcessorCount, 1 + ((Nodes.Forward.EdgeCount + (long)Nodes.NodeCount) / TiesPerThread));

    private static LeftOut[] NotZero(params LeftOut[] items) => Array.FindAll(items, item => item.Count > 0);

    private static string Invariant(double value) => value.ToString(CultureInfo.InvariantCulture);
}
