using InfluenceGraph.GraphFiles;

namespace InfluenceGraph;

/// <summary>
/// A graph that stays in its file: single customers are looked up where they lie, and social value reads the ties from the
/// file in each sweep, so that the file may be larger than memory.
/// </summary>
/// <remarks>
/// <para>Every block of the file is checked when it is first touched: a damaged file gives a <see cref="GraphFileException"/>, never a wrong
/// answer. Safe to use from several threads; not to be disposed while one is asking.</para>
/// <para>A file that keeps consents answers only through <see cref="For(Purpose, Channel, DateTimeOffset)"/>, or through
/// <see cref="IgnoringConsent"/> with a reason. Ties that hold only for a period need the whole graph: load it.</para>
/// </remarks>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
public sealed class CustomerGraphFile<TKey> : IDisposable
    where TKey : notnull
{
    private readonly GraphFileContent<TKey> _content;
    private readonly Lazy<ConsentLedger<TKey>> _consents;
    private readonly bool _isLedgerGiven;
    private readonly Lazy<CustomerGraphFileView<TKey>> _everybody;

    internal CustomerGraphFile(GraphFileContent<TKey> content, ConsentLedger<TKey>? consents)
    {
        _content = content;
        _isLedgerGiven = consents is not null || content.Numbers.KeepsConsents;

        // Not kept when it fails, so that the next one to ask hears of the damage too.
        _consents = new(() => consents ?? ReadConsents(), LazyThreadSafetyMode.PublicationOnly);
        _everybody = new(() => NewView(null, [], reason: null), LazyThreadSafetyMode.PublicationOnly);
    }

    /// <summary>The file.</summary>
    public string FilePath => _content.File.FilePath;

    /// <summary>The number of customers.</summary>
    public int CustomerCount => _content.Numbers.Customers;

    /// <summary>The number of ties: distinct pairs, dated ones included. May be more than 2^31.</summary>
    public long TieCount => _content.Numbers.Ties;

    /// <summary>How exactly permissions are kept.</summary>
    public PermissionPrecision Precision => _content.Numbers.Precision;

    /// <summary>The most by which any permission differs from what was saved, as found when the file was written.</summary>
    /// <value>0 at <see cref="PermissionPrecision.Exact"/>, and at fewer bits where no more different permissions occur than there is room for.</value>
    public double PermissionError => _content.Numbers.PermissionError;

    /// <summary>Bytes that ties take in the file, both directions, without where each customer's begin.</summary>
    public long TieBytes => _content.Forward.EdgeBytes + _content.Backward.EdgeBytes;

    /// <summary>The record of what customers allow the enterprise: the file's own, read when first asked for, or the one in hand. Decisions recorded here take effect in every view made afterwards; they are not written to the file.</summary>
    /// <exception cref="GraphFileException">The consents in the file are damaged.</exception>
    public ConsentLedger<TKey> Consents => _consents.Value;

    /// <summary>Whether the file has a customer. O(log customers).</summary>
    /// <param name="customer">The key.</param>
    /// <returns><see langword="true"/> when it was saved.</returns>
    /// <exception cref="GraphFileException">What was looked at is damaged, or the file was changed.</exception>
    public bool Contains(TKey customer)
    {
        ArgumentNullException.ThrowIfNull(customer);
        _content.File.RequireUnchanged();
        return _content.NumberOf(customer) >= 0;
    }

    /// <summary>A customer's own value. O(log customers).</summary>
    /// <param name="customer">The key.</param>
    /// <returns>The value, in money.</returns>
    /// <exception cref="KeyNotFoundException">The file has no such customer.</exception>
    /// <exception cref="GraphFileException">What was looked at is damaged, or the file was changed.</exception>
    public double OwnValueOf(TKey customer)
    {
        ArgumentNullException.ThrowIfNull(customer);
        _content.File.RequireUnchanged();
        int number = _content.NumberOf(customer);
        return number >= 0 ? _content.Values.At<double>(number) : throw new KeyNotFoundException($"'{customer}' is not a customer of this graph.");
    }

    /// <summary>The ties by which a customer can reach others.</summary>
    /// <param name="customer">The key.</param>
    /// <returns>One tie per person reached, in the order of their keys.</returns>
    /// <exception cref="KeyNotFoundException">The file has no such customer.</exception>
    /// <exception cref="InvalidOperationException">The file keeps consents, or has ties that hold only for a period.</exception>
    /// <exception cref="GraphFileException">What was looked at is damaged, or the file was changed.</exception>
    public IReadOnlyList<Tie<TKey>> TiesFrom(TKey customer) => AsView().TiesFrom(customer);

    /// <summary>The ties by which others can reach a customer.</summary>
    /// <param name="customer">The key.</param>
    /// <returns>One tie per person who can reach the customer, in the order of their keys.</returns>
    /// <exception cref="KeyNotFoundException">The file has no such customer.</exception>
    /// <exception cref="InvalidOperationException">The file keeps consents, or has ties that hold only for a period.</exception>
    /// <exception cref="GraphFileException">What was looked at is damaged, or the file was changed.</exception>
    public IReadOnlyList<Tie<TKey>> TiesTo(TKey customer) => AsView().TiesTo(customer);

    /// <summary>What each customer is worth to others, in money. The same as asking the view of all customers.</summary>
    /// <param name="configure">Changes the default options, as in <c>o => o with { Tolerance = 1e-6 }</c>.</param>
    /// <param name="progress">Told after each sweep over the ties.</param>
    /// <param name="cancellationToken">Stops the computation; nothing is left half-done.</param>
    /// <returns>The scores and how they came about.</returns>
    /// <exception cref="InvalidOperationException">The file keeps consents, or has ties that hold only for a period.</exception>
    /// <exception cref="ArgumentException">An option is out of range or needs the graph in memory, or all value to start from is 0.</exception>
    /// <exception cref="GraphFileException">The file is damaged, or was changed.</exception>
    /// <exception cref="OperationCanceledException">The computation was cancelled.</exception>
    public FileSocialValueResult<TKey> SocialValue(
        Func<SocialValueOptions<TKey>, SocialValueOptions<TKey>>? configure = null,
        IProgress<IterationProgress>? progress = null,
        CancellationToken cancellationToken = default) => AsView().SocialValue(configure, progress, cancellationToken);

    /// <summary>The view that <see cref="SocialValue"/> asks: all customers, where the file keeps no consents.</summary>
    /// <returns>The view.</returns>
    /// <exception cref="InvalidOperationException">The file keeps consents.</exception>
    public CustomerGraphFileView<TKey> AsView()
    {
        if (_isLedgerGiven || Consents.Count > 0)
        {
            throw new InvalidOperationException(
                $"Graph file '{FilePath}' keeps consents ({Consents.Count} recorded); expected a purpose, so that they can be obeyed. Ask file.For(Purpose.Score, asOf), or file.IgnoringConsent(reason) where you may.");
        }

        return _everybody.Value;
    }

    /// <summary>What may be used for a purpose at a moment: customers who consent to it, and nothing else.</summary>
    /// <param name="purpose">What for.</param>
    /// <param name="channel">On which channel.</param>
    /// <param name="asOf">The moment.</param>
    /// <returns>The view. O(customers + consents log customers).</returns>
    /// <exception cref="ArgumentException">The purpose has no name.</exception>
    /// <exception cref="GraphFileException">What was looked at is damaged, or the file was changed.</exception>
    public CustomerGraphFileView<TKey> For(Purpose purpose, Channel channel, DateTimeOffset asOf)
    {
        if (purpose.Name.Length == 0)
        {
            throw new ArgumentException("The purpose has no name; expected one such as Purpose.Score.", nameof(purpose));
        }

        _content.File.RequireUnchanged();
        ConsentDecisions decisions = Consents.Decide(purpose, channel, asOf, new FileCustomers<TKey>(_content));
        ConsentPolicy policy = _content.Numbers.Options.ConsentPolicy;
        bool[] included = Array.ConvertAll(decisions.States, state => AppliedConsent<TKey>.IsAllowed(state, policy));
        var consent = new AppliedConsent<TKey>(Consents, purpose, channel, policy, decisions);
        return new(_content, included.AsSpan().Contains(false) ? included : [], asOf, consent);
    }

    /// <summary>What may be used for a purpose on no channel in particular.</summary>
    /// <param name="purpose">What for.</param>
    /// <param name="asOf">The moment.</param>
    /// <returns>The view; only consents for <see cref="Channel.Any"/> count.</returns>
    /// <exception cref="ArgumentException">The purpose has no name.</exception>
    /// <exception cref="GraphFileException">What was looked at is damaged, or the file was changed.</exception>
    public CustomerGraphFileView<TKey> For(Purpose purpose, DateTimeOffset asOf) => For(purpose, Channel.Any, asOf);

    /// <summary>All customers whatever they consented to. The reason stands in every receipt.</summary>
    /// <param name="reason">Why consent need not be asked.</param>
    /// <param name="asOf">The moment for the receipt; the graph's own where <see langword="null"/>.</param>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentException">The reason is blank.</exception>
    public CustomerGraphFileView<TKey> IgnoringConsent(string reason, DateTimeOffset? asOf = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        return NewView(asOf, [], reason);
    }

    /// <summary>Reads and checks the whole file: all checksums, that everything in it can be, and that both directions tell the same ties.</summary>
    /// <param name="progress">Told how many bytes are read.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="GraphFileException">Something is wrong; the message says where.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public void Verify(IProgress<WorkProgress>? progress = null, CancellationToken cancellationToken = default) =>
        new WholeFileCheck<TKey>(_content, progress, cancellationToken).Run();

    /// <summary>Closes the file. Views and results of it then know their scores, but no keys any more.</summary>
    public void Dispose() => _content.Dispose();

    /// <summary>Customers and ties, counted.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => FormattableString.Invariant($"{CustomerCount} customers, {TieCount} ties in '{FilePath}'");

    private CustomerGraphFileView<TKey> NewView(DateTimeOffset? asOf, bool[] included, string? reason) =>
        new(_content, included, asOf ?? _content.Numbers.Options.AsOf, new(Consents, _content.Numbers.Options.ConsentPolicy, reason));

    private ConsentLedger<TKey> ReadConsents()
    {
        _content.File.RequireUnchanged();
        return new SideTablesReader<TKey>(_content, [], CancellationToken.None).ReadConsents();
    }
}
