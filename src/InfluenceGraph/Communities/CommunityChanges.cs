using InfluenceGraph.Communities;
using static System.FormattableString;

namespace InfluenceGraph;

/// <summary>What became of the communities of an earlier result. Judged by the customers in both.</summary>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
public sealed class CommunityChanges<TKey>
    where TKey : notnull
{
    private CommunityChanges(IReadOnlyList<CommunityEvent> events, IReadOnlyList<TKey> moved, int common, GroupingAgreement agreement)
    {
        Events = events;
        Moved = moved;
        CommonCustomers = common;
        Agreement = agreement;
    }

    /// <summary>What happened: merged, split, continued, born, died, each in the order of ids. Each community of either result is in one at least; one that lost parts to others is in a split and in mergers.</summary>
    public IReadOnlyList<CommunityEvent> Events { get; }

    /// <summary>The customers in both results whose community now does not continue the one that they were in, in the order of their keys.</summary>
    public IReadOnlyList<TKey> Moved { get; }

    /// <summary>The number of customers in both results.</summary>
    public int CommonCustomers { get; }

    /// <summary>The share of the customers in both who moved, 0 to 1; <see langword="null"/> where there are none.</summary>
    public double? Churn => CommonCustomers > 0 ? (double)Moved.Count / CommonCustomers : null;

    /// <summary>How far the two groupings agree.</summary>
    public GroupingAgreement Agreement { get; }

    /// <summary>The number of events of each kind, and the churn.</summary>
    /// <returns>One line, invariant culture.</returns>
    public override string ToString() => Invariant(
        $"{string.Join(", ", Enum.GetValues<CommunityEventKind>().Select(kind => Invariant($"{Events.Count(item => item.Kind == kind)} {kind}")))}; {Moved.Count} of {CommonCustomers} customers moved");

    internal static CommunityChanges<TKey> Between(CommunityResult<TKey> earlier, CommunityResult<TKey> now)
    {
        (int[] groupsBefore, int[] groupsNow) = CommunityResult<TKey>.CommonGroups(earlier, now);
        var overlaps = GroupOverlaps.Of(groupsBefore, groupsNow, earlier.CommunityCount, now.CommunityCount);
        (int[] into, int[] from, int[] continues) = (overlaps.FlowsInto(), overlaps.ComesFrom(), overlaps.Continues());
        var shared = overlaps.Pairs.ToDictionary(pair => (pair.Before, pair.Now), pair => pair.Shared);
        (int[] idsBefore, int[] idsNow) = (earlier.Ids.ToArray(), now.Ids.ToArray());
        var events = new List<CommunityEvent>();
        CommunityEvent Event(CommunityEventKind kind, IEnumerable<int> before, IEnumerable<int> after) => new(
            kind,
            Array.AsReadOnly<int>([.. before.Select(group => idsBefore[group]).Order()]),
            Array.AsReadOnly<int>([.. after.Select(group => idsNow[group]).Order()]),
            before.Sum(a => after.Sum(b => shared.GetValueOrDefault((a, b)))));

        // From where a community comes and what it continues are predecessors too, also where the larger half of those went elsewhere,
        // and what goes on of a community is a part of it: so nobody is left untold.
        (int Before, int Now)[] continued = [.. continues.Select((before, group) => (before, group)).Where(pair => pair.before >= 0)];
        (int Before, int Now)[] comesFrom = [.. from.Select((before, group) => (before, group)).Where(pair => pair.before >= 0)];
        ILookup<int, int> predecessors = into.Select((group, before) => (Before: before, Now: group)).Where(pair => pair.Now >= 0).Union(continued).Union(comesFrom).ToLookup(pair => pair.Now, pair => pair.Before);
        ILookup<int, int> parts = comesFrom.Union(continued).ToLookup(pair => pair.Before, pair => pair.Now);
        var merged = new HashSet<int>();
        var split = new HashSet<int>();
        foreach (int group in Enumerable.Range(0, idsNow.Length).Where(group => predecessors[group].Skip(1).Any()))
        {
            events.Add(Event(CommunityEventKind.Merged, predecessors[group], [group]));
            merged.Add(group);
        }

        foreach (int group in Enumerable.Range(0, idsBefore.Length).Where(group => parts[group].Skip(1).Any()))
        {
            events.Add(Event(CommunityEventKind.Split, [group], parts[group]));
            split.Add(group);
        }

        for (int group = 0; group < idsNow.Length; group++)
        {
            bool isPart = split.Contains(from[group]) || split.Contains(continues[group]);
            if (!merged.Contains(group) && !isPart && continues[group] >= 0)
            {
                events.Add(Event(CommunityEventKind.Continued, [continues[group]], [group]));
            }
            else if (!merged.Contains(group) && !isPart)
            {
                events.Add(Event(CommunityEventKind.Born, [], [group]));
            }
        }

        var gone = new HashSet<int>(continues.Where(group => group >= 0));
        events.AddRange(Enumerable.Range(0, idsBefore.Length)
            .Where(group => into[group] < 0 && !split.Contains(group) && !gone.Contains(group))
            .Select(group => Event(CommunityEventKind.Died, [group], [])));

        var moved = new List<TKey>();
        int common = 0;
        for (int node = 0; node < now.Count; node++)
        {
            TKey customer = now.Used.KeyOf(node);
            if (earlier.Used.TryGetNode(customer, out _))
            {
                if (continues[groupsNow[common]] != groupsBefore[common])
                {
                    moved.Add(customer);
                }

                common++;
            }
        }

        return new(
            Array.AsReadOnly<CommunityEvent>([.. events.OrderBy(item => Array.IndexOf(_order, item.Kind)).ThenBy(item => item.Before.Concat(item.Now).First())]),
            moved.AsReadOnly(),
            common,
            GroupingAgreement.Of(groupsBefore, groupsNow));
    }

    private static readonly CommunityEventKind[] _order =
        [CommunityEventKind.Merged, CommunityEventKind.Split, CommunityEventKind.Continued, CommunityEventKind.Born, CommunityEventKind.Died];
}
