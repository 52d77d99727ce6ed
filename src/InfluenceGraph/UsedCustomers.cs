using InfluenceGraph.Graphs;

namespace InfluenceGraph;

/// <summary>The customers of a view as nodes 0, 1, 2, ... of an algorithm, and back: where the customer world meets the integer world.</summary>
internal sealed class UsedCustomers<TKey>
    where TKey : notnull
{
    private readonly Lock _gate = new();
    private MutualGraph? _mutual;

    internal UsedCustomers(CustomerGraphView<TKey> view)
    {
        View = view;
        Nodes = new(view.Nodes);
    }

    internal CustomerGraphView<TKey> View { get; }

    internal CompactNodes Nodes { get; }

    internal int Count => Nodes.Count;

    /// <summary>Ties without direction between these nodes.</summary>
    internal MutualGraph Mutual => MutualWith(CancellationToken.None);

    /// <summary>The same, for questions that can be stopped: who is stopped leaves nothing, and the next one makes it.</summary>
    internal MutualGraph MutualWith(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return _mutual ??= MutualGraph.Of(View.Nodes, Nodes, cancellationToken);
        }
    }

    internal TKey KeyOf(int node) => View.Data.Keys[Nodes.ViewNodes[node]];

    internal double OwnValueOf(int node) => View.Data.OwnValues[Nodes.ViewNodes[node]];

    /// <summary>The customer with own value, attributes and tags.</summary>
    internal Customer<TKey> CustomerAt(int node) => View.Data.CustomerAt(Nodes.ViewNodes[node]);

    /// <summary>The node of a customer who may be used.</summary>
    /// <exception cref="KeyNotFoundException">The customer is unknown or left out; the message says which.</exception>
    internal int NodeOf(TKey customer) => Nodes.Nodes[View.RequireNode(customer)];

    internal bool TryGetNode(TKey customer, out int node)
    {
        node = View.Data.Keys.TryGetNode(customer, out int viewNode) ? Nodes.Nodes[viewNode] : -1;
        return node >= 0;
    }

    /// <summary>Values by node of the view, as values by node here.</summary>
    internal double[] Gather(ReadOnlySpan<double> ofViewNodes)
    {
        double[] values = new double[Count];
        for (int node = 0; node < values.Length; node++)
        {
            values[node] = ofViewNodes[Nodes.ViewNodes[node]];
        }

        return values;
    }

    /// <summary>The view's receipt with the options and what else was used.</summary>
    internal Receipt NewReceipt(string options, UsedFacts facts, params IEnumerable<LeftOut> notes)
    {
        Receipt receipt = View.NewReceipt(View.Data.OwnValues, facts);
        return receipt with { Options = options, Notes = [.. receipt.Notes, .. notes] };
    }
}
