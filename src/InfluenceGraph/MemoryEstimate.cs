using System.Globalization;
using InfluenceGraph.Keys;

namespace InfluenceGraph;

/// <summary>How much memory a graph needs, told before it is built.</summary>
/// <param name="AtRest">Bytes that the built graph keeps.</param>
/// <param name="PeakWhileBuilding">The most bytes in use at one time while it is built, the graph included.</param>
/// <param name="SocialValue">The most bytes that a social value computation needs on top of the graph, its result included; 8 of them a tie stay with the view for the next one, 4 where all ties weigh the same.</param>
public readonly record struct MemoryEstimate(long AtRest, long PeakWhileBuilding, long SocialValue)
{
    /// <summary>The estimate in MiB.</summary>
    /// <returns>One line, invariant culture.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Mebibytes(AtRest)} MiB at rest, {Mebibytes(PeakWhileBuilding)} MiB while building, {Mebibytes(SocialValue)} MiB more for social value");

    private static long Mebibytes(long bytes) => (bytes + (1 << 20) - 1) >> 20;

    internal static MemoryEstimate Of<TKey>(long customers, long ties, int averageKeyLength, bool hasPermissionAndStrength)
        where TKey : notnull
    {
        KeyMemory key = KeyMemory.Of<TKey>(averageKeyLength);
        long perCustomer = key.AtRest + sizeof(double) + (2 * sizeof(long));
        long perTie = (2 * (sizeof(int) + sizeof(float))) + (hasPermissionAndStrength ? 2 * sizeof(float) : 0);
        long atRest = (customers * perCustomer) + (ties * perTie);

        // The rows while they are sorted (twice 16 bytes). Of a customer: the key's table, then its column, the own value twice, its node, and what sorts the keys.
        long building = (customers * (key.WhileBuilding + (4 * sizeof(long)))) + (ties * 32);

        // What starts, moves on, arrives and is known of each customer, the moves of a round in single precision, and the ties laid out for sweeps.
        long socialValue = (customers * ((10 * sizeof(double)) + ((SocialValues.PageRankSolver.MostMoves + 2) * sizeof(float)))) + (ties * (sizeof(int) + sizeof(float)));
        return new(atRest, Math.Max(building, atRest + (ties * 8)), socialValue);
    }
}
