namespace InfluenceGraph.SocialValues;

/// <summary>The nodes with the largest scores: falling score, then rising node. O(nodes log k).</summary>
internal static class TopNodes
{
    private static readonly Comparer<(double Score, int Node)> _worstFirst =
        Comparer<(double Score, int Node)>.Create(static (a, b) =>
        {
            int byScore = a.Score.CompareTo(b.Score);
            return byScore != 0 ? byScore : b.Node.CompareTo(a.Node);
        });

    internal static (double Score, int Node)[] Of(IEnumerable<(double Score, int Node)> candidates, int count)
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
