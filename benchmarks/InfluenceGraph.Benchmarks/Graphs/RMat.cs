namespace InfluenceGraph.Benchmarks.Graphs;

/// <summary>
/// A directed R-MAT graph: <c>2^scale</c> nodes, <c>degree 2^scale</c> edges. Each edge falls through <c>scale</c>
/// levels of the adjacency matrix, into one of four quadrants at each, with the probabilities of Graph500 and of the GAP
/// benchmark suite.
/// </summary>
/// <remarks>
/// <para>D. Chakrabarti, Y. Zhan, C. Faloutsos, "R-MAT: a recursive model for graph mining", SDM 2004.</para>
/// <para>The quadrant of (edge, level) is a hash of (seed, edge, level), so edge i is the same whoever computes it and
/// when. Node ids are scrambled by a bijection, as both suites do, so that ids say nothing about degrees. About half of
/// the nodes get no edge at all, and the largest degree grows like a power of the size: that is the model. Duplicate and
/// self edges are produced as they fall.</para>
/// </remarks>
internal static class RMat
{
    internal const ulong DefaultSeed = 20;
    private const double A = 0.57;
    private const double B = 0.19;
    private const double C = 0.19;

    internal static EdgeSource Create(int scale, int degree, ulong seed = DefaultSeed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(scale, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(scale, 26);
        ArgumentOutOfRangeException.ThrowIfLessThan(degree, 1);
        return new($"R-MAT scale {scale}, degree {degree}, seed {seed}", 1 << scale, Edges(scale, (long)degree << scale, seed));
    }

    private static IEnumerable<(int From, int To)> Edges(int scale, long count, ulong seed)
    {
        for (long edge = 0; edge < count; edge++)
        {
            yield return EdgeAt(edge, scale, seed);
        }
    }

    /// <summary>One edge, which depends on nothing but its number, so that many threads can make the same graph.</summary>
    internal static (int From, int To) EdgeAt(long edge, int scale, ulong seed = DefaultSeed)
    {
        int from = 0;
        int to = 0;
        for (int level = 0; level < scale; level++)
        {
            double quadrant = CounterHash.Unit(seed, (ulong)edge, (ulong)level);
            from = (from << 1) | (quadrant >= A + B ? 1 : 0);
            to = (to << 1) | (quadrant is (>= A and < A + B) or >= A + B + C ? 1 : 0);
        }

        return (Scramble(from, scale), Scramble(to, scale));
    }

    /// <summary>A bijection of 0 .. 2^scale - 1: shifts by half the bits and multiplications by odd numbers can be undone.</summary>
    private static int Scramble(int node, int scale)
    {
        uint mask = (uint)((1L << scale) - 1);
        int shift = (scale + 1) / 2;
        uint x = (uint)node;
        x = ((x ^ (x >> shift)) * 0x9E3779B1) & mask;
        x = ((x ^ (x >> shift)) * 0x85EBCA77) & mask;
        return (int)(x ^ (x >> shift));
    }
}
