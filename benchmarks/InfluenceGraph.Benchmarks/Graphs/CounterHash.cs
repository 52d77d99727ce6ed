namespace InfluenceGraph.Benchmarks.Graphs;

/// <summary>
/// Counter-based random numbers: the number for (seed, counter, lane) depends on nothing else, so data made from them is
/// the same in any order and on any number of threads.
/// </summary>
/// <remarks>
/// The mixing steps of SplitMix64: G. L. Steele, D. Lea, C. H. Flood, "Fast splittable pseudorandom number generators",
/// OOPSLA 2014.
/// </remarks>
internal static class CounterHash
{
    private const ulong GoldenGamma = 0x9E3779B97F4A7C15;

    internal static ulong Bits(ulong seed, ulong counter, ulong lane) =>
        Mix(Mix(seed + (counter * GoldenGamma)) + ((lane + 1) * GoldenGamma));

    /// <summary>Uniform in [0, 1).</summary>
    internal static double Unit(ulong seed, ulong counter, ulong lane) =>
        (Bits(seed, counter, lane) >> 11) * (1.0 / (1L << 53));

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
