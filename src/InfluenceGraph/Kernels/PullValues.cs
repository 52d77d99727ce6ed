using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace InfluenceGraph.Kernels;

/// <summary>How <see cref="SlicedPull"/> reads the values that it sums, always as doubles.</summary>
internal interface IValues<T>
    where T : unmanaged
{
    /// <summary>One value.</summary>
    static abstract double At(ReadOnlySpan<T> values, int index);

    /// <summary>Eight values.</summary>
    static abstract unsafe Vector512<double> Gather(T* values, int* indices);
}

/// <summary>How <see cref="SlicedPull"/> weights what it sums.</summary>
internal interface IWeights
{
    /// <summary>One weight.</summary>
    static abstract double At(ReadOnlySpan<float> weights, int index);

    /// <summary>Eight values times their weights.</summary>
    static abstract unsafe Vector512<double> Times(Vector512<double> values, float* weights, nint index);
}

/// <summary>Values of single precision: half the memory, and so more of them near the processor.</summary>
internal readonly struct SingleValues : IValues<float>
{
    public static double At(ReadOnlySpan<float> values, int index) => values[index];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Vector512<double> Gather(float* values, int* indices) =>
        Vector512.WidenLower(Avx2.GatherVector256(values, Vector256.Load(indices), sizeof(float)).ToVector512Unsafe());
}

/// <summary>Values of double precision.</summary>
internal readonly struct DoubleValues : IValues<double>
{
    public static double At(ReadOnlySpan<double> values, int index) => values[index];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Vector512<double> Gather(double* values, int* indices) => Vector512.Create(
        Avx2.GatherVector256(values, Vector128.Load(indices), sizeof(double)),
        Avx2.GatherVector256(values, Vector128.Load(indices + 4), sizeof(double)));
}

/// <summary>All weights are 1.</summary>
internal readonly struct NoWeights : IWeights
{
    public static double At(ReadOnlySpan<float> weights, int index) => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Vector512<double> Times(Vector512<double> values, float* weights, nint index) => values;
}

/// <summary>Weights of single precision.</summary>
internal readonly struct SingleWeights : IWeights
{
    public static double At(ReadOnlySpan<float> weights, int index) => weights[index];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Vector512<double> Times(Vector512<double> values, float* weights, nint index) =>
        values * Vector512.WidenLower(Vector256.Load(weights + index).ToVector512Unsafe());
}
