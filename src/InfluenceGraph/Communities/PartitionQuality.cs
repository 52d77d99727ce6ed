namespace InfluenceGraph.Communities;

/// <summary>How good a grouping is, and what each group is made of. The one judge for all who make groupings.</summary>
internal sealed class PartitionQuality
{
    private readonly CommunityTies _ties;
    private readonly double _resolution;
    private readonly double[] _sent;
    private readonly double[] _received;

    private PartitionQuality(CommunityTies ties, int count, double resolution)
    {
        _ties = ties;
        _resolution = resolution;
        _sent = new double[count];
        _received = new double[count];
        Sizes = new int[count];
        Internal = new double[count];
        InternalTies = new long[count];
    }

    /// <summary>By group: its nodes.</summary>
    internal int[] Sizes { get; }

    /// <summary>By group: the weight of the ties between its members, both ways.</summary>
    internal double[] Internal { get; }

    /// <summary>By group: pairs of members that have a tie.</summary>
    internal long[] InternalTies { get; }

    /// <summary>The share of tie weight that lies inside groups, 0 to 1; <see langword="null"/> without ties.</summary>
    internal double? Coverage => _ties.Total > 0 ? Math.Clamp(Internal.Sum() / _ties.Total, 0, 1) : null;

    /// <summary>Of all weight that the members have, both ways and ties inside from both ends.</summary>
    internal double VolumeOf(int group) => _sent[group] + _received[group];

    /// <summary>The weight of the ties between members and others, both ways.</summary>
    internal double ExternalOf(int group) => Math.Max(0, VolumeOf(group) - (2 * Internal[group]));

    /// <summary>
    /// The share of the smaller side's weight that crosses the border, 0 to 1 (Kannan, Vempala, Vetta 2004);
    /// <see langword="null"/> where one side has no ties.
    /// </summary>
    internal double? ConductanceOf(int group)
    {
        double smaller = Math.Min(VolumeOf(group), (2 * _ties.Total) - VolumeOf(group));
        return smaller > (2 * _ties.Total * 1e-12) ? Math.Min(1, ExternalOf(group) / smaller) : null;
    }

    internal double Value(CommunityQuality quality, bool directed) =>
        quality == CommunityQuality.ConstantPotts ? ConstantPotts() : Modularity(directed);

    /// <summary>Newman 2004, Leicht and Newman 2008; 0 without ties.</summary>
    internal double Modularity(bool directed)
    {
        double total = _ties.Total;
        double sum = 0;
        for (int group = 0; total > 0 && group < Sizes.Length; group++)
        {
            double half = VolumeOf(group) / (2 * total);
            double chance = directed ? _sent[group] / total * (_received[group] / total) : half * half;
            sum += (Internal[group] / total) - (_resolution * chance);
        }

        return sum;
    }

    /// <summary>Traag, Van Dooren, Nesterov 2011.</summary>
    internal double ConstantPotts()
    {
        double sum = 0;
        for (int group = 0; group < Sizes.Length; group++)
        {
            sum += Internal[group] - (_resolution * Sizes[group] * (Sizes[group] - 1.0) / 2);
        }

        return sum;
    }

    /// <summary>Counts. O(nodes + edges).</summary>
    internal static PartitionQuality Of(CommunityTies ties, ReadOnlySpan<int> groupOf, int count, double resolution)
    {
        var quality = new PartitionQuality(ties, count, resolution);
        for (int node = 0; node < groupOf.Length; node++)
        {
            int group = groupOf[node];
            quality.Sizes[group]++;
            quality._sent[group] += ties.Sent[node];
            quality._received[group] += ties.Received[node];
            ReadOnlySpan<int> row = ties.Graph.TargetsOf(node);
            ReadOnlySpan<float> weights = ties.Graph.WeightsOf(node);
            for (int e = 0; e < row.Length; e++)
            {
                if (row[e] > node && groupOf[row[e]] == group)
                {
                    quality.Internal[group] += weights[e];
                    quality.InternalTies[group]++;
                }
            }
        }

        return quality;
    }
}
