namespace InfluenceGraph;

/// <summary>What becomes of value that would move on from a customer whom nobody can reach.</summary>
public enum UnreachedPolicy
{
    /// <summary>It stays: such a customer keeps all that arrives, and one without any tie is worth exactly their own value.</summary>
    Keep,

    /// <summary>It starts anew, spread in proportion to the prior. What NetworkX and igraph do with a personalised rank.</summary>
    Prior,

    /// <summary>It starts anew, spread over all customers alike.</summary>
    Uniform,

    /// <summary>It leaves the graph, and <see cref="SocialValueResult{TKey}.DroppedValue"/> says how much that is.</summary>
    Drop,
}
