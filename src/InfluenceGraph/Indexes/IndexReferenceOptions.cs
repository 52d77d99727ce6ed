using System.Collections.ObjectModel;

namespace InfluenceGraph;

/// <summary>What a reference population is made from.</summary>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
public sealed record IndexReferenceOptions<TKey>
    where TKey : notnull
{
    /// <summary>Roles in communities by the name of the grouping, all of the view that is asked.</summary>
    /// <value>Empty by default: indexes against this reference have no role component.</value>
    public IReadOnlyDictionary<string, RolesResult<TKey>> Roles { get; init; } = ReadOnlyDictionary<string, RolesResult<TKey>>.Empty;

    /// <summary>How the circle weighs the strength of ties against their number: <c>a</c> in <c>k^(1-a) s^a</c>.</summary>
    /// <value>0.5 by default; 0 (number only) to 1 (strength only). Above 1 a further weak permission would lower the score, so that is refused.</value>
    public double StrengthShare { get; init; } = 0.5;

    internal void Validate(CustomerGraphView<TKey> view)
    {
        var errors = new OptionErrors(nameof(IndexReferenceOptions<>));
        IndexOptions<TKey>.CheckRoles(errors, Roles, view);
        errors.Require(StrengthShare is >= 0 and <= 1, FormattableString.Invariant($"{nameof(StrengthShare)} is {StrengthShare}; expected 0 to 1"));
        errors.ThrowIfAny();
    }
}
