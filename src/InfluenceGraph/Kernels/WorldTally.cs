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

    private readonly ulong[] _planes = new ulong[Planes * FreshWorlds.Words];

    private Vector512<ulong> _waiting;
    private bool _isWaiting;

    internal void Clear()
    {
        Array.Clear(_planes);
        (_waiting, _isWaiting) = (default, false);
    }

    /// <summary>Adds one to the counters of some worlds. Every other call only waits for the next one, as two are added at the price of one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Add(Vector512<ulong> worlds)
    {
        if (!_isWaiting)
        {
            (_waiting, _isWaiting) = (worlds, true);
            return;
        }

        _isWaiting = false;
        AddBoth(_waiting, worlds);
    }

    private void Flush()
    {
        if (_isWaiting)
        {
            _isWaiting = false;
            AddBoth(_waiting, Vector512<ulong>.Zero);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void AddBoth(Vector512<ulong> one, Vector512<ulong> other)
    {
        ref ulong plane = ref MemoryMarshal.GetArrayDataReference(_planes);
        var first = Vector512.LoadUnsafe(ref plane);
        Vector512<ulong> either = one ^ other;
        (first ^ either).StoreUnsafe(ref plane);
        Vector512<ulong> carry = (one & other) | (first & either);
        while (carry != Vector512<ulong>.Zero)
        {
            plane = ref Unsafe.Add(ref plane, FreshWorlds.Words);
            var old = Vector512.LoadUnsafe(ref plane);
            (old ^ carry).StoreUnsafe(ref plane);
            carry &= old;
        }
    }

    /// <summary>The sum of all counters and the sum of their squares: <c>sum over k of 2^k |plane k|</c>, and <c>sum over j, k of 2^(j+k) |plane j and plane k|</c>.</summary>
    internal (long Sum, double Squares) Sums()
    {
        Flush();
        int used = Planes;
        while (used > 0 && !_planes.AsSpan((used - 1) * FreshWorlds.Words, FreshWorlds.Words).ContainsAnyExcept(0UL))
        {
            used--;
        }

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
        Flush();
        for (int world = 0; world < counts.Length; world++)
        {
            int count = 0;
            for (int k = 0; k < Planes - 1; k++)
            {
                count |= (int)((_planes[(k * FreshWorlds.Words) + (world >> 6)] >> world) & 1) << k;
            }

            counts[world] = count;
        }
    }

    private int CountBoth(int j, int k)
    {
        int count = 0;
        for (int word = 0; word < FreshWorlds.Words; word++)
        {
            count += BitOperations.PopCount(_planes[(j * FreshWorlds.Words) + word] & _planes[(k * FreshWorlds.Words) + word]);
        }

        return count;
    }
}
