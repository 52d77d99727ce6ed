using static System.FormattableString;

namespace InfluenceGraph;

/// <summary>A level below the communities: connected parts of which the next level's parts, and at last the communities, are made.</summary>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
public sealed class CommunityLevel<TKey>
    where TKey : notnull
{
    private readonly UsedCustomers<TKey> _used;
    private readonly int[] _partOf;
    private readonly int[] _parents;

    internal CommunityLevel(UsedCustomers<TKey> used, int[] partOf, int[] parents)
    {
        _used = used;
        _partOf = partOf;
        _parents = parents;
    }

    /// <summary>The number of parts; they are numbered from 0.</summary>
    public int Count => _parents.Length;

    /// <summary>The part of a customer.</summary>
    /// <param name="customer">The key.</param>
    /// <returns>The number of the part.</returns>
    /// <exception cref="KeyNotFoundException">The customer is unknown or left out.</exception>
    public int this[TKey customer] => _partOf[_used.NodeOf(customer)];

    /// <summary>Where a part belongs: the number of a part of the next level, or, from the last level, the id of a community.</summary>
    /// <param name="part">The number of the part.</param>
    /// <returns>The number or id.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such part.</exception>
    public int ParentOf(int part)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(part);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(part, Count);
        return _parents[part];
    }

    /// <summary>The number of parts.</summary>
    /// <returns>One line, invariant culture.</returns>
    public override string ToString() => Invariant($"{Count} parts");
}
