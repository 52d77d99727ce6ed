namespace InfluenceGraph.Benchmarks.Graphs;

/// <summary>Whom to explain: the customer of highest social value, and the median one among those who can reach anybody.</summary>
internal static class TypicalCustomers
{
    internal static (long Top, long Median) Of(CustomerGraphView<long> view, SocialValueResult<long> result)
    {
        long[] reaching = [.. view.Customers.Where(customer => view.Nodes.Forward.DegreeOf((int)customer) > 0)];
        Array.Sort(reaching, (a, b) => result[b].CompareTo(result[a]));
        return (reaching[0], reaching[reaching.Length / 2]);
    }
}
