using System.Diagnostics.CodeAnalysis;
using QuikGraph;

namespace InfluenceGraph;

/// <summary>A view of a customer graph as a graph of QuikGraph: customers are vertices, ties are edges. Nothing is copied, and nothing can be changed.</summary>
/// <remarks>
/// Edges run from whoever reaches to whoever is reached. Only what the view may use is there: consents, dates and what-ifs
/// hold for QuikGraph's algorithms as they do for ours. Edges of a customer are made as they are asked for, in the order of
/// the keys: O(degree) for each of the members that take a customer. Safe to share between threads.
/// </remarks>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
public sealed class CustomerQuikGraph<TKey> : IBidirectionalGraph<TKey, TieEdge<TKey>>
    where TKey : notnull
{
    internal CustomerQuikGraph(CustomerGraphView<TKey> view) => View = view;

    /// <summary>The view behind it.</summary>
    public CustomerGraphView<TKey> View { get; }

    /// <summary>Always <see langword="true"/>.</summary>
    public bool IsDirected => true;

    /// <summary>Always <see langword="false"/>: rows of one pair were merged when the graph was built.</summary>
    public bool AllowParallelEdges => false;

    /// <summary>Whether the view has no customer.</summary>
    public bool IsVerticesEmpty => View.CustomerCount == 0;

    /// <summary>The number of customers.</summary>
    public int VertexCount => View.CustomerCount;

    /// <summary>The customers, in the order of their keys.</summary>
    public IEnumerable<TKey> Vertices => View.Customers;

    /// <summary>Whether the view has no tie.</summary>
    public bool IsEdgesEmpty => EdgeCount == 0;

    /// <summary>The number of ties. The first time O(ties).</summary>
    public int EdgeCount => (int)View.Receipt.TiesUsed;

    /// <summary>The ties, in the order of source, then target.</summary>
    public IEnumerable<TieEdge<TKey>> Edges => View.Ties.Select(tie => new TieEdge<TKey>(tie));

    /// <summary>Whether the view has a customer.</summary>
    /// <param name="vertex">The key.</param>
    /// <returns><see langword="false"/> for an unknown customer and for one who is left out.</returns>
    public bool ContainsVertex(TKey vertex) => View.Contains(vertex);

    /// <summary>Whether the view has this very tie, with permission and strength.</summary>
    /// <param name="edge">The tie.</param>
    /// <returns><see langword="true"/> when it does.</returns>
    public bool ContainsEdge(TieEdge<TKey> edge) => edge.Source is not null && edge.Target is not null && TryGetEdge(edge.Source, edge.Target, out TieEdge<TKey> found) && found == edge;

    /// <summary>Whether one customer can reach another one directly.</summary>
    /// <param name="source">Who would reach.</param>
    /// <param name="target">Who would be reached.</param>
    /// <returns><see langword="true"/> when there is a tie.</returns>
    public bool ContainsEdge(TKey source, TKey target) => TryGetEdge(source, target, out _);

    /// <summary>The tie by which one customer can reach another one.</summary>
    /// <param name="source">Who would reach.</param>
    /// <param name="target">Who would be reached.</param>
    /// <param name="edge">The tie, where there is one.</param>
    /// <returns><see langword="true"/> when there is a tie.</returns>
    public bool TryGetEdge(TKey source, TKey target, out TieEdge<TKey> edge)
    {
        ArgumentNullException.ThrowIfNull(target);
        if (View.Contains(source))
        {
            foreach (Tie<TKey> tie in View.TiesFrom(source))
            {
                if (EqualityComparer<TKey>.Default.Equals(tie.To, target))
                {
                    edge = new(tie);
                    return true;
                }
            }
        }

        edge = default;
        return false;
    }

    /// <summary>The ties by which one customer can reach another one: one or none.</summary>
    /// <param name="source">Who would reach.</param>
    /// <param name="target">Who would be reached.</param>
    /// <param name="edges">The ties; <see langword="null"/> where the view has no such source.</param>
    /// <returns>Whether the view has the source, as with QuikGraph's own graphs.</returns>
    public bool TryGetEdges(TKey source, TKey target, [NotNullWhen(true)] out IEnumerable<TieEdge<TKey>>? edges)
    {
        ArgumentNullException.ThrowIfNull(target);
        edges = !View.Contains(source) ? null : TryGetEdge(source, target, out TieEdge<TKey> edge) ? [edge] : [];
        return edges is not null;
    }

    /// <summary>Whether a customer can reach nobody.</summary>
    /// <param name="vertex">The key.</param>
    /// <returns><see langword="true"/> when there is no tie.</returns>
    /// <exception cref="VertexNotFoundException">The customer is unknown or left out.</exception>
    public bool IsOutEdgesEmpty(TKey vertex) => OutDegree(vertex) == 0;

    /// <summary>How many people a customer can reach.</summary>
    /// <param name="vertex">The key.</param>
    /// <returns>The number.</returns>
    /// <exception cref="VertexNotFoundException">The customer is unknown or left out.</exception>
    public int OutDegree(TKey vertex) => TiesOf(vertex, isOut: true).Count;

    /// <summary>The ties by which a customer can reach others.</summary>
    /// <param name="vertex">The key.</param>
    /// <returns>The ties.</returns>
    /// <exception cref="VertexNotFoundException">The customer is unknown or left out.</exception>
    public IEnumerable<TieEdge<TKey>> OutEdges(TKey vertex) => TiesOf(vertex, isOut: true).Select(tie => new TieEdge<TKey>(tie));

    /// <summary>One of the ties by which a customer can reach others.</summary>
    /// <param name="vertex">The key.</param>
    /// <param name="index">The place among them, from 0.</param>
    /// <returns>The tie.</returns>
    /// <exception cref="VertexNotFoundException">The customer is unknown or left out.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer ties.</exception>
    public TieEdge<TKey> OutEdge(TKey vertex, int index) => new(TiesOf(vertex, isOut: true)[index]);

    /// <summary>The ties by which a customer can reach others, where the view has the customer.</summary>
    /// <param name="vertex">The key.</param>
    /// <param name="edges">The ties, or <see langword="null"/>.</param>
    /// <returns>Whether the view has the customer.</returns>
    public bool TryGetOutEdges(TKey vertex, [NotNullWhen(true)] out IEnumerable<TieEdge<TKey>>? edges)
    {
        edges = View.Contains(vertex) ? OutEdges(vertex) : null;
        return edges is not null;
    }

    /// <summary>Whether nobody can reach a customer.</summary>
    /// <param name="vertex">The key.</param>
    /// <returns><see langword="true"/> when there is no tie.</returns>
    /// <exception cref="VertexNotFoundException">The customer is unknown or left out.</exception>
    public bool IsInEdgesEmpty(TKey vertex) => InDegree(vertex) == 0;

    /// <summary>How many people can reach a customer.</summary>
    /// <param name="vertex">The key.</param>
    /// <returns>The number.</returns>
    /// <exception cref="VertexNotFoundException">The customer is unknown or left out.</exception>
    public int InDegree(TKey vertex) => TiesOf(vertex, isOut: false).Count;

    /// <summary>The ties by which others can reach a customer.</summary>
    /// <param name="vertex">The key.</param>
    /// <returns>The ties.</returns>
    /// <exception cref="VertexNotFoundException">The customer is unknown or left out.</exception>
    public IEnumerable<TieEdge<TKey>> InEdges(TKey vertex) => TiesOf(vertex, isOut: false).Select(tie => new TieEdge<TKey>(tie));

    /// <summary>One of the ties by which others can reach a customer.</summary>
    /// <param name="vertex">The key.</param>
    /// <param name="index">The place among them, from 0.</param>
    /// <returns>The tie.</returns>
    /// <exception cref="VertexNotFoundException">The customer is unknown or left out.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer ties.</exception>
    public TieEdge<TKey> InEdge(TKey vertex, int index) => new(TiesOf(vertex, isOut: false)[index]);

    /// <summary>The ties by which others can reach a customer, where the view has the customer.</summary>
    /// <param name="vertex">The key.</param>
    /// <param name="edges">The ties, or <see langword="null"/>.</param>
    /// <returns>Whether the view has the customer.</returns>
    public bool TryGetInEdges(TKey vertex, [NotNullWhen(true)] out IEnumerable<TieEdge<TKey>>? edges)
    {
        edges = View.Contains(vertex) ? InEdges(vertex) : null;
        return edges is not null;
    }

    /// <summary>How many ties a customer has, both ways; one to oneself counts twice.</summary>
    /// <param name="vertex">The key.</param>
    /// <returns>The number.</returns>
    /// <exception cref="VertexNotFoundException">The customer is unknown or left out.</exception>
    public int Degree(TKey vertex) => OutDegree(vertex) + InDegree(vertex);

    /// <summary>Customers and ties, counted.</summary>
    /// <returns>One line, invariant culture.</returns>
    public override string ToString() => FormattableString.Invariant($"{VertexCount} customers, {EdgeCount} ties");

    private IReadOnlyList<Tie<TKey>> TiesOf(TKey vertex, bool isOut)
    {
        try
        {
            return isOut ? View.TiesFrom(vertex) : View.TiesTo(vertex);
        }
        catch (KeyNotFoundException e)
        {
            throw new VertexNotFoundException(e.Message, e);
        }
    }
}
