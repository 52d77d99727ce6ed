using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace InfluenceGraph.Kernels;

/// <summary>
/// A counter for each of 512 worlds, standing upright: plane k holds bit k of all counters, so that one is added to any
/// of them by a few operations on whole rows.
/// </summary>
internal sealed class WorldTally
{
    private const int Planes = 32;

    private readonly ulong[] _planes = new ulong[Planes * FreshNodes.Words];

    internal void Clear() => Array.Clear(_planes);

    /// <summary>Adds one to the counters of each node's worlds.</summary>
    internal void Add(FreshNodes fresh)
    {
        const int Group = 8;
        int i = 0;
        for (; i + Group <= fresh.Count; i += Group)
        {
            AddGroup(fresh, i);
        }

        for (; i < fresh.Count; i++)
        {
            Carry(0, fresh.WorldsOf(i));
        }
    }

    /// <summary>Eight at the price of little more than one, as the first three planes are gone through once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void AddGroup(FreshNodes fresh, int first)
    {
        ref ulong planes = ref MemoryMarshal.GetArrayDataReference(_planes);
        var ones = Vector512.LoadUnsafe(ref planes);
        var twos = Vector512.LoadUnsafe(ref planes, FreshNodes.Words);
        var fours = Vector512.LoadUnsafe(ref planes, 2 * FreshNodes.Words);
        ones = Sum(ones, fresh.WorldsOf(first), fresh.WorldsOf(first + 1), out Vector512<ulong> twosA);
        ones = Sum(ones, fresh.WorldsOf(first + 2), fresh.WorldsOf(first + 3), out Vector512<ulong> twosB);
        twos = Sum(twos, twosA, twosB, out Vector512<ulong> foursA);
        ones = Sum(ones, fresh.WorldsOf(first + 4), fresh.WorldsOf(first + 5), out twosA);
        ones = Sum(ones, fresh.WorldsOf(first + 6), fresh.WorldsOf(first + 7), out twosB);
        twos = Sum(twos, twosA, twosB, out Vector512<ulong> foursB);
        fours = Sum(fours, foursA, foursB, out Vector512<ulong> eights);
        ones.StoreUnsafe(ref planes);
        twos.StoreUnsafe(ref planes, FreshNodes.Words);
        fours.StoreUnsafe(ref planes, 2 * FreshNodes.Words);
        Carry(3, eights);
    }

    /// <summary>Adds three bits in each world.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Sum(Vector512<ulong> first, Vector512<ulong> second, Vector512<ulong> third, out Vector512<ulong> carry)
    {
        Vector512<ulong> either = first ^ second;
        carry = (first & second) | (either & third);
        return either ^ third;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Carry(int plane, Vector512<ulong> carry)
    {
        ref ulong row = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_planes), plane * FreshNodes.Words);
        while (carry != Vector512<ulong>.Zero)
        {
            var old = Vector512.LoadUnsafe(ref row);
            (old ^ carry).StoreUnsafe(ref row);
            carry &= old;
            row = ref Unsafe.Add(ref row, FreshNodes.Words);
        }
    }

    /// <summary>The sum of all counters and the sum of their squares: <c>sum over k of 2^k |plane k|</c>, and <c>sum over j, k of 2^(j+k) |plane j and plane k|</c>.</summary>
    internal (long Sum, double Squares) Sums()
    {
        int used = PlanesUsed();
        long sum = 0;
        double squares = 0;
        for (int j = 0; j < used; j++)
        {
            sum += (long)CountBoth(j, j) << j;
            squares += Math.ScaleB(CountBoth(j, j), 2 * j);
            for (int k = j + 1; k < used; k++)
            {
                squares += Math.ScaleB(CountBoth(j, k), j + k + 1);
            }
        }

        return (sum, squares);
    }

    internal void CopyTo(Span<int> counts)
    {
        int used = PlanesUsed();
        for (int world = 0; world < counts.Length; world++)
        {
            int count = 0;
            for (int k = 0; k < used; k++)
            {
                count |= (int)((_planes[(k * FreshNodes.Words) + (world >> 6)] >> world) & 1) << k;
            }

            counts[world] = count;
        }
    }

    private int PlanesUsed()
    {
        int used = Planes;
        while (used > 0 && !_planes.AsSpan((used - 1) * FreshNodes.Words, FreshNodes.Words).ContainsAnyExcept(0UL))
        {
            used--;
        }

        return used;
    }

    private int CountBoth(int j, int k)
    {
        int count = 0;
        for (int word = 0; word < FreshNodes.Words; word++)
        {
            count += BitOperations.PopCount(_planes[(j * FreshNodes.Words) + word] & _planes[(k * FreshNodes.Words) + word]);
        }

        return count;
    }
}
