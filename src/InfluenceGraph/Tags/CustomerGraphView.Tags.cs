using InfluenceGraph.Graphs;
using InfluenceGraph.Tags;

namespace InfluenceGraph;

/// <content>Tags.</content>
public sealed partial class CustomerGraphView<TKey>
{
    private TagMatrix? _tags;

    /// <summary>The tags that may be used.</summary>
    /// <exception cref="InvalidOperationException">Tags are dated, and the view has no moment.</exception>
    internal TagMatrix Tags
    {
        get
        {
            // Two threads may both make it; they make the same.
            return _tags ??= NewTags(Nodes);
        }
    }

    /// <summary>A customer's tags in force, rows of one tag added up.</summary>
    /// <param name="customer">The key.</param>
    /// <returns>The tags in the order of their names, without periods.</returns>
    /// <exception cref="KeyNotFoundException">The customer is unknown or left out.</exception>
    /// <exception cref="InvalidOperationException">Tags are dated, and the view has no moment.</exception>
    public IReadOnlyList<CustomerTag> TagsOf(TKey customer)
    {
        int node = RequireNode(customer);
        TagMatrix matrix = Tags;
        var tags = new List<CustomerTag>();
        for (int t = 0; t < matrix.TagsOf(node).Length; t++)
        {
            tags.Add(new(matrix.Names[matrix.TagsOf(node)[t]], matrix.WeightsOf(node)[t], matrix.AreInferredOf(node)[t]));
        }

        return tags;
    }

    /// <summary>The tags in force of the nodes that some view of this graph includes.</summary>
    internal TagMatrix NewTags(GraphView nodes) => _asOf is null && Data.Tags.HasDated
        ? throw new InvalidOperationException(
            $"Tags of this graph hold only for a period; expected a moment. Ask graph.At(moment), or build with {nameof(CustomerGraphOptions)}.{nameof(CustomerGraphOptions.AsOf)}.")
        : Data.Tags.At(_asOf?.UtcTicks ?? 0, nodes);
}
