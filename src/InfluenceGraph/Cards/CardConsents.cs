using InfluenceGraph.Keys;

namespace InfluenceGraph.Cards;

/// <summary>What one customer decided, told by the ledger's own rule.</summary>
internal static class CardConsents
{
    /// <summary>One row for each purpose and channel that the customer decided about. O(decisions squared) of this one customer.</summary>
    internal static IReadOnlyList<CardConsent> Of<TKey>(TKey customer, IReadOnlyList<Consent<TKey>> entries, DateTimeOffset moment)
        where TKey : notnull
    {
        // A ledger of the customer's own decisions answers as the whole one does, and fast.
        var ledger = new ConsentLedger<TKey>();
        foreach (Consent<TKey> entry in entries)
        {
            ledger.Record(entry);
        }

        KeyColumn<TKey> self = KeyColumn<TKey>.Of([customer]);
        return Array.AsReadOnly<CardConsent>([.. entries
            .Select(entry => (entry.Purpose, entry.Channel))
            .Distinct()
            .OrderBy(pair => pair.Purpose.Name, StringComparer.Ordinal)
            .ThenBy(pair => pair.Channel.Name, StringComparer.Ordinal)
            .Select(pair => RowOf(pair.Purpose, pair.Channel))]);

        CardConsent RowOf(Purpose purpose, Channel channel)
        {
            ConsentDecisions decisions = ledger.Decide(purpose, channel, moment, self);
            ConsentState state = decisions.States[0];
            Consent<TKey>? decision = DecisionOf(entries.Where(entry => entry.Purpose == purpose && entry.Channel.AnswersFor(channel)), state, moment);
            return new(purpose, channel, StandingOf(state), decision?.From, decision?.Until, decision?.Source, decisions.NextChange);
        }
    }

    /// <summary>The decision that the state comes from.</summary>
    private static Consent<TKey>? DecisionOf<TKey>(IEnumerable<Consent<TKey>> entries, ConsentState state, DateTimeOffset moment)
        where TKey : notnull => state switch
        {
            ConsentState.Granted => entries.Where(entry => entry.Granted && entry.InForceAt(moment)).MaxBy(entry => entry.From),
            ConsentState.Refused => entries.Where(entry => !entry.Granted && entry.InForceAt(moment)).MaxBy(entry => entry.From),
            ConsentState.Expired => entries.Where(entry => entry.Granted && entry.Until <= moment).MaxBy(entry => entry.Until),
            ConsentState.NotYetInForce => entries.Where(entry => entry.Granted && entry.From > moment).MinBy(entry => entry.From),
            _ => null,
        };

    private static ConsentStanding StandingOf(ConsentState state) => state switch
    {
        ConsentState.Granted => ConsentStanding.Granted,
        ConsentState.Refused => ConsentStanding.Refused,
        ConsentState.Expired => ConsentStanding.Expired,
        ConsentState.NotYetInForce => ConsentStanding.NotYetInForce,
        _ => ConsentStanding.Absent,
    };
}
