using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace InfluenceGraph.Kernels;

/// <summary>
/// The passes of a PageRank sweep that look at each slot once, after or before <see cref="IRowSums"/> looked at its edges: what
/// moves, as what is passed on; what all moves come to; a move's sketch. Sums have sixteen lanes in a fixed order, whatever the
/// width of a vector.
/// </summary>
/// <remarks>
/// A sketch is short and keeps lengths and angles of what it was made from, nearly: M. Charikar, K. Chen, M. Farach-Colton,
/// "Finding frequent items in data streams", ICALP 2002, as used for least squares in K. L. Clarkson, D. P. Woodruff, "Low-rank
/// approximation and regression in input sparsity time", STOC 2013. Here a slot's place is its lane and its slice's number
/// modulo four within its unit, and the sign a hash of its slice.
/// </remarks>
internal static class MoveKernel
{
    /// <summary>Numbers in the sketch of one unit.</summary>
    internal const int SketchWidth = 4 * SlicedRows.Width;

    private const int Step = 4;

    /// <summary>Changes up to this part of a value are rounding: of the rate, of what was divided by it, of the last addition.</summary>
    private const double Rounding = 4.0 / (1L << 53);

    /// <summary>How much a slot's moves count in sketches: by the root of about what may arrive there, so that the length of a sketch is nearly the sum of its moves' magnitudes.</summary>
    /// <param name="weights">The rows' lengths; gets the weights.</param>
    /// <param name="slots">Rates and sources.</param>
    /// <param name="perSource">One by the sum of all sources.</param>
    /// <param name="perEdge">One by the number of edges.</param>
    /// <param name="least">The least share of a slot.</param>
    internal static void Weigh(Span<float> weights, in MoveSlots slots, double perSource, double perEdge, double least)
    {
        var perSources = Vector256.Create(0.5 * perSource);
        var perEdges = Vector256.Create(0.5 * perEdge);
        for (int i = 0; i < weights.Length; i += Step)
        {
            Vector256<double> share = (At(slots.Source, i) * perSources) + (At(weights, i) * perEdges);
            Vector256<double> weight = Vector256<double>.One / Vector256.Sqrt(Vector256.Max(share, Vector256.Create(least)));
            Store(weights, i, weight & Vector256.GreaterThan(At(slots.Rate, i), Vector256<double>.Zero));
        }
    }

    /// <summary>What is there before the first sweep.</summary>
    /// <param name="start">What starts, or a first guess of what arrives.</param>
    /// <param name="slots">Rates.</param>
    /// <param name="values">Gets <paramref name="start"/>.</param>
    /// <param name="passedOn">Gets what is passed on of it; empty where nothing is yet.</param>
    /// <returns>What is there at nodes that cannot pass on.</returns>
    internal static MoveSums Start(ReadOnlySpan<double> start, in MoveSlots slots, Span<double> values, Span<double> passedOn)
    {
        Span<double> unreached = stackalloc double[SlicedRows.Width];
        unreached.Clear();
        for (int i = 0; i < values.Length; i += Step)
        {
            Vector256<double> value = At(start, i);
            Vector256<double> rate = At(slots.Rate, i);
            value.StoreUnsafe(ref MemoryMarshal.GetReference(values), (nuint)i);
            AddToLanes(unreached, i, Vector256.AndNot(value, Vector256.GreaterThan(rate, Vector256<double>.Zero)));
            if (!passedOn.IsEmpty)
            {
                (value * rate).StoreUnsafe(ref MemoryMarshal.GetReference(passedOn), (nuint)i);
            }
        }

        return new(0, SlicedPull.Fold(unreached), 0);
    }

    /// <summary>What is still on its way after a sweep in double precision: the first move of the next round.</summary>
    /// <param name="values">The values that the sweep gave.</param>
    /// <param name="passedOn">What the nodes passed on in that sweep.</param>
    /// <param name="slots">Rates and sketch weights.</param>
    /// <param name="scale">Multiplies the move.</param>
    /// <param name="first">The unit's first slot.</param>
    /// <param name="moved">Gets what is passed on of the move.</param>
    /// <param name="sketch">Gets the unit's sketch.</param>
    /// <returns>How much moves, as in <see cref="Move"/>.</returns>
    internal static MoveSums Begin(ReadOnlySpan<double> values, ReadOnlySpan<double> passedOn, in MoveSlots slots, double scale, int first, Span<float> moved, Span<double> sketch)
    {
        sketch.Clear();
        Span<double> sizes = stackalloc double[SlicedRows.Width];
        Span<double> moves = stackalloc double[SlicedRows.Width];
        sizes.Clear();
        moves.Clear();
        var scales = Vector256.Create(scale);
        for (int i = 0; i < values.Length; i += Step)
        {
            Vector256<double> rate = At(slots.Rate, i);
            Vector256<double> isReached = Vector256.GreaterThan(rate, Vector256<double>.Zero);
            Vector256<double> before = (At(passedOn, i) / rate) & isReached;
            Vector256<double> move = ((At(values, i) - before) * scales) & isReached;
            AddToLanes(sizes, i, Vector256.Abs(move));
            AddToLanes(moves, i, move);
            Store(moved, i, move * rate);
            AddToSketch(sketch, first, i, move * At(slots.SketchWeight, i));
        }

        return new(SlicedPull.Fold(sizes), 0, SlicedPull.Fold(moves));
    }

    /// <summary>A move: what arrived over the edges, and by starting anew, is passed on.</summary>
    /// <param name="sums">What arrived over the edges.</param>
    /// <param name="slots">Rates and sketch weights.</param>
    /// <param name="restarting">What starts anew in all, in units of the restart shares.</param>
    /// <param name="first">The unit's first slot.</param>
    /// <param name="moved">Gets what is passed on of the move.</param>
    /// <param name="sketch">Gets the unit's sketch.</param>
    /// <returns>How much moved to nodes that pass it on: by magnitude, and, as all, with its sign.</returns>
    internal static MoveSums Move(ReadOnlySpan<double> sums, in MoveSlots slots, double restarting, int first, Span<float> moved, Span<double> sketch)
    {
        sketch.Clear();
        Span<double> sizes = stackalloc double[SlicedRows.Width];
        Span<double> moves = stackalloc double[SlicedRows.Width];
        sizes.Clear();
        moves.Clear();
        var restart = Vector256.Create(restarting);
        for (int i = 0; i < sums.Length; i += Step)
        {
            Vector256<double> move = At(sums, i);
            if (!slots.RestartShare.IsEmpty)
            {
                move += At(slots.RestartShare, i) * restart;
            }

            Vector256<double> rate = At(slots.Rate, i);
            move &= Vector256.GreaterThan(rate, Vector256<double>.Zero);
            AddToLanes(sizes, i, Vector256.Abs(move));
            AddToLanes(moves, i, move);
            Store(moved, i, move * rate);
            AddToSketch(sketch, first, i, move * At(slots.SketchWeight, i));
        }

        return new(SlicedPull.Fold(sizes), 0, SlicedPull.Fold(moves));
    }

    /// <summary>How much moves come to when each is multiplied by its factor.</summary>
    /// <param name="moves">The moves, as passed on.</param>
    /// <param name="factors">The factor of each.</param>
    /// <param name="slots">Rates.</param>
    /// <param name="first">The unit's first slot.</param>
    /// <returns>The combination's magnitudes at nodes that pass on, and, as all, those of the last move.</returns>
    internal static MoveSums Peek(ReadOnlySpan<float[]> moves, ReadOnlySpan<double> factors, in MoveSlots slots, int first)
    {
        Span<double> combined = stackalloc double[SlicedRows.Width];
        Span<double> last = stackalloc double[SlicedRows.Width];
        combined.Clear();
        last.Clear();
        for (int i = 0; i < slots.Rate.Length; i += Step)
        {
            Vector256<double> rate = At(slots.Rate, i);
            Vector256<double> isReached = Vector256.GreaterThan(rate, Vector256<double>.Zero);
            AddToLanes(combined, i, Vector256.Abs(Combined(moves, factors, first + i) / rate) & isReached);
            AddToLanes(last, i, Vector256.Abs(At(moves[^1], first + i) / rate) & isReached);
        }

        return new(SlicedPull.Fold(combined), 0, SlicedPull.Fold(last));
    }

    /// <summary>Adds moves, each times its factor, to what nodes pass on, which is never less than of what starts there, nor of moves that only bring.</summary>
    /// <param name="passedOn">What each node passes on.</param>
    /// <param name="moves">The moves, as passed on.</param>
    /// <param name="factors">The factor of each.</param>
    /// <param name="unit">What 1 of a move stands for, where moves only bring; else 0.</param>
    /// <param name="slots">Rates and sources.</param>
    /// <param name="first">The unit's first slot.</param>
    internal static void Settle(Span<double> passedOn, ReadOnlySpan<float[]> moves, ReadOnlySpan<double> factors, double unit, in MoveSlots slots, int first)
    {
        Span<double> units = stackalloc double[factors.Length];
        units.Fill(unit);
        for (int i = 0; i < passedOn.Length; i += Step)
        {
            Vector256<double> least = At(slots.Rate, i) * At(slots.Source, i);
            if (unit > 0)
            {
                least = Vector256.Max(least, Combined(moves, units, first + i));
            }

            Vector256.Max(At(passedOn, i) + Combined(moves, factors, first + i), least).StoreUnsafe(ref MemoryMarshal.GetReference(passedOn), (nuint)i);
        }
    }

    /// <summary>The values that a sweep in double precision gives, and how far they are from what was passed on.</summary>
    /// <param name="values">What arrived over the edges; gets the values.</param>
    /// <param name="passedOn">What the nodes passed on.</param>
    /// <param name="slots">Rates, sources and restart shares.</param>
    /// <param name="restarting">What starts anew in all, in units of the restart shares.</param>
    /// <returns>The changes at nodes that pass on, by magnitude, but for those of rounding; the values at nodes that cannot; all values.</returns>
    internal static MoveSums Certify(Span<double> values, ReadOnlySpan<double> passedOn, in MoveSlots slots, double restarting)
    {
        Span<double> reached = stackalloc double[SlicedRows.Width];
        Span<double> unreached = stackalloc double[SlicedRows.Width];
        Span<double> all = stackalloc double[SlicedRows.Width];
        reached.Clear();
        unreached.Clear();
        all.Clear();
        var restart = Vector256.Create(restarting);
        var rounding = Vector256.Create(Rounding);
        for (int i = 0; i < values.Length; i += Step)
        {
            Vector256<double> source = At(slots.Source, i);
            if (!slots.RestartShare.IsEmpty)
            {
                source += At(slots.RestartShare, i) * restart;
            }

            Vector256<double> value = source + At(values, i);
            value.StoreUnsafe(ref MemoryMarshal.GetReference(values), (nuint)i);
            Vector256<double> rate = At(slots.Rate, i);
            Vector256<double> isReached = Vector256.GreaterThan(rate, Vector256<double>.Zero);
            Vector256<double> change = Vector256.Abs(value - (At(passedOn, i) / rate));
            Vector256<double> isChange = Vector256.GreaterThan(change, value * rounding);
            AddToLanes(reached, i, change & isChange & isReached);
            AddToLanes(unreached, i, Vector256.AndNot(value, isReached));
            AddToLanes(all, i, value);
        }

        return new(SlicedPull.Fold(reached), SlicedPull.Fold(unreached), SlicedPull.Fold(all));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Combined(ReadOnlySpan<float[]> moves, ReadOnlySpan<double> factors, int slot)
    {
        Vector256<double> sum = Vector256<double>.Zero;
        for (int m = 0; m < factors.Length; m++)
        {
            sum += At(moves[m], slot) * Vector256.Create(factors[m]);
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddToSketch(Span<double> sketch, int first, int i, Vector256<double> terms)
    {
        int slice = (first + i) / SlicedRows.Width;

        // The top bit of a multiplicative hash (Fibonacci hashing).
        long sign = (long)(((ulong)slice * 0x9E3779B97F4A7C15) & 0x8000000000000000);
        AddToLanes(sketch[(slice % 4 * SlicedRows.Width)..], i, terms ^ Vector256.Create(sign).AsDouble());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddToLanes(Span<double> lanes, int i, Vector256<double> terms)
    {
        ref double lane = ref MemoryMarshal.GetReference(lanes);
        nuint at = (nuint)(i % SlicedRows.Width);
        (Vector256.LoadUnsafe(ref lane, at) + terms).StoreUnsafe(ref lane, at);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> At(ReadOnlySpan<double> values, int i) => Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(values), (nuint)i);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> At(ReadOnlySpan<float> values, int i)
    {
        (Vector128<double> low, Vector128<double> high) = Vector128.Widen(Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(values), (nuint)i));
        return Vector256.Create(low, high);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Span<float> values, int i, Vector256<double> terms) =>
        Vector128.Narrow(terms.GetLower(), terms.GetUpper()).StoreUnsafe(ref MemoryMarshal.GetReference(values), (nuint)i);
}
