using InfluenceGraph.Graphs;

namespace InfluenceGraph.Updates;

/// <summary>Who can reach each node, as the graph has it and, row by row, as it was changed since. A row that nobody changed stays the graph's own.</summary>
internal sealed class LiveRows(CsrGraph start)
{
    /// <summary>The row number of a node whose row is the graph's own.</summary>
    internal const int Unchanged = -1;

    private readonly List<ChangedRow> _changed = [];

    /// <summary>Rows that are held beside the graph's.</summary>
    internal int ChangedCount => _changed.Count;

    internal ReadOnlySpan<int> SourcesOf(int node, int row) =>
        row >= 0 ? _changed[row].Sources : node < start.NodeCount ? start.TargetsOf(node) : [];

    internal ReadOnlySpan<float> WeightsOf(int node, int row) =>
        row >= 0 ? _changed[row].Weights : node < start.NodeCount ? start.WeightsOf(node) : [];

    internal float WeightOf(int node, int row, int source)
    {
        if (row >= 0)
        {
            return _changed[row].WeightOf(source);
        }

        int index = SourcesOf(node, row).BinarySearch(source);
        return index >= 0 ? WeightsOf(node, row)[index] : 0;
    }

    /// <summary>The row to change; made where it is still the graph's.</summary>
    internal ChangedRow ToChange(int node, ref int row)
    {
        if (row < 0)
        {
            _changed.Add(new(SourcesOf(node, row), WeightsOf(node, row)));
            row = _changed.Count - 1;
        }

        return _changed[row];
    }

    /// <summary>Where the graph's row of a node begins.</summary>
    internal long StartOf(int node) => node < start.NodeCount ? start.Offsets[node] : 0;

    /// <summary>Something of a row's beginning.</summary>
    internal float Look(int node, int row)
    {
        ReadOnlySpan<int> sources = SourcesOf(node, row);
        return sources.IsEmpty ? 0 : sources[0] + WeightsOf(node, row)[0];
    }

    internal ChangedRow Changed(int row) => _changed[row];
}
