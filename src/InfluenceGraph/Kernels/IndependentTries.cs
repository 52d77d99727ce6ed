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
    private readonly EventRows _rows = rows;
    private readonly EventBatch _events = new();
    private CounterRandom _random;

    public void Start(ulong seed, ulong batch) => _random = new(seed, batch);

    public readonly int DegreeOf(int node) => _rows.Rows[node].Degree;

    public void PassOn(FreshNodes fresh, WaveFront front)
    {
        if (_rows.Strong.Length > 0)
        {
            PassOnStrong(fresh, front);
        }

        PassOnWeak(fresh, front);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void PassOnStrong(FreshNodes fresh, WaveFront front)
    {
        ref EventRow firstRow = ref MemoryMarshal.GetArrayDataReference(_rows.Rows);
        ref StrongEdge edges = ref MemoryMarshal.GetArrayDataReference(_rows.Strong);
        for (int i = 0; i < fresh.Count; i++)
        {
            ref EventRow row = ref Unsafe.Add(ref firstRow, fresh.NodeOf(i));
            int end = Unsafe.Add(ref row, 1).StrongStart;
            for (int e = row.StrongStart; e < end; e++)
            {
                StrongEdge edge = Unsafe.Add(ref edges, e);
                front.Arrive(edge.Target, edge.Threshold == uint.MaxValue ? fresh.WorldsOf(i) : Bernoulli(fresh.WorldsOf(i), edge.Threshold));
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void PassOnWeak(FreshNodes fresh, WaveFront front)
    {
        ref EventRow firstRow = ref MemoryMarshal.GetArrayDataReference(_rows.Rows);
        for (int i = 0; i < fresh.Count; i++)
        {
            ref EventRow row = ref Unsafe.Add(ref firstRow, fresh.NodeOf(i));
            int degree = Unsafe.Add(ref row, 1).Start - row.Start;
            if (degree == 0)
            {
                continue;
            }

            ref WaveVisit visit = ref _events.Open;
            int count = visit.SetWorlds(ref fresh.RowOf(i));
            if (count >= row.DenseFrom)
            {
                PassOnDense(row.Start, degree, fresh.WorldsOf(i), front);
                continue;
            }

            int events = PoissonTables.Next(ref _random, row.Mean * count, out double drawnMean);

            // As more events are drawn than are needed, more worlds are drawn from than there are.
            visit.SetChoice(drawnMean * row.WorldsPerEvent, row.Start, degree);
            while (events > _events.Room)
            {
                events -= _events.Overflow(_rows, ref _random, front);
            }

            _events.Close(events);
            if (_events.IsFull)
            {
                _events.Spread(_rows, ref _random, front);
            }
        }

        _events.Spread(_rows, ref _random, front);
    }

    private void PassOnDense(int start, int degree, Vector512<ulong> fresh, WaveFront front)
    {
        for (int e = start; e < start + degree; e++)
        {
            front.Arrive(_rows.Targets[e], Bernoulli(fresh, _rows.Thresholds[e]));
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
