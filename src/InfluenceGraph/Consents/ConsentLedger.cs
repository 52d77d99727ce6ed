using System.Runtime.InteropServices;
using InfluenceGraph.Keys;

namespace InfluenceGraph;

/// <summary>
/// The append-only record of who allowed the enterprise what, when. Decisions take effect at once in every view made
/// afterwards; results computed before say that they are stale.
/// </summary>
/// <remarks>
/// <para>Among the decisions about a purpose and channel that are in force at a moment, the one with the latest
/// <see cref="Consent{TKey}.From"/> counts; of two with the same moment the refusal. A decision for
/// <see cref="Channel.Any"/> counts for every channel.</para>
/// <para>Safe to use from several threads. One ledger may serve several graphs, so a graph restored from an old copy
/// still obeys later revocations.</para>
/// </remarks>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
public sealed class ConsentLedger<TKey>
    where TKey : notnull
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Purpose, List<Consent<TKey>>> _byPurpose = [];
    private ConsentsByCustomer<TKey>? _byCustomer;
    private int _count;

    /// <summary>The number of decisions recorded. It only grows.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _count;
            }
        }
    }

    /// <summary>Records a decision.</summary>
    /// <param name="consent">The decision.</param>
    /// <exception cref="ArgumentException">The customer, the purpose or the source is missing, or the period is empty (<c>Until</c> not after <c>From</c>).</exception>
    public void Record(Consent<TKey> consent)
    {
        ArgumentNullException.ThrowIfNull(consent);
        if (consent.Customer is null || consent.Purpose.Name.Length == 0 || string.IsNullOrWhiteSpace(consent.Source))
        {
            throw new ArgumentException(
                $"Consent of {consent.Customer}: purpose is '{consent.Purpose}', source is '{consent.Source}'; expected all three. Say who gave it, what for and where.",
                nameof(consent));
        }

        if (consent.Until <= consent.From)
        {
            throw new ArgumentException(
                $"Consent of {consent.Customer}: it ends {consent.Until:O}, not after it begins {consent.From:O}; expected a later end or none.",
                nameof(consent));
        }

        lock (_gate)
        {
            ref List<Consent<TKey>>? entries = ref CollectionsMarshal.GetValueRefOrAddDefault(_byPurpose, consent.Purpose, out _);
            (entries ??= []).Add(consent);
            _byCustomer?.Add(consent);
            _count++;
        }
    }

    /// <summary>Records that a customer allows a purpose.</summary>
    /// <param name="customer">Who.</param>
    /// <param name="purpose">What for.</param>
    /// <param name="channel">On which channel.</param>
    /// <param name="from">From when.</param>
    /// <param name="source">Where it was given.</param>
    /// <param name="until">Until when, or <see langword="null"/> for "until further notice".</param>
    /// <exception cref="ArgumentException">As for <see cref="Record"/>.</exception>
    public void Grant(TKey customer, Purpose purpose, Channel channel, DateTimeOffset from, string source, DateTimeOffset? until = null) =>
        Record(new(customer, purpose, channel, Granted: true, from, until, source));

    /// <summary>Records that a customer refuses a purpose or revokes an earlier grant.</summary>
    /// <param name="customer">Who.</param>
    /// <param name="purpose">What for.</param>
    /// <param name="channel">On which channel.</param>
    /// <param name="from">From when.</param>
    /// <param name="source">Where it was given.</param>
    /// <param name="until">Until when, or <see langword="null"/> for "until further notice".</param>
    /// <exception cref="ArgumentException">As for <see cref="Record"/>.</exception>
    public void Refuse(TKey customer, Purpose purpose, Channel channel, DateTimeOffset from, string source, DateTimeOffset? until = null) =>
        Record(new(customer, purpose, channel, Granted: false, from, until, source));

    /// <summary>Everything a customer decided, in the order in which it was recorded within each purpose.</summary>
    /// <remarks>The first call looks at all records once; from then on a call costs as much as the customer's own decisions.</remarks>
    /// <param name="customer">Who.</param>
    /// <returns>A copy of the decisions; empty when there are none.</returns>
    public IReadOnlyList<Consent<TKey>> EntriesOf(TKey customer)
    {
        ArgumentNullException.ThrowIfNull(customer);
        lock (_gate)
        {
            _byCustomer ??= Indexed();
            Consent<TKey>[] decisions = [.. _byCustomer.LatestFirst(customer).Reverse()];
            return decisions.Length < 2 ? decisions : [.. _byPurpose.Keys.SelectMany(purpose => decisions.Where(entry => entry.Purpose == purpose))];
        }
    }

    /// <summary>All decisions, purpose by purpose, in the order in which they were recorded: recording them again makes the same ledger.</summary>
    internal Consent<TKey>[] Snapshot()
    {
        lock (_gate)
        {
            return [.. _byPurpose.Values.SelectMany(entries => entries)];
        }
    }

    /// <summary>How many grants and refusals that bear on the question were recorded after the mark.</summary>
    internal (int Grants, int Refusals) RecordedSince(Purpose purpose, Channel channel, int mark)
    {
        lock (_gate)
        {
            Consent<TKey>[] recorded = _byPurpose.TryGetValue(purpose, out List<Consent<TKey>>? entries)
                ? [.. entries.Skip(mark).Where(entry => entry.Channel.AnswersFor(channel))]
                : [];
            int grants = recorded.Count(entry => entry.Granted);
            return (grants, recorded.Length - grants);
        }
    }

    /// <summary>Whether a decision that bears on the question was recorded after the mark.</summary>
    internal bool HasChangedSince(Purpose purpose, Channel channel, int mark)
    {
        lock (_gate)
        {
            return _byPurpose.TryGetValue(purpose, out List<Consent<TKey>>? entries)
                && entries.Skip(mark).Any(entry => entry.Channel.AnswersFor(channel));
        }
    }

    /// <summary>How one customer stands to a purpose, and the first later moment at which that may change by what is recorded.</summary>
    internal (ConsentState State, DateTimeOffset? NextChange) StateOf(TKey customer, Purpose purpose, Channel channel, DateTimeOffset asOf)
    {
        ConsentState state = default;
        DateTimeOffset decidedAt = default;
        DateTimeOffset? nextChange = null;
        foreach (Consent<TKey> entry in EntriesOf(customer))
        {
            if (entry.Purpose == purpose && entry.Channel.AnswersFor(channel))
            {
                Apply(entry, asOf, ref state, ref decidedAt);
                nextChange = EarliestAfter(asOf, nextChange, entry.From, entry.Until);
            }
        }

        return (state, nextChange);
    }

    /// <summary>The customers of decisions that bear on the question and were recorded after the mark; again for each decision.</summary>
    internal TKey[] DecidedSince(Purpose purpose, Channel channel, int mark)
    {
        lock (_gate)
        {
            return _byPurpose.TryGetValue(purpose, out List<Consent<TKey>>? entries)
                ? [.. entries.Skip(mark).Where(entry => entry.Channel.AnswersFor(channel)).Select(entry => entry.Customer)]
                : [];
        }
    }

    /// <summary>Decides for every customer of a graph at once. O(customers + records of the purpose).</summary>
    internal ConsentDecisions Decide(Purpose purpose, Channel channel, DateTimeOffset asOf, KeyColumn<TKey> ids)
    {
        var states = new ConsentState[ids.Count];
        var decidedAt = new DateTimeOffset[ids.Count];
        DateTimeOffset? nextChange = null;
        int unknownCustomers = 0;
        int otherChannels = 0;
        int mark = 0;

        lock (_gate)
        {
            if (_byPurpose.TryGetValue(purpose, out List<Consent<TKey>>? entries))
            {
                mark = entries.Count;
                foreach (Consent<TKey> entry in entries)
                {
                    if (!entry.Channel.AnswersFor(channel))
                    {
                        otherChannels++;
                        continue;
                    }

                    if (!ids.TryGetNode(entry.Customer, out int id))
                    {
                        unknownCustomers++;
                        continue;
                    }

                    Apply(entry, asOf, ref states[id], ref decidedAt[id]);
                    nextChange = EarliestAfter(asOf, nextChange, entry.From, entry.Until);
                }
            }
        }

        return new(states, mark, nextChange, unknownCustomers, otherChannels);
    }

    /// <summary>Within each purpose in the order of recording, which is all that <see cref="EntriesOf"/> promises.</summary>
    private ConsentsByCustomer<TKey> Indexed()
    {
        var index = new ConsentsByCustomer<TKey>();
        foreach (Consent<TKey> entry in _byPurpose.Values.SelectMany(entries => entries))
        {
            index.Add(entry);
        }

        return index;
    }

    private static void Apply(Consent<TKey> entry, DateTimeOffset asOf, ref ConsentState state, ref DateTimeOffset decidedAt)
    {
        bool isDecided = state is ConsentState.Granted or ConsentState.Refused;
        if (entry.InForceAt(asOf))
        {
            bool isLater = !isDecided || entry.From > decidedAt;
            bool isRefusalOfSameMoment = isDecided && entry.From == decidedAt && !entry.Granted;
            if (isLater || isRefusalOfSameMoment)
            {
                state = entry.Granted ? ConsentState.Granted : ConsentState.Refused;
                decidedAt = entry.From;
            }
        }
        else if (!isDecided && entry.Granted && state != ConsentState.Expired)
        {
            state = entry.From > asOf ? ConsentState.NotYetInForce : ConsentState.Expired;
        }
    }

    private static DateTimeOffset? EarliestAfter(DateTimeOffset asOf, DateTimeOffset? best, DateTimeOffset from, DateTimeOffset? until)
    {
        DateTimeOffset? change = from > asOf ? from : until > asOf ? until : null;
        return best is null || change < best ? change ?? best : best;
    }
}

/// <summary>What a ledger decided for a graph's customers at one moment.</summary>
/// <param name="States">One per customer id.</param>
/// <param name="Mark">The ledger's mark for the purpose when it was asked.</param>
/// <param name="NextChange">The first later moment at which a recorded decision begins or ends.</param>
/// <param name="UnknownCustomers">Decisions that name customers whom the graph does not have.</param>
/// <param name="OtherChannels">Decisions about the purpose on other channels.</param>
internal sealed record ConsentDecisions(ConsentState[] States, int Mark, DateTimeOffset? NextChange, int UnknownCustomers, int OtherChannels);
