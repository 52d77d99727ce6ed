using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace InfluenceGraph.Kernels;

/// <summary>
/// The independent cascade: each edge is tried once in each world, by the events of <see cref="EventRows"/>; where so many
/// are to be expected that most worlds get one, by whole rows of random bits instead.
/// </summary>
internal struct IndependentTries(EventRows rows) : IWaveTries
{
    private const int Lanes = 8;
    private const int RangeBits = 22;

    /// <summary>From so many events to an edge, a row of random bits costs less than the events. Measured.</summary>
    private const double DenseFrom = 10;

    private readonly EventRows _rows = rows;
    private readonly ulong[] _draws = new ulong[2 * Lanes];
    private CounterRandom _random;

    public void Start(ulong seed, ulong batch) => _random = new(seed, batch);

    public readonly int DegreeOf(int node) => _rows.Rows[node].Degree;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void PassOn(int node, Vector512<ulong> worlds, FreshWorlds fresh, WaveFront next)
    {
        ref EventRow row = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_rows.Rows), node);
        int degree = Unsafe.Add(ref row, 1).Start - row.Start;
        int strongEnd = Unsafe.Add(ref row, 1).StrongStart;
        for (int s = row.StrongStart; s < strongEnd; s++)
        {
            ref StrongEdge edge = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_rows.Strong), s);
            next.Arrive(edge.Target, edge.Threshold == uint.MaxValue ? worlds : Bernoulli(worlds, edge.Threshold));
        }

        if (degree > 0)
        {
            fresh.Set(worlds);
            double mean = row.Mean * fresh.Count;
            if (mean > DenseFrom * degree)
            {
                PassOnDense(row.Start, degree, worlds, next);
            }
            else
            {
                PassOnEvents(mean, row.Mean, row.Start, degree, fresh, next);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void PassOnEvents(double mean, double rowMean, int start, int degree, FreshWorlds fresh, WaveFront next)
    {
        CounterRandom random = _random;
        int events = PoissonTables.Next(ref random, mean, out double drawnMean);
        bool isUniform = _rows.Columns.Length == 0;
        ref ulong draws = ref MemoryMarshal.GetArrayDataReference(_draws);
        Vector512<ulong> ends = fresh.Ends;
        ref int starts = ref fresh.FirstStart;
        ref ulong words = ref fresh.FirstWord;
        ref ulong nextRows = ref next.FirstRow;
        ref byte marks = ref MemoryMarshal.GetArrayDataReference(next.Marks);
        ref int targets = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_rows.Targets), start);
        ref EventColumn columns = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_rows.Columns), start);

        // As more events are drawn than are needed, more worlds are drawn from than there are: those beyond have no bit.
        var range = Vector512.Create((ulong)(drawnMean / rowMean * (1 << RangeBits)));
        var degrees = Vector512.Create((ulong)degree);
        for (; events > 0; events -= Lanes)
        {
            Vector512<ulong> bits = random.NextVector();
            (((bits >> 32) * range) >> (32 + RangeBits)).StoreUnsafe(ref draws);
            ((bits & Vector512.Create((ulong)uint.MaxValue)) * degrees).StoreUnsafe(ref draws, Lanes);
            int count = Math.Min(events, Lanes);
            for (int i = 0; i < count; i++)
            {
                ulong place = Unsafe.Add(ref draws, i + Lanes);
                nint column = (nint)(place >> 32);
                int target = Unsafe.Add(ref targets, column);
                if (!isUniform)
                {
                    EventColumn entry = Unsafe.Add(ref columns, column);
                    int isOwn = (int)(((long)(uint)place - entry.Threshold) >> 63);
                    target = entry.Alias ^ ((entry.Alias ^ target) & isOwn);
                }

                ulong bit = FreshWorlds.Select(ends, ref starts, ref words, Unsafe.Add(ref draws, i), out nint word);
                Unsafe.Add(ref nextRows, ((nint)(uint)target * FreshWorlds.Words) + word) |= bit;
                Unsafe.Add(ref marks, (nint)((uint)target >> WaveFront.BlockShift)) = 1;
            }
        }

        _random = random;
    }

    private void PassOnDense(int start, int degree, Vector512<ulong> fresh, WaveFront next)
    {
        for (int e = start; e < start + degree; e++)
        {
            next.Arrive(_rows.Targets[e], Bernoulli(fresh, _rows.Thresholds[e]));
        }
    }

    /// <summary>
    /// Leaves each bit set with a probability of <paramref name="threshold"/> in 2^32: random numbers are compared with it
    /// binary digit by digit, for all worlds at once, until none is open any more.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector512<ulong> Bernoulli(Vector512<ulong> open, uint threshold)
    {
        Vector512<ulong> live = Vector512<ulong>.Zero;
        do
        {
            Vector512<ulong> digits = _random.NextVector();
            Vector512<ulong> below = Vector512.AndNot(open, digits);
            bool isOne = (int)threshold < 0;
            live |= isOne ? below : Vector512<ulong>.Zero;
            open = isOne ? open & digits : below;
            threshold <<= 1;
        }
        while (threshold != 0 && open != Vector512<ulong>.Zero);
        return live;
    }
}
