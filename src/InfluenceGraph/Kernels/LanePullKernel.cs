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

    /// <summary>The same in vectors, rows read by reference: edges are bounded by the offsets, targets by the check on the state.</summary>
    internal static void SweepVectors(in LaneEdges graph, in LaneSources sources, in LaneState state, int first, int end, LaneSums change)
    {
        int lanes = state.Lanes;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(graph.Offsets[end], Math.Min(graph.Targets.Length, graph.Weights.Length), nameof(graph));
        ReadOnlySpan<double> all = state.PassedOn.Rows(graph.Offsets.Length - 1, lanes);
        ref double passedOn = ref MemoryMarshal.GetReference(all);
        ref int targets = ref MemoryMarshal.GetArrayDataReference(graph.Targets);
        ref float weights = ref MemoryMarshal.GetArrayDataReference(graph.Weights);
        Span<double> sums = stackalloc double[MaxLanes];
        Span<double> starting = stackalloc double[MaxLanes];
        ref double sum = ref MemoryMarshal.GetReference(sums);
        for (int u = first; u < end; u++)
        {
            (nint rowStart, nint rowEnd) = ((nint)graph.Offsets[u], (nint)graph.Offsets[u + 1]);
            int tile = 0;
            for (; tile + Tile <= lanes; tile += Tile)
            {
                Vector512<double> a = Vector512<double>.Zero;
                Vector512<double> b = Vector512<double>.Zero;
                Vector512<double> c = Vector512<double>.Zero;
                Vector512<double> d = Vector512<double>.Zero;
                for (nint e = rowStart; e < rowEnd; e++)
                {
                    ref double row = ref Unsafe.Add(ref passedOn, ((nint)Unsafe.Add(ref targets, e) * lanes) + tile);
                    Vector512<double> weight = Vector512.Create((double)Unsafe.Add(ref weights, e));
                    a += weight * Vector512.LoadUnsafe(ref row);
                    b += weight * Vector512.LoadUnsafe(ref row, LaneStep);
                    c += weight * Vector512.LoadUnsafe(ref row, 2 * LaneStep);
                    d += weight * Vector512.LoadUnsafe(ref row, 3 * LaneStep);
                }

                a.StoreUnsafe(ref sum, (nuint)tile);
                b.StoreUnsafe(ref sum, (nuint)tile + LaneStep);
                c.StoreUnsafe(ref sum, (nuint)tile + (2 * LaneStep));
                d.StoreUnsafe(ref sum, (nuint)tile + (3 * LaneStep));
            }

            for (; tile < lanes; tile += LaneStep)
            {
                Vector512<double> a = Vector512<double>.Zero;
                for (nint e = rowStart; e < rowEnd; e++)
                {
                    ref double row = ref Unsafe.Add(ref passedOn, ((nint)Unsafe.Add(ref targets, e) * lanes) + tile);
                    a += Vector512.Create((double)Unsafe.Add(ref weights, e)) * Vector512.LoadUnsafe(ref row);
                }

                a.StoreUnsafe(ref sum, (nuint)tile);
            }

            sources.CopyTo(u, starting);
            Close(sums, starting, state, u, graph.Rate[u], change);
        }
    }

    /// <summary>From a row's sums to its values, what it passes on and how far it moved.</summary>
    private static void Close(ReadOnlySpan<double> sums, ReadOnlySpan<double> starting, in LaneState state, int row, double rate, LaneSums change)
    {
        Span<double> values = state.Values.Row(row, state.Lanes);
        Span<double> passedOn = state.NextPassedOn.Row(row, state.Lanes);
        for (int lane = 0; lane < values.Length; lane += LaneStep)
        {
            Vector512<double> source = Vector512.Create(starting[lane..]);
            Vector512<double> value = (source * Vector512.Create(state.SourceFactor.AsSpan(lane))) + Vector512.Create(state.SourceOffset.AsSpan(lane)) + Vector512.Create(sums[lane..]);
            Vector512<double> moved = Vector512.Abs(value - Vector512.Create<double>(values[lane..]));
            value.CopyTo(values[lane..]);
            (value * Vector512.Create(rate)).CopyTo(passedOn[lane..]);
            change.Add(lane, moved);
        }
    }
}

/// <summary>The edges of a sweep: row <c>u</c> pulls from <c>Targets[Offsets[u] .. Offsets[u + 1]]</c>; <c>Rate</c> is passed on per unit of value and weight.</summary>
internal readonly record struct LaneEdges(long[] Offsets, int[] Targets, float[] Weights, double[] Rate);

/// <summary>The values of nodes and lanes, a node's lanes side by side, and what multiplies and adds to each lane's sources.</summary>
/// <param name="Lanes">The number of lanes, a multiple of <see cref="LanePullKernel.LaneStep"/>.</param>
/// <param name="Values"><c>z</c>, updated in place.</param>
/// <param name="PassedOn"><c>y</c> of the sweep before.</param>
/// <param name="NextPassedOn"><c>y</c> for the next sweep.</param>
/// <param name="SourceFactor">By lane; multiplies the source.</param>
/// <param name="SourceOffset">By lane; added to each source.</param>
internal readonly record struct LaneState(int Lanes, LaneTable Values, LaneTable PassedOn, LaneTable NextPassedOn, double[] SourceFactor, double[] SourceOffset);

/// <summary>What starts at each node, sparse: node <c>u</c> starts <c>Values[i]</c> on lane <c>Lanes[i]</c>, <c>i</c> from <c>Offsets[u]</c> to <c>Offsets[u + 1]</c>.</summary>
internal readonly record struct LaneSources(long[] Offsets, byte[] Lanes, double[] Values)
{
    /// <summary>A node's sources for all lanes.</summary>
    internal void CopyTo(int node, Span<double> row)
    {
        row.Clear();
        for (long i = Offsets[node]; i < Offsets[node + 1]; i++)
        {
            row[Lanes[i]] = Values[i];
        }
    }
}
