namespace InfluenceGraph.SocialValues;

/// <summary>The nodes with the largest scores: falling score, then rising node. O(nodes log k) for k of them.</summary>
internal static class TopNodes
{
    private static readonly Comparer<(double Score, int Node)> _worstFirst =
        Comparer<(double Score, int Node)>.Create(static (a, b) =>
        {
            int byScore = a.Score.CompareTo(b.Score);
            return byScore != 0 ? byScore : b.Node.CompareTo(a.Node);
        });

    /// <summary>More are faster sorted than queued.</summary>
    private const int MostQueued = 1 << 14;

    internal static (double Score, int Node)[] Of(IEnumerable<(double Score, int Node)> candidates, int count) =>
        count > MostQueued ? Sorted([.. candidates], count) : Queued(candidates, count);

    /// <summary>Numbers sort several times faster than pairs; nodes decide among equal scores only.</summary>
    private static (double Score, int Node)[] Sorted((double Score, int Node)[] candidates, int count)
    {
        double[] falling = Array.ConvertAll(candidates, static candidate => -candidate.Score);
        int[] nodes = Array.ConvertAll(candidates, static candidate => candidate.Node);
        Array.Sort(falling, nodes);
        for (int first = 0, next; first < nodes.Length; first = next)
        {
            next = first + 1;
            while (next < nodes.Length && falling[next].Equals(falling[first]))
            {
                next++;
            }

            nodes.AsSpan(first..next).Sort();
        }

        var top = new (double Score, int Node)[Math.Min(count, nodes.Length)];
        for (int i = 0; i < top.Length; i++)
        {
            top[i] = (0 - falling[i], nodes[i]);
        }

        return top;
    }

    private static (double Score, int Node)[] Queued(IEnumerable<(double Score, int Node)> candidates, int count)
    {
        var best = new PriorityQueue<int, (double Score, int Node)>(_worstFirst);
        foreach ((double Score, int Node) candidate in candidates)
        {
            if (best.Count < count)
            {
                best.Enqueue(candidate.Node, candidate);
            }
            else if (count > 0)
            {
                best.EnqueueDequeue(candidate.Node, candidate);
            }
        }

        var top = new (double Score, int Node)[best.Count];
        for (int i = top.Length - 1; i >= 0; i--)
        {
            best.TryDequeue(out _, out top[i]);
        }

        return top;
    }
}
