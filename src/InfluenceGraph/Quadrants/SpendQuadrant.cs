namespace InfluenceGraph;

/// <summary>Where a customer stands by what they buy and by what they bring through others.</summary>
public enum SpendQuadrant
{
    /// <summary>Neither among the top by own value nor by value from others.</summary>
    Regular,

    /// <summary>Among the top by own value only.</summary>
    BigSpender,

    /// <summary>Among the top by value from others only: what a list by spend does not show.</summary>
    HiddenInfluencer,

    /// <summary>Among the top by both.</summary>
    Champion,
}
