namespace InfluenceGraph.FoundCircles;

/// <summary>
/// How likely an ego network's ties are with some circles: two people in circles together are tied with the chance of the densest circle
/// that has both, any other two with the chance of all such pairs. The chances are those that fit best. The order of circles is nothing.
/// </summary>
internal static class Description
{
    /// <summary>The logarithm. O(ties + people x circles + groups of people in the same circles^2).</summary>
    internal static double LogLikelihood(EgoNetwork network, IReadOnlyList<int[]> circles)
    {
        int[] byDensity = [.. Enumerable.Range(0, circles.Count).OrderByDescending(circle => DensityOf(network, circles[circle]))];
        (int[] groupOf, List<int[]> ranksOf) = Groups(network.Count, [.. byDensity.Select(circle => circles[circle])]);
        int[] sizes = new int[ranksOf.Count];
        foreach (int group in groupOf)
        {
            sizes[group]++;
        }

        // One place more for pairs in no circle.
        double[] ties = new double[circles.Count + 1];
        double[] pairs = new double[circles.Count + 1];
        int[,] densest = new int[ranksOf.Count, ranksOf.Count];
        for (int one = 0; one < sizes.Length; one++)
        {
            for (int other = one; other < sizes.Length; other++)
            {
                int rank = FirstCommon(ranksOf[one], ranksOf[other], circles.Count);
                (densest[one, other], densest[other, one]) = (rank, rank);
                double between = one == other ? Likelihood.Pairs(sizes[one]) : (double)sizes[one] * sizes[other];
                pairs[rank] += between;
            }
        }

        for (int person = 0; person < network.Count; person++)
        {
            ReadOnlySpan<int> row = network.Ties.TargetsOf(person);
            ReadOnlySpan<double> fullness = network.FullnessOf(person);
            for (int e = 0; e < row.Length && row[e] < person; e++)
            {
                ties[densest[groupOf[person], groupOf[row[e]]]] += fullness[e];
            }
        }

        double sum = 0;
        for (int rank = 0; rank < pairs.Length; rank++)
        {
            sum += Likelihood.Of(ties[rank], pairs[rank], Likelihood.ChanceOf(ties[rank], pairs[rank]));
        }

        return sum;
    }

    private static double DensityOf(EgoNetwork network, int[] members)
    {
        double sum = 0;
        foreach (int person in members)
        {
            ReadOnlySpan<int> row = network.Ties.TargetsOf(person);
            for (int e = 0; e < row.Length && row[e] < person; e++)
            {
                sum += members.AsSpan().BinarySearch(row[e]) >= 0 ? network.FullnessOf(person)[e] : 0;
            }
        }

        return Likelihood.ChanceOf(sum, Likelihood.Pairs(members.Length));
    }

    /// <summary>People in the same circles make a group; those in none are group 0.</summary>
    private static (int[] GroupOf, List<int[]> CirclesOf) Groups(int people, IReadOnlyList<int[]> circles)
    {
        int[] groupOf = new int[people];
        List<int[]> circlesOf = [[]];
        for (int circle = 0; circle < circles.Count; circle++)
        {
            var split = new Dictionary<int, int>();
            foreach (int person in circles[circle])
            {
                if (!split.TryGetValue(groupOf[person], out int group))
                {
                    group = circlesOf.Count;
                    split.Add(groupOf[person], group);
                    circlesOf.Add([.. circlesOf[groupOf[person]], circle]);
                }

                groupOf[person] = group;
            }
        }

        return (groupOf, circlesOf);
    }

    private static int FirstCommon(int[] one, int[] other, int otherwise)
    {
        for (int i = 0, j = 0; i < one.Length && j < other.Length;)
        {
            if (one[i] == other[j])
            {
                return one[i];
            }

            (i, j) = one[i] < other[j] ? (i + 1, j) : (i, j + 1);
        }

        return otherwise;
    }
}
