namespace InfluenceGraph.Tests.Cascades.Everyone;

/// <summary>What one node reaches in a world, by nothing but a breadth first search.</summary>
internal static class NaiveWorld
{
    internal static double Reach(IEnumerable<(int From, int To)> live, int nodes, int start, double[] worth)
    {
        ILookup<int, int> targets = live.ToLookup(edge => edge.From, edge => edge.To);
        bool[] isReached = new bool[nodes];
        isReached[start] = true;
        var queue = new Queue<int>([start]);
        double sum = 0;
        while (queue.TryDequeue(out int node))
        {
            sum += worth[node];
            foreach (int target in targets[node])
            {
                if (!isReached[target])
                {
                    isReached[target] = true;
                    queue.Enqueue(target);
                }
            }
        }

        return sum;
    }
}
