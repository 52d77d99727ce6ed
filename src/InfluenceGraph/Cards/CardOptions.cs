using System.Collections.ObjectModel;
using InfluenceGraph.Cards;

namespace InfluenceGraph;

/// <summary>What goes on a customer's card beside what the graph itself knows: results that were computed already, all of the same view.</summary>
/// <remarks>Make it once and use it for every card: <c>view.Card(customer, _ => known)</c>.</remarks>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
public sealed record CardOptions<TKey>
    where TKey : notnull
{
    /// <summary>Social values; the card says the customer's and why.</summary>
    /// <value><see langword="null"/> by default: not on the card.</value>
    public SocialValueResult<TKey>? SocialValue { get; init; }

    /// <summary>Spend against social value, for the quadrant.</summary>
    /// <value><see langword="null"/> by default: not on the card.</value>
    public SpendAgainstSocial<TKey>? Spend { get; init; }

    /// <summary>The index.</summary>
    /// <value><see langword="null"/> by default: not on the card.</value>
    public IndexResult<TKey>? Index { get; init; }

    /// <summary>How strong circles are: the customer's ego network and the circles that they named, with parts, evidence, and what would strengthen it.</summary>
    /// <value><see langword="null"/> by default: not on the card.</value>
    public CircleStrengthResult<TKey>? CircleStrength { get; init; }

    /// <summary>The strength of circles at an earlier moment, with the same weights, least number of members and half-life: the card says how the customer's circle changed since.</summary>
    /// <value><see langword="null"/> by default: not on the card. Nothing is said where it used anybody who may not be used now.</value>
    public CircleStrengthResult<TKey>? EarlierCircleStrength { get; init; }

    /// <summary>Where customers stand between others.</summary>
    /// <value><see langword="null"/> by default: not on the card.</value>
    public BrokerageResult<TKey>? Brokerage { get; init; }

    /// <summary>Communities, found or given; the card describes the customer's. Hand in <see cref="Roles"/> too for the part that the customer plays there.</summary>
    /// <value><see langword="null"/> by default: not on the card.</value>
    public CommunityResult<TKey>? Communities { get; init; }

    /// <summary>Groups of shared interests; the card describes the customer's.</summary>
    /// <value><see langword="null"/> by default: not on the card.</value>
    public SharedInterestResult<TKey>? SharedInterests { get; init; }

    /// <summary>Opinion leaders; the card says where the customer is one.</summary>
    /// <value><see langword="null"/> by default: not on the card.</value>
    public OpinionLeaderResult<TKey>? OpinionLeaders { get; init; }

    /// <summary>Cascade reach of each customer.</summary>
    /// <value><see langword="null"/> by default: not on the card.</value>
    public CascadeReachScores<TKey>? Reach { get; init; }

    /// <summary>Roles in communities by the name of the grouping.</summary>
    /// <value>Empty by default.</value>
    public IReadOnlyDictionary<string, RolesResult<TKey>> Roles { get; init; } = ReadOnlyDictionary<string, RolesResult<TKey>>.Empty;

    /// <summary>Segments by name; the card lists those that the customer is in.</summary>
    /// <value>Empty by default.</value>
    public IReadOnlyDictionary<string, SegmentResult<TKey>> Segments { get; init; } = ReadOnlyDictionary<string, SegmentResult<TKey>>.Empty;

    /// <summary>Further numbers of your own by name: asked for this customer only.</summary>
    /// <value>Empty by default. A number without a value is listed among what is missing.</value>
    public IReadOnlyDictionary<string, Func<TKey, CardNumber>> Numbers { get; init; } = ReadOnlyDictionary<string, Func<TKey, CardNumber>>.Empty;

    /// <summary>Further groups by name, such as the branch or the account manager: asked for this customer only.</summary>
    /// <value>Empty by default. <see langword="null"/> as an answer is listed among what is missing.</value>
    public IReadOnlyDictionary<string, Func<TKey, string?>> Groups { get; init; } = ReadOnlyDictionary<string, Func<TKey, string?>>.Empty;

    /// <summary>How many people are named for each of the strongest ties, of those from whom value came, and of the ties that would strengthen the circle.</summary>
    /// <value>5 by default; 0 or more. Only people who may be used are ever named.</value>
    public int NamedPeople { get; init; } = 5;

    /// <summary>What was handed in, and what could be.</summary>
    internal IEnumerable<CardSource<TKey>> Sources()
    {
        yield return Source(nameof(SocialValue), "view.SocialValue()", SocialValue, result => result.View, result => result.IsStale, (result, moment) => result.IsStaleAt(moment));
        yield return Source(nameof(Spend), "value.AgainstSpend()", Spend, _ => null, _ => false, (_, _) => false);
        yield return Source(nameof(Index), "view.CustomerIndex()", Index, result => result.View, result => result.IsStale, (result, moment) => result.IsStaleAt(moment));
        yield return Source(nameof(CircleStrength), "view.CircleStrength()", CircleStrength, result => result.View, result => result.IsStale, (result, moment) => result.IsStaleAt(moment));
        yield return Source(nameof(EarlierCircleStrength), "that of an earlier view", EarlierCircleStrength, _ => null, _ => false, (_, _) => false);
        yield return Source(nameof(Brokerage), "view.Brokerage()", Brokerage, result => result.View, result => result.IsStale, (result, moment) => result.IsStaleAt(moment));
        yield return Source(nameof(Communities), "view.Communities()", Communities, result => result.Used.View, result => result.IsStale, (result, moment) => result.IsStaleAt(moment));
        yield return Source(nameof(SharedInterests), "view.SharedInterests()", SharedInterests, result => result.View, result => result.IsStale, (result, moment) => result.IsStaleAt(moment));
        yield return Source(nameof(OpinionLeaders), "view.OpinionLeaders(topics)", OpinionLeaders, result => result.View, result => result.IsStale, (result, moment) => result.IsStaleAt(moment));
        yield return Source(nameof(Reach), "view.CascadeReachOfEach()", Reach, result => result.View, result => result.IsStale, (result, moment) => result.IsStaleAt(moment));
        foreach ((string name, RolesResult<TKey> roles) in Roles)
        {
            yield return Source($"{nameof(Roles)} '{name}'", "", roles, result => result.View, result => result.IsStale, (result, moment) => result.IsStaleAt(moment));
        }

        if (Roles.Count == 0)
        {
            yield return new(nameof(Roles), "view.Roles(communities) by name", null, null, null);
        }

        foreach ((string name, SegmentResult<TKey> segment) in Segments)
        {
            yield return Source($"{nameof(Segments)} '{name}'", "", segment, result => result.View, result => result.IsStale, (result, moment) => result.IsStaleAt(moment));
        }
    }

    internal void Validate(CustomerGraphView<TKey> view)
    {
        var errors = new OptionErrors(nameof(CardOptions<>));
        bool areNamed = HasEntries(errors, nameof(Roles), Roles) & HasEntries(errors, nameof(Segments), Segments);
        HasEntries(errors, nameof(Numbers), Numbers);
        HasEntries(errors, nameof(Groups), Groups);
        CardOptions<TKey> readable = areNamed ? this : this with { Roles = ReadOnlyDictionary<string, RolesResult<TKey>>.Empty, Segments = ReadOnlyDictionary<string, SegmentResult<TKey>>.Empty };
        foreach (CardSource<TKey> source in readable.Sources())
        {
            // A result of another view may name, or rest on, people who may not be used here.
            string? difference = source.View?.DifferenceFrom(view);
            errors.Require(difference is null, $"{source.Option} was computed for another view, {difference}; expected a result of the view that is asked for the card, so that nobody is named who may not be used");
        }

        errors.Require(
            EarlierCircleStrength is null || CircleStrength?.IsComparableWith(EarlierCircleStrength) == true,
            CircleStrength is null ? $"{nameof(EarlierCircleStrength)} has nothing to be compared with; expected {nameof(CircleStrength)} too" : $"{nameof(EarlierCircleStrength)} has other weights, another least number of members or half-life; expected the same options");
        errors.Require(NamedPeople >= 0, $"{nameof(NamedPeople)} is {NamedPeople}; expected 0 or more");
        errors.ThrowIfAny();
    }

    private static CardSource<TKey> Source<TResult>(
        string option,
        string how,
        TResult? result,
        Func<TResult, CustomerGraphView<TKey>?> viewOf,
        Func<TResult, bool> isStale,
        Func<TResult, DateTimeOffset, bool> isStaleAt)
        where TResult : class =>
        result is null ? new(option, how, null, null, null) : new(option, how, viewOf(result), () => isStale(result), moment => isStaleAt(result, moment));

    private static bool HasEntries<TResult>(OptionErrors errors, string option, IReadOnlyDictionary<string, TResult>? results)
        where TResult : class
    {
        bool isNamed = results is not null && results.Values.All(result => result is not null);
        errors.Require(isNamed, $"{option} is null or has an entry that is; expected entries by name");
        return isNamed;
    }
}
