using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace InfluenceGraph.Kernels;

/// <summary>
/// Where words arrive: a row of 512 worlds for each node, on cache lines of their own, and a mark on each node that any may have
/// arrived at, so that the next hop finds them in the nodes' order without a list.
/// </summary>
internal sealed class WaveFront
{
    /// <summary>The most nodes whose rows an array can hold, with some room at both ends.</summary>
    internal const int MostNodes = (0x7FFFFFC7 / FreshNodes.Words) - 4;

    private readonly ulong[] _rows;
    private readonly int _start;

    internal WaveFront(int nodes)
    {
        (_rows, _start) = NewRows(nodes);
        Marks = new byte[(nodes + sizeof(ulong)) / sizeof(ulong) * sizeof(ulong)];
    }

    internal byte[] Marks { get; }

    internal ref ulong FirstRow => ref _rows[_start];

    internal static long BytesFor(long nodes) => nodes * ((FreshNodes.Words * sizeof(ulong)) + 1);

    /// <summary>Arrives at a node in several worlds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Arrive(int node, Vector512<ulong> worlds)
    {
        ref ulong row = ref Unsafe.Add(ref FirstRow, (nint)(uint)node * FreshNodes.Words);
        (Vector512.LoadUnsafe(ref row) | worlds).StoreUnsafe(ref row);
        Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Marks), (nint)(uint)node) = 1;
    }

    /// <summary>Arrives at a node in worlds of one word of its row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Arrive(int node, int word, ulong worlds)
    {
        Unsafe.Add(ref FirstRow, ((nint)(uint)node * FreshNodes.Words) + word) |= worlds;
        Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Marks), (nint)(uint)node) = 1;
    }

    /// <summary>Takes out all nodes at which words have arrived; nothing is left here.</summary>
    /// <param name="visited">The first row of the worlds in which each node is reached already; gets those in which it is now.</param>
    /// <param name="fresh">Gets the nodes reached in worlds in which they were not.</param>
    /// <param name="reached">Gets the nodes reached in no world before.</param>
    /// <param name="reachedCount">How many there are; counted on.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal void Collect(ref ulong visited, FreshNodes fresh, int[] reached, ref int reachedCount)
    {
        fresh.Clear();
        ref ulong rows = ref FirstRow;
        ref int reachedNodes = ref MemoryMarshal.GetArrayDataReference(reached);
        Span<ulong> marks = MemoryMarshal.Cast<byte, ulong>(Marks.AsSpan());
        for (int i = 0; i < marks.Length; i++)
        {
            ulong mark = marks[i];
            if (mark == 0)
            {
                continue;
            }

            marks[i] = 0;
            for (; mark != 0; mark &= mark - 1)
            {
                int node = (i * sizeof(ulong)) + (BitOperations.TrailingZeroCount(mark) >> 3);
                ref ulong row = ref Unsafe.Add(ref rows, (nint)(uint)node * FreshNodes.Words);
                ref ulong visitedRow = ref Unsafe.Add(ref visited, (nint)(uint)node * FreshNodes.Words);
                var arrived = Vector512.LoadUnsafe(ref row);
                Vector512<ulong>.Zero.StoreUnsafe(ref row);
                var before = Vector512.LoadUnsafe(ref visitedRow);
                (before | arrived).StoreUnsafe(ref visitedRow);
                Unsafe.Add(ref reachedNodes, reachedCount) = node;
                reachedCount += before == Vector512<ulong>.Zero & arrived != Vector512<ulong>.Zero ? 1 : 0;
                fresh.Add(node, Vector512.AndNot(arrived, before));
            }
        }
    }

    /// <summary>Rows of 512 bits for nodes, from the start of a cache line, and one word more.</summary>
    internal static (ulong[] Rows, int Start) NewRows(int nodes)
    {
        const int CacheLine = 64;
        ulong[] rows = GC.AllocateArray<ulong>(checked((nodes + 2) * FreshNodes.Words), pinned: true);
        long past = Marshal.UnsafeAddrOfPinnedArrayElement(rows, 0) % CacheLine;
        return (rows, (int)((CacheLine - past) % CacheLine / sizeof(ulong)));
    }
}
