using InfluenceGraph.Kernels;

namespace InfluenceGraph.Benchmarks.EgoCircles;

/// <summary>
/// Groups of people with like features, ties apart: Lloyd's k-means over 0/1 vectors, started by k-means++ (Arthur, Vassilvitskii
/// 2007), best of some starts. A baseline, not for the product.
/// </summary>
internal static class KMeans
{
    private const int Starts = 5;
    private const int Sweeps = 50;

    /// <summary>By person: the group.</summary>
    internal static int[] Of(IReadOnlyList<int[]> features, int dimensions, int groups, ulong seed)
    {
        (int[] best, double least) = ([], double.PositiveInfinity);
        for (int start = 0; start < Starts; start++)
        {
            (int[] groupOf, double squares) = Run(features, dimensions, groups, new(seed, (ulong)start));
            if (squares < least)
            {
                (best, least) = (groupOf, squares);
            }
        }

        return best;
    }

    private static (int[] GroupOf, double Squares) Run(IReadOnlyList<int[]> features, int dimensions, int groups, CounterRandom random)
    {
        double[][] centres = Begin(features, dimensions, groups, ref random);
        int[] groupOf = new int[features.Count];
        double squares = 0;
        for (int sweep = 0; sweep < Sweeps; sweep++)
        {
            double[] lengths = Array.ConvertAll(centres, centre => centre.Sum(value => value * value));
            squares = 0;
            bool isMoved = false;
            for (int person = 0; person < groupOf.Length; person++)
            {
                (int nearest, double least) = (0, double.PositiveInfinity);
                for (int group = 0; group < groups; group++)
                {
                    double distance = Distance(features[person], centres[group], lengths[group]);
                    (nearest, least) = distance < least ? (group, distance) : (nearest, least);
                }

                isMoved |= groupOf[person] != nearest;
                groupOf[person] = nearest;
                squares += least;
            }

            if (!isMoved && sweep > 0)
            {
                break;
            }

            centres = Means(features, dimensions, groups, groupOf, centres);
        }

        return (groupOf, squares);
    }

    /// <summary>k-means++: each further centre is a person drawn by the squared distance to the centres there are.</summary>
    private static double[][] Begin(IReadOnlyList<int[]> features, int dimensions, int groups, ref CounterRandom random)
    {
        double[][] centres = new double[groups][];
        double[] least = new double[features.Count];
        Array.Fill(least, double.PositiveInfinity);
        int chosen = (int)random.NextBelow((uint)features.Count);
        for (int group = 0; group < groups; group++)
        {
            centres[group] = new double[dimensions];
            foreach (int feature in features[chosen])
            {
                centres[group][feature] = 1;
            }

            double all = 0;
            for (int person = 0; person < least.Length; person++)
            {
                least[person] = Math.Min(least[person], Distance(features[person], centres[group], features[chosen].Length));
                all += least[person];
            }

            double left = random.NextUnit() * all;
            for (chosen = 0; chosen < least.Length - 1 && left >= least[chosen]; chosen++)
            {
                left -= least[chosen];
            }
        }

        return centres;
    }

    private static double[][] Means(IReadOnlyList<int[]> features, int dimensions, int groups, int[] groupOf, double[][] before)
    {
        double[][] centres = [.. Enumerable.Range(0, groups).Select(_ => new double[dimensions])];
        int[] sizes = new int[groups];
        for (int person = 0; person < groupOf.Length; person++)
        {
            sizes[groupOf[person]]++;
            foreach (int feature in features[person])
            {
                centres[groupOf[person]][feature]++;
            }
        }

        for (int group = 0; group < groups; group++)
        {
            centres[group] = sizes[group] == 0 ? before[group] : Array.ConvertAll(centres[group], value => value / sizes[group]);
        }

        return centres;
    }

    private static double Distance(int[] features, double[] centre, double length)
    {
        double product = 0;
        foreach (int feature in features)
        {
            product += centre[feature];
        }

        return Math.Max(0, features.Length - (2 * product) + length);
    }
}
