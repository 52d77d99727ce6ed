using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace InfluenceGraph.Kernels;

/// <summary>
/// Where words arrive: a row of 512 worlds for each node, on cache lines of their own, and a mark on each block of 16 nodes that any
/// arrived at, so that the next hop finds them in the nodes' order without a list.
/// </summary>
internal sealed class WaveFront
{
    internal const int BlockShift = 4;

    private readonly ulong[] _rows;
    private readonly int _start;

    internal WaveFront(int nodes)
    {
        (_rows, _start) = NewRows(nodes);
        Marks = new byte[((nodes >> BlockShift) + sizeof(ulong)) / sizeof(ulong) * sizeof(ulong)];
    }

    internal byte[] Marks { get; }

    internal ref ulong FirstRow => ref _rows[_start];

    internal static long BytesFor(long nodes) => (nodes * FreshWorlds.Words * sizeof(ulong)) + (nodes >> BlockShift);

    /// <summary>Arrives at a node in several worlds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Arrive(int node, Vector512<ulong> worlds)
    {
        ref ulong row = ref Unsafe.Add(ref FirstRow, (nint)(uint)node * FreshWorlds.Words);
        (Vector512.LoadUnsafe(ref row) | worlds).StoreUnsafe(ref row);
        Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Marks), (nint)((uint)node >> BlockShift)) = 1;
    }

    /// <summary>Arrives at a node in worlds of one word of its row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Arrive(int node, int word, ulong worlds)
    {
        Unsafe.Add(ref FirstRow, ((nint)(uint)node * FreshWorlds.Words) + word) |= worlds;
        Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Marks), (nint)((uint)node >> BlockShift)) = 1;
    }

    /// <summary>Rows of 512 bits for nodes, from the start of a cache line, and one word more.</summary>
    internal static (ulong[] Rows, int Start) NewRows(int nodes)
    {
        const int CacheLine = 64;
        ulong[] rows = GC.AllocateArray<ulong>(checked((nodes + 2) * FreshWorlds.Words), pinned: true);
        long past = Marshal.UnsafeAddrOfPinnedArrayElement(rows, 0) % CacheLine;
        return (rows, (int)((CacheLine - past) % CacheLine / sizeof(ulong)));
    }
}
