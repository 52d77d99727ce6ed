using InfluenceGraph.SocialValues;

namespace InfluenceGraph.Tags;

/// <summary>
/// The nodes whose tags are most like those of a node, without looking at all pairs: goes through the lists of the node's
/// tags, those that say most per entry first, and stops as soon as the lists that are left cannot lift a node not met so far into
/// the best; only candidates that can still get there are then compared in full. Exact. One searcher per thread.
/// </summary>
/// <remarks>
/// R. J. Bayardo, Y. Ma, R. Srikant, "Scaling up all pairs similarity search", WWW 2007, the bounds by largest values; H.
/// Turtle, J. Flood, "Query evaluation: strategies and optimizations", IPM 31 (1995), the order of lists and when to stop.
/// </remarks>
internal sealed class TagSearch(TagVectors vectors)
{
    /// <summary>Bounds are given away by more than rounding can take.</summary>
    private const double Slack = 1e-9;

    private readonly double[] _partial = new double[vectors.NodeCount];
    private readonly double[] _query = new double[vectors.TagCount];
    private readonly List<int> _met = [];

    /// <summary>How many entries of lists the searches looked at; for tests.</summary>
    internal long EntriesRead { get; private set; }

    /// <summary>The most similar other nodes: falling cosine, then rising node.</summary>
    /// <param name="node">The node.</param>
    /// <param name="count">How many at most, at least 1.</param>
    /// <param name="least">The least cosine; nodes without a tag in common are never found.</param>
    internal (double Score, int Node)[] Nearest(int node, int count, double least)
    {
        int[] tags = vectors.TagsOf(node).ToArray();
        double[] values = vectors.ValuesOf(node).ToArray();
        double[] bounds = [.. tags.Select((tag, t) => values[t] * vectors.Largest[tag])];
        int[] order = [.. Enumerable.Range(0, tags.Length)
            .OrderByDescending(t => bounds[t] / vectors.NodesOf(tags[t]).Length)
            .ThenBy(t => tags[t])];
        double[] left = LeftAfter(order, bounds, values);
        for (int t = 0; t < tags.Length; t++)
        {
            _query[tags[t]] = values[t];
        }

        double threshold = least;
        int read = 0;
        long nextLook = count;
        while (read < order.Length && left[read] >= threshold * (1 - Slack))
        {
            Add(node, tags[order[read]], values[order[read]]);
            read++;

            // Finding the threshold costs as much as reading the candidates: only when their number has doubled.
            if (_met.Count >= nextLook)
            {
                threshold = Math.Max(least, CountthLargest(count));
                nextLook = 2L * _met.Count;
            }
        }

        threshold = Math.Max(least, _met.Count >= count ? CountthLargest(count) : 0);
        double rest = left[read];
        var best = TopNodes.Of(
            _met.Where(other => _partial[other] + rest >= threshold * (1 - Slack)).Select(other => (Cosine(other), other)).Where(item => item.Item1 >= least),
            count);
        Clear(tags);
        return best;
    }

    /// <summary>After how many lists how large the product with a node not met so far can still be: by the largest values, or by the length of what is left.</summary>
    private static double[] LeftAfter(int[] order, double[] bounds, double[] values)
    {
        double[] left = new double[order.Length + 1];
        double squares = 0;
        double sum = 0;
        for (int i = order.Length - 1; i >= 0; i--)
        {
            sum += bounds[order[i]];
            squares += values[order[i]] * values[order[i]];
            left[i] = Math.Min(sum, Math.Sqrt(squares));
        }

        return left;
    }

    private void Add(int node, int tag, double value)
    {
        ReadOnlySpan<int> nodes = vectors.NodesOf(tag);
        ReadOnlySpan<double> values = vectors.NodeValuesOf(tag);
        EntriesRead += nodes.Length;
        for (int i = 0; i < nodes.Length; i++)
        {
            int other = nodes[i];
            if (other != node)
            {
                if (_partial[other] == 0)
                {
                    _met.Add(other);
                }

                _partial[other] += value * values[i];
            }
        }
    }

    private double CountthLargest(int count)
    {
        var best = new PriorityQueue<int, double>(count + 1);
        foreach (int other in _met)
        {
            if (best.Count < count)
            {
                best.Enqueue(other, _partial[other]);
            }
            else
            {
                best.EnqueueDequeue(other, _partial[other]);
            }
        }

        return best.Count == count && best.TryPeek(out _, out double least) ? least : 0;
    }

    /// <summary>In the order of the tags, so that the cosine of a pair has the same bits from both sides.</summary>
    private double Cosine(int other)
    {
        ReadOnlySpan<int> tags = vectors.TagsOf(other);
        ReadOnlySpan<double> values = vectors.ValuesOf(other);
        double product = 0;
        for (int t = 0; t < tags.Length; t++)
        {
            product += values[t] * _query[tags[t]];
        }

        return Math.Min(1, product);
    }

    private void Clear(int[] tags)
    {
        foreach (int tag in tags)
        {
            _query[tag] = 0;
        }

        foreach (int other in _met)
        {
            _partial[other] = 0;
        }

        _met.Clear();
    }
}
