using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace InfluenceGraph.Kernels;

/// <summary>The linear threshold: an edge is live in the worlds whose number for its target falls into its interval. The numbers are hashes, so nothing is kept between tries.</summary>
internal struct ThresholdTries(ThresholdRows rows) : IWaveTries
{
    private const int Lanes = 8;
    private const int Worlds = FreshNodes.Words * 64;

    /// <summary>From so many worlds on, all of them are looked at without picking out those that are fresh.</summary>
    private const int DenseFrom = Worlds / 3;

    private readonly ThresholdRows _rows = rows;
    private readonly ulong[] _worlds = new ulong[Worlds + Lanes];
    private ulong _key;

    public void Start(ulong seed, ulong batch) => _key = CounterRandom.Hash(seed, batch);

    public readonly int DegreeOf(int node) => _rows.Degrees[node];

    public readonly void PassOn(FreshNodes fresh, WaveFront front)
    {
        for (int i = 0; i < fresh.Count; i++)
        {
            PassOn(fresh.Nodes[i], fresh.WorldsOf(i), front);
        }
    }

    private readonly void PassOn(int node, Vector512<ulong> worlds, WaveFront front)
    {
        (int start, int end) = (_rows.Offsets[node], _rows.Offsets[node + 1]);
        if (start == end)
        {
            return;
        }

        int count = CountOf(worlds);
        bool isDense = count >= DenseFrom;
        if (!isDense)
        {
            List(worlds);
        }

        for (int e = start; e < end; e++)
        {
            int target = _rows.Targets[e];
            var numbers = new CounterRandom(_key, (ulong)target);
            if (isDense)
            {
                front.Arrive(target, worlds & Live(numbers, _rows.Spans[e]));
            }
            else
            {
                TryListed(numbers, _rows.Spans[e], count, target, front);
            }
        }
    }

    private static int CountOf(Vector512<ulong> worlds)
    {
        int count = 0;
        for (int word = 0; word < FreshNodes.Words; word++)
        {
            count += BitOperations.PopCount(worlds.GetElement(word));
        }

        return count;
    }

    private readonly void List(Vector512<ulong> fresh)
    {
        int count = 0;
        for (int word = 0; word < FreshNodes.Words; word++)
        {
            for (ulong bits = fresh.GetElement(word); bits != 0; bits &= bits - 1)
            {
                _worlds[count++] = (ulong)((word * 64) + BitOperations.TrailingZeroCount(bits));
            }
        }
    }

    private readonly void TryListed(CounterRandom numbers, ThresholdSpan span, int count, int target, WaveFront front)
    {
        for (int i = 0; i < count; i += Lanes)
        {
            uint live = LiveOf(numbers.At(Vector512.LoadUnsafe(ref _worlds[i])), span) & (uint)((1UL << Math.Min(Lanes, count - i)) - 1);
            for (; live != 0; live &= live - 1)
            {
                ulong world = _worlds[i + BitOperations.TrailingZeroCount(live)];
                front.Arrive(target, (int)(world >> 6), 1UL << (int)world);
            }
        }
    }

    /// <summary>All worlds of a batch in which an edge is live.</summary>
    private static Vector512<ulong> Live(CounterRandom numbers, ThresholdSpan span)
    {
        Span<ulong> live = stackalloc ulong[FreshNodes.Words];
        var worlds = Vector512.Create(0UL, 1, 2, 3, 4, 5, 6, 7);
        for (int word = 0; word < live.Length; word++)
        {
            ulong bits = 0;
            for (int shift = 0; shift < 64; shift += Lanes, worlds += Vector512.Create((ulong)Lanes))
            {
                bits |= (ulong)LiveOf(numbers.At(worlds), span) << shift;
            }

            live[word] = bits;
        }

        return Vector512.LoadUnsafe(ref live[0]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint LiveOf(Vector512<ulong> numbers, ThresholdSpan span) =>
        (uint)Vector512.LessThanOrEqual(numbers - Vector512.Create(span.First), Vector512.Create(span.Length)).ExtractMostSignificantBits();
}
