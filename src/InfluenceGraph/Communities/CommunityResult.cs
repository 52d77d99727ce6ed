using System.Collections;
using System.Collections.ObjectModel;
using System.Globalization;
using InfluenceGraph.Communities;
using static System.FormattableString;

namespace InfluenceGraph;

/// <summary>Each customer of a view in one community.</summary>
/// <remarks>Immutable and safe to share between threads. Can be enumerated, customers in the order of their keys with the ids of their communities.</remarks>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
public sealed class CommunityResult<TKey> : IReadOnlyCollection<KeyValuePair<TKey, int>>
    where TKey : notnull
{
    private readonly UsedCustomers<TKey> _used;
    private readonly int[] _groupOf;
    private readonly int[] _ids;
    private readonly Dictionary<int, Community<TKey>> _byId = [];
    private readonly Lazy<(int[] Starts, int[] Members)> _members;

    internal CommunityResult(UsedCustomers<TKey> used, CommunityOptions<TKey> options, int[] groupOf, int[] ids, int nextId, string?[]? names, PartitionQuality ties, double? quality, IReadOnlyList<int[]> levels, Receipt receipt)
    {
        _used = used;
        _groupOf = groupOf;
        _ids = ids;
        NextId = nextId;
        Options = options with { Start = null };
        Quality = quality;
        Receipt = receipt;
        Modularity = ties.Coverage is null ? null : ties.Modularity(options.Directed);
        Coverage = ties.Coverage;
        _members = new(() => Grouping.Members(_groupOf, _ids.Length));
        double[] ownValues = new double[ids.Length];
        for (int node = 0; node < groupOf.Length; node++)
        {
            ownValues[groupOf[node]] += used.OwnValueOf(node);
        }

        bool[] areConnected = Components.AreConnected(used.Mutual.Both, groupOf, ids.Length);
        var communities = new List<Community<TKey>>();
        for (int group = 0; group < ids.Length; group++)
        {
            int number = group;
            var community = new Community<TKey>(() => MembersOf(number))
            {
                Id = ids[group],
                Name = names?[group],
                Size = ties.Sizes[group],
                OwnValue = ownValues[group],
                InternalWeight = ties.Internal[group],
                ExternalWeight = ties.ExternalOf(group),
                InternalTies = ties.InternalTies[group],
                Conductance = ties.ConductanceOf(group),
                IsConnected = areConnected[group],
            };
            _byId.Add(community.Id, community);
            if (community.Size >= options.MinSize)
            {
                communities.Add(community);
            }
        }

        Communities = Array.AsReadOnly<Community<TKey>>([.. communities.OrderByDescending(community => community.Size).ThenBy(community => community.Id)]);
        Levels = LevelsOf(levels);
    }

    /// <summary>The number of customers.</summary>
    public int Count => _groupOf.Length;

    /// <summary>What was asked, but for the earlier result to start from.</summary>
    public CommunityOptions<TKey> Options { get; }

    /// <summary>The communities of at least <see cref="CommunityOptions{TKey}.MinSize"/> members, largest first, equal ones by id.</summary>
    public IReadOnlyList<Community<TKey>> Communities { get; }

    /// <summary>The number of communities, those that are too small to be listed included.</summary>
    public int CommunityCount => _ids.Length;

    /// <summary>How many customers are in communities that are too small to be listed.</summary>
    public int CustomersNotListed => Count - Communities.Sum(community => community.Size);

    /// <summary>What the search maximised, for these communities, on the ties as it saw them (with tags where <see cref="CommunityOptions{TKey}.TagShare"/> says so); <see langword="null"/> for modularity where there are no ties.</summary>
    public double? Quality { get; }

    /// <summary>Modularity on the ties alone, at the resolution that was asked for, at most 1; <see langword="null"/> where there are no ties. <see cref="CommunityQuality.Modularity"/> has the formula.</summary>
    public double? Modularity { get; }

    /// <summary>The share of tie weight inside communities, 0 to 1; <see langword="null"/> where there are no ties.</summary>
    public double? Coverage { get; }

    /// <summary>The levels below the communities, finest first; each is nested in the next, and the last in the communities. Empty where communities were given.</summary>
    public IReadOnlyList<CommunityLevel<TKey>> Levels { get; }

    /// <summary>Passes of the run that was best; 0 where communities were given.</summary>
    public int Passes { get; internal init; }

    /// <summary>Whether the last pass found nothing to improve: then no customer's move alone improves the quality. If not, raise <see cref="CommunityOptions{TKey}.MaxPasses"/>; the communities are valid and connected all the same.</summary>
    public bool Converged { get; internal init; }

    /// <summary>What the answer was computed from.</summary>
    public Receipt Receipt { get; }

    /// <summary>Whether a consent recorded since may change the answer. Ask again from a new view.</summary>
    public bool IsStale => _used.View.IsStale;

    /// <summary>The id of a customer's community.</summary>
    /// <param name="customer">The key.</param>
    /// <returns>The id.</returns>
    /// <exception cref="KeyNotFoundException">The customer is unknown or left out; the message says which.</exception>
    public int this[TKey customer] => _ids[_groupOf[_used.NodeOf(customer)]];

    /// <summary>Whom the earlier result and its successors gave ids below this, so that ids of communities that died are not given again.</summary>
    internal int NextId { get; }

    internal UsedCustomers<TKey> Used => _used;

    /// <summary>Node to community, 0, 1, 2, ... in the order of their first nodes.</summary>
    internal ReadOnlySpan<int> GroupOf => _groupOf;

    /// <summary>Community to id.</summary>
    internal ReadOnlySpan<int> Ids => _ids;

    /// <summary>The id of a customer's community, where there is one.</summary>
    /// <param name="customer">The key.</param>
    /// <param name="community">The id, or -1.</param>
    /// <returns><see langword="false"/> for an unknown customer and for one who is left out.</returns>
    public bool TryGetValue(TKey customer, out int community)
    {
        bool found = _used.TryGetNode(customer, out int node);
        community = found ? _ids[_groupOf[node]] : -1;
        return found;
    }

    /// <summary>A community by its id, listed or not.</summary>
    /// <param name="id">The id.</param>
    /// <returns>The community.</returns>
    /// <exception cref="KeyNotFoundException">No community has the id.</exception>
    public Community<TKey> CommunityOf(int id) => _byId.TryGetValue(id, out Community<TKey>? community)
        ? community
        : throw new KeyNotFoundException(Invariant($"There is no community {id}; expected an id of {nameof(Communities)}."));

    /// <summary>Whether the answer may have changed by a moment: by a consent recorded since, or because something dated begins or ends before it.</summary>
    /// <param name="moment">The moment, usually now.</param>
    /// <returns><see langword="true"/> when it should be asked again.</returns>
    public bool IsStaleAt(DateTimeOffset moment) => IsStale || Receipt.ValidUntil <= moment;

    /// <summary>What became of the communities of an earlier result: which were born, merged, split, died or continue, and how many customers changed.</summary>
    /// <remarks>
    /// Judged by the customers in both results, whatever the ids: an earlier community flows into the one that has more than
    /// half of its members still here; a community comes from the earlier one that more than half of its members were in
    /// (after Greene, Doyle, Cunningham 2010). O(customers log customers).
    /// </remarks>
    /// <param name="earlier">The earlier result, of this graph or another one with the same kind of keys.</param>
    /// <returns>The changes.</returns>
    public CommunityChanges<TKey> ChangesSince(CommunityResult<TKey> earlier)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        return CommunityChanges<TKey>.Between(earlier, this);
    }

    /// <summary>How far two groupings agree, over the customers in both.</summary>
    /// <param name="other">The other grouping.</param>
    /// <returns>The agreement; its parts are <see langword="null"/> where no customer is in both.</returns>
    public GroupingAgreement AgreementWith(CommunityResult<TKey> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        (int[] theirs, int[] ours) = CommonGroups(other, this);
        return GroupingAgreement.Of(theirs, ours);
    }

    /// <summary>The ids as text, as segments take groupings: <c>Groupings = { ["community"] = found.AsGrouping() }</c>.</summary>
    /// <returns>Customers with the ids of their communities, made as they are read.</returns>
    public IEnumerable<KeyValuePair<TKey, string>> AsGrouping() =>
        this.Select(pair => KeyValuePair.Create(pair.Key, pair.Value.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Goes through the customers and the ids of their communities, in the order of the keys.</summary>
    /// <returns>The enumerator.</returns>
    public IEnumerator<KeyValuePair<TKey, int>> GetEnumerator() =>
        Enumerable.Range(0, Count).Select(node => KeyValuePair.Create(_used.KeyOf(node), _ids[_groupOf[node]])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>How many communities of how many customers, and how good.</summary>
    /// <returns>One line, invariant culture.</returns>
    public override string ToString() => Invariant(
        $"{CommunityCount} communities of {Count} customers, largest {(Communities.Count > 0 ? Communities[0].Size : 0)}; modularity {(Modularity is double known ? Invariant($"{known:0.000}") : "unknown, as there are no ties")}");

    /// <summary>The groups of the customers in both results, before and now, in the order of the keys.</summary>
    internal static (int[] Before, int[] Now) CommonGroups(CommunityResult<TKey> earlier, CommunityResult<TKey> now)
    {
        var before = new List<int>();
        var after = new List<int>();
        for (int node = 0; node < now.Count; node++)
        {
            if (earlier._used.TryGetNode(now._used.KeyOf(node), out int earlierNode))
            {
                before.Add(earlier._groupOf[earlierNode]);
                after.Add(now._groupOf[node]);
            }
        }

        return ([.. before], [.. after]);
    }

    private ReadOnlyCollection<TKey> MembersOf(int group)
    {
        (int[] starts, int[] members) = _members.Value;
        return Array.AsReadOnly(Array.ConvertAll(members[starts[group]..starts[group + 1]], _used.KeyOf));
    }

    private CommunityLevel<TKey>[] LevelsOf(IReadOnlyList<int[]> levels)
    {
        var made = new CommunityLevel<TKey>[levels.Count];
        for (int level = 0; level < made.Length; level++)
        {
            int[] partOf = levels[level];
            int[] parents = new int[partOf.Length == 0 ? 0 : partOf.Max() + 1];
            for (int node = 0; node < partOf.Length; node++)
            {
                parents[partOf[node]] = level + 1 < made.Length ? levels[level + 1][node] : _ids[_groupOf[node]];
            }

            made[level] = new(_used, partOf, parents);
        }

        return made;
    }
}
