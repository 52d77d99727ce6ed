using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace InfluenceGraph.Graphs;

/// <summary>The rows of a view without what does not count: nodes that are left out, and edges that weigh nothing.</summary>
internal sealed class UsedRows
{
    private readonly GraphView _view;
    private readonly bool _isWhole;

    internal UsedRows(GraphView view)
    {
        _view = view;
        _isWhole = view.Included.IsEmpty && (view.Forward.EdgeCount == 0 || TensorPrimitives.Min<float>(view.Forward.Weights) > 0);
    }

    /// <summary>By node: how many edges of its row count.</summary>
    internal int[] Lengths() => CountsOf(_view.Forward);

    /// <summary>By node: how many of those that count can reach it.</summary>
    internal int[] Reads() => CountsOf(_view.Backward.Value);

    /// <summary>The weight of every edge that counts, where all have the same; else <see langword="null"/>. 1 where there is none.</summary>
    internal float? SharedWeight()
    {
        (float least, float most) = (float.PositiveInfinity, 0);
        if (_isWhole)
        {
            ReadOnlySpan<float> weights = _view.Forward.Weights;
            return weights.IsEmpty ? 1 : weights.ContainsAnyExcept(weights[0]) ? null : weights[0];
        }

        for (int u = 0; u < _view.NodeCount && !(least < most); u++)
        {
            ReadOnlySpan<int> row = _view.Forward.TargetsOf(u);
            ReadOnlySpan<float> weights = _view.Forward.WeightsOf(u);
            for (int e = 0; _view.Includes(u) && e < row.Length; e++)
            {
                if (Counts(row[e], weights[e]))
                {
                    (least, most) = (Math.Min(least, weights[e]), Math.Max(most, weights[e]));
                }
            }
        }

        return least == most ? least : most == 0 ? 1 : null;
    }

    /// <summary>Copies the edges of a row that count.</summary>
    /// <param name="node">Whose row; -1 for an empty one.</param>
    /// <param name="slotOf">What stands for each target.</param>
    /// <param name="targets">Gets the targets.</param>
    /// <param name="weights">Gets the weights, unless empty.</param>
    /// <param name="at">The place of the first.</param>
    /// <param name="step">From one place to the next.</param>
    /// <param name="count">The places to fill.</param>
    /// <param name="filler">What stands where there are no more edges, with weight 0.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Copy(int node, int[] slotOf, int[] targets, float[] weights, int at, int step, int count, int filler)
    {
        if (node >= 0)
        {
            ReadOnlySpan<int> row = _view.Forward.TargetsOf(node);
            ReadOnlySpan<float> weightsOfRow = _view.Forward.WeightsOf(node);
            for (int e = 0; e < row.Length; e++)
            {
                if (_isWhole || Counts(row[e], weightsOfRow[e]))
                {
                    targets[at] = slotOf[row[e]];
                    if (weights.Length > 0)
                    {
                        weights[at] = weightsOfRow[e];
                    }

                    at += step;
                    count--;
                }
            }
        }

        for (; count > 0; count--, at += step)
        {
            targets[at] = filler;
            if (weights.Length > 0)
            {
                weights[at] = 0;
            }
        }
    }

    private int[] CountsOf(CsrGraph graph)
    {
        int[] counts = new int[graph.NodeCount];
        for (int u = 0; u < counts.Length; u++)
        {
            counts[u] = _isWhole ? graph.DegreeOf(u) : _view.Includes(u) ? CountOf(graph.TargetsOf(u), graph.WeightsOf(u)) : 0;
        }

        return counts;
    }

    private int CountOf(ReadOnlySpan<int> row, ReadOnlySpan<float> weights)
    {
        int count = 0;
        for (int e = 0; e < row.Length; e++)
        {
            count += Counts(row[e], weights[e]) ? 1 : 0;
        }

        return count;
    }

    private bool Counts(int other, float weight) => weight > 0 && _view.Includes(other);
}
