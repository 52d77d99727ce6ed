using InfluenceGraph.Keys;

namespace InfluenceGraph;

/// <summary>How a view applied consent, for its receipt, and whether the ledger has moved on since.</summary>
internal sealed class AppliedConsent<TKey>
    where TKey : notnull
{
    private readonly ConsentLedger<TKey> _ledger;
    private readonly ConsentPolicy _policy;
    private readonly ConsentDecisions? _decisions;
    private readonly Purpose _purpose;
    private readonly Channel _channel;
    private readonly string? _reason;

    /// <summary>Consent was applied.</summary>
    internal AppliedConsent(ConsentLedger<TKey> ledger, Purpose purpose, Channel channel, ConsentPolicy policy, ConsentDecisions decisions)
    {
        _ledger = ledger;
        _purpose = purpose;
        _channel = channel;
        _policy = policy;
        _decisions = decisions;
        Text = $"{purpose} on channel {channel}, {policy}";
    }

    /// <summary>Consent was not applied: because there is none, or for a reason.</summary>
    internal AppliedConsent(ConsentLedger<TKey> ledger, ConsentPolicy policy, string? reason)
    {
        _policy = policy;
        _ledger = ledger;
        _reason = reason;
        Text = reason is null ? "none recorded, none applied" : $"ignored: {reason}";
    }

    internal string Text { get; }

    internal ConsentPolicy Policy => _policy;

    internal DateTimeOffset? NextChange => _decisions?.NextChange;

    internal int UnknownCustomers => _decisions?.UnknownCustomers ?? 0;

    /// <summary>Consents that do not answer, as they are for another channel than the one asked about.</summary>
    internal int OtherChannels => _decisions?.OtherChannels ?? 0;

    /// <summary>Whether a decision recorded since may change who is left out.</summary>
    internal bool IsOutdated => _decisions is not null
        ? _ledger.HasChangedSince(_purpose, _channel, _decisions.Mark)
        : _reason is null && _ledger.Count > 0;

    /// <summary>What was recorded since that may change who is left out, in words and without names; <see langword="null"/> where nothing was.</summary>
    internal string? RecordedSince()
    {
        if (!IsOutdated)
        {
            return null;
        }

        if (_decisions is null)
        {
            return "the graph keeps consents now, and none was asked";
        }

        (int grants, int refusals) = _ledger.RecordedSince(_purpose, _channel, _decisions.Mark);
        string[] counts = [.. new[] { Counted(grants, "grant"), Counted(refusals, "refusal") }.OfType<string>()];
        return $"{string.Join(" and ", counts)} of {_purpose}{(_channel == Channel.Any ? "" : $" on channel {_channel}")} recorded since";

        static string? Counted(int count, string what) => count == 0 ? null : FormattableString.Invariant($"{count} {what}{(count == 1 ? "" : "s")}");
    }

    /// <summary>The ledger, where the same customers go on being asked; <see langword="null"/> where there never was one.</summary>
    internal ConsentLedger<TKey>? LedgerToKeep => _decisions is not null || _reason is not null || _ledger.Count > 0 ? _ledger : null;

    /// <summary>Why a customer who was not among those decided on may not be used, <see langword="null"/> where they may, and the first later moment at which that may change.</summary>
    internal (string? Problem, DateTimeOffset? NextChange) Decide(TKey customer, DateTimeOffset moment)
    {
        if (_decisions is null)
        {
            return (null, null);
        }

        (ConsentState state, DateTimeOffset? nextChange) = _ledger.StateOf(customer, _purpose, _channel, moment);
        return (IsAllowed(state, _policy) ? null : Reason(state), nextChange);
    }

    /// <summary>Whether a decision recorded since is at odds with who is used.</summary>
    /// <param name="isUsed">Whether a customer is used; <see langword="null"/> where there is nothing to use.</param>
    /// <param name="moment">The moment asked about.</param>
    internal bool IsAtOdds(Func<TKey, bool?> isUsed, DateTimeOffset moment) => _decisions is null
        ? IsOutdated
        : _ledger.DecidedSince(_purpose, _channel, _decisions.Mark).Any(customer => isUsed(customer) is bool used && used != (Decide(customer, moment).Problem is null));

    /// <summary>Whether the same was asked of the same ledger with the same answer.</summary>
    internal bool IsSameAs(AppliedConsent<TKey> other) =>
        ReferenceEquals(_ledger, other._ledger)
        && string.Equals(Text, other.Text, StringComparison.Ordinal)
        && _decisions?.Mark == other._decisions?.Mark;

    /// <summary>Whether a node may be used.</summary>
    internal bool Allows(int node) => _decisions is null || IsAllowed(_decisions.States[node], _policy);

    internal static bool IsAllowed(ConsentState state, ConsentPolicy policy) => policy == ConsentPolicy.AllowUnlessRefused
        ? state != ConsentState.Refused
        : state == ConsentState.Granted;

    /// <summary>How the same customers stand to another purpose, under the same policy.</summary>
    internal AppliedConsent<TKey> For(Purpose purpose, Channel channel, DateTimeOffset moment, KeyColumn<TKey> ids) =>
        new(_ledger, purpose, channel, _policy, _ledger.Decide(purpose, channel, moment, ids));

    /// <summary>Everything that a customer decided, for whatever purpose.</summary>
    internal IReadOnlyList<Consent<TKey>> EntriesOf(TKey customer) => _ledger.EntriesOf(customer);

    internal ConsentState StateOf(int node) => _decisions?.States[node] ?? ConsentState.Granted;

    /// <summary>How many customers each state left out.</summary>
    internal IEnumerable<LeftOut> LeftOut(Graphs.GraphView view) =>
        Reasons(Enumerable.Range(0, view.NodeCount).Where(node => !view.Includes(node)));

    /// <summary>How many of some nodes each state left out.</summary>
    internal IEnumerable<LeftOut> Reasons(IEnumerable<int> nodes)
    {
        if (_decisions is null)
        {
            yield break;
        }

        long[] counts = new long[Enum.GetValues<ConsentState>().Length];
        foreach (int node in nodes)
        {
            counts[(int)_decisions.States[node]]++;
        }

        foreach (ConsentState state in Enum.GetValues<ConsentState>())
        {
            if (counts[(int)state] > 0)
            {
                yield return new(Reason(state), counts[(int)state]);
            }
        }
    }

    internal string Reason(ConsentState state) => state switch
    {
        ConsentState.Refused => $"refused {_purpose}",
        ConsentState.Expired => $"whose consent to {_purpose} has expired",
        ConsentState.NotYetInForce => $"whose consent to {_purpose} is not yet in force",
        _ => $"without a consent to {_purpose}{(_channel == Channel.Any ? "" : $" on channel {_channel}")}",
    };
}
