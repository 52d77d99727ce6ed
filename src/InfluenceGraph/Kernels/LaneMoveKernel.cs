using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace InfluenceGraph.Kernels;

/// <summary>
/// Moves value that is still on its way along the edges, for sixteen source terms at once, in single precision:
/// <c>r'_ul = sum over e in row u of share_e r_target(e)l</c>, and adds up what arrives, <c>x_ul += c_l r'_ul</c>. A node's lanes are one line of
/// memory, and an edge costs one random read for all of them. What single precision loses is found by the next sweep in double precision.
/// </summary>
/// <remarks>
/// The inner part of iterative refinement in two precisions (N. J. Higham, "Accuracy and stability of numerical algorithms", 2002, chapter
/// 12): the correction is the sum of all later moves in Jacobi's method, where each counts once, and of few where they count as an extrapolation says. Lanes do not mix, products and sums are rounded one by one, so the
/// bits are the same at any vector width, and those of a lane do not depend on the lanes beside it.
/// </remarks>
internal static class LaneMoveKernel
{
    /// <summary>The lanes of a sweep: as many floats as a line of memory holds.</summary>
    internal const int Lanes = 16;

    /// <summary>Sweeps the rows <paramref name="first"/> to <paramref name="end"/>.</summary>
    /// <param name="edges">The edges.</param>
    /// <param name="sources">What starts where; read only where a lane has a source factor.</param>
    /// <param name="state">What moves.</param>
    /// <param name="first">First row.</param>
    /// <param name="end">First row that is not swept.</param>
    /// <param name="moved">Gets the sum of magnitudes of each lane, added row by row from 0.</param>
    internal static void Sweep(in LaneEdges edges, in LaneSources sources, in LaneMoveState state, int first, int end, float[] moved)
    {
        if (Vector256.IsHardwareAccelerated)
        {
            SweepVectors(edges, sources, state, first, end, moved);
        }
        else
        {
            SweepScalars(edges, sources, state, first, end, moved);
        }
    }

    /// <summary>The specification.</summary>
    internal static void SweepScalars(in LaneEdges edges, in LaneSources sources, in LaneMoveState state, int first, int end, float[] moved)
    {
        Array.Clear(moved);
        Span<float> sum = stackalloc float[Lanes];
        for (int u = first; u < end; u++)
        {
            sum.Clear();
            for (long e = edges.Offsets[u]; e < edges.Offsets[u + 1]; e++)
            {
                ReadOnlySpan<float> moves = state.Moves.Row(edges.Targets[e]);
                for (int lane = 0; lane < Lanes; lane++)
                {
                    sum[lane] += edges.Shares[e] * moves[lane];
                }
            }

            Span<float> arrived = state.Arrived.Row(u);
            Span<float> next = state.NextMoves.Row(u);
            for (int lane = 0; lane < Lanes; lane++)
            {
                float source = (float)(sources.Of(u, lane) * state.SourceFactor[lane]);
                float moving = (state.SourceOffset[lane] + source + sum[lane]) * state.Going[lane];
                moved[lane] += Math.Abs(moving);
                arrived[lane] += moving * state.Count[lane];
                next[lane] = moving;
            }
        }
    }

    /// <summary>The same in vectors, compiled twice, so that the loop has its registers for itself where no source starts anew, as under most policies.</summary>
    internal static void SweepVectors(in LaneEdges edges, in LaneSources sources, in LaneMoveState state, int first, int end, float[] moved)
    {
        if (state.SourceFactor.AsSpan().ContainsAnyExcept(0))
        {
            SweepVectors<SourcesStartAnew>(edges, sources, state, first, end, moved);
        }
        else
        {
            SweepVectors<NoSources>(edges, sources, state, first, end, moved);
        }
    }

    /// <summary>Reads by reference: edges are bounded by the check on entry, as offsets ascend, and targets by the graph they come from.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SweepVectors<TStart>(in LaneEdges edges, in LaneSources sources, in LaneMoveState state, int first, int end, float[] moved)
        where TStart : struct
    {
        edges.Require(end);
        Debug.Assert(!edges.Targets.AsSpan((int)edges.Offsets[first]..(int)edges.Offsets[end]).ContainsAnyExceptInRange(0, state.Rows - 1), "An edge leads out of the graph.");
        ref float moves = ref MemoryMarshal.GetReference(state.Moves.Rows(state.Rows));
        ref float next = ref MemoryMarshal.GetReference(state.NextMoves.Rows(state.Rows));
        ref float arrived = ref MemoryMarshal.GetReference(state.Arrived.Rows(state.Rows));
        ref int target = ref MemoryMarshal.GetArrayDataReference(edges.Targets);
        ref float share = ref MemoryMarshal.GetArrayDataReference(edges.Shares);
        var going = Vector512.Create(state.Going);
        var count = Vector512.Create(state.Count);
        var offset = Vector512.Create(state.SourceOffset);
        bool onlyEdges = state.OnlyEdges;
        Vector512<float> all = Vector512<float>.Zero;

        // Cut to one length, so that one check of u serves all.
        ReadOnlySpan<long> rowEnds = edges.Offsets.AsSpan(1, end);
        nint e = (nint)edges.Offsets[first];
        for (int u = first; u < rowEnds.Length; u++)
        {
            nint rowEnd = (nint)rowEnds[u];
            if (e == rowEnd && onlyEdges)
            {
                continue;
            }

            Vector512<float> sum = Vector512<float>.Zero;
            for (; e < rowEnd; e++)
            {
                sum += Vector512.Create(Unsafe.Add(ref share, e)) * Vector512.LoadUnsafe(ref moves, (nuint)Unsafe.Add(ref target, e) * Lanes);
            }

            nuint at = (nuint)u * Lanes;
            Vector512<float> start = offset;
            if (typeof(TStart) == typeof(SourcesStartAnew))
            {
                Vector512<double> low = sources.At(u, 0) * Vector512.Create(state.SourceFactor);
                Vector512<double> high = sources.At(u, LanePullKernel.Lanes) * Vector512.Create(state.SourceFactor.AsSpan(LanePullKernel.Lanes));
                start += Vector512.Narrow(low, high);
            }

            Vector512<float> moving = (start + sum) * going;
            all += Vector512.Abs(moving);
            (Vector512.LoadUnsafe(ref arrived, at) + (moving * count)).StoreUnsafe(ref arrived, at);
            moving.StoreUnsafe(ref next, at);
        }

        all.CopyTo(moved);
    }

    /// <summary>Adds what arrived to the values of eight lanes, and makes ready what they pass on.</summary>
    /// <param name="arrived"><c>x</c>, which is empty afterwards.</param>
    /// <param name="firstLane">Which of its lanes is the first of the values: 0 or 8.</param>
    /// <param name="unit">By lane of the values, what 1 stands for: a power of two, so that nothing is rounded.</param>
    /// <param name="values"><c>z</c>.</param>
    /// <param name="rate">By row, passed on per unit of value and weight.</param>
    /// <param name="passedOn">Gets value times rate.</param>
    /// <param name="first">First row.</param>
    /// <param name="end">First row that is left.</param>
    internal static void Settle(LaneTable<float> arrived, int firstLane, double[] unit, LaneTable<double> values, double[] rate, LaneTable<double> passedOn, int first, int end)
    {
        var units = Vector512.Create(unit);
        for (int u = first; u < end; u++)
        {
            Span<float> moved = arrived.Row(u);
            Span<double> row = values.Row(u);
            Vector512<float> all = Vector512.Create<float>(moved);
            Vector512<double> value = Vector512.Create<double>(row) + ((firstLane == 0 ? Vector512.WidenLower(all) : Vector512.WidenUpper(all)) * units);
            value = Vector512.Max(value, Vector512<double>.Zero);
            value.CopyTo(row);
            (value * rate[u]).CopyTo(passedOn.Row(u));
            moved.Slice(firstLane, LanePullKernel.Lanes).Clear();
        }
    }

    private readonly struct NoSources;

    private readonly struct SourcesStartAnew;
}

/// <summary>What is on its way on sixteen lanes.</summary>
/// <param name="Rows">The number of nodes.</param>
/// <param name="Moves"><c>r</c> of the sweep before.</param>
/// <param name="NextMoves">Gets <c>r</c>.</param>
/// <param name="Arrived"><c>x</c>, which <c>r</c> is added to.</param>
/// <param name="Count">By lane, how often what moves counts as arrived.</param>
/// <param name="Going">By lane: 1, or 0 for one whose value stays where it is from now on.</param>
/// <param name="SourceFactor">By lane; the source times this starts anew.</param>
/// <param name="SourceOffset">By lane; starts anew at every node.</param>
/// <param name="OnlyEdges">Whether nothing starts anew and both tables hold 0 in rows without edges.</param>
internal readonly record struct LaneMoveState(int Rows, LaneTable<float> Moves, LaneTable<float> NextMoves, LaneTable<float> Arrived, float[] Count, float[] Going, double[] SourceFactor, float[] SourceOffset, bool OnlyEdges);
