using InfluenceGraph.Cards;

namespace InfluenceGraph;

/// <content>Customer cards.</content>
public sealed partial class CustomerGraphView<TKey>
{
    /// <summary>Everything known of one customer in one object, for a CRM's side panel.</summary>
    /// <remarks>
    /// Looks at the customer's own ties, tags, circles and consents, and picks from results handed in. O(ties of the customer), with social
    /// values the cost of <see cref="SocialValueResult{TKey}.Explain"/>, with circles that of <see cref="CircleStrengthResult{TKey}.WhatWouldStrengthen"/>.
    /// The first card of a view turns the ties round once, the first with a result puts its numbers in order, O(customers log customers), and
    /// the first of a ledger looks at all its records.
    /// </remarks>
    /// <param name="customer">The key.</param>
    /// <param name="configure">Hands in results of this view, as in <c>o => o with { SocialValue = value, CircleStrength = circles }</c>.</param>
    /// <returns>The card.</returns>
    /// <exception cref="KeyNotFoundException">The customer is unknown, or left out of the view; the message says which.</exception>
    /// <exception cref="ArgumentException">An option is out of range, or a result is of another view: of another graph, moment, purpose or what-if, or from before a consent that this view obeys.</exception>
    public CustomerCard<TKey> Card(TKey customer, Func<CardOptions<TKey>, CardOptions<TKey>>? configure = null)
    {
        int node = RequireNode(customer);
        CardOptions<TKey> options = CustomerGraph.Configured(new CardOptions<TKey>(), configure);
        options.Validate(this);
        IReadOnlyList<Consent<TKey>> decisions = _consent.EntriesOf(customer);
        IReadOnlyList<CardConsent> consents = _asOf is DateTimeOffset moment ? CardConsents.Of(customer, decisions, moment) : [];
        bool areTagsKnown = _asOf is not null || !Data.Tags.HasDated;
        IReadOnlyList<CustomerTag> tags = areTagsKnown ? TagsOf(customer) : [];
        IReadOnlyList<Circle<TKey>> circles = CirclesOf(customer);
        CardTies<TKey> ties = CardTiesOf(customer, options.NamedPeople);
        CustomerIndex<TKey>? index = options.Index?[customer];
        Dictionary<string, CustomerRole<TKey>> roles = Ordered(options.Roles, result => result[customer]);
        CircleStrength<TKey>? circle = options.CircleStrength?[customer];
        IReadOnlyList<CircleStrength<TKey>> namedCircles = options.CircleStrength?.NamedBy(customer) ?? [];
        bool isComparable = options.EarlierCircleStrength?.RestsOnlyOn(this) == true;
        BrokeragePlace<TKey>? brokerage = options.Brokerage?[customer];
        SharedInterestGroup<TKey>? interests = options.SharedInterests?.GroupOf(customer);
        CardSource<TKey>[] sources = [.. options.Sources()];
        Dictionary<string, CardNumber> numbers = Ordered(options.Numbers, number => number(customer));
        Dictionary<string, string?> groups = Ordered(options.Groups, group => group(customer));
        string[] missing =
        [
            .. CardMissing.Contact(consents, _consent.Policy).Where(_ => _asOf is not null || decisions.Count == 0),
            .. Sentence(_asOf is null && decisions.Count > 0, "Which consents are in force cannot be told: the view has no moment. Ask graph.For(purpose, moment)."),
            .. CardMissing.Ties(ties),
            .. Sentence(!areTagsKnown, "Tags hold for periods, and the view has no moment: ask graph.For(purpose, moment)."),
            .. Sentence(areTagsKnown && tags.Count == 0, "No tag is known: give Customer.Tags, or look at view.InferTags()."),
            .. Sentence(circles.Count == 0, "The customer named no circle."),
            .. CardMissing.Circles(circle, namedCircles, options.CircleStrength?.Options.MinMembers ?? 0),
            .. Sentence(options.EarlierCircleStrength is not null && !isComparable, "How the circle changed is not told: the earlier strengths used somebody who may not be used now."),
            .. Sentence(brokerage is { Contacts: 0 }, "Brokerage is not defined without contacts."),
            .. Sentence(options.SharedInterests is not null && interests is null, tags.Count == 0 ? "In no group of shared interests: no tag is known." : "In no group of shared interests: too few others are about the same."),
            .. CardMissing.Index(index, options.Index),
            .. CardMissing.Roles(roles, options.Roles),
            .. numbers.Where(pair => pair.Value.Value is null).Select(pair => $"Not enough evidence for {pair.Key}{(pair.Value.Note is null ? "" : $": {pair.Value.Note}")}."),
            .. groups.Where(pair => pair.Value is null).Select(pair => $"In no group of '{pair.Key}'."),
            .. CardMissing.NotGiven(sources),
            .. CardMissing.OutOfDate(_consent.RecordedSince(), sources),
        ];
        return new(this, customer, UsedFacts.Ties | UsedFacts.Circles | UsedFacts.Attributes | (areTagsKnown ? UsedFacts.Tags : UsedFacts.None), sources)
        {
            Consent = _consent.Text,
            OwnValue = Data.OwnValues[node],
            Attributes = Data.AttributesOf(node),
            SocialValue = options.SocialValue?.Explain(customer, o => o with { Top = options.NamedPeople }),
            Spend = options.Spend?[customer],
            Index = index,
            IndexPlace = options.Index?.PlaceOf(customer),
            CircleStrength = circle,
            CirclePlace = options.CircleStrength?.PlaceOf(customer),
            CircleChange = isComparable ? options.CircleStrength!.ChangeOf(customer, options.EarlierCircleStrength!) : null,
            NamedCircles = namedCircles,
            WouldStrengthen = options is { CircleStrength: CircleStrengthResult<TKey> strengths, NamedPeople: > 0 } ? strengths.WhatWouldStrengthen(customer, Math.Min(options.NamedPeople, 3)) : [],
            Brokerage = brokerage,
            BridgingPlace = options.Brokerage?.PlaceOf(customer),
            Community = options.Communities is CommunityResult<TKey> communities ? communities.CommunityOf(communities[customer]) : null,
            SharedInterests = interests,
            Leads = Array.AsReadOnly<CardLead<TKey>>([.. options.OpinionLeaders?.Boards.SelectMany(board => board.Leaders
                .Where(leader => leader.Customer.Equals(customer))
                .Select(leader => new CardLead<TKey>(board.Topic, board.Community, board.MemberCount, leader))) ?? []]),
            Reach = options.Reach?[customer],
            ReachConfidence = options.Reach?.Confidence,
            ReachPlace = options.Reach?.PlaceOf(customer),
            DeclaredTags = Array.AsReadOnly<CustomerTag>([.. tags.Where(tag => !tag.IsInferred)]),
            InferredTags = Array.AsReadOnly<CustomerTag>([.. tags.Where(tag => tag.IsInferred)]),
            Circles = circles,
            Consents = consents,
            Ties = ties,
            Roles = roles.AsReadOnly(),
            Segments = Array.AsReadOnly<string>([.. options.Segments.Where(pair => pair.Value.Contains(customer)).Select(pair => pair.Key).Order(StringComparer.Ordinal)]),
            Numbers = numbers.AsReadOnly(),
            Groups = groups.AsReadOnly(),
            Missing = Array.AsReadOnly(missing),
        };
    }

    private CardTies<TKey> CardTiesOf(TKey customer, int named)
    {
        Tie<TKey>[] outward = [.. TiesFrom(customer).Where(tie => !tie.To.Equals(customer))];
        Tie<TKey>[] inward = [.. TiesTo(customer).Where(tie => !tie.From.Equals(customer))];
        return new()
        {
            CanReach = outward.Length,
            CanBeReachedBy = inward.Length,
            BothWays = outward.Select(tie => tie.To).Intersect(inward.Select(tie => tie.From)).Count(),
            InfluenceWeightOut = outward.Sum(InfluenceWeight),
            InfluenceWeightIn = inward.Sum(InfluenceWeight),
            LastContact = outward.Concat(inward).Max(tie => tie.LastContact),
            StrongestOut = Array.AsReadOnly<Tie<TKey>>([.. outward.OrderByDescending(InfluenceWeight).Take(named)]),
            StrongestIn = Array.AsReadOnly<Tie<TKey>>([.. inward.OrderByDescending(InfluenceWeight).Take(named)]),
        };

        static double InfluenceWeight(Tie<TKey> tie) => (float)(tie.Permission * tie.Strength);
    }

    private static Dictionary<string, TResult> Ordered<TGiven, TResult>(IReadOnlyDictionary<string, TGiven> given, Func<TGiven, TResult> ask) =>
        given.OrderBy(pair => pair.Key, StringComparer.Ordinal).ToDictionary(pair => pair.Key, pair => ask(pair.Value), StringComparer.Ordinal);

    private static IEnumerable<string> Sentence(bool condition, string sentence) => condition ? [sentence] : [];
}
