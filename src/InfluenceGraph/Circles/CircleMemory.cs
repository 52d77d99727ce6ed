using InfluenceGraph.Graphs;

namespace InfluenceGraph.Circles;

/// <summary>Bytes that questions about circles take at most, all customers and ties of a view taken to be used both ways.</summary>
internal static class CircleMemory
{
    /// <summary>Sums, score and error of an ego network.</summary>
    private const int CircleBytes = 88 + (2 * sizeof(double));

    /// <summary>Weights, what a sweep adds up, triangles of both ways and common weight by tie; ties oriented; permissions.</summary>
    internal static long Strength(long nodes, long edges, bool hasContacts, long namedCircles, int threads) =>
        MutualGraph.Bytes(nodes, edges) + Oriented(nodes, edges, threads)
        + (edges * (sizeof(float) + (hasContacts ? sizeof(double) : 0) + 4 + 12 + sizeof(int) + sizeof(double)))
        + (nodes * (sizeof(double) + CircleBytes + (namedCircles > 0 ? 5 : 0)))
        + (namedCircles * (CircleBytes + 40));

    /// <summary>Weights and roots, what a sweep adds up, numbers of ties; the measures and the cores.</summary>
    internal static long Brokerage(long nodes, long edges, int threads) =>
        MutualGraph.Bytes(nodes, edges) + Oriented(nodes, edges, threads)
        + (edges * (4 + 4 + 16 + sizeof(int)))
        + (nodes * ((7 * sizeof(double)) + (3 * sizeof(double)) + (5 * sizeof(int))));

    /// <summary>Ties once, in the row of one end, and what each thread marks in a row.</summary>
    private static long Oriented(long nodes, long edges, int threads) =>
        (edges * (sizeof(int) + (4 * sizeof(int) / 2))) + (nodes * 6 * sizeof(int)) + (threads * ((nodes * (1 + sizeof(int))) + (sizeof(int) * Math.Min(nodes, (long)Math.Sqrt(edges) + 1))));
}
