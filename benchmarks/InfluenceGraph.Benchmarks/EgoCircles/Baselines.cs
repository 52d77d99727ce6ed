using InfluenceGraph.Communities;
using InfluenceGraph.FoundCircles;

namespace InfluenceGraph.Benchmarks.EgoCircles;

/// <summary>What circles are held against: each person in one group at most, by ties alone or by features alone.</summary>
internal static class Baselines
{
    private static readonly int[] _groupCounts = [2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 20, 25, 30, 40, 50];

    /// <summary>Connected components.</summary>
    internal static List<int[]> Components(EgoNetwork network, int minSize)
    {
        int[] groupOf = new int[network.Count];
        int count = InfluenceGraph.Communities.Components.Split(network.Ties, groupOf);
        return Groups(groupOf, count, minSize);
    }

    /// <summary>Leiden's communities by modularity, best of 20 runs.</summary>
    internal static List<int[]> Leiden(EgoNetwork network, double resolution, int minSize)
    {
        const ulong Seed = 1;
        var settings = new LeidenSettings(CommunityQuality.Modularity, resolution, Directed: false, Seed, MaxPasses: 10, Runs: 20, Threads: 1);
        LeidenSolution found = InfluenceGraph.Communities.Leiden.Solve(CommunityTies.Of(network.Ties), settings, null, CancellationToken.None);
        return Groups(found.GroupOf, found.Count, minSize);
    }

    /// <summary>k-means over features, with the number of groups that gives the highest modularity of the ties, as McAuley and Leskovec chose it for their baselines.</summary>
    internal static List<int[]> KMeansByModularity(EgoNetwork network, IReadOnlyList<int[]> features, int dimensions, int minSize)
    {
        var ties = CommunityTies.Of(network.Ties);
        (int[] best, int bestCount, double most) = ([], 0, double.NegativeInfinity);
        foreach (int count in _groupCounts.Where(count => count <= network.Count))
        {
            int[] groupOf = KMeans.Of(features, dimensions, count, seed: 1);
            double modularity = PartitionQuality.Of(ties, groupOf, count, 1).Modularity(directed: false);
            if (modularity > most)
            {
                (best, bestCount, most) = (groupOf, count, modularity);
            }
        }

        return Groups(best, bestCount, minSize);
    }

    /// <summary>k-means over features with as many groups as there are circles, which nobody would know.</summary>
    internal static List<int[]> KMeansOf(IReadOnlyList<int[]> features, int dimensions, int count, int minSize) =>
        Groups(KMeans.Of(features, dimensions, count, seed: 1), count, minSize);

    private static List<int[]> Groups(int[] groupOf, int count, int minSize)
    {
        (int[] starts, int[] members) = Grouping.Members(groupOf, count);
        return [.. Enumerable.Range(0, count).Select(group => members[starts[group]..starts[group + 1]]).Where(group => group.Length >= minSize)];
    }
}
