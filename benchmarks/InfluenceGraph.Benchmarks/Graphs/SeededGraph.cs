namespace InfluenceGraph.Benchmarks.Graphs;

/// <summary>Which facts the rows of a graph carry.</summary>
internal enum TieFacts
{
    /// <summary>Permission 1 and strength 1 a row, so that merged strengths are the number of rows.</summary>
    Counts,

    /// <summary>Permission in (0, 1] and strength in [1, 10), 53 random bits each, by the row's number.</summary>
    Irrational,
}

/// <summary>Edges to a customer graph: every node a customer, keyed by its number, with a seeded own value of 1 to 1000.</summary>
internal static class SeededGraph
{
    private const ulong ValueSeed = 7001;
    private const ulong FactSeed = 7002;

    internal static CustomerGraph<long> Build(EdgeSource source, TieFacts facts = TieFacts.Counts)
    {
        var builder = new CustomerGraphBuilder<long>();
        for (int node = 0; node < source.NodeCount; node++)
        {
            builder.AddCustomer(node, OwnValueOf(node));
        }

        long row = 0;
        foreach ((int from, int to) in source.Edges)
        {
            (double permission, double strength) = FactsOf(row++, facts);
            builder.AddTie(new(from, to, permission, strength));
        }

        return builder.Build();
    }

    internal static double OwnValueOf(int node) => 1 + (CounterHash.Bits(ValueSeed, (ulong)node, 0) % 1000);

    internal static (double Permission, double Strength) FactsOf(long row, TieFacts facts) =>
        facts == TieFacts.Counts
            ? (1, 1)
            : (1 - CounterHash.Unit(FactSeed, (ulong)row, 0), 1 + (9 * CounterHash.Unit(FactSeed, (ulong)row, 1)));
}
