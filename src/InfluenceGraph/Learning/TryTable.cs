namespace InfluenceGraph.Learning;

/// <summary>
/// What a log says of each edge <c>u -> v</c>. A try is an action that <c>u</c> did while <c>v</c> had not; <c>v</c> follows
/// by acting later, within the window. The follow-ups that one action of <c>v</c> answers form a group: any of its edges may
/// have been the cause. Where both ends act at the same moment, or <c>v</c> first, there is no try.
/// </summary>
internal sealed class TryTable(int edges, int nodes)
{
    private int[]? _allFollows;

    /// <summary>Tries by edge.</summary>
    internal int[] Tries { get; } = new int[edges];

    /// <summary>Tries by edge that were followed.</summary>
    internal int[] Follows { get; } = new int[edges];

    /// <summary>By edge: actions that both ends did, in any order.</summary>
    internal int[] BothActed { get; } = new int[edges];

    /// <summary>By node: actions it did early enough to be followed for the whole window.</summary>
    internal int[] SourceActions { get; } = new int[nodes];

    /// <summary>By node: actions it did.</summary>
    internal int[] Actions { get; } = new int[nodes];

    /// <summary>Where each group begins in <see cref="GroupEdges"/>, and where the last one ends.</summary>
    internal List<int> GroupOffsets { get; private set; } = [0];

    /// <summary>The edges of each group.</summary>
    internal List<int> GroupEdges { get; private set; } = [];

    /// <summary>The delay on each of <see cref="GroupEdges"/>, in ticks.</summary>
    internal List<long> GroupDelays { get; private set; } = [];

    /// <summary>Edges with a try that was not followed while it was watched for a limited time; empty where every try was watched to its end.</summary>
    internal List<int> WatchedEdges { get; } = [];

    /// <summary>For how long each of <see cref="WatchedEdges"/> was watched, in ticks.</summary>
    internal List<long> WatchedFor { get; } = [];

    internal int GroupCount => GroupOffsets.Count - 1;

    /// <summary>Rows of actors whose tries were not over when the log ended.</summary>
    internal long UnfinishedRows { get; set; }

    /// <summary>Edges whose two ends acted at the same moment, summed over all actions.</summary>
    internal long Simultaneous { get; set; }

    /// <summary>Sum of the delays of an edge's follow-ups, in ticks; exact up to 28 years, and added up in the order of the log.</summary>
    private double[] DelaySums { get; } = new double[edges];

    private int[] DelayCounts => _allFollows ?? Follows;

    /// <summary>The mean delay of all follow-ups, in days; NaN where there is none.</summary>
    internal double MeanDelay => DelaySums.Sum() / DelayCounts.Sum(count => (long)count) / TimeSpan.TicksPerDay;

    /// <summary>The mean delay of an edge's follow-ups, in days; NaN where there is none.</summary>
    internal double MeanDelayOf(int edge) => DelaySums[edge] / DelayCounts[edge] / TimeSpan.TicksPerDay;

    internal void AddFollow(int edge, long delay)
    {
        GroupEdges.Add(edge);
        GroupDelays.Add(delay);
        Follows[edge]++;
        DelaySums[edge] += delay;
    }

    internal void CloseGroup()
    {
        if (GroupEdges.Count > GroupOffsets[^1])
        {
            GroupOffsets.Add(GroupEdges.Count);
        }
    }

    /// <summary>What follows later than its edge's mean delay no longer counts as following; the mean delays stay.</summary>
    internal void KeepWithinMeanDelay()
    {
        (List<int> offsets, List<int> edges, List<long> delays) = (GroupOffsets, GroupEdges, GroupDelays);
        (GroupOffsets, GroupEdges, GroupDelays) = ([0], [], []);
        _allFollows = [.. Follows];
        for (int group = 0; group + 1 < offsets.Count; group++)
        {
            for (int r = offsets[group]; r < offsets[group + 1]; r++)
            {
                int edge = edges[r];
                if ((double)delays[r] * _allFollows[edge] <= DelaySums[edge])
                {
                    GroupEdges.Add(edge);
                    GroupDelays.Add(delays[r]);
                }
                else
                {
                    Follows[edge]--;
                }
            }

            CloseGroup();
        }
    }
}
