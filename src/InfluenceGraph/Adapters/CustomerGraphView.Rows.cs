namespace InfluenceGraph;

/// <content>The view as rows, for other tools.</content>
public sealed partial class CustomerGraphView<TKey>
{
    /// <summary>All ties that may be used, in the order of From, then To; rows merged, without periods. Made as they are read.</summary>
    public IEnumerable<Tie<TKey>> Ties => Used.Nodes.ViewNodes.ToArray().SelectMany(node => TiesOf(Nodes.Forward, node, isForward: true));

    /// <summary>A customer who may be used, with own value, attributes and all tags whatever their period; without circles, as they name people who may be left out.</summary>
    /// <param name="customer">The key.</param>
    /// <returns>The customer.</returns>
    /// <exception cref="KeyNotFoundException">The customer is unknown or left out.</exception>
    public Customer<TKey> this[TKey customer] => Data.CustomerAt(RequireNode(customer));
}
