using InfluenceGraph.Communities;
using InfluenceGraph.Graphs;

namespace InfluenceGraph.FoundCircles;

/// <summary>The sets of people that may be circles: communities at several resolutions, and within what they grew into, are guesses, of which each is grown into a circle.</summary>
/// <remarks>V. A. Traag, L. Waltman, N. J. van Eck, Sci. Rep. 9, 2019, the communities.</remarks>
internal static class CircleCandidates
{
    private const int MaxPasses = 10;
    private const int Runs = 3;

    /// <summary>How often communities are looked for within circles.</summary>
    private const int Depth = 2;

    private static readonly double[] _resolutions = [0.25, 0.5, 1, 2, 4];

    /// <summary>Grown circles, each once, in the order of their members: from communities of the network, then from communities within the circles that these became.</summary>
    internal static List<int[]> Of(EgoNetwork network, CircleGrowth growth, FoundCircleOptions options, CancellationToken cancellationToken)
    {
        var candidates = new SortedSet<int[]>(Comparer<int[]>.Create(static (one, other) => one.AsSpan().SequenceCompareTo(other)));
        int[] everybody = [.. Enumerable.Range(0, network.Count)];
        List<int[]> guesses = [.. _resolutions.SelectMany(resolution => Communities(network.Ties, everybody, resolution))];
        for (int depth = 0; depth <= Depth && guesses.Count > 0; depth++)
        {
            var fresh = new List<int[]>();
            foreach (int[] guess in guesses)
            {
                cancellationToken.ThrowIfCancellationRequested();
                fresh.AddRange(Parts(network.Ties, growth.Grow(guess)).Where(part => part.Length >= options.MinSize && candidates.Add(part)));
            }

            guesses = depth < Depth ? [.. fresh.Where(circle => circle.Length >= 2 * options.MinSize).SelectMany(circle => Communities(Among(network.Ties, circle), circle, 1))] : [];
        }

        return [.. candidates];

        IEnumerable<int[]> Communities(CsrGraph ties, int[] people, double resolution)
        {
            var settings = new LeidenSettings(CommunityQuality.Modularity, resolution, Directed: false, (uint)options.Seed, MaxPasses, Runs, Threads: 1);
            LeidenSolution found = Leiden.Solve(CommunityTies.Of(ties), settings, null, cancellationToken);
            (int[] starts, int[] members) = Grouping.Members(found.GroupOf, found.Count);
            return Enumerable.Range(0, found.Count)
                .Select(community => Array.ConvertAll(members[starts[community]..starts[community + 1]], member => people[member]))
                .Where(guess => guess.Length >= options.MinSize && (guess.Length < people.Length || people.Length == network.Count));
        }
    }

    /// <summary>The ties among some people, numbered in their order.</summary>
    private static CsrGraph Among(CsrGraph ties, int[] people)
    {
        long[] offsets = new long[people.Length + 1];
        var targets = new List<int>();
        var weights = new List<float>();
        for (int person = 0; person < people.Length; person++)
        {
            ReadOnlySpan<int> row = ties.TargetsOf(people[person]);
            for (int e = 0; e < row.Length; e++)
            {
                if (people.AsSpan().BinarySearch(row[e]) is >= 0 and int other)
                {
                    targets.Add(other);
                    weights.Add(ties.WeightsOf(people[person])[e]);
                }
            }

            offsets[person + 1] = targets.Count;
        }

        return new(offsets, [.. targets], [.. weights]);
    }

    /// <summary>A circle hangs together: one that does not is several.</summary>
    private static IEnumerable<int[]> Parts(CsrGraph ties, int[] people)
    {
        int[] partOf = new int[people.Length];
        int count = Components.Split(Among(ties, people), partOf);
        (int[] starts, int[] members) = Grouping.Members(partOf, count);
        return Enumerable.Range(0, count).Select(part => Array.ConvertAll(members[starts[part]..starts[part + 1]], member => people[member]));
    }
}
