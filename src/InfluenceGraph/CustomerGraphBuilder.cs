using System.Collections.ObjectModel;
using InfluenceGraph.Circles;
using InfluenceGraph.Graphs;
using InfluenceGraph.Keys;
using InfluenceGraph.Tags;
using static System.FormattableString;

namespace InfluenceGraph;

/// <summary>Collects customers, ties, tags and circles in any order and builds an immutable <see cref="CustomerGraph{TKey}"/> from them.</summary>
/// <remarks>
/// <para>The order of the rows does not matter: the same rows give the same graph, the same scores to the last bit and
/// the same data hash, provided that <typeparamref name="TKey"/> can be compared (strings are compared by ordinal, strings
/// inside compound keys as the key type does).</para>
/// <para>Not safe to use from several threads. A builder builds once.</para>
/// </remarks>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
public sealed class CustomerGraphBuilder<TKey>
    where TKey : notnull
{
    /// <summary>What one array can hold; fewer than 2^31 customers or ties.</summary>
    internal static readonly int MaxRows = Array.MaxLength - 1;

    private readonly int _maxRows;
    private readonly CustomerGraphOptions _options;
    private readonly ConsentLedger<TKey>? _consents;
    private readonly ChunkedColumn<double> _ownValues = new();
    private readonly ChunkedList<RawEdge> _ties = new();
    private readonly Dictionary<int, Period> _periods = [];
    private readonly ContactList _lastContacts = new();
    private readonly TagTableBuilder _tags = new();
    private readonly CircleTableBuilder _circles = new();
    private Dictionary<int, IReadOnlyDictionary<string, string>>? _attributes;
    private KeyTable<TKey> _keys = KeyTable<TKey>.Create();
    private int _customers;
    private long _circleRows;
    private bool _isBuilt;

    /// <summary>Creates a builder.</summary>
    /// <param name="options">The rules; the defaults where <see langword="null"/>.</param>
    /// <param name="consents">The ledger that every question is then put to, also while it is empty; <see langword="null"/> for a graph that keeps no consents yet.</param>
    /// <exception cref="ArgumentException">An option is out of range; the message names all that are.</exception>
    public CustomerGraphBuilder(CustomerGraphOptions? options = null, ConsentLedger<TKey>? consents = null)
        : this(options, consents, MaxRows)
    {
    }

    internal CustomerGraphBuilder(CustomerGraphOptions? options, ConsentLedger<TKey>? consents, int maxRows)
    {
        _options = options ?? new();
        _options.Validate();
        _consents = consents;
        _maxRows = maxRows;
    }

    /// <summary>Adds a customer with attributes, tags and circles.</summary>
    /// <param name="customer">The customer.</param>
    /// <exception cref="CustomerDataException">A tag or a circle cannot be used, the key is <see langword="null"/> or was added before, or the own value is negative, not a number or infinite, or there are more rows than one graph holds.</exception>
    /// <exception cref="InvalidOperationException">The builder has built already.</exception>
    public void AddCustomer(Customer<TKey> customer)
    {
        ArgumentNullException.ThrowIfNull(customer);
        AddCustomer(customer.Key, customer.OwnValue);
        if (customer.Attributes?.Count > 0)
        {
            // The caller may change theirs later.
            (_attributes ??= []).Add(_keys.Find(customer.Key), new Dictionary<string, string>(customer.Attributes, StringComparer.Ordinal).AsReadOnly());
        }

        foreach (CustomerTag tag in customer.Tags ?? [])
        {
            AddTag(customer.Key, tag);
        }

        foreach ((string name, IReadOnlyList<TKey> members) in customer.Circles ?? ReadOnlyDictionary<string, IReadOnlyList<TKey>>.Empty)
        {
            AddCircle(new(customer.Key, name, members));
        }
    }

    /// <summary>Adds a customer without attributes.</summary>
    /// <param name="key">The key.</param>
    /// <param name="ownValue">What the customer spends or is expected to spend, 0 or more.</param>
    /// <exception cref="CustomerDataException">The key is <see langword="null"/> or was added before, or the own value is negative, not a number or infinite, or there are more rows than one graph holds.</exception>
    /// <exception cref="InvalidOperationException">The builder has built already.</exception>
    public void AddCustomer(TKey key, double ownValue)
    {
        RequireNotBuilt();
        long row = _customers + 1L;
        if (key is null)
        {
            throw new CustomerDataException(RowKind.Customer, row, "the key is null; expected a key.");
        }

        if (!OwnValues.IsValid(ownValue))
        {
            throw new CustomerDataException(
                RowKind.Customer,
                row,
                Invariant($"own value of '{key}' is {ownValue}; expected {OwnValues.Expected}. Decide what a customer who costs more than they bring counts, and give 0 for an unknown value."));
        }

        int id = ProvisionalId(RowKind.Customer, row, key);
        if (!double.IsNaN(_ownValues[id]))
        {
            throw new CustomerDataException(RowKind.Customer, row, $"'{key}' was added before; expected each customer once. Merge the rows first.");
        }

        // Minus zero is zero: the data hash must not tell them apart.
        _ownValues[id] = ownValue + 0.0;
        _customers++;
    }

    /// <summary>Adds a tie. Its customers may be added later.</summary>
    /// <param name="tie">The tie.</param>
    /// <exception cref="CustomerDataException">A key is <see langword="null"/>, the permission is not within 0 to 1, the strength is negative, not a number or too large for single precision, the period is empty, or there are more rows than one graph holds.</exception>
    /// <exception cref="InvalidOperationException">The builder has built already.</exception>
    public void AddTie(Tie<TKey> tie)
    {
        RequireNotBuilt();
        long row = _ties.Count + 1L;
        if (_ties.Count == _maxRows)
        {
            throw new CustomerDataException(RowKind.Tie, row, $"more than {_maxRows} ties; expected at most that many rows in one graph. Merge parallel ties first.");
        }

        if (TieRules.FindProblem(tie) is string problem)
        {
            throw new CustomerDataException(RowKind.Tie, row, problem);
        }

        int from = ProvisionalId(RowKind.Tie, row, tie.From);
        int to = ProvisionalId(RowKind.Tie, row, tie.To);
        if (tie.Since is not null || tie.Until is not null)
        {
            _periods.Add(_ties.Count, Period.Of(tie.Since, tie.Until));
        }

        if (tie.LastContact is DateTimeOffset contact)
        {
            _lastContacts.Set(_ties.Count, contact.UtcTicks);
        }

        _ties.Add(new(from, to, (float)tie.Permission, (float)tie.Strength));
    }

    /// <summary>Adds a tag to a customer, who may be added later.</summary>
    /// <param name="customer">Who has the tag.</param>
    /// <param name="tag">The tag. Rows of one customer and tag that are in force together add their weights.</param>
    /// <exception cref="CustomerDataException">The key or the name is missing, the weight is not more than 0 or not a number, or the period is empty.</exception>
    /// <exception cref="InvalidOperationException">The builder has built already.</exception>
    public void AddTag(TKey customer, CustomerTag tag)
    {
        RequireNotBuilt();
        long row = _tags.RowCount + 1L;
        string? problem = customer is null ? "the customer is null; expected a key." : TagRules.FindProblem(customer, tag);
        if (problem is not null || customer is null)
        {
            throw new CustomerDataException(RowKind.Tag, row, problem!);
        }

        _tags.Add(ProvisionalId(RowKind.Tag, row, customer), tag);
    }

    /// <summary>Adds people to a circle that its owner named; owner and members may be added later.</summary>
    /// <param name="circle">The circle, or some of its members: calls for one owner and name make one circle. Without members it is an empty circle.</param>
    /// <exception cref="CustomerDataException">The owner, a member or the name is missing.</exception>
    /// <exception cref="InvalidOperationException">The builder has built already.</exception>
    public void AddCircle(Circle<TKey> circle)
    {
        RequireNotBuilt();
        ArgumentNullException.ThrowIfNull(circle);
        long row = ++_circleRows;
        string? problem = circle.Owner is null ? "the owner is null; expected a key."
            : string.IsNullOrWhiteSpace(circle.Name) ? $"circle of '{circle.Owner}' has no name; expected one such as 'family'."
            : circle.Members is null || circle.Members.Any(member => member is null) ? $"circle '{circle.Name}' of '{circle.Owner}' has a member without key; expected keys."
            : null;
        if (problem is not null)
        {
            throw new CustomerDataException(RowKind.Circle, row, problem);
        }

        int owner = ProvisionalId(RowKind.Circle, row, circle.Owner!);
        int[] members = [.. circle.Members!.Select(member => ProvisionalId(RowKind.Circle, row, member))];
        _circles.Add(owner, circle.Name, members);
    }

    /// <summary>Builds the graph. O(customers log customers + ties).</summary>
    /// <param name="cancellationToken">Stops the build; the builder cannot be used afterwards.</param>
    /// <returns>The graph.</returns>
    /// <exception cref="CustomerDataException">A tie names an unknown customer or breaks a rule that says Refuse, or the keys cannot be put in order.</exception>
    /// <exception cref="OperationCanceledException">The build was cancelled.</exception>
    /// <exception cref="InvalidOperationException">The builder has built already.</exception>
    public CustomerGraph<TKey> Build(CancellationToken cancellationToken = default) => Build(static _ => { }, cancellationToken);

    /// <summary>The same, telling each step when it begins.</summary>
    internal CustomerGraph<TKey> Build(Action<string> step, CancellationToken cancellationToken)
    {
        RequireNotBuilt();
        step("sorting keys");
        (RowCounts counts, bool[] isAdded) = ApplyRules();
        (KeyColumn<TKey> keys, int[] nodeOf) = Order(isAdded);

        // From here on keys and rows are given back.
        _isBuilt = true;
        _keys = KeyTable<TKey>.Create();
        var builder = new EdgeTableBuilder(keys.Length, _options.OnDuplicate, (from, to, problem) =>
            new CustomerDataException($"Ties '{keys[from]}' -> '{keys[to]}': {problem}."), _options.Threads ?? Environment.ProcessorCount, step);
        EdgeTable edges = builder.Build(_ties, _periods, _lastContacts, nodeOf, _options.OnSelfTie == SelfTieRule.Keep, cancellationToken);

        double[] ownValues = new double[keys.Length];
        var attributes = new Dictionary<int, IReadOnlyDictionary<string, string>>();
        for (int provisional = 0; provisional < nodeOf.Length; provisional++)
        {
            int node = nodeOf[provisional];
            if (node >= 0)
            {
                ownValues[node] = OwnValueOf(provisional);
            }

            if (_attributes?.TryGetValue(provisional, out IReadOnlyDictionary<string, string>? found) == true)
            {
                attributes.Add(node, found);
            }
        }

        var data = new CustomerData<TKey>(keys, ownValues, attributes, _tags.Build(nodeOf, keys.Length), _circles.Build(nodeOf, keys.Length));
        return new(data, edges, _options, _consents, counts);
    }

    /// <summary>The keys so far, for those who add many; they say when they are done (<see cref="NameNewCustomers"/>).</summary>
    internal KeyTable<TKey> Keys => _keys;

    /// <summary>Makes room for rows of ties without dates, in the order of the calls; the caller writes them before anything else is done.</summary>
    internal Memory<RawEdge>[] NewRows(int count)
    {
        if (count > _maxRows - _ties.Count)
        {
            throw new CustomerDataException(RowKind.Tie, _maxRows + 1L, $"more than {_maxRows} ties; expected at most that many rows in one graph. Merge parallel ties first.");
        }

        return _ties.AddRoom(count);
    }

    /// <summary>Takes up the customers whose keys were added to <see cref="Keys"/>.</summary>
    internal void NameNewCustomers()
    {
        if (_keys.Count > _maxRows)
        {
            throw new CustomerDataException($"There are more than {_maxRows} customers; expected at most that many in one graph. Split the customer base.");
        }

        while (_ownValues.Count < _keys.Count)
        {
            _ownValues.Add(double.NaN);
        }
    }

    private int ProvisionalId(RowKind kind, long row, TKey key)
    {
        if (_keys.Count == _maxRows && _keys.Find(key) < 0)
        {
            throw new CustomerDataException(kind, row, $"more than {_maxRows} customers; expected at most that many in one graph. Split the customer base.");
        }

        int id = _keys.FindOrAdd(key, out bool added);
        if (added)
        {
            _ownValues.Add(double.NaN);
        }

        return id;
    }

    /// <summary>Counts or refuses rows before any is moved, so that an error can name the row.</summary>
    private (RowCounts Counts, bool[] IsAdded) ApplyRules()
    {
        bool[] isAdded = new bool[_ownValues.Count];
        for (int i = 0; i < isAdded.Length; i++)
        {
            isAdded[i] = !double.IsNaN(_ownValues[i]) || _options.OnUnknownCustomer == UnknownCustomerRule.Add;
        }

        (long selfTies, long unknown) = CountLeftOut(isAdded);
        if ((unknown > 0 && _options.OnUnknownCustomer == UnknownCustomerRule.Refuse)
            || (selfTies > 0 && _options.OnSelfTie == SelfTieRule.Refuse)
            || _options.OnExpired == ExpiredTieRule.Refuse)
        {
            RefuseFirst(isAdded);
        }

        RequireKnownInTagsAndCircles(isAdded);
        int unknownAdded = isAdded.AsSpan().Count(true) - _customers;
        return (new(_customers, _ties.Count, _options.OnSelfTie == SelfTieRule.Skip ? selfTies : 0, unknown, unknownAdded, _options.UnknownOwnValue), isAdded);
    }

    /// <summary>Rows between a customer and themselves, and rows that name somebody unknown.</summary>
    private (long SelfTies, long Unknown) CountLeftOut(bool[] isAdded)
    {
        bool areAllAdded = !isAdded.AsSpan().Contains(false);
        (long selfTies, long unknown) = (0, 0);
        Parallel.For(0, _ties.ChunkCount, new ParallelOptions { MaxDegreeOfParallelism = _options.Threads ?? Environment.ProcessorCount }, c =>
        {
            (int self, int without) = (0, 0);
            foreach (RawEdge tie in _ties.Chunk(c))
            {
                bool isKnown = areAllAdded || (isAdded[tie.From] && isAdded[tie.To]);
                self += isKnown && tie.From == tie.To ? 1 : 0;
                without += isKnown ? 0 : 1;
            }

            Interlocked.Add(ref selfTies, self);
            Interlocked.Add(ref unknown, without);
        });
        return (selfTies, unknown);
    }

    /// <summary>Tells the first row that breaks a rule that says Refuse, if any.</summary>
    private void RefuseFirst(bool[] isAdded)
    {
        for (int c = 0; c < _ties.ChunkCount; c++)
        {
            int row = ChunkedList<RawEdge>.FirstIndexOf(c);
            foreach (RawEdge tie in _ties.Chunk(c))
            {
                if (!isAdded[tie.From] || !isAdded[tie.To])
                {
                    RequireRule(_options.OnUnknownCustomer != UnknownCustomerRule.Refuse, row, tie, static (from, to, unknownKey) =>
                        $"'{from}' -> '{to}' names '{unknownKey}', who is not among the customers; expected customers only. Add the customer, or choose another {nameof(CustomerGraphOptions.OnUnknownCustomer)}.");
                }
                else if (tie.From == tie.To)
                {
                    RequireRule(_options.OnSelfTie != SelfTieRule.Refuse, row, tie, static (from, _, _) =>
                        $"'{from}' has a tie to itself; expected two customers, because {nameof(CustomerGraphOptions.OnSelfTie)} is {SelfTieRule.Refuse}.");
                }

                RequireRule(_options.OnExpired != ExpiredTieRule.Refuse || !IsExpired(row), row, tie, static (from, to, _) =>
                    $"'{from}' -> '{to}' is expired at {nameof(CustomerGraphOptions.AsOf)}; expected ties in force, because {nameof(CustomerGraphOptions.OnExpired)} is {ExpiredTieRule.Refuse}.");
                row++;
            }
        }
    }

    private void RequireKnownInTagsAndCircles(bool[] isAdded)
    {
        if (_options.OnUnknownCustomer != UnknownCustomerRule.Refuse)
        {
            return;
        }

        const string Advice = $"who is not among the customers; expected customers only. Add the customer, or choose another {nameof(CustomerGraphOptions.OnUnknownCustomer)}.";
        for (int row = 0; row < _tags.RowCount; row++)
        {
            if (!isAdded[_tags.NodeOfRow(row)])
            {
                throw new CustomerDataException(RowKind.Tag, row + 1L, $"a tag names '{KeyOf(_tags.NodeOfRow(row))}', {Advice}");
            }
        }

        foreach ((int owner, string name, IReadOnlyList<int> members) in _circles.Rows)
        {
            int unknown = isAdded[owner] ? members.FirstOrDefault(member => !isAdded[member], -1) : owner;
            if (unknown >= 0)
            {
                throw new CustomerDataException($"Circle '{name}' of '{KeyOf(owner)}' names '{KeyOf(unknown)}', {Advice}");
            }
        }
    }

    private bool IsExpired(int row) =>
        _options.AsOf is DateTimeOffset asOf && _periods.TryGetValue(row, out Period period) && period.Until <= asOf.UtcTicks;

    private void RequireRule(bool condition, int row, RawEdge tie, Func<TKey, TKey, TKey, string> problem)
    {
        if (!condition)
        {
            TKey from = KeyOf(tie.From);
            TKey to = KeyOf(tie.To);
            throw new CustomerDataException(RowKind.Tie, row + 1L, problem(from, to, double.IsNaN(_ownValues[tie.From]) ? from : to));
        }
    }

    private TKey KeyOf(int provisional) => _keys[provisional];

    /// <summary>Nodes in the order of their keys, so that the order of the rows cannot matter.</summary>
    private (KeyColumn<TKey> Keys, int[] NodeOf) Order(bool[] isAdded)
    {
        int[] provisionals = _keys.InOrder(isAdded);
        int[] nodeOf = new int[isAdded.Length];
        Array.Fill(nodeOf, -1);
        for (int node = 0; node < provisionals.Length; node++)
        {
            nodeOf[provisionals[node]] = node;
        }

        return (_keys.ToColumn(provisionals), nodeOf);
    }

    private double OwnValueOf(int provisional) =>
        double.IsNaN(_ownValues[provisional]) ? _options.UnknownOwnValue : _ownValues[provisional];

    private void RequireNotBuilt()
    {
        if (_isBuilt)
        {
            throw new InvalidOperationException("This builder has built its graph and gave its rows back; expected a new builder for a new graph.");
        }
    }
}
