using static System.FormattableString;

namespace InfluenceGraph;

/// <summary>Groups of customers who are about the same: who belongs together though they may never have met.</summary>
/// <remarks>Immutable and safe to share between threads.</remarks>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
public sealed class SharedInterestResult<TKey>
    where TKey : notnull
{
    private readonly UsedCustomers<TKey> _used;
    private readonly int[] _groupOf;

    internal SharedInterestResult(UsedCustomers<TKey> used, SharedInterestOptions options, SharedInterestGroup<TKey>[] groups, int[] groupOf, Receipt receipt)
    {
        _used = used;
        _groupOf = groupOf;
        Options = options;
        Groups = Array.AsReadOnly(groups);
        Receipt = receipt;
    }

    /// <summary>What was asked.</summary>
    public SharedInterestOptions Options { get; }

    /// <summary>The groups, largest first.</summary>
    public IReadOnlyList<SharedInterestGroup<TKey>> Groups { get; }

    /// <summary>Customers with tags who are in no group, because too few others are about the same; in the order of their keys.</summary>
    public required IReadOnlyList<TKey> LeftOver { get; init; }

    /// <summary>The number of customers without tags: nothing is known of what they are about, and they are in no group.</summary>
    public required int WithoutTags { get; init; }

    /// <summary>The rare tags that were merged, in the order of their names.</summary>
    public required IReadOnlyList<MergedTag> MergedTags { get; init; }

    /// <summary>What the answer was computed from.</summary>
    public Receipt Receipt { get; }

    /// <summary>Whether a consent recorded since may change the answer. Ask again from a new view.</summary>
    public bool IsStale => _used.View.IsStale;

    /// <summary>Who is in which group, by its number: to be used as communities elsewhere.</summary>
    public IEnumerable<KeyValuePair<TKey, int>> Memberships => Enumerable.Range(0, _groupOf.Length)
        .Where(node => _groupOf[node] >= 0)
        .Select(node => KeyValuePair.Create(_used.KeyOf(node), _groupOf[node] + 1));

    /// <summary>The group of a customer.</summary>
    /// <param name="customer">The key.</param>
    /// <returns>The group, or <see langword="null"/> for a customer who is left over or has no tags.</returns>
    /// <exception cref="KeyNotFoundException">The customer is unknown or left out.</exception>
    public SharedInterestGroup<TKey>? GroupOf(TKey customer) => _groupOf[_used.NodeOf(customer)] is int group and >= 0 ? Groups[group] : null;

    /// <summary>The view that was asked.</summary>
    internal CustomerGraphView<TKey> View => _used.View;

    /// <summary>Whether the answer may have changed by a moment: by a consent recorded since, or because something dated begins or ends before it.</summary>
    /// <param name="moment">The moment, usually now.</param>
    /// <returns><see langword="true"/> when it should be asked again.</returns>
    public bool IsStaleAt(DateTimeOffset moment) => IsStale || Receipt.ValidUntil <= moment;

    /// <summary>The first groups and who is in none.</summary>
    /// <returns>A few lines, invariant culture.</returns>
    public override string ToString() =>
        Invariant($"{Groups.Count} groups of shared interests, {LeftOver.Count} customers left over, {WithoutTags} without tags{string.Concat(Groups.Take(10).Select(group => $"{Environment.NewLine}{group}"))}");
}
