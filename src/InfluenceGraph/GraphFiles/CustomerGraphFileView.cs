using System.Globalization;
using System.Reflection;
using InfluenceGraph.GraphFiles;
using InfluenceGraph.Graphs;
using InfluenceGraph.SocialValues;

namespace InfluenceGraph;

/// <summary>The part of a <see cref="CustomerGraphFile{TKey}"/> that one question may use. Immutable, safe to share between threads; of use while the file is open.</summary>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
public sealed class CustomerGraphFileView<TKey>
    where TKey : notnull
{
    private const int TiesPerThread = 100_000;

    private readonly GraphFileContent<TKey> _content;
    private readonly bool[] _included;
    private readonly DateTimeOffset? _asOf;
    private readonly AppliedConsent<TKey> _consent;
    private readonly Lazy<Receipt> _receipt;

    internal CustomerGraphFileView(GraphFileContent<TKey> content, bool[] included, DateTimeOffset? asOf, AppliedConsent<TKey> consent)
    {
        (_content, _included, _asOf, _consent) = (content, included, asOf, consent);
        CustomerCount = included.Length == 0 ? content.Numbers.Customers : included.AsSpan().Count(true);
        _receipt = new(() => NewReceipt(null, Received(DefaultThreads(), CancellationToken.None)), LazyThreadSafetyMode.PublicationOnly);
    }

    /// <summary>The number of customers that may be used.</summary>
    public int CustomerCount { get; }

    /// <summary>What the view uses and what it leaves out, and why. One pass over the ties when first asked for.</summary>
    /// <exception cref="InvalidOperationException">The file has ties that hold only for a period.</exception>
    /// <exception cref="GraphFileException">The file is damaged, or was changed.</exception>
    public Receipt Receipt
    {
        get
        {
            RequireUndated();
            return _receipt.Value;
        }
    }

    /// <summary>Whether a decision recorded after this view was made may change who is left out.</summary>
    public bool IsStale => _consent.IsOutdated;

    /// <summary>Whether a customer may be used. O(log customers).</summary>
    /// <param name="customer">The key.</param>
    /// <returns><see langword="false"/> for an unknown customer and for one who is left out.</returns>
    /// <exception cref="GraphFileException">What was looked at is damaged, or the file was changed.</exception>
    public bool Contains(TKey customer)
    {
        ArgumentNullException.ThrowIfNull(customer);
        _content.File.RequireUnchanged();
        int number = _content.NumberOf(customer);
        return number >= 0 && Includes(number);
    }

    /// <summary>Whether this may not be the view of a moment: because a decision was recorded since, or because a consent begins or ends before it.</summary>
    /// <param name="moment">The moment, usually now.</param>
    /// <returns><see langword="true"/> when a new view should be asked.</returns>
    public bool IsStaleAt(DateTimeOffset moment) => IsStale || _consent.NextChange <= moment;

    /// <summary>The ties by which a customer can reach others, as far as they may be used.</summary>
    /// <param name="customer">The key.</param>
    /// <returns>One tie per person reached, in the order of their keys.</returns>
    /// <exception cref="KeyNotFoundException">The customer is unknown or left out.</exception>
    /// <exception cref="InvalidOperationException">The file has ties that hold only for a period.</exception>
    /// <exception cref="GraphFileException">What was looked at is damaged, or the file was changed.</exception>
    public IReadOnlyList<Tie<TKey>> TiesFrom(TKey customer) => TiesOf(_content.Forward, customer, isForward: true);

    /// <summary>The ties by which others can reach a customer, as far as they may be used.</summary>
    /// <param name="customer">The key.</param>
    /// <returns>One tie per person who can reach the customer, in the order of their keys.</returns>
    /// <exception cref="KeyNotFoundException">The customer is unknown or left out.</exception>
    /// <exception cref="InvalidOperationException">The file has ties that hold only for a period.</exception>
    /// <exception cref="GraphFileException">What was looked at is damaged, or the file was changed.</exception>
    public IReadOnlyList<Tie<TKey>> TiesTo(TKey customer) => TiesOf(_content.Backward, customer, isForward: false);

    /// <summary>What each customer is worth to others, in money, without ever holding the ties in memory.</summary>
    /// <remarks>
    /// The same equations as <see cref="CustomerGraphView{TKey}.SocialValue"/>. About 95 bytes of memory a customer and some megabytes a thread;
    /// each sweep reads the ties once from the file. The result has the same bits for any number of threads; from the graph in memory
    /// it differs by no more than the two error bounds, and by what <see cref="CustomerGraphFile{TKey}.PermissionError"/> does.
    /// </remarks>
    /// <param name="configure">Changes the default options, as in <c>o => o with { Tolerance = 1e-6 }</c>.</param>
    /// <param name="progress">Told after each sweep over the ties, on any of the working threads.</param>
    /// <param name="cancellationToken">Stops the computation; nothing is left half-done.</param>
    /// <returns>The scores and how they came about.</returns>
    /// <exception cref="ArgumentException">An option is out of range, a warm start is given (it needs the graph in memory), the prior names an unknown customer, or all value to start from is 0.</exception>
    /// <exception cref="InvalidOperationException">The file has ties that hold only for a period.</exception>
    /// <exception cref="GraphFileException">The file is damaged, or was changed.</exception>
    /// <exception cref="OperationCanceledException">The computation was cancelled.</exception>
    public FileSocialValueResult<TKey> SocialValue(
        Func<SocialValueOptions<TKey>, SocialValueOptions<TKey>>? configure = null,
        IProgress<IterationProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        var options = SocialValueOptions<TKey>.From(configure);
        if (options.WarmStart is not null)
        {
            throw new ArgumentException("SocialValueOptions: WarmStart is given, which a graph file does not take; expected none. Load the graph, or start cold.", nameof(configure));
        }

        RequireUndated();
        int workers = options.Threads ?? DefaultThreads();
        double[] source = StartingValues(options.Prior, cancellationToken);
        ReceivedWeights received = Received(workers, cancellationToken);
        (PageRankSolution solution, long longestRow) = StreamedPageRank.Solve(_content.Forward, _included, source, received.Received, options.SettingsFor(workers), progress, cancellationToken);
        received = received with { Received = [] };
        return new(this, _content, options, source, solution, longestRow + received.LongestRow, new(() => NewReceipt(source, received)));
    }

    /// <summary>Customers that may be used, and how consent was applied.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => FormattableString.Invariant($"{CustomerCount} of {_content.Numbers.Customers} customers; consent: {_consent.Text}");

    internal bool Includes(int number) => _included.Length == 0 || _included[number];

    internal int RequireNumber(TKey customer)
    {
        ArgumentNullException.ThrowIfNull(customer);
        _content.File.RequireUnchanged();
        int number = _content.NumberOf(customer);
        if (number < 0)
        {
            throw new KeyNotFoundException($"'{customer}' is not a customer of this graph.");
        }

        return Includes(number)
            ? number
            : throw new KeyNotFoundException($"'{customer}' may not be used here: one of those {_consent.Reason(_consent.StateOf(number))} ({_consent.Text}).");
    }

    private List<Tie<TKey>> TiesOf(EdgeSections edges, TKey customer, bool isForward)
    {
        RequireUndated();
        int number = RequireNumber(customer);
        (long start, int[] others, float[] permissions, float[] strengths) = edges.Row(number);
        var ties = new List<Tie<TKey>>();
        for (int e = 0; e < others.Length; e++)
        {
            if (permissions[e] > 0 && strengths[e] > 0 && Includes(others[e]))
            {
                TKey other = _content.KeyOf(others[e]);
                long? contact = isForward ? _content.ContactAt(start + e) : _content.ContactOf(others[e], number);
                DateTimeOffset? known = contact is null or EdgeTable.NoContact || contact > _asOf?.UtcTicks ? null : new(contact.Value, TimeSpan.Zero);
                (TKey from, TKey to) = isForward ? (customer, other) : (other, customer);
                ties.Add(new(from, to, permissions[e], strengths[e], LastContact: known));
            }
        }

        IComparer<TKey> order = KeyOrder<TKey>.Comparer!;
        ties.Sort((a, b) => isForward ? order.Compare(a.To, b.To) : order.Compare(a.From, b.From));
        return ties;
    }

    private double[] StartingValues(IReadOnlyDictionary<TKey, double>? prior, CancellationToken cancellationToken)
    {
        double[] values = prior is null ? _content.Values.ReadAll<double>(cancellationToken) : FromPrior(prior);
        for (int number = 0; number < values.Length; number++)
        {
            values[number] = Includes(number) ? values[number] : 0;
        }

        return CustomerCount == 0 || values.AsSpan().ContainsAnyExcept(0.0)
            ? values
            : throw new ArgumentException(
                $"SocialValueOptions: all value to start from is 0 for the {CustomerCount} customers of this view; expected one above 0. {(prior is null ? "Give customers own values, or set Prior" : "Let Prior name a customer of the view")}.");
    }

    private double[] FromPrior(IReadOnlyDictionary<TKey, double> prior)
    {
        _content.File.RequireUnchanged();
        double[] values = new double[_content.Numbers.Customers];
        foreach ((TKey key, double value) in prior)
        {
            int number = _content.NumberOf(key);
            values[number >= 0 ? number : throw new ArgumentException($"SocialValueOptions: Prior names '{key}', who is not a customer of this graph; expected customers only.")] = value + 0.0;
        }

        return values;
    }

    private Receipt NewReceipt(double[]? startingValues, ReceivedWeights received)
    {
        GraphFileNumbers numbers = _content.Numbers;
        EdgeCounts counts = numbers.Edges;
        return new(new Lazy<string>(() => FileDataHash.Of(_content, _included, startingValues ?? _content.Values.ReadAll<double>())))
        {
            LibraryVersion = typeof(Receipt).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "",
            AsOf = _asOf,
            ValidUntil = _consent.NextChange,
            Consent = _consent.Text,
            Customers = numbers.Customers,
            CustomersUsed = CustomerCount,
            TieRows = numbers.Rows.Ties,
            TiesUsed = received.UsedEdges,
            CustomersLeftOut = [.. _consent.Reasons(Enumerable.Range(0, numbers.Customers).Where(number => !Includes(number)))],
            TiesLeftOut = NotZero(
                new("of a pair that has another row", counts.Parallel),
                new("from a customer to themselves", numbers.Rows.SelfTies),
                new("naming an unknown customer", numbers.Rows.UnknownCustomerTies),
                new("denied by permission 0", counts.Denied),
                new("without strength", counts.WithoutStrength),
                new("of a customer who is left out", counts.Usable - received.UsedEdges)),
            Notes = NotZero(
                new(string.Create(CultureInfo.InvariantCulture, $"customers added because a tie named them, own value {numbers.Rows.UnknownOwnValue} each"), numbers.Rows.UnknownCustomersAdded),
                new("customers whom nobody can reach", received.Unreached),
                new("consents of customers whom the graph does not have", _consent.UnknownCustomers),
                new("consents for another channel, which do not answer here", _consent.OtherChannels)),
        };
    }

    private ReceivedWeights Received(int workers, CancellationToken cancellationToken) =>
        ReceivedWeights.Of(_content.Backward, _included, workers, cancellationToken);

    private void RequireUndated()
    {
        if (_content.Numbers.DatedTies > 0)
        {
            throw new InvalidOperationException(
                $"{_content.Numbers.DatedTies} ties of graph file '{_content.File.FilePath}' hold only for a period; expected none, as a file answers without looking at periods. Load it: CustomerGraph.Load(path), and ask that graph at a moment.");
        }
    }

    private int DefaultThreads() =>
        (int)Math.Min(Environment.ProcessorCount, 1 + ((_content.Numbers.Ties + _content.Numbers.Customers) / TiesPerThread));

    private static LeftOut[] NotZero(params LeftOut[] items) => Array.FindAll(items, item => item.Count > 0);
}
