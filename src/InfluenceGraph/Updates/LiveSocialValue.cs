using System.Globalization;
using InfluenceGraph.Graphs;
using InfluenceGraph.SocialValues;
using InfluenceGraph.Updates;

namespace InfluenceGraph;

/// <summary>
/// Social value that follows changes of a customer base. <see cref="Apply"/> takes a batch and gives the next
/// <see cref="SocialValueSnapshot{TKey}"/>; whoever reads an earlier one is not disturbed.
/// </summary>
/// <remarks>Safe to use from several threads; batches are applied one after the other. The same batches in the same order give the same bits.</remarks>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
public sealed class LiveSocialValue<TKey>
    where TKey : notnull
{
    /// <summary>The first solution is so much better than the tolerance, so that the first changes find room.</summary>
    private const double StartFraction = 0.1;

    /// <summary>What sweeps leave to pushes at most.</summary>
    private const double LeastStartTolerance = 1e-12;

    private const int ChangesBetweenChecks = 256;

    private readonly Lock _gate = new();
    private readonly CustomerGraphView<TKey> _start;
    private readonly LiveSocialValueOptions _options;
    private readonly string _optionsText;
    private readonly LiveSystem _system;
    private readonly LiveTies _ties = new();

    /// <summary>Customers who were removed once: what the start knew of them is forgotten, also when they come back.</summary>
    private readonly HashSet<int> _forgotten = [];
    private readonly List<int> _forgottenNow = [];
    private volatile SocialValueSnapshot<TKey> _current;
    private LiveCustomers<TKey> _customers;
    private ScoreTree _scores = ScoreTree.Empty;
    private DateTimeOffset? _validUntil;
    private DateTimeOffset? _validUntilBefore;

    internal LiveSocialValue(CustomerGraphView<TKey> view, LiveSocialValueOptions options, IProgress<IterationProgress>? progress, CancellationToken cancellationToken)
    {
        _start = view;
        _options = options;
        _optionsText = string.Create(CultureInfo.InvariantCulture, $"Damping {options.Damping}, Prior own values, Unreached {options.Unreached}, Tolerance {options.Tolerance}, OnSelfTie {options.OnSelfTie}");
        _customers = new(view.Data);
        _validUntil = view.Receipt.ValidUntil;
        GraphView nodes = view.Nodes;
        bool[] present = [.. Enumerable.Range(0, nodes.NodeCount).Select(nodes.Includes)];
        double[] source = [.. view.Data.OwnValues];
        for (int node = 0; node < source.Length; node++)
        {
            source[node] = present[node] ? source[node] : 0;
        }

        // Keep and Prior have the same system as Drop: what arrives where nobody can be reached goes nowhere, and is counted later.
        bool isUniform = options.Unreached == UnreachedPolicy.Uniform;
        double tolerance = Math.Max(StartFraction * options.Tolerance, LeastStartTolerance);
        var settings = new PageRankSettings(options.Damping, isUniform ? UnreachedPolicy.Uniform : UnreachedPolicy.Drop, tolerance, 1000, options.Threads ?? view.DefaultThreads());
        PageRankSolution? solution = source.AsSpan().ContainsAnyExcept(0.0) ? PageRank.Solve(nodes, source, settings, start: null, progress, cancellationToken) : null;
        _system = new(
            view.UsedBackward(),
            present,
            source,
            solution?.Arrived ?? new double[source.Length],
            isUniform ? solution?.SourceOffset ?? 0 : 0,
            new(options.Damping, options.Unreached, options.Tolerance),
            cancellationToken);
        _current = Publish(Enumerable.Range(0, source.Length), version: 0, changes: 0, skipped: 0);
    }

    /// <summary>The latest snapshot.</summary>
    public SocialValueSnapshot<TKey> Current => _current;

    /// <summary>What the first computation, version 0, used: customers, ties, moment, consent and options. Batches since are not in it.</summary>
    public Receipt StartReceipt => _start.Receipt with { Options = _optionsText };

    /// <summary>Whether a consent recorded since is at odds with who is used: see <see cref="SocialValueSnapshot{TKey}.IsStale"/>. Removing who refused, and adding who granted, puts that right.</summary>
    public bool IsStale => _current.IsStale;

    /// <summary>Whether the answer may have changed by a moment: by a consent recorded since, or because a permission or consent begins or ends before it. Keep a new view then.</summary>
    /// <param name="moment">The moment, usually now.</param>
    /// <returns><see langword="true"/> when it may.</returns>
    public bool IsStaleAt(DateTimeOffset moment) => _current.IsStaleAt(moment);

    /// <summary>Applies changes in their order, all or none, and refreshes the scores.</summary>
    /// <remarks>
    /// A changed tie costs O(1), apart from copying the ties into one customer the first time one of them changes, and then what must be passed on
    /// until the bound holds: at most about 100 / <see cref="LiveSocialValueOptions.Tolerance"/> ties visited for an average tie, in practice far fewer.
    /// Deleting a customer costs a change for each of their ties.
    /// </remarks>
    /// <param name="changes">The changes.</param>
    /// <param name="cancellationToken">Stops; then nothing has changed, to the last bit.</param>
    /// <returns>The new snapshot, also to be had as <see cref="Current"/>.</returns>
    /// <exception cref="GraphChangeException">A change cannot be applied; the message says which and why, and nothing has changed.</exception>
    /// <exception cref="OperationCanceledException">The batch was cancelled, and nothing has changed.</exception>
    public SocialValueSnapshot<TKey> Apply(IEnumerable<GraphChange<TKey>> changes, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(changes);

        // The caller's code runs before anything is locked.
        GraphChange<TKey>[] batch = [.. changes];
        lock (_gate)
        {
            cancellationToken.ThrowIfCancellationRequested();
            LiveCustomers<TKey> customersBefore = _customers;
            Begin();
            try
            {
                int skipped = 0;
                for (int i = 0; i < batch.Length; i++)
                {
                    if (i % ChangesBetweenChecks == 0)
                    {
                        cancellationToken.ThrowIfCancellationRequested();
                    }

                    skipped += Take(batch[i], i + 1) ? 0 : 1;
                }

                _system.Settle(cancellationToken);
                _current = Publish(_system.Touched, _current.Version + 1, batch.Length, skipped);
                return _current;
            }
            catch
            {
                Undo(customersBefore);
                throw;
            }
        }
    }

    /// <summary>The present customers and ties as a graph of its own, for every other question. O(customers log customers + ties).</summary>
    /// <remarks>
    /// Its social value is that of <see cref="Current"/>, within the bounds of both. Ties stand as they were in force at the view's moment, without periods;
    /// attributes, tags, circles and last contacts of the start stay, but for customers who were removed. Consents go on being asked where the start asked them.
    /// Keep its social value to give back what removed customers and changed ties take here.
    /// </remarks>
    /// <param name="cancellationToken">Stops the building.</param>
    /// <returns>The graph.</returns>
    /// <exception cref="OperationCanceledException">The building was cancelled.</exception>
    public CustomerGraph<TKey> ToGraph(CancellationToken cancellationToken = default)
    {
        CustomerGraphBuilder<TKey> builder = _start.NewBuilder();
        lock (_gate)
        {
            for (int node = 0; node < _system.NodeCount; node++)
            {
                if (_system.IsPresent(node))
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    builder.AddCustomer(CustomerAt(node));
                    foreach (int from in _system.SourcesInto(node))
                    {
                        builder.AddTie(TieAt(from, node));
                    }
                }
            }

            AddDenied(builder);
        }

        return builder.Build(cancellationToken);
    }

    /// <summary>The latest snapshot in one line.</summary>
    /// <returns>The line, invariant culture.</returns>
    public override string ToString() => _current.ToString();

    private void Begin()
    {
        _system.Begin();
        _ties.Begin();
        _forgottenNow.Clear();
        _validUntilBefore = _validUntil;
    }

    private void Undo(LiveCustomers<TKey> customersBefore)
    {
        _system.Undo();
        _ties.Undo();
        _forgotten.ExceptWith(_forgottenNow);
        _customers = customersBefore;
        _validUntil = _validUntilBefore;
    }

    /// <summary>Applies one change.</summary>
    /// <returns><see langword="false"/> when a rule leaves it out.</returns>
    private bool Take(GraphChange<TKey>? change, int position)
    {
        switch (change)
        {
            case TieSet<TKey> set:
                return SetTie(set, position);
            case TieRemoved<TKey> removed:
                RemoveTie(removed, position);
                return true;
            case CustomerAdded<TKey> added:
                AddCustomer(added, position);
                return true;
            case OwnValueChanged<TKey> changed:
                RequireOwnValue(changed.OwnValue, changed.Customer, position);
                _system.SetSource(RequireNode(changed.Customer, "own value", position), changed.OwnValue + 0.0);
                return true;
            case CustomerRemoved<TKey> removed:
                RemoveCustomer(RequireNode(removed.Customer, "removal", position));
                return true;
            default:
                throw new GraphChangeException(position, "it is null; expected a change, such as GraphChange.SetTie(from, to, permission).");
        }
    }

    private bool SetTie(TieSet<TKey> set, int position)
    {
        if (TieRules.FindProblem(new Tie<TKey>(set.From, set.To, set.Permission, set.Strength)) is string problem)
        {
            throw new GraphChangeException(position, problem);
        }

        int from = RequireNode(set.From, "tie", position);
        int to = RequireNode(set.To, "tie", position);
        if (from == to && _options.OnSelfTie != SelfTieRule.Keep)
        {
            return _options.OnSelfTie == SelfTieRule.Skip
                ? false
                : throw new GraphChangeException(position, $"'{set.From}' has a tie to itself; expected two customers, because {nameof(LiveSocialValueOptions.OnSelfTie)} is {SelfTieRule.Refuse}.");
        }

        var row = new EdgeRow((float)set.Permission, (float)set.Strength, Period.Always);
        _ties.Set(from, to, row);
        SetWeight(from, to, row.Weight);
        return true;
    }

    private void RemoveTie(TieRemoved<TKey> removed, int position)
    {
        int from = RequireNode(removed.From, "tie", position);
        int to = RequireNode(removed.To, "tie", position);
        bool isKnown = _ties.TryGet(from, to, out EdgeRow? row) ? row is not null : _system.WeightOf(from, to) > 0 || IsDeniedAtStart(from, to);
        if (!isKnown)
        {
            throw new GraphChangeException(position, $"there is no tie '{removed.From}' -> '{removed.To}'; expected one to remove.");
        }

        _ties.Set(from, to, row: null);
        SetWeight(from, to, 0);
    }

    private void SetWeight(int from, int to, float weight)
    {
        if (_system.WeightOf(from, to) != weight)
        {
            _system.SetWeight(from, to, weight);
        }
    }

    private void AddCustomer(CustomerAdded<TKey> added, int position)
    {
        RequireKey(added.Customer, "customer", position);
        RequireOwnValue(added.OwnValue, added.Customer, position);
        bool isKnown = _customers.TryGetNode(added.Customer, out int node);
        if (isKnown && _system.IsPresent(node))
        {
            throw new GraphChangeException(position, $"'{added.Customer}' is a customer already; expected a new one. Change their own value instead.");
        }

        (string? problem, DateTimeOffset? nextChange) = _start.DecideOn(added.Customer);
        if (problem is not null)
        {
            throw new GraphChangeException(position, $"'{added.Customer}' may not be used here: {problem}; expected a customer who may. Record the consent first.");
        }

        _validUntil = nextChange < _validUntil || _validUntil is null ? nextChange ?? _validUntil : _validUntil;
        if (!isKnown)
        {
            if (_customers.Count == CustomerGraphBuilder<TKey>.MaxRows)
            {
                throw new GraphChangeException(position, string.Create(CultureInfo.InvariantCulture, $"'{added.Customer}' is one more than {CustomerGraphBuilder<TKey>.MaxRows} customers; expected at most that many in one graph. Start anew from ToGraph(), which forgets who was removed."));
            }

            _customers = _customers.With(added.Customer);
            node = _system.AddNode();
        }
        else
        {
            // Left out at the start, or removed since: in either case nothing of before counts.
            Forget(node);
        }

        _system.Include(node, added.OwnValue + 0.0);
    }

    /// <summary>Removes a customer with all ties, and what is known of ties that were denied.</summary>
    private void RemoveCustomer(int node)
    {
        foreach (int from in (int[])[.. _system.SourcesInto(node), .. _ties.SourcesOf(node)])
        {
            _ties.Set(from, node, row: null);
            SetWeight(from, node, 0);
        }

        // Those whom the customer could reach: at the start, and by changes since.
        ReadOnlySpan<int> targets = node < _customers.StartCount ? _start.Nodes.Forward.TargetsOf(node) : [];
        foreach (int to in (int[])[.. targets, .. _ties.TargetsOf(node)])
        {
            if (_system.WeightOf(node, to) > 0 || _ties.TryGet(node, to, out _))
            {
                _ties.Set(node, to, row: null);
                SetWeight(node, to, 0);
            }
        }

        Forget(node);
        _system.Exclude(node);
    }

    private void Forget(int node)
    {
        if (_forgotten.Add(node))
        {
            _forgottenNow.Add(node);
        }
    }

    private SocialValueSnapshot<TKey> Publish(IEnumerable<int> touched, long version, int changes, int skipped)
    {
        var editor = new ScoreTree.Editor(_scores);
        int rescored = 0;
        foreach (int node in touched)
        {
            editor.Set(node, _system.ScoreOf(node));
            rescored++;
        }

        _scores = editor.Build();
        return new(_start, _customers, _scores, _system.Factor, _validUntil)
        {
            Version = version,
            Count = _system.PresentCount,
            TieCount = _system.EdgeCount,
            TotalValue = _system.Total,
            DroppedValue = _system.Dropped,
            ErrorBound = _system.Unsettled + _system.Rounding,
            IsWithinTolerance = _system.IsSettled,
            Work = new(changes, skipped, rescored, _system.Work.Pushes, _system.Work.Edges),
        };
    }

    private Customer<TKey> CustomerAt(int node)
    {
        TKey key = _customers.KeyOf(node);
        double ownValue = _system.SourceOf(node);
        if (node >= _customers.StartCount || _forgotten.Contains(node))
        {
            return new(key, ownValue);
        }

        var circles = _start.Data.CirclesOf(node).ToDictionary(
            circle => circle.Key,
            circle => (IReadOnlyList<TKey>)[.. circle.Value.Where(IsKnownFromTheStart)],
            StringComparer.Ordinal);
        return _start.Data.CustomerAt(node) with { OwnValue = ownValue, Circles = circles };
    }

    private bool IsKnownFromTheStart(TKey customer) =>
        _start.Data.Keys.TryGetNode(customer, out int node) && _system.IsPresent(node) && !_forgotten.Contains(node);

    private Tie<TKey> TieAt(int from, int to)
    {
        if (!_ties.TryGet(from, to, out EdgeRow? changed))
        {
            return _start.TieOf(from, to, _start.RowOf(from, to));
        }

        EdgeRow row = changed!.Value;
        return new(_customers.KeyOf(from), _customers.KeyOf(to), row.Permission, row.Strength);
    }

    /// <summary>Ties without influence that are known: denied ones, and such without strength.</summary>
    private void AddDenied(CustomerGraphBuilder<TKey> builder)
    {
        foreach ((int from, int to) in _start.DeniedPairs())
        {
            if (!_ties.TryGet(from, to, out _) && IsDeniedAtStart(from, to))
            {
                builder.AddTie(new(_customers.KeyOf(from), _customers.KeyOf(to), 0));
            }
        }

        foreach ((int from, int to, EdgeRow? row) in _ties.All)
        {
            if (row is { Weight: 0 } denied && _system.IsPresent(from) && _system.IsPresent(to))
            {
                builder.AddTie(new(_customers.KeyOf(from), _customers.KeyOf(to), denied.Permission, denied.Strength));
            }
        }
    }

    private bool IsDeniedAtStart(int from, int to) =>
        from < _customers.StartCount && to < _customers.StartCount
        && IsKnownNode(from) && IsKnownNode(to)
        && _start.IsDenied(from, to);

    private bool IsKnownNode(int node) => _system.IsPresent(node) && !_forgotten.Contains(node);

    private int RequireNode(TKey customer, string what, int position)
    {
        RequireKey(customer, what, position);
        return _customers.TryGetNode(customer, out int node) && _system.IsPresent(node)
            ? node
            : throw new GraphChangeException(position, $"{what} of '{customer}', who is not a customer here (unknown, left out or removed); expected one. Add the customer first.");
    }

    private static void RequireKey(TKey customer, string what, int position)
    {
        if (customer is null)
        {
            throw new GraphChangeException(position, $"the key of the {what} is null; expected a key.");
        }
    }

    private static void RequireOwnValue(double ownValue, TKey customer, int position)
    {
        if (!OwnValues.IsValid(ownValue))
        {
            throw new GraphChangeException(position, string.Create(CultureInfo.InvariantCulture, $"own value of '{customer}' is {ownValue}; expected {OwnValues.Expected}."));
        }
    }
}
