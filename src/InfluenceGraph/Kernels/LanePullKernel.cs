using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace InfluenceGraph.Kernels;

/// <summary>
/// A sweep of PageRank by pulling, for eight source terms at once: the values of a node for all lanes stand side by
/// side in one line of memory, so that an edge costs one random read, as it does for a single source term.
/// <c>z_ul = base_ul + sum over e in row u of weight_e y_target(e)l</c> for each lane <c>l</c>. How far each value moved is
/// left behind as a float, for <see cref="LaneMoveKernel"/>.
/// </summary>
/// <remarks>
/// L. Page et al. 1999 for the sweep; all topics of a topic-sensitive PageRank (T. H. Haveliwala, WWW 2002) as lanes. Each
/// lane has the bits of a plain loop for it alone: rows are summed in ascending order in double precision,
/// products and sums are rounded one by one (no fused operations), and changes are added by <see cref="OrderFreeSum"/>'s rule.
/// </remarks>
internal static class LanePullKernel
{
    /// <summary>The lanes of a sweep: as many doubles as a line of memory holds.</summary>
    internal const int Lanes = 8;

    /// <summary>Sweeps the rows <paramref name="first"/> to <paramref name="end"/>.</summary>
    /// <param name="edges">The edges.</param>
    /// <param name="sources">What starts where.</param>
    /// <param name="state">The values of nodes and lanes.</param>
    /// <param name="first">First row.</param>
    /// <param name="end">First row that is not swept.</param>
    /// <param name="change">Gets the absolute changes of each lane.</param>
    internal static void Sweep(in LaneEdges edges, in LaneSources sources, in LanePullState state, int first, int end, LaneSums change)
    {
        if (Vector256.IsHardwareAccelerated)
        {
            SweepVectors(edges, sources, state, first, end, change);
        }
        else
        {
            SweepScalars(edges, sources, state, first, end, change);
        }
    }

    /// <summary>The specification.</summary>
    internal static void SweepScalars(in LaneEdges edges, in LaneSources sources, in LanePullState state, int first, int end, LaneSums change)
    {
        Span<double> sum = stackalloc double[Lanes];
        for (int u = first; u < end; u++)
        {
            sum.Clear();
            for (long e = edges.Offsets[u]; e < edges.Offsets[u + 1]; e++)
            {
                double weight = edges.Weights[e];
                ReadOnlySpan<double> passedOn = state.PassedOn.Row(edges.Targets[e]);
                for (int lane = 0; lane < Lanes; lane++)
                {
                    sum[lane] += weight * passedOn[lane];
                }
            }

            Span<double> values = state.Values.Row(u);
            Span<float> moves = state.Moves.Row(u)[state.FirstLane..];
            for (int lane = 0; lane < Lanes; lane++)
            {
                double value = (sources.Of(u, state.FirstLane + lane) * state.SourceFactor[lane]) + state.SourceOffset[lane] + sum[lane];
                double moved = value - values[lane];
                change.Add(lane, Math.Abs(moved));
                values[lane] = value;
                moves[lane] = (float)(moved * state.Scale[lane]);
            }
        }
    }

    /// <summary>The same in vectors, read by reference: edges are bounded by the check on entry, as offsets ascend, and targets by the graph they come from.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void SweepVectors(in LaneEdges edges, in LaneSources sources, in LanePullState state, int first, int end, LaneSums change)
    {
        edges.Require(end);
        Debug.Assert(!edges.Targets.AsSpan((int)edges.Offsets[first]..(int)edges.Offsets[end]).ContainsAnyExceptInRange(0, state.Rows - 1), "An edge leads out of the graph.");
        ref double passedOn = ref MemoryMarshal.GetReference(state.PassedOn.Rows(state.Rows));
        ref double values = ref MemoryMarshal.GetReference(state.Values.Rows(state.Rows));
        ref float moves = ref MemoryMarshal.GetReference(state.Moves.Rows(state.Rows)[state.FirstLane..]);
        ref int target = ref MemoryMarshal.GetArrayDataReference(edges.Targets);
        ref float weight = ref MemoryMarshal.GetArrayDataReference(edges.Weights);
        var factor = Vector512.Create(state.SourceFactor);
        var offset = Vector512.Create(state.SourceOffset);
        var scale = Vector512.Create(state.Scale);
        LaneVectorSum changes = change.AsVectors();
        LaneSources starting = sources;
        int firstLane = state.FirstLane;

        // Cut to one length, so that one check of u serves all.
        ReadOnlySpan<long> rowEnds = edges.Offsets.AsSpan(1, end);
        nint e = (nint)edges.Offsets[first];
        for (int u = first; u < rowEnds.Length; u++)
        {
            nint rowEnd = (nint)rowEnds[u];
            Vector512<double> sum = Vector512<double>.Zero;
            for (; e < rowEnd; e++)
            {
                // Widening a vector: the plain conversion of a float waits for the old content of its register, which took twice as long.
                var ofEdge = Vector512.WidenLower(Vector512.Create(Unsafe.Add(ref weight, e)));
                sum += ofEdge * Vector512.LoadUnsafe(ref passedOn, (nuint)Unsafe.Add(ref target, e) * Lanes);
            }

            nuint at = (nuint)u * Lanes;
            Vector512<double> value = (starting.At(u, firstLane) * factor) + offset + sum;
            Vector512<double> moved = value - Vector512.LoadUnsafe(ref values, at);
            changes.Add(Vector512.Abs(moved));
            value.StoreUnsafe(ref values, at);
            Vector512.Narrow(moved * scale, Vector512<double>.Zero).GetLower().StoreUnsafe(ref moves, at * 2);
        }

        change.Take(changes);
    }
}

/// <summary>The values of nodes on eight lanes, and what multiplies and adds to each lane's sources.</summary>
/// <param name="Rows">The number of nodes.</param>
/// <param name="FirstLane">Which of the lanes of <paramref name="Moves"/> and of the sources is the first here.</param>
/// <param name="Values"><c>z</c>, updated in place.</param>
/// <param name="PassedOn"><c>y</c>: value times rate, from before the sweep.</param>
/// <param name="Moves">Gets how far values moved, times the scale.</param>
/// <param name="Scale">By lane, a power of two that brings moves into the range of floats.</param>
/// <param name="SourceFactor">By lane; multiplies the source.</param>
/// <param name="SourceOffset">By lane; added to each source.</param>
internal readonly record struct LanePullState(int Rows, int FirstLane, LaneTable<double> Values, LaneTable<double> PassedOn, LaneTable<float> Moves, double[] Scale, double[] SourceFactor, double[] SourceOffset);
