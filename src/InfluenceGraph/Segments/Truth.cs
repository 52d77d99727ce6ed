namespace InfluenceGraph.Segments;

/// <summary>
/// Of whom a condition is true and of whom it is false; of everybody else it cannot be told. Kleene's three-valued logic
/// (Kleene 1938), so that what is not known of a customer is never taken for a no, nor its negation for a yes.
/// </summary>
internal readonly record struct Truth(NodeSet Yes, NodeSet No)
{
    internal static Truth Of(NodeSet yes) => new(yes, yes.Complement());

    /// <summary>Asks each node; <see langword="null"/> is "cannot be told".</summary>
    internal static Truth Of(int nodeCount, Func<int, bool?> isTrue)
    {
        var no = new List<int>();
        NodeSet yes = NodeSet.Where(nodeCount, node =>
        {
            bool? answer = isTrue(node);
            if (answer == false)
            {
                no.Add(node);
            }

            return answer == true;
        });
        return new(yes, NodeSet.Of(nodeCount, no));
    }

    internal NodeSet Unknown => Yes.Or(No).Complement();

    internal Truth And(Truth other) => new(Yes.And(other.Yes), No.Or(other.No));

    internal Truth Or(Truth other) => new(Yes.Or(other.Yes), No.And(other.No));

    internal Truth Not() => new(No, Yes);
}
