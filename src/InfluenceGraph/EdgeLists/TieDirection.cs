namespace InfluenceGraph;

/// <summary>Who reaches whom in a row of ties, whatever it is read from.</summary>
public enum TieDirection
{
    /// <summary>The customer in column From can reach the one in column To.</summary>
    FromReachesTo,

    /// <summary>The customer in column To can reach the one in column From, as where A trusts or retweets B.</summary>
    ToReachesFrom,

    /// <summary>Each can reach the other: a row makes two ties. For sources without direction that name each pair once.</summary>
    BothWays,
}
