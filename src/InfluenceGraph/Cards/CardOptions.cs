using System.Collections.ObjectModel;

namespace InfluenceGraph;

/// <summary>What goes on a customer's card beside what the graph itself knows: results that were computed already, all of the same view.</summary>
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

    /// <summary>Cascade reach of each customer.</summary>
    /// <value><see langword="null"/> by default: not on the card.</value>
    public CascadeReachScores<TKey>? Reach { get; init; }

    /// <summary>Roles in communities by the name of the grouping.</summary>
    /// <value>Empty by default.</value>
    public IReadOnlyDictionary<string, RolesResult<TKey>> Roles { get; init; } = ReadOnlyDictionary<string, RolesResult<TKey>>.Empty;

    /// <summary>Segments by name; the card lists those that the customer is in.</summary>
    /// <value>Empty by default.</value>
    public IReadOnlyDictionary<string, SegmentResult<TKey>> Segments { get; init; } = ReadOnlyDictionary<string, SegmentResult<TKey>>.Empty;

    /// <summary>Further numbers by name, such as circle strength: asked for this customer only.</summary>
    /// <value>Empty by default. A number without a value is listed among what is missing.</value>
    public IReadOnlyDictionary<string, Func<TKey, CardNumber>> Numbers { get; init; } = ReadOnlyDictionary<string, Func<TKey, CardNumber>>.Empty;

    /// <summary>Further groups by name, such as the community or the topic that the customer leads: asked for this customer only.</summary>
    /// <value>Empty by default. <see langword="null"/> as an answer is listed among what is missing.</value>
    public IReadOnlyDictionary<string, Func<TKey, string?>> Groups { get; init; } = ReadOnlyDictionary<string, Func<TKey, string?>>.Empty;

    /// <summary>How many people are named for each of the strongest ties, and of those from whom value came.</summary>
    /// <value>5 by default; 0 or more. Only people who may be used are ever named.</value>
    public int NamedPeople { get; init; } = 5;

    internal void Validate(CustomerGraphView<TKey> view)
    {
        var errors = new OptionErrors(nameof(CardOptions<>));
        Check(errors, nameof(SocialValue), SocialValue?.View, view);
        Check(errors, nameof(Index), Index?.View, view);
        Check(errors, nameof(Reach), Reach?.View, view);
        Check(errors, nameof(Roles), Roles, result => result.View, view);
        Check(errors, nameof(Segments), Segments, result => result.View, view);
        Check(errors, nameof(Numbers), Numbers, _ => view, view);
        Check(errors, nameof(Groups), Groups, _ => view, view);
        errors.Require(NamedPeople >= 0, $"{nameof(NamedPeople)} is {NamedPeople}; expected 0 or more");
        errors.ThrowIfAny();
    }

    private static void Check<TResult>(OptionErrors errors, string option, IReadOnlyDictionary<string, TResult>? results, Func<TResult, CustomerGraphView<TKey>> viewOf, CustomerGraphView<TKey> view)
        where TResult : class
    {
        errors.Require(results is not null && results.Values.All(result => result is not null), $"{option} is null or has an entry that is; expected entries by name");
        foreach ((string name, TResult result) in results ?? ReadOnlyDictionary<string, TResult>.Empty)
        {
            Check(errors, $"{option} '{name}'", result is null ? null : viewOf(result), view);
        }
    }

    /// <summary>A result of another view may name, or rest on, people who may not be used here.</summary>
    private static void Check(OptionErrors errors, string option, CustomerGraphView<TKey>? asked, CustomerGraphView<TKey> view) =>
        errors.Require(asked is null || ReferenceEquals(asked, view), $"{option} was computed for another view; expected a result of the view that is asked for the card, so that nobody is named who may not be used");
}
