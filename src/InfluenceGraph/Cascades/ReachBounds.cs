namespace InfluenceGraph.Cascades;

/// <summary>Between what any world must lie: the seeds are always reached, and never more than can be reached.</summary>
internal readonly record struct ReachBounds(double LeastWorth, double MostWorth, int MostCustomers)
{
    internal static ReachBounds Of(ReachSpace space, ReadOnlySpan<double> worth)
    {
        (double least, double most) = (0, 0);
        for (int node = 0; node < space.Nodes.Length; node++)
        {
            double one = worth[space.Nodes[node]];
            most += one;
            least += node < space.Seeds ? one : 0;
        }

        return new(least, most, space.Nodes.Length);
    }
}
