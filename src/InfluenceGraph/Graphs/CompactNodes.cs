namespace InfluenceGraph.Graphs;

/// <summary>
/// The nodes that a view includes, numbered 0, 1, 2, ... in their order, so that what is left out cannot be met by an
/// algorithm and takes no memory in it.
/// </summary>
internal sealed class CompactNodes
{
    private readonly int[] _viewNodes;
    private readonly int[] _nodes;

    internal CompactNodes(GraphView view)
    {
        _nodes = new int[view.NodeCount];
        _viewNodes = new int[view.IncludedCount];
        for (int viewNode = 0, node = 0; viewNode < _nodes.Length; viewNode++)
        {
            _nodes[viewNode] = view.Includes(viewNode) ? node : -1;
            if (_nodes[viewNode] >= 0)
            {
                _viewNodes[node++] = viewNode;
            }
        }
    }

    internal int Count => _viewNodes.Length;

    /// <summary>Node here to node of the view.</summary>
    internal ReadOnlySpan<int> ViewNodes => _viewNodes;

    /// <summary>Node of the view to node here, -1 for one that is left out.</summary>
    internal ReadOnlySpan<int> Nodes => _nodes;
}
