using System.Collections;
using System.Collections.ObjectModel;
using InfluenceGraph.Roles;
using InfluenceGraph.SocialValues;
using static System.FormattableString;

namespace InfluenceGraph;

/// <summary>Which part each customer of a view plays in and between communities, and who holds each community together.</summary>
/// <remarks>Immutable and safe to share between threads.</remarks>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
public sealed class RolesResult<TKey> : IEnumerable<CustomerRole<TKey>>
    where TKey : notnull
{
    private readonly UsedCustomers<TKey> _used;
    private readonly GivenGroups _groups;
    private readonly TieShares _shares;
    private readonly double[] _zByTies;
    private readonly double[] _zByStrength;
    private readonly int[] _ranks;
    private readonly int[] _sizes;
    private readonly double[] _ownValues;
    private readonly double[]? _socialValues;
    private readonly Lazy<IReadOnlyList<CommunityRoles<TKey>>> _communities;
    private readonly Lazy<Receipt> _receipt;

    internal RolesResult(UsedCustomers<TKey> used, GivenGroups groups, RoleOptions<TKey> options, CancellationToken cancellationToken)
    {
        _used = used;
        _groups = groups;
        Options = options;
        _shares = TieShares.Of(used.MutualWith(cancellationToken), groups, cancellationToken);
        _sizes = new int[groups.Count];
        _ownValues = new double[groups.Count];
        _socialValues = options.SocialValue is null ? null : new double[groups.Count];
        for (int node = 0; node < used.Count; node++)
        {
            if (groups.GroupOf[node] is >= 0 and int group)
            {
                _sizes[group]++;
                _ownValues[group] += used.OwnValueOf(node);
                if (_socialValues is not null)
                {
                    _socialValues[group] += SocialValueOf(node);
                }
            }
        }

        cancellationToken.ThrowIfCancellationRequested();
        _zByTies = WithinGroups.ZScores(groups, _sizes, options.MinMembers, node => _shares.TiesWithin[node]);
        _zByStrength = WithinGroups.ZScores(groups, _sizes, options.MinMembers, node => _shares.StrengthWithin[node]);
        cancellationToken.ThrowIfCancellationRequested();
        _ranks = WithinGroups.Ranks(groups, node => IsByTies ? _shares.TiesWithin[node] : _shares.StrengthWithin[node]);
        _communities = new(NewCommunities);
        _receipt = new(() => used.NewReceipt(
            $"roles in {groups.Count} communities (groups {groups.Fingerprint()}); {options.Describe()}",
            UsedFacts.None,
            Array.FindAll([new LeftOut("customers in no community", groups.Ungrouped), new LeftOut("entries of the grouping for customers who are unknown or may not be used", groups.NotUsed)], note => note.Count > 0)));
    }

    /// <summary>What was asked.</summary>
    public RoleOptions<TKey> Options { get; }

    /// <summary>The number of customers: all that the view may use.</summary>
    public int Count => _used.Count;

    /// <summary>The number of customers who are in no community.</summary>
    public int UngroupedCount => _groups.Ungrouped;

    /// <summary>The communities that have a member who may be used, in the order of their numbers. Made when first asked for.</summary>
    public IReadOnlyList<CommunityRoles<TKey>> Communities => _communities.Value;

    /// <summary>What the answer was computed from; the grouping stands in its options as a hash.</summary>
    public Receipt Receipt => _receipt.Value;

    /// <summary>Whether a consent recorded since may change the answer. Ask again from a new view.</summary>
    public bool IsStale => _used.View.IsStale;

    /// <summary>The part that a customer plays.</summary>
    /// <param name="customer">The key.</param>
    /// <returns>The role with its figures.</returns>
    /// <exception cref="KeyNotFoundException">The customer is unknown, or left out of the view; the message says which.</exception>
    public CustomerRole<TKey> this[TKey customer] => At(_used.NodeOf(customer));

    internal CustomerGraphView<TKey> View => _used.View;

    internal TieShares Shares => _shares;

    private bool IsByTies => Options.Basis == RoleBasis.Ties;

    /// <summary>Whether the answer may have changed by a moment: by a consent recorded since, or because a permission or consent begins or ends before it.</summary>
    /// <param name="moment">The moment, usually now.</param>
    /// <returns><see langword="true"/> when it should be asked again.</returns>
    public bool IsStaleAt(DateTimeOffset moment) => IsStale || Receipt.ValidUntil <= moment;

    /// <summary>One community.</summary>
    /// <param name="number">Its number, as the caller gave it.</param>
    /// <returns>Who holds it together.</returns>
    /// <exception cref="KeyNotFoundException">No customer who may be used is in a community of that number.</exception>
    public CommunityRoles<TKey> Community(int number) => Array.BinarySearch(_groups.Ids, number) is >= 0 and int index
        ? Communities[index]
        : throw new KeyNotFoundException($"No customer who may be used is in a community {number}; expected one of the numbers of {nameof(Communities)}.");

    /// <summary>The customers who play a role.</summary>
    /// <param name="role">The role.</param>
    /// <returns>The customers in the order of their keys, made as they are read.</returns>
    public IEnumerable<CustomerRole<TKey>> In(CommunityRole role) =>
        Enumerable.Range(0, Count).Where(node => RoleOf(node) == role).Select(At);

    /// <summary>The number of customers who play a role.</summary>
    /// <param name="role">The role.</param>
    /// <returns>The number.</returns>
    public int CountIn(CommunityRole role) => Enumerable.Range(0, Count).Count(node => RoleOf(node) == role);

    /// <summary>Goes through the customers and their roles, in the order of the keys.</summary>
    /// <returns>The enumerator.</returns>
    public IEnumerator<CustomerRole<TKey>> GetEnumerator() => Enumerable.Range(0, Count).Select(At).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The counts of the roles.</summary>
    /// <returns>One line, invariant culture.</returns>
    public override string ToString()
    {
        IEnumerable<string> counts = Enum.GetValues<CommunityRole>().Select(role => (Role: role, Count: CountIn(role))).Where(pair => pair.Count > 0).Select(pair => Invariant($"{pair.Count} {pair.Role}"));
        return Invariant($"{Count - UngroupedCount} of {Count} customers in {_groups.Count} communities: {string.Join(", ", counts.DefaultIfEmpty("no role told"))}");
    }

    private double SocialValueOf(int node) => Options.SocialValue!.TryGetValue(_used.KeyOf(node), out double value) ? value : 0;

    private CommunityRole? RoleOf(int node)
    {
        (double z, double participation) = IsByTies ? (_zByTies[node], _shares.ParticipationByTies[node]) : (_zByStrength[node], _shares.ParticipationByStrength[node]);
        return double.IsNaN(z) || double.IsNaN(participation) ? null : RoleClasses.Of(z, participation);
    }

    private CustomerRole<TKey> At(int node)
    {
        int group = _groups.GroupOf[node];
        bool isIn = group >= 0;
        return new(_used.KeyOf(node))
        {
            Community = isIn ? _groups.Ids[group] : null,
            CommunityMembers = isIn ? _sizes[group] : 0,
            Role = RoleOf(node),
            ZScoreByTies = Defined(_zByTies[node]),
            ZScoreByStrength = Defined(_zByStrength[node]),
            ParticipationByTies = Defined(_shares.ParticipationByTies[node]),
            ParticipationByStrength = Defined(_shares.ParticipationByStrength[node]),
            Ties = _shares.Ties[node],
            TiesWithin = _shares.TiesWithin[node],
            TiesToUngrouped = _shares.TiesToUngrouped[node],
            CommunitiesReached = _shares.GroupsReached[node],
            Strength = _shares.Strength[node],
            StrengthWithin = _shares.StrengthWithin[node],
            StrengthBetween = _shares.StrengthBetween[node],
            RankInCommunity = isIn ? _ranks[node] : null,
            ShareOfOwnValue = isIn ? Share(_used.OwnValueOf(node), _ownValues[group]) : null,
            ShareOfSocialValue = isIn && _socialValues is not null ? Share(SocialValueOf(node), _socialValues[group]) : null,
        };
    }

    private ReadOnlyCollection<CommunityRoles<TKey>> NewCommunities()
    {
        var members = new List<int>[_groups.Count];
        for (int node = 0; node < Count; node++)
        {
            if (_groups.GroupOf[node] is >= 0 and int group)
            {
                (members[group] ??= []).Add(node);
            }
        }

        return Array.AsReadOnly(Array.ConvertAll([.. Enumerable.Range(0, _groups.Count)], group => NewCommunity(group, members[group])));
    }

    private CommunityRoles<TKey> NewCommunity(int group, List<int> members)
    {
        double[] z = IsByTies ? _zByTies : _zByStrength;
        double[] participation = IsByTies ? _shares.ParticipationByTies : _shares.ParticipationByStrength;
        return new(_groups.Ids[group])
        {
            MemberCount = members.Count,
            TiesWithin = members.Sum(node => (long)_shares.TiesWithin[node]) / 2,
            TiesBetween = members.Sum(node => (long)_shares.Ties[node] - _shares.TiesWithin[node]),
            OwnValue = _ownValues[group],
            SocialValue = _socialValues?[group],
            HasEnoughEvidence = members.Count >= Options.MinMembers,
            HeldTogetherBy = Top(members, z),
            ConnectedBy = Top(members.Where(node => _shares.Ties[node] >= Options.MinTies), participation),
            RoleCounts = members.Select(RoleOf).OfType<CommunityRole>().CountBy(role => role).ToDictionary().AsReadOnly(),
        };
    }

    private ReadOnlyCollection<CustomerRole<TKey>> Top(IEnumerable<int> members, double[] measure) =>
        Array.AsReadOnly(Array.ConvertAll(TopNodes.Of(members.Where(node => measure[node] > 0).Select(node => (measure[node], node)), Options.Top), place => At(place.Node)));

    private static double? Share(double part, double all) => all > 0 ? part / all : null;

    private static double? Defined(double value) => double.IsNaN(value) ? null : value;
}
