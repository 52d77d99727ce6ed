using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace InfluenceGraph.Kernels;

/// <summary>
/// Random numbers as a function of (seed, stream, counter): a stream can be started anywhere, by any thread, and gives the
/// same bits. SplitMix64.
/// </summary>
/// <remarks>G. L. Steele, D. Lea, C. H. Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.</remarks>
internal struct CounterRandom
{
    private const ulong Step = 0x9E3779B97F4A7C15;

    private ulong _counter;

    /// <summary>Starts a stream.</summary>
    /// <param name="seed">The caller's seed.</param>
    /// <param name="stream">Which stream; streams of one seed are independent of each other.</param>
    internal CounterRandom(ulong seed, ulong stream) => _counter = Hash(seed, stream);

    /// <summary>A well mixed number for a pair; not symmetric.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Hash(ulong first, ulong second) => Mix(Mix(first + Step) + (BitOperations.RotateLeft(second, 32) * 0xD1342543DE82EF95));

    /// <summary>The next 64 random bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ulong Next()
    {
        _counter += Step;
        return Mix(_counter);
    }

    /// <summary>The next 512 random bits: the same as eight times <see cref="Next"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Vector512<ulong> NextVector()
    {
        Vector512<ulong> bits = At(Vector512.Create(0UL, 1, 2, 3, 4, 5, 6, 7));
        _counter += unchecked(8 * Step);
        return bits;
    }

    /// <summary>The bits that stand so many places ahead: 0 is what <see cref="Next"/> gives next.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal readonly Vector512<ulong> At(Vector512<ulong> places)
    {
        Vector512<ulong> value = Vector512.Create(_counter + Step) + (Vector512.Create(Step) * places);
        value = (value ^ (value >> 30)) * Vector512.Create(0xBF58476D1CE4E5B9UL);
        value = (value ^ (value >> 27)) * Vector512.Create(0x94D049BB133111EBUL);
        return value ^ (value >> 31);
    }

    /// <summary>Uniform in [0, 1), 53 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal double NextUnit() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in 0 to <paramref name="bound"/> - 1, by multiplication (the bias is below 2^-32 for bounds below 2^32).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal uint NextBelow(uint bound) => (uint)Math.BigMul(Next(), bound, out _);

    /// <summary>Exponential with mean 1: the distance between events that come at random.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal double NextExponential() => -NaturalLog.OfUnit(Next());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
