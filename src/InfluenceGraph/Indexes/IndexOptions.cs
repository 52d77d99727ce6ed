using System.Collections.ObjectModel;

namespace InfluenceGraph;

/// <summary>What the index of customers is made of, and against whom it is measured.</summary>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
public sealed record IndexOptions<TKey>
    where TKey : notnull
{
    /// <summary>The fixed population that customers are measured against.</summary>
    /// <value><see langword="null"/> by default: the customers of the view itself at this moment. Then an index may move because others changed; keep a reference to compare over time.</value>
    public IndexReference? Reference { get; init; }

    /// <summary>How much each component counts.</summary>
    /// <value><see cref="IndexWeights.Default"/> by default.</value>
    public IndexWeights Weights { get; init; } = IndexWeights.Default;

    /// <summary>Roles in communities by the name of the grouping, all of the view that is asked. A given reference must know each name.</summary>
    /// <value>Empty by default: the role component is missing and its weight goes to the others in proportion, as the result says.</value>
    public IReadOnlyDictionary<string, RolesResult<TKey>> Roles { get; init; } = ReadOnlyDictionary<string, RolesResult<TKey>>.Empty;

    /// <summary>How the circle weighs the strength of ties against their number: <c>a</c> in <c>k^(1-a) s^a</c>. Used where no reference is given; else the reference's own.</summary>
    /// <value>0.5 by default; 0 (number only) to 1 (strength only). Above 1 a further weak permission would lower the score, so that is refused.</value>
    public double StrengthShare { get; init; } = 0.5;

    /// <summary>With fewer ties than this an index is said to rest on little evidence. It is given all the same.</summary>
    /// <value>3 by default; 0 or more.</value>
    public int MinTies { get; init; } = 3;

    internal void Validate(CustomerGraphView<TKey> view)
    {
        var errors = new OptionErrors(nameof(IndexOptions<>));
        errors.Require(Weights is not null, $"{nameof(Weights)} is null; expected weights, such as {nameof(IndexWeights)}.{nameof(IndexWeights.Default)}");
        Weights?.Check(errors, nameof(Weights));
        CheckRoles(errors, Roles, view);
        errors.Require(StrengthShare is >= 0 and <= 1, FormattableString.Invariant($"{nameof(StrengthShare)} is {StrengthShare}; expected 0 to 1"));
        errors.Require(MinTies >= 0, $"{nameof(MinTies)} is {MinTies}; expected 0 or more");
        foreach (string name in Reference is null || Roles is null ? [] : Roles.Keys.Where(name => !Reference.Roles.ContainsKey(name)))
        {
            errors.Require(condition: false, $"{nameof(Roles)} has the grouping '{name}', which the reference does not know; expected one of {(Reference!.Roles.Count == 0 ? "none" : string.Join(", ", Reference.Roles.Keys.Order(StringComparer.Ordinal).Select(known => $"'{known}'")))}. Make the reference with the same groupings");
        }

        double used = Weights is null ? 1 : Weights.OwnValue + Weights.Circle + (Roles is { Count: 0 } ? 0 : Weights.Role);
        errors.Require(used is > 0 and < double.PositiveInfinity || double.IsNaN(used), FormattableString.Invariant($"{nameof(Weights)} of the components at hand add up to {used}; expected more than 0, and a number. The role counts only where {nameof(Roles)} are given"));
        errors.ThrowIfAny();
    }

    internal static void CheckRoles(OptionErrors errors, IReadOnlyDictionary<string, RolesResult<TKey>>? roles, CustomerGraphView<TKey> view)
    {
        errors.Require(roles is not null && roles.Values.All(role => role is not null), $"{nameof(Roles)} is null or has a grouping that is; expected roles by the name of the grouping");
        foreach ((string name, RolesResult<TKey> result) in roles ?? ReadOnlyDictionary<string, RolesResult<TKey>>.Empty)
        {
            string? difference = result?.View.DifferenceFrom(view);
            errors.Require(difference is null, $"{nameof(Roles)} of '{name}' are of another view, {difference}; expected roles of the view that is asked, so that nobody is let in who may not be used");
            errors.Require(!string.IsNullOrWhiteSpace(name) && !name.Contains('"', StringComparison.Ordinal) && !name.Any(char.IsControl), $"{nameof(Roles)} has a grouping '{name}'; expected a name that is not blank, without quotation marks");
        }
    }
}
