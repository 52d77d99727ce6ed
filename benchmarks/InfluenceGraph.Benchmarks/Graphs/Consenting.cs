namespace InfluenceGraph.Benchmarks.Graphs;

/// <summary>A ledger in which every customer decided about scoring: nine of ten, by a hash, granted it, the others refused.</summary>
internal static class Consenting
{
    private const ulong Seed = 7003;

    internal static void Record(CustomerGraph<long> graph, DateTimeOffset from)
    {
        foreach (long customer in graph.Customers)
        {
            bool granted = CounterHash.Bits(Seed, (ulong)customer, 0) % 10 > 0;
            graph.Consents.Record(new(customer, Purpose.Score, Channel.Any, granted, from, Until: null, "benchmark"));
        }
    }
}
