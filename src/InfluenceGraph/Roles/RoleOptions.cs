namespace InfluenceGraph;

/// <summary>How roles in communities are told.</summary>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
public sealed record RoleOptions<TKey>
    where TKey : notnull
{
    /// <summary>Whether role and rank go by the number of ties or by their strength. Both figures are always given.</summary>
    /// <value><see cref="RoleBasis.Ties"/> by default, for which the borders of the roles were published.</value>
    public RoleBasis Basis { get; init; } = RoleBasis.Ties;

    /// <summary>How many members a community must have for its members to be compared with each other; in smaller ones the z-score is not defined.</summary>
    /// <value>3 by default; 1 or more.</value>
    public int MinMembers { get; init; } = 3;

    /// <summary>How many people in communities a customer must be tied to in order to be named among those who connect a community. The participation of two ties is 0 or 0.5, which says little.</summary>
    /// <value>3 by default; 0 or more. Does not change any figure or role.</value>
    public int MinTies { get; init; } = 3;

    /// <summary>How many customers are named per community of those who hold it together, and of those who connect it.</summary>
    /// <value>5 by default; 0 or more.</value>
    public int Top { get; init; } = 5;

    /// <summary>Social values of the same view, to tell which share of their community's social value each customer holds.</summary>
    /// <value><see langword="null"/> by default: those shares are not given.</value>
    public SocialValueResult<TKey>? SocialValue { get; init; }

    internal void Validate(CustomerGraphView<TKey> view)
    {
        var errors = new OptionErrors(nameof(RoleOptions<>));
        errors.RequireDefined(Basis, nameof(Basis));
        errors.Require(MinMembers >= 1, $"{nameof(MinMembers)} is {MinMembers}; expected 1 or more");
        errors.Require(MinTies >= 0, $"{nameof(MinTies)} is {MinTies}; expected 0 or more");
        errors.Require(Top >= 0, $"{nameof(Top)} is {Top}; expected 0 or more");
        string? difference = SocialValue?.View.DifferenceFrom(view);
        errors.Require(difference is null, $"{nameof(SocialValue)} was computed for another view, {difference}; expected a result of the view that is asked for roles, so that nobody is let in who may not be used");
        errors.ThrowIfAny();
    }

    internal string Describe() => $"Basis {Basis}, MinMembers {MinMembers}, SocialValue {(SocialValue is null ? "not given" : $"given ({SocialValue.Receipt.Options})")}";
}
