using InfluenceGraph.Graphs;
using InfluenceGraph.Kernels;

namespace InfluenceGraph.Benchmarks.Communities;

/// <summary>
/// Graphs with known communities: degrees and community sizes follow power laws, and each node has the share <c>mu</c> of
/// its ties outside its community.
/// </summary>
/// <remarks>
/// A. Lancichinetti, S. Fortunato, F. Radicchi, "Benchmark graphs for testing community detection algorithms", Phys. Rev. E
/// 78, 2008. Stubs are matched at random, inside each community and between communities; what would be a tie to oneself, a
/// second tie or a tie on the wrong side is exchanged with other ties, and given up after some tries, so that a few nodes
/// have a tie less than was drawn.
/// </remarks>
/// <param name="Graph">Symmetric; each tie weighs 1.</param>
/// <param name="Groups">Node to community.</param>
internal sealed record LfrGraph(CsrGraph Graph, int[] Groups)
{
    private const int Tries = 200;

    /// <summary>Makes a graph.</summary>
    internal static LfrGraph Create(int nodes, double meanDegree, int maxDegree, double mu, int minCommunity, int maxCommunity, ulong seed, double degreeExponent = 2, double sizeExponent = 1)
    {
        var random = new CounterRandom(seed, 0);
        int[] degrees = Degrees(nodes, meanDegree, maxDegree, degreeExponent, ref random);
        int[] inside = Array.ConvertAll(degrees, degree => (int)Math.Round((1 - mu) * degree));
        int[] groups = Assign(inside, Sizes(nodes, minCommunity, maxCommunity, sizeExponent, ref random), ref random);
        var ties = new HashSet<(int Low, int High)>();
        foreach (IGrouping<int, int> members in Enumerable.Range(0, nodes).GroupBy(node => groups[node]))
        {
            Match([.. members.SelectMany(node => Enumerable.Repeat(node, inside[node]))], static (_, _) => true, ties, ref random);
        }

        Match([.. Enumerable.Range(0, nodes).SelectMany(node => Enumerable.Repeat(node, degrees[node] - inside[node]))], (a, b) => groups[a] != groups[b], ties, ref random);
        return new(SymmetricGraph.Of(new("LFR", nodes, ties)), groups);
    }

    /// <summary>Power law from the least degree at which the mean is the wanted one.</summary>
    private static int[] Degrees(int nodes, double mean, int max, double exponent, ref CounterRandom random)
    {
        (double low, double high) = (1, mean);
        for (int step = 0; step < 60; step++)
        {
            double middle = (low + high) / 2;
            (low, high) = MeanOf(middle, max, exponent) < mean ? (middle, high) : (low, middle);
        }

        int[] degrees = new int[nodes];
        for (int node = 0; node < nodes; node++)
        {
            double value = Draw(low, max, exponent, random.NextUnit());
            degrees[node] = (int)value + (random.NextUnit() < value - Math.Floor(value) ? 1 : 0);
        }

        return degrees;
    }

    private static double MeanOf(double min, double max, double exponent)
    {
        const int Steps = 20_000;
        double sum = 0;
        for (int i = 0; i < Steps; i++)
        {
            sum += Draw(min, max, exponent, (i + 0.5) / Steps);
        }

        return sum / Steps;
    }

    /// <summary>Inverse of the distribution function of a density proportional to x^-exponent.</summary>
    private static double Draw(double min, double max, double exponent, double unit) => exponent == 1
        ? min * Math.Pow(max / min, unit)
        : Math.Pow(Math.Pow(min, 1 - exponent) + (unit * (Math.Pow(max, 1 - exponent) - Math.Pow(min, 1 - exponent))), 1 / (1 - exponent));

    private static List<int> Sizes(int nodes, int min, int max, double exponent, ref CounterRandom random)
    {
        var sizes = new List<int>();
        int left = nodes;
        while (left > 0)
        {
            int size = Math.Clamp((int)Math.Round(Draw(min, max, exponent, random.NextUnit())), min, max);
            size = left - size < min ? left : size;
            sizes.Add(size);
            left -= size;
        }

        return sizes;
    }

    /// <summary>Nodes go to random communities that are larger than their ties inside; a full one turns a random member out.</summary>
    private static int[] Assign(int[] inside, List<int> sizes, ref CounterRandom random)
    {
        int[] groups = new int[inside.Length];
        var members = sizes.ConvertAll(size => new List<int>(size));
        var homeless = new Queue<int>(Enumerable.Range(0, inside.Length).OrderByDescending(node => inside[node]));
        for (long step = 0; homeless.TryDequeue(out int node); step++)
        {
            int group = (int)random.NextBelow((uint)sizes.Count);
            if (sizes[group] <= inside[node] && step < 1000L * inside.Length)
            {
                homeless.Enqueue(node);
                continue;
            }

            if (members[group].Count == sizes[group])
            {
                int place = (int)random.NextBelow((uint)sizes[group]);
                homeless.Enqueue(members[group][place]);
                members[group][place] = node;
            }
            else
            {
                members[group].Add(node);
            }

            groups[node] = group;
        }

        return groups;
    }

    private static void Match(int[] stubs, Func<int, int, bool> isAllowed, HashSet<(int Low, int High)> ties, ref CounterRandom random)
    {
        for (int i = stubs.Length - 1; i > 0; i--)
        {
            int other = (int)random.NextBelow((uint)i + 1);
            (stubs[i], stubs[other]) = (stubs[other], stubs[i]);
        }

        var made = new List<(int Low, int High)>();
        for (int i = 0; i + 1 < stubs.Length; i += 2)
        {
            (int a, int b) = (stubs[i], stubs[i + 1]);
            bool isMade = TryAdd(a, b);
            for (int attempt = 0; !isMade && attempt < Tries && made.Count > 0; attempt++)
            {
                // Exchange with a tie made before: a-c and b-d in place of a-b and c-d.
                int place = (int)random.NextBelow((uint)made.Count);
                (int c, int d) = made[place];
                (c, d) = random.NextUnit() < 0.5 ? (c, d) : (d, c);
                if (IsFree(a, c) && IsFree(b, d) && Key(a, c) != Key(b, d))
                {
                    ties.Remove(made[place]);
                    ties.Add(Key(a, c));
                    ties.Add(Key(b, d));
                    made[place] = Key(a, c);
                    made.Add(Key(b, d));
                    isMade = true;
                }
            }
        }

        bool IsFree(int a, int b) => a != b && isAllowed(a, b) && !ties.Contains(Key(a, b));

        bool TryAdd(int a, int b)
        {
            bool isFree = IsFree(a, b);
            if (isFree)
            {
                ties.Add(Key(a, b));
                made.Add(Key(a, b));
            }

            return isFree;
        }
    }

    private static (int Low, int High) Key(int a, int b) => (Math.Min(a, b), Math.Max(a, b));
}
