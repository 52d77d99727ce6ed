using System.Collections.ObjectModel;
using System.Globalization;
using InfluenceGraph.Communities;
using static System.FormattableString;

namespace InfluenceGraph;

/// <summary>A customer's part in a community that others may share.</summary>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
/// <param name="Customer">The key.</param>
/// <param name="Community">The id of the community.</param>
/// <param name="Share">How the weight of the customer's ties to their communities divides, above 0 to 1; a customer's shares add up to 1.</param>
public readonly record struct Membership<TKey>(TKey Customer, int Community, double Share)
    where TKey : notnull
{
    /// <summary>The customer, the community and the share.</summary>
    /// <returns>One line, invariant culture.</returns>
    public override string ToString() => Invariant($"{Customer}: community {Community}, share {Share:0.00}");
}

/// <summary>Each customer of a view in one community or several.</summary>
/// <remarks>Immutable and safe to share between threads.</remarks>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
public sealed class OverlappingCommunityResult<TKey>
    where TKey : notnull
{
    private readonly UsedCustomers<TKey> _used;
    private readonly SpeakerListener.Cover _cover;
    private readonly Lazy<IReadOnlyList<IReadOnlyList<Membership<TKey>>>> _communities;

    internal OverlappingCommunityResult(UsedCustomers<TKey> used, OverlappingCommunityOptions options, SpeakerListener.Cover cover, Receipt receipt)
    {
        _used = used;
        _cover = cover;
        Options = options;
        Receipt = receipt;
        _communities = new(Members);
    }

    /// <summary>What was asked.</summary>
    public OverlappingCommunityOptions Options { get; }

    /// <summary>The number of customers.</summary>
    public int Count => _used.Count;

    /// <summary>The number of communities. Their ids are 0, 1, 2, ... by falling size.</summary>
    public int CommunityCount => _cover.Count;

    /// <summary>The number of customers in more than one community.</summary>
    public int SharedCustomers => Enumerable.Range(0, Count).Count(node => _cover.Offsets[node + 1] - _cover.Offsets[node] > 1);

    /// <summary>The communities by id: members in the order of their keys, with their shares. Each hangs together by its own ties, and none lies within another.</summary>
    public IReadOnlyList<IReadOnlyList<Membership<TKey>>> Communities => _communities.Value;

    /// <summary>What the answer was computed from.</summary>
    public Receipt Receipt { get; }

    /// <summary>Whether a consent recorded since may change the answer. Ask again from a new view.</summary>
    public bool IsStale => _used.View.IsStale;

    /// <summary>The memberships of a customer.</summary>
    /// <param name="customer">The key.</param>
    /// <returns>One or more, largest share first, equal ones by id. A customer without ties is alone in one.</returns>
    /// <exception cref="KeyNotFoundException">The customer is unknown or left out; the message says which.</exception>
    public IReadOnlyList<Membership<TKey>> this[TKey customer]
    {
        get
        {
            int node = _used.NodeOf(customer);
            return Array.AsReadOnly<Membership<TKey>>([.. MembershipsOf(node).OrderByDescending(membership => membership.Share).ThenBy(membership => membership.Community)]);
        }
    }

    /// <summary>Whether the answer may have changed by a moment: by a consent recorded since, or because something dated begins or ends before it.</summary>
    /// <param name="moment">The moment, usually now.</param>
    /// <returns><see langword="true"/> when it should be asked again.</returns>
    public bool IsStaleAt(DateTimeOffset moment) => IsStale || Receipt.ValidUntil <= moment;

    /// <summary>The ids as text, as segments take groupings; a customer in several communities comes several times.</summary>
    /// <returns>Customers with the ids of their communities, made as they are read.</returns>
    public IEnumerable<KeyValuePair<TKey, string>> AsGrouping() => Enumerable.Range(0, Count)
        .SelectMany(MembershipsOf)
        .Select(membership => KeyValuePair.Create(membership.Customer, membership.Community.ToString(CultureInfo.InvariantCulture)));

    /// <summary>How many communities of how many customers, and how many are shared.</summary>
    /// <returns>One line, invariant culture.</returns>
    public override string ToString() => Invariant($"{CommunityCount} communities of {Count} customers, {SharedCustomers} of them in several");

    private IEnumerable<Membership<TKey>> MembershipsOf(int node)
    {
        for (long i = _cover.Offsets[node]; i < _cover.Offsets[node + 1]; i++)
        {
            yield return new(_used.KeyOf(node), _cover.Groups[i], _cover.Shares[i]);
        }
    }

    private ReadOnlyCollection<IReadOnlyList<Membership<TKey>>> Members()
    {
        var communities = new List<Membership<TKey>>[_cover.Count];
        for (int node = 0; node < Count; node++)
        {
            foreach (Membership<TKey> membership in MembershipsOf(node))
            {
                (communities[membership.Community] ??= []).Add(membership);
            }
        }

        return Array.AsReadOnly(Array.ConvertAll(communities, IReadOnlyList<Membership<TKey>> (members) => members.AsReadOnly()));
    }
}
