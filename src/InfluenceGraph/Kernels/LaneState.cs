using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace InfluenceGraph.Kernels;

/// <summary>The edges of a sweep over lanes: row <c>u</c> pulls from <c>Targets[Offsets[u] .. Offsets[u + 1]]</c>.</summary>
/// <param name="Offsets">Row offsets, ascending.</param>
/// <param name="Targets">Edge targets, each a row.</param>
/// <param name="Weights">Edge weights.</param>
/// <param name="Shares">Weight times the target's rate: the share of what is at the target that moves on over the edge.</param>
/// <param name="Rate">By row, passed on per unit of value and weight; 0 where nothing is.</param>
internal readonly record struct LaneEdges(long[] Offsets, int[] Targets, float[] Weights, float[] Shares, double[] Rate)
{
    /// <exception cref="ArgumentOutOfRangeException">The rows up to <paramref name="end"/> have more edges than there are.</exception>
    internal void Require(int end) => ArgumentOutOfRangeException.ThrowIfGreaterThan(Offsets[end], Math.Min(Targets.Length, Math.Min(Weights.Length, Shares.Length)), nameof(end));
}

/// <summary>What starts at each node, sparse: node <c>u</c> starts <c>Values[i]</c> on lane <c>Lanes[i]</c>, <c>i</c> from <c>Offsets[u]</c> to <c>Offsets[u + 1]</c>.</summary>
internal readonly record struct LaneSources(long[] Offsets, byte[] Lanes, double[] Values)
{
    /// <summary>A node's sources on the eight lanes from <paramref name="firstLane"/> on, made without a way through memory: what was just written in pieces is slow to read as a whole.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Vector512<double> At(int node, int firstLane)
    {
        Vector512<double> row = Vector512<double>.Zero;
        for (long i = Offsets[node]; i < Offsets[node + 1]; i++)
        {
            Vector512<double> isLane = Vector512.Equals(Vector512<long>.Indices, Vector512.Create((long)Lanes[i] - firstLane)).AsDouble();
            row = Vector512.ConditionalSelect(isLane, Vector512.Create(Values[i]), row);
        }

        return row;
    }

    /// <summary>A node's source on one lane.</summary>
    internal double Of(int node, int lane)
    {
        for (long i = Offsets[node]; i < Offsets[node + 1]; i++)
        {
            if (Lanes[i] == lane)
            {
                return Values[i];
            }
        }

        return 0;
    }
}
