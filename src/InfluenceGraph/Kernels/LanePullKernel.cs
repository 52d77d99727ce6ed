using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace InfluenceGraph.Kernels;

/// <summary>
/// The sweep of <see cref="PullKernel"/> for many source terms at once: the values of a node for all lanes stand side by
/// side, so that an edge is read once for all of them and its weight multiplies a vector.
/// <c>z_ul = base_ul + sum over e in row u of weight_e y_target(e)l</c> for each lane <c>l</c>.
/// </summary>
/// <remarks>
/// L. Page et al. 1999 for the sweep; all topics of a topic-sensitive PageRank (T. H. Haveliwala, WWW 2002) as lanes. Each
/// lane has the bits that <see cref="PullKernel"/> gives it alone: rows are summed in ascending order in double precision,
/// products and sums are rounded one by one (no fused operations), and changes are added by <see cref="OrderFreeSum"/>'s rule.
/// </remarks>
internal static class LanePullKernel
{
    /// <summary>Lanes come in multiples of this.</summary>
    internal const int LaneStep = 8;

    /// <summary>The most lanes of one sweep.</summary>
    internal const int MaxLanes = 64;

    /// <summary>Lanes that are summed side by side in registers.</summary>
    private const int Tile = 4 * LaneStep;

    /// <summary>Sweeps the rows <paramref name="first"/> to <paramref name="end"/>.</summary>
    /// <param name="graph">The edges.</param>
    /// <param name="sources">What starts where.</param>
    /// <param name="state">The values of nodes and lanes.</param>
    /// <param name="first">First row.</param>
    /// <param name="end">First row that is not swept.</param>
    /// <param name="change">Gets the absolute changes of each lane.</param>
    internal static void Sweep(in LaneEdges graph, in LaneSources sources, in LaneState state, int first, int end, LaneSums change)
    {
        if (Vector256.IsHardwareAccelerated)
        {
            SweepVectors(graph, sources, state, first, end, change);
        }
        else
        {
            SweepScalars(graph, sources, state, first, end, change);
        }
    }

    /// <summary>The specification.</summary>
    internal static void SweepScalars(in LaneEdges graph, in LaneSources sources, in LaneState state, int first, int end, LaneSums change)
    {
        int lanes = state.Lanes;
        Span<double> sum = stackalloc double[MaxLanes];
        Span<double> starting = stackalloc double[MaxLanes];
        for (int u = first; u < end; u++)
        {
            sum.Clear();
            for (long e = graph.Offsets[u]; e < graph.Offsets[u + 1]; e++)
            {
                double weight = graph.Weights[e];
                ReadOnlySpan<double> passedOn = state.PassedOn.Row(graph.Targets[e], lanes);
                for (int lane = 0; lane < lanes; lane++)
                {
                    sum[lane] += weight * passedOn[lane];
                }
            }

            sources.CopyTo(u, starting);
            Span<double> values = state.Values.Row(u, lanes);
            Span<double> nextPassedOn = state.NextPassedOn.Row(u, lanes);
            for (int lane = 0; lane < lanes; lane++)
            {
                double value = (starting[lane] * state.SourceFactor[lane]) + state.SourceOffset[lane] + sum[lane];
                change.Add(lane, Math.Abs(value - values[lane]));
                values[lane] = value;
                nextPassedOn[lane] = value * graph.Rate[u];
            }
        }
    }

    /// <summary>
    /// The same in vectors, read by reference: edges are bounded by the offsets, targets by the check on the state. Rows without edges whose
    /// sources stand are passed over: they do not move, and both tables hold what they pass on.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void SweepVectors(in LaneEdges graph, in LaneSources sources, in LaneState state, int first, int end, LaneSums change)
    {
        int lanes = state.Lanes;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(graph.Offsets[end], Math.Min(graph.Targets.Length, graph.Weights.Length), nameof(graph));
        ref double passedOn = ref MemoryMarshal.GetReference(state.PassedOn.Rows(graph.Offsets.Length - 1, lanes));
        ref int targets = ref MemoryMarshal.GetArrayDataReference(graph.Targets);
        ref float weights = ref MemoryMarshal.GetArrayDataReference(graph.Weights);
        Span<double> starting = stackalloc double[MaxLanes];
        starting.Clear();
        var close = new RowClose(state, change, ref MemoryMarshal.GetReference(starting));
        bool sourcesStand = state.SourcesStand;
        for (int u = first; u < end; u++)
        {
            (nint rowStart, nint rowEnd) = ((nint)graph.Offsets[u], (nint)graph.Offsets[u + 1]);
            if (rowStart == rowEnd && sourcesStand)
            {
                continue;
            }

            bool hasSources = sources.Offsets[u + 1] > sources.Offsets[u];
            if (hasSources)
            {
                sources.CopyTo(u, starting);
            }

            Vector512<double> rate = Vector512.Create(graph.Rate[u]);
            nint row = (nint)u * lanes;
            int lane = 0;
            for (; lane + Tile <= lanes; lane += Tile)
            {
                Vector512<double> a = Vector512<double>.Zero;
                Vector512<double> b = Vector512<double>.Zero;
                Vector512<double> c = Vector512<double>.Zero;
                Vector512<double> d = Vector512<double>.Zero;
                for (nint e = rowStart; e < rowEnd; e++)
                {
                    ref double terms = ref Unsafe.Add(ref passedOn, ((nint)Unsafe.Add(ref targets, e) * lanes) + lane);
                    Vector512<double> weight = Vector512.Create((double)Unsafe.Add(ref weights, e));
                    a += weight * Vector512.LoadUnsafe(ref terms);
                    b += weight * Vector512.LoadUnsafe(ref terms, LaneStep);
                    c += weight * Vector512.LoadUnsafe(ref terms, 2 * LaneStep);
                    d += weight * Vector512.LoadUnsafe(ref terms, 3 * LaneStep);
                }

                close.Store(row, lane, a, rate);
                close.Store(row, lane + LaneStep, b, rate);
                close.Store(row, lane + (2 * LaneStep), c, rate);
                close.Store(row, lane + (3 * LaneStep), d, rate);
            }

            for (; lane < lanes; lane += LaneStep)
            {
                Vector512<double> a = Vector512<double>.Zero;
                for (nint e = rowStart; e < rowEnd; e++)
                {
                    ref double terms = ref Unsafe.Add(ref passedOn, ((nint)Unsafe.Add(ref targets, e) * lanes) + lane);
                    a += Vector512.Create((double)Unsafe.Add(ref weights, e)) * Vector512.LoadUnsafe(ref terms);
                }

                close.Store(row, lane, a, rate);
            }

            if (hasSources)
            {
                starting.Clear();
            }
        }
    }

    /// <summary>From a row's sums to its values, what it passes on and how far it moved, eight lanes at a time.</summary>
    private readonly ref struct RowClose
    {
        private readonly ref double _starting;
        private readonly ref double _factor;
        private readonly ref double _offset;
        private readonly ref double _values;
        private readonly ref double _next;
        private readonly ref double _coarse;
        private readonly ref double _fine;
        private readonly ref double _coarseSums;
        private readonly ref double _fineSums;

        internal RowClose(in LaneState state, LaneSums change, ref double starting)
        {
            _starting = ref starting;
            _factor = ref MemoryMarshal.GetReference(state.SourceFactor.AsSpan(0, state.Lanes));
            _offset = ref MemoryMarshal.GetReference(state.SourceOffset.AsSpan(0, state.Lanes));
            _values = ref MemoryMarshal.GetReference(state.Values.Rows(state.Rows, state.Lanes));
            _next = ref MemoryMarshal.GetReference(state.NextPassedOn.Rows(state.Rows, state.Lanes));
            (double[] coarse, double[] fine, double[] coarseSums, double[] fineSums) = change.Arrays;
            _coarse = ref MemoryMarshal.GetReference(coarse.AsSpan(0, state.Lanes));
            _fine = ref MemoryMarshal.GetReference(fine.AsSpan(0, state.Lanes));
            _coarseSums = ref MemoryMarshal.GetReference(coarseSums.AsSpan(0, state.Lanes));
            _fineSums = ref MemoryMarshal.GetReference(fineSums.AsSpan(0, state.Lanes));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        internal void Store(nint row, int lane, Vector512<double> sum, Vector512<double> rate)
        {
            nuint at = (nuint)lane;
            ref double values = ref Unsafe.Add(ref _values, row);
            Vector512<double> source = Vector512.LoadUnsafe(ref _starting, at) * Vector512.LoadUnsafe(ref _factor, at);
            Vector512<double> value = source + Vector512.LoadUnsafe(ref _offset, at) + sum;
            Vector512<double> moved = Vector512.Abs(value - Vector512.LoadUnsafe(ref values, at));
            value.StoreUnsafe(ref values, at);
            (value * rate).StoreUnsafe(ref Unsafe.Add(ref _next, row), at);

            Vector512<double> coarse = Vector512.LoadUnsafe(ref _coarse, at);
            Vector512<double> fine = Vector512.LoadUnsafe(ref _fine, at);
            Vector512<double> coarsePart = (moved + coarse) - coarse;
            Vector512<double> rest = moved - coarsePart;
            (Vector512.LoadUnsafe(ref _coarseSums, at) + coarsePart).StoreUnsafe(ref _coarseSums, at);
            (Vector512.LoadUnsafe(ref _fineSums, at) + ((rest + fine) - fine)).StoreUnsafe(ref _fineSums, at);
        }
    }
}

/// <summary>The edges of a sweep: row <c>u</c> pulls from <c>Targets[Offsets[u] .. Offsets[u + 1]]</c>; <c>Rate</c> is passed on per unit of value and weight.</summary>
internal readonly record struct LaneEdges(long[] Offsets, int[] Targets, float[] Weights, double[] Rate);

/// <summary>The values of nodes and lanes, a node's lanes side by side, and what multiplies and adds to each lane's sources.</summary>
/// <param name="Rows">The number of nodes.</param>
/// <param name="Lanes">The number of lanes, a multiple of <see cref="LanePullKernel.LaneStep"/>.</param>
/// <param name="Values"><c>z</c>, updated in place.</param>
/// <param name="PassedOn"><c>y</c> of the sweep before.</param>
/// <param name="NextPassedOn"><c>y</c> for the next sweep.</param>
/// <param name="SourceFactor">By lane; multiplies the source.</param>
/// <param name="SourceOffset">By lane; added to each source.</param>
/// <param name="SourcesStand">Whether factor and offset are 1 and 0 and stay so, and both tables already hold what rows without edges pass on.</param>
internal readonly record struct LaneState(int Rows, int Lanes, LaneTable Values, LaneTable PassedOn, LaneTable NextPassedOn, double[] SourceFactor, double[] SourceOffset, bool SourcesStand = false);

/// <summary>What starts at each node, sparse: node <c>u</c> starts <c>Values[i]</c> on lane <c>Lanes[i]</c>, <c>i</c> from <c>Offsets[u]</c> to <c>Offsets[u + 1]</c>.</summary>
internal readonly record struct LaneSources(long[] Offsets, byte[] Lanes, double[] Values)
{
    /// <summary>A node's sources for all lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void CopyTo(int node, Span<double> row)
    {
        row.Clear();
        for (long i = Offsets[node]; i < Offsets[node + 1]; i++)
        {
            row[Lanes[i]] = Values[i];
        }
    }
}
