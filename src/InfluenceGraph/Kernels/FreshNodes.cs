using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace InfluenceGraph.Kernels;

/// <summary>The nodes that a hop has reached, in their order, and the worlds in which each of them is reached for the first time.</summary>
internal sealed class FreshNodes
{
    internal const int Words = 8;

    private readonly int[] _nodes;
    private readonly ulong[] _rows;
    private readonly int _start;

    internal FreshNodes(int nodes)
    {
        // One more, as a node is written down before it is known to be fresh.
        _nodes = new int[nodes + 1];
        (_rows, _start) = WaveFront.NewRows(nodes + 1);
    }

    internal static long BytesFor(long nodes) => nodes * ((Words * sizeof(ulong)) + sizeof(int));

    internal int Count { get; private set; }

    internal ReadOnlySpan<int> Nodes => _nodes.AsSpan(0, Count);

    /// <summary>Forgets all.</summary>
    internal void Clear() => Count = 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Vector512<ulong> WorldsOf(int place) => Vector512.LoadUnsafe(ref RowOf(place));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal int NodeOf(int place) => Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_nodes), place);

    /// <summary>Writes a node down; it stays only where there is a world.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Add(int node, Vector512<ulong> worlds)
    {
        worlds.StoreUnsafe(ref RowOf(Count));
        Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_nodes), Count) = node;

        // Without a branch, as nobody could foretell it.
        Count += worlds != Vector512<ulong>.Zero ? 1 : 0;
    }

    /// <summary>The first word of a node's worlds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ref ulong RowOf(int place) => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_rows), _start + ((nint)(uint)place * Words));
}
