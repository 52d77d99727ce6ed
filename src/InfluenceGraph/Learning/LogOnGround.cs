using InfluenceGraph.Cascades;

namespace InfluenceGraph.Learning;

/// <summary>Cascades by node: action <c>a</c> is the stretch <c>Offsets[a] .. Offsets[a + 1]</c>, ascending by time and then by node, each node at most once.</summary>
internal sealed record NodeLog(int[] Offsets, int[] Nodes, long[] Ticks)
{
    internal int ActionCount => Offsets.Length - 1;

    /// <summary>Every second action, whole.</summary>
    internal NodeLog Half(int parity)
    {
        List<int> offsets = [0];
        (List<int> nodes, List<long> ticks) = ([], []);
        for (int action = parity; action < ActionCount; action += 2)
        {
            nodes.AddRange(Nodes.AsSpan(Offsets[action]..Offsets[action + 1]));
            ticks.AddRange(Ticks.AsSpan(Offsets[action]..Offsets[action + 1]));
            offsets.Add(nodes.Count);
        }

        return new([.. offsets], [.. nodes], [.. ticks]);
    }
}

/// <summary>Where a log meets a view: rows of those who may be used, by node; the others are counted and gone.</summary>
internal static class LogOnGround
{
    internal static (NodeLog Log, LeftOut[] LeftOut) Of<TKey>(ActionLog<TKey> log, CascadeGround<TKey> ground, UnknownActorRule onUnknown, DateTimeOffset? until)
        where TKey : notnull
    {
        int[] nodes = new int[log.CustomerKeys.Length];
        bool[] isKnown = new bool[nodes.Length];
        for (int customer = 0; customer < nodes.Length; customer++)
        {
            TKey key = log.CustomerKeys[customer];
            _ = ground.TryGetNode(key, out nodes[customer]);
            isKnown[customer] = ground.View.Data.Keys.Contains(key);
        }

        (long unknown, long leftOut, long late) = (0, 0, 0);
        long last = until?.UtcTicks ?? long.MaxValue;
        var used = new List<(int Action, long Ticks, int Node)>(log.ActionRows.Length);
        foreach (ActionRow row in log.ActionRows)
        {
            if (nodes[row.Customer] >= 0 && row.Ticks > last)
            {
                late++;
            }
            else if (nodes[row.Customer] >= 0)
            {
                used.Add((row.Action, row.Ticks, nodes[row.Customer]));
            }
            else if (isKnown[row.Customer])
            {
                leftOut++;
            }
            else if (onUnknown == UnknownActorRule.Refuse)
            {
                throw new ArgumentException($"The log says that '{log.CustomerKeys[row.Customer]}' did '{log.Actions[row.Action]}', but the graph has no such customer. Add the customer, or leave such rows out with {nameof(LearningOptions.OnUnknownCustomer)} = {nameof(UnknownActorRule)}.{nameof(UnknownActorRule.Skip)}.");
            }
            else
            {
                unknown++;
            }
        }

        used.Sort();
        return (
            new(OffsetsOf(used), [.. used.Select(row => row.Node)], [.. used.Select(row => row.Ticks)]),
            Array.FindAll<LeftOut>(
                [
                    new("log rows of the same customer doing the same again", log.RepeatedRows),
                    new("log rows of customers whom the graph does not have", unknown),
                    new("log rows of customers who are left out", leftOut),
                    new("log rows after the moment up to which the log is complete", late),
                ],
                item => item.Count > 0));
    }

    /// <summary>Actions of which no row is left have no stretch.</summary>
    private static int[] OffsetsOf(List<(int Action, long Ticks, int Node)> sorted)
    {
        List<int> offsets = [0];
        for (int i = 1; i <= sorted.Count; i++)
        {
            if (i == sorted.Count || sorted[i].Action != sorted[i - 1].Action)
            {
                offsets.Add(i);
            }
        }

        return [.. offsets];
    }
}
