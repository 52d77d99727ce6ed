using InfluenceGraph.Cards;

namespace InfluenceGraph;

/// <summary>Everything known of one customer in one object, made for a CRM's side panel. What is not known is <see langword="null"/> or absent, and stands in <see cref="Missing"/>.</summary>
/// <remarks>Names only people who may be used in the view that was asked. Immutable, as far as what the caller's own functions gave is.</remarks>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
public sealed record CustomerCard<TKey>
    where TKey : notnull
{
    private readonly CustomerGraphView<TKey> _view;
    private readonly IReadOnlyList<CardSource<TKey>> _results;
    private readonly Lazy<Receipt> _receipt;

    internal CustomerCard(CustomerGraphView<TKey> view, TKey customer, UsedFacts facts, IReadOnlyList<CardSource<TKey>> results)
    {
        _view = view;
        _results = results;
        Customer = customer;
        _receipt = new(() => view.Used.NewReceipt("card of one customer", facts));
    }

    /// <summary>The key.</summary>
    public TKey Customer { get; }

    /// <summary>The moment for which the card holds; <see langword="null"/> where nothing is dated.</summary>
    public DateTimeOffset? AsOf => _view.AsOf;

    /// <summary>How consent was applied to whom the card may rest on and name.</summary>
    public required string Consent { get; init; }

    /// <summary>What the customer spends or is expected to spend, in money.</summary>
    public required double OwnValue { get; init; }

    /// <summary>Anything else the caller knows of the customer.</summary>
    public required IReadOnlyDictionary<string, string> Attributes { get; init; }

    /// <summary>The social value and why it is what it is; <see langword="null"/> where it was not handed in.</summary>
    public required Explanation<TKey>? SocialValue { get; init; }

    /// <summary>Spend beside value from others, and the quadrant; <see langword="null"/> where it was not handed in.</summary>
    public required SpendPlace<TKey>? Spend { get; init; }

    /// <summary>The index with its parts; <see langword="null"/> where it was not handed in.</summary>
    public required CustomerIndex<TKey>? Index { get; init; }

    /// <summary>The place by the index, among all.</summary>
    public required CardPlace? IndexPlace { get; init; }

    /// <summary>How strong the customer's circle is, that is everybody with a tie, with its parts and evidence; <see langword="null"/> where it was not handed in.</summary>
    public required CircleStrength<TKey>? CircleStrength { get; init; }

    /// <summary>The place by that strength, among all whose circles have enough evidence.</summary>
    public required CardPlace? CirclePlace { get; init; }

    /// <summary>How that strength changed since the earlier moment; <see langword="null"/> where no earlier one was handed in, one of the two has too little evidence, or the earlier one used somebody who may not be used now.</summary>
    public required CircleChange<TKey>? CircleChange { get; init; }

    /// <summary>How strong the circles are that the customer named; empty where strengths were not handed in.</summary>
    public required IReadOnlyList<CircleStrength<TKey>> NamedCircles { get; init; }

    /// <summary>Which ties would strengthen the customer's circle most, best first.</summary>
    public required IReadOnlyList<StrengtheningTie<TKey>> WouldStrengthen { get; init; }

    /// <summary>Where the customer stands between others; <see langword="null"/> where it was not handed in.</summary>
    public required BrokeragePlace<TKey>? Brokerage { get; init; }

    /// <summary>The place by effective size, that is by contacts who are not redundant, among all with contacts.</summary>
    public required CardPlace? BridgingPlace { get; init; }

    /// <summary>The community; <see langword="null"/> where communities were not handed in.</summary>
    public required Community<TKey>? Community { get; init; }

    /// <summary>The group of customers who are about the same; <see langword="null"/> where the customer is in none or groups were not handed in.</summary>
    public required SharedInterestGroup<TKey>? SharedInterests { get; init; }

    /// <summary>Topics on which the customer is an opinion leader, among all or in a community.</summary>
    public required IReadOnlyList<CardLead<TKey>> Leads { get; init; }

    /// <summary>How far a word of the customer travels, with its interval; <see langword="null"/> where it was not handed in.</summary>
    public required Estimate? Reach { get; init; }

    /// <summary>The confidence of that interval.</summary>
    public required double? ReachConfidence { get; init; }

    /// <summary>The place by expected reach, among all.</summary>
    public required CardPlace? ReachPlace { get; init; }

    /// <summary>Tags in force that the customer declared.</summary>
    public required IReadOnlyList<CustomerTag> DeclaredTags { get; init; }

    /// <summary>Tags in force that the enterprise concluded.</summary>
    public required IReadOnlyList<CustomerTag> InferredTags { get; init; }

    /// <summary>The circles that the customer named, with the members who may be named. Circles that others named are their own business.</summary>
    public required IReadOnlyList<Circle<TKey>> Circles { get; init; }

    /// <summary>How the customer stands to each purpose and channel that they ever decided about.</summary>
    public required IReadOnlyList<CardConsent> Consents { get; init; }

    /// <summary>The ties in short.</summary>
    public required CardTies<TKey> Ties { get; init; }

    /// <summary>Roles in communities, by the name of the grouping.</summary>
    public required IReadOnlyDictionary<string, CustomerRole<TKey>> Roles { get; init; }

    /// <summary>The names of the segments handed in that the customer is in, in their order.</summary>
    public required IReadOnlyList<string> Segments { get; init; }

    /// <summary>Further numbers, by name.</summary>
    public required IReadOnlyDictionary<string, CardNumber> Numbers { get; init; }

    /// <summary>Further groups, by name; <see langword="null"/> for none.</summary>
    public required IReadOnlyDictionary<string, string?> Groups { get; init; }

    /// <summary>What is not known, not given or rests on too little, in plain sentences.</summary>
    public required IReadOnlyList<string> Missing { get; init; }

    /// <summary>What the card was made from, results handed in aside: they have receipts of their own. Made when first asked for, in O(customers).</summary>
    public Receipt Receipt => _receipt.Value;

    /// <summary>Whether a consent was recorded since that the view or a result handed in asked for, so that the card may name or rest on somebody who may no longer be used. Ask again from a new view.</summary>
    public bool IsStale => _view.IsStale || _results.Any(result => result.IsStale?.Invoke() == true);

    /// <summary>Whether the card may have changed by a moment: by a consent recorded since, or because something dated begins or ends before it.</summary>
    /// <param name="moment">The moment, usually now.</param>
    /// <returns><see langword="true"/> when it should be asked for again.</returns>
    public bool IsStaleAt(DateTimeOffset moment) => IsStale || Receipt.ValidUntil <= moment
        || Consents.Any(consent => consent.NextChange <= moment) || _results.Any(result => result.IsStaleAt?.Invoke(moment) == true);

    /// <summary>The card as lines of text.</summary>
    /// <returns>Lines for a side panel or a log, invariant culture.</returns>
    public override string ToString() => CardText.Of(this);

    /// <summary>The card as Markdown: a heading, a table of the numbers with place and evidence, and the rest as lists. What customers and callers wrote is escaped.</summary>
    /// <returns>Markdown with tables, as CommonMark viewers with the tables extension show it; invariant culture.</returns>
    public string ToMarkdown() => CardMarkdown.Of(this);
}
