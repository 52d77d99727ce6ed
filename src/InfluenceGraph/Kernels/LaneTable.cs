using System.Runtime.InteropServices;

namespace InfluenceGraph.Kernels;

/// <summary>
/// A number for each node and lane, a node's lanes side by side from a boundary of the processor's memory lines on, so that no
/// vector lies across two lines. The array is pinned, as a boundary is one only where it stays.
/// </summary>
internal sealed class LaneTable
{
    private const int LineBytes = 64;

    private readonly double[] _numbers;
    private readonly int _start;

    /// <summary>All 0.</summary>
    internal LaneTable(int rows, int lanes)
    {
        _numbers = GC.AllocateArray<double>(checked((rows * lanes) + (LineBytes / sizeof(double))), pinned: true);
        long address = Marshal.UnsafeAddrOfPinnedArrayElement(_numbers, 0);
        _start = (int)((LineBytes - (address % LineBytes)) % LineBytes) / sizeof(double);
    }

    internal Span<double> Row(int row, int lanes) => _numbers.AsSpan(_start + (row * lanes), lanes);

    internal Span<double> Rows(int rows, int lanes) => _numbers.AsSpan(_start, rows * lanes);
}
