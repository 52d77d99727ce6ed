using InfluenceGraph.Communities;
using InfluenceGraph.Graphs;

namespace InfluenceGraph.Tests.Communities;

/// <summary>Ties as a dense matrix, and groupings judged by the textbook's sums over all pairs: slow, and knowing nothing of the library.</summary>
internal sealed class PlainCommunities
{
    private readonly double[,] _weights;

    internal PlainCommunities(double[,] weights) => _weights = weights;

    internal int Count => _weights.GetLength(0);

    /// <summary>A reproducible graph; <c>weights[i, j]</c> is the tie i -> j.</summary>
    internal static PlainCommunities Random(int seed, int count, double density, bool whole = true)
    {
        var random = new Random(seed);
        double[,] weights = new double[count, count];
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < count; j++)
            {
                weights[i, j] = i != j && random.NextDouble() < density ? (whole ? random.Next(1, 4) : (float)random.NextDouble()) : 0;
            }
        }

        return new(weights);
    }

    /// <summary>Groups of equal size with many ties inside and few between.</summary>
    internal static PlainCommunities Planted(int seed, int groups, int size, double inside, double between)
    {
        var random = new Random(seed);
        double[,] weights = new double[groups * size, groups * size];
        for (int i = 0; i < groups * size; i++)
        {
            for (int j = i + 1; j < groups * size; j++)
            {
                weights[i, j] = weights[j, i] = random.NextDouble() < (i / size == j / size ? inside : between) ? 1 : 0;
            }
        }

        return new(weights);
    }

    internal CommunityTies Ties()
    {
        long[] offsets = new long[Count + 1];
        var targets = new List<int>();
        var outward = new List<float>();
        var inward = new List<float>();
        for (int i = 0; i < Count; i++)
        {
            for (int j = 0; j < Count; j++)
            {
                if (i != j && (_weights[i, j] > 0 || _weights[j, i] > 0))
                {
                    targets.Add(j);
                    outward.Add((float)_weights[i, j]);
                    inward.Add((float)_weights[j, i]);
                }
            }

            offsets[i + 1] = targets.Count;
        }

        return CommunityTies.Of(new CsrGraph(offsets, [.. targets], [.. outward.Zip(inward, (a, b) => a + b)]), [.. outward], [.. inward]);
    }

    internal IEnumerable<Tie<int>> Rows()
    {
        for (int i = 0; i < Count; i++)
        {
            for (int j = 0; j < Count; j++)
            {
                if (_weights[i, j] > 0)
                {
                    yield return new(i, j, 1, _weights[i, j]);
                }
            }
        }
    }

    internal CustomerGraph<int> Build() => CustomerGraph.FromTies(Rows(), Enumerable.Range(0, Count).Select(key => new Customer<int>(key, key + 1)));

    internal double QualityOf(IReadOnlyList<int> groups, CommunityQuality quality, double resolution, bool directed)
    {
        double total = _weights.Cast<double>().Sum();
        double sum = 0;
        for (int i = 0; i < Count; i++)
        {
            for (int j = 0; j < Count; j++)
            {
                if (groups[i] == groups[j])
                {
                    sum += quality == CommunityQuality.ConstantPotts
                        ? _weights[i, j] - (i < j ? resolution : 0)
                        : directed
                            ? (_weights[i, j] - (resolution * Sent(i) * Received(j) / total)) / total
                            : ((_weights[i, j] + _weights[j, i]) - (resolution * (Sent(i) + Received(i)) * (Sent(j) + Received(j)) / (2 * total))) / (2 * total);
                }
            }
        }

        return sum;
    }

    /// <summary>The best of all groupings (restricted growth strings).</summary>
    internal double Optimum(CommunityQuality quality, double resolution, bool directed)
    {
        double best = double.NegativeInfinity;
        int[] groups = new int[Count];
        void Extend(int node, int used)
        {
            if (node == Count)
            {
                best = Math.Max(best, QualityOf(groups, quality, resolution, directed));
                return;
            }

            for (int group = 0; group <= used; group++)
            {
                groups[node] = group;
                Extend(node + 1, Math.Max(used, group + 1));
            }
        }

        Extend(0, 0);
        return best;
    }

    internal bool IsConnected(IReadOnlyList<int> groups, int group)
    {
        var members = new HashSet<int>(Enumerable.Range(0, Count).Where(node => groups[node] == group));
        var waiting = new Queue<int>();
        waiting.Enqueue(members.First());
        members.Remove(waiting.Peek());
        while (waiting.TryDequeue(out int node))
        {
            foreach (int other in members.Where(other => _weights[node, other] > 0 || _weights[other, node] > 0).ToArray())
            {
                members.Remove(other);
                waiting.Enqueue(other);
            }
        }

        return members.Count == 0;
    }

    private double Sent(int i) => Enumerable.Range(0, Count).Sum(j => _weights[i, j]);

    private double Received(int i) => Enumerable.Range(0, Count).Sum(j => _weights[j, i]);
}
