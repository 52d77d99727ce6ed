using static System.FormattableString;

namespace InfluenceGraph;

/// <summary>What becomes of customers whom given communities do not name.</summary>
public enum UngroupedCustomers
{
    /// <summary>An error that counts them and names the first.</summary>
    Refuse,

    /// <summary>Each is a community of one.</summary>
    EachAlone,
}

/// <summary>How communities that the caller knows are taken.</summary>
public sealed record GivenCommunityOptions
{
    /// <summary>What becomes of customers who are not named.</summary>
    /// <value><see cref="UngroupedCustomers.Refuse"/> by default.</value>
    public UngroupedCustomers Ungrouped { get; init; } = UngroupedCustomers.Refuse;

    /// <summary>By which quality the communities are judged.</summary>
    /// <value><see cref="CommunityQuality.Modularity"/> by default.</value>
    public CommunityQuality Quality { get; init; } = CommunityQuality.Modularity;

    /// <summary>The resolution of the quality.</summary>
    /// <value>1 by default; above 0.</value>
    public double Resolution { get; init; } = 1;

    /// <summary>Whether modularity knows who reaches whom.</summary>
    /// <value><see langword="false"/> by default.</value>
    public bool Directed { get; init; }

    /// <summary>The size from which communities are listed.</summary>
    /// <value>1 by default: all; at least 1.</value>
    public int MinSize { get; init; } = 1;

    internal void Validate()
    {
        var errors = new OptionErrors(nameof(GivenCommunityOptions));
        errors.RequireDefined(Ungrouped, nameof(Ungrouped));
        errors.RequireDefined(Quality, nameof(Quality));
        errors.Require(Resolution > 0 && double.IsFinite(Resolution), Invariant($"{nameof(Resolution)} is {Resolution}; expected above 0"));
        errors.Require(!Directed || Quality == CommunityQuality.Modularity, $"{nameof(Directed)} is true, but {nameof(CommunityQuality.ConstantPotts)} has no direction; expected false, or {nameof(CommunityQuality.Modularity)}");
        errors.Require(MinSize >= 1, $"{nameof(MinSize)} is {MinSize}; expected 1 or more");
        errors.ThrowIfAny();
    }
}
