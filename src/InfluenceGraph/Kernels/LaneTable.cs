using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace InfluenceGraph.Kernels;

/// <summary>
/// A line of the processor's memory for each node, and in it a number for each lane: 8 doubles or 16 floats. The array is pinned, as the
/// boundary of a line is one only where it stays.
/// </summary>
internal sealed class LaneTable<T>
    where T : unmanaged
{
    private const int LineBytes = 64;

    private readonly T[] _numbers;
    private readonly int _start;

    /// <summary>All 0.</summary>
    internal LaneTable(int rows)
    {
        _numbers = GC.AllocateArray<T>(checked((rows + 1) * Lanes), pinned: true);
        long address = Marshal.UnsafeAddrOfPinnedArrayElement(_numbers, 0);
        _start = (int)((LineBytes - (address % LineBytes)) % LineBytes) / Unsafe.SizeOf<T>();
    }

    internal static int Lanes => LineBytes / Unsafe.SizeOf<T>();

    internal Span<T> Row(int row) => _numbers.AsSpan(_start + (row * Lanes), Lanes);

    internal Span<T> Rows(int rows) => _numbers.AsSpan(_start, rows * Lanes);

    internal void Clear() => Array.Clear(_numbers);
}
