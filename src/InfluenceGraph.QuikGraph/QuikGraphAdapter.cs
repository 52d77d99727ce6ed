using QuikGraph;

namespace InfluenceGraph;

/// <summary>Between graphs of QuikGraph and customer graphs.</summary>
public static class QuikGraphAdapter
{
    /// <summary>Builds a customer graph from a graph of QuikGraph: any that lists its vertices and edges, such as an adjacency, bidirectional, array, compressed or undirected one.</summary>
    /// <remarks>An edge runs from whoever reaches to whoever is reached. The edges of an undirected graph become ties both ways. Take strengths from tags by <c>strength: e => e.Tag</c>, and from QuikGraph's weight functions by <c>strength: weights</c>. Edges of weight 0 or below are no ties of distrust: 0 is no tie, and negative ones are refused.</remarks>
    /// <typeparam name="TVertex">The vertex, which becomes the customer's key.</typeparam>
    /// <typeparam name="TEdge">The edge: plain, tagged, a class or a struct.</typeparam>
    /// <param name="graph">The graph; it is read once and not kept.</param>
    /// <param name="permission">How strongly the target lets the source reach them, 0 to 1; 1 for every edge where <see langword="null"/>.</param>
    /// <param name="strength">How much the two really interact, 0 or more; 1 for every edge where <see langword="null"/>.</param>
    /// <param name="ownValue">What a vertex spends or is expected to spend, 0 or more; 1 for every vertex where <see langword="null"/>, so that social value counts customers.</param>
    /// <param name="direction">Who reaches whom by an edge; where <see langword="null"/>, source reaches target in a directed graph, and each the other in an undirected one.</param>
    /// <param name="configure">Changes the default rules; parallel edges, for example, add up.</param>
    /// <param name="consents">The ledger that every question is then put to; <see langword="null"/> for a graph that keeps no consents yet.</param>
    /// <param name="cancellationToken">Stops reading and building.</param>
    /// <returns>The customer graph.</returns>
    /// <exception cref="CustomerDataException">An edge cannot be used; the message says which and why.</exception>
    /// <exception cref="ArgumentException">An option is out of range; the message names all that are.</exception>
    public static CustomerGraph<TVertex> ToCustomerGraph<TVertex, TEdge>(
        this IEdgeListGraph<TVertex, TEdge> graph,
        Func<TEdge, double>? permission = null,
        Func<TEdge, double>? strength = null,
        Func<TVertex, double>? ownValue = null,
        Func<TEdge, TieDirection>? direction = null,
        Func<CustomerGraphOptions, CustomerGraphOptions>? configure = null,
        ConsentLedger<TVertex>? consents = null,
        CancellationToken cancellationToken = default)
        where TVertex : notnull
        where TEdge : IEdge<TVertex>
    {
        ArgumentNullException.ThrowIfNull(graph);
        Func<TEdge, TieDirection>? ofGraph = graph.IsDirected ? null : _ => TieDirection.BothWays;
        return CustomerGraph.From(graph.Vertices, graph.Edges, e => e.Source, e => e.Target, permission, strength, ownValue, direction ?? ofGraph, configure, consents, cancellationToken);
    }

    /// <summary>A view of a customer graph as a graph of QuikGraph, for its algorithms. Nothing is copied.</summary>
    /// <typeparam name="TKey">The caller's customer key.</typeparam>
    /// <param name="view">The view; what it leaves out is not there.</param>
    /// <returns>The graph, which cannot be changed.</returns>
    public static CustomerQuikGraph<TKey> ToQuikGraph<TKey>(this CustomerGraphView<TKey> view)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(view);
        return new(view);
    }

    /// <summary>Scores as the function of a vertex that QuikGraph's algorithms take.</summary>
    /// <typeparam name="TKey">The caller's customer key.</typeparam>
    /// <param name="scores">Customers with their scores, each once; for example a <see cref="SocialValueResult{TKey}"/>.</param>
    /// <param name="otherwise">The score of a customer who has none; <see langword="null"/> where that is an error.</param>
    /// <returns>The function, over a copy of the scores.</returns>
    /// <exception cref="ArgumentException">A customer has two scores.</exception>
    public static Func<TKey, double> ToVertexFunction<TKey>(this IEnumerable<KeyValuePair<TKey, double>> scores, double? otherwise = null)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(scores);
        var byCustomer = new Dictionary<TKey, double>(scores);
        return vertex => byCustomer.TryGetValue(vertex, out double score)
            ? score
            : otherwise ?? throw new KeyNotFoundException($"'{vertex}' has no score; expected one for each customer, or a value for those without.");
    }

    /// <summary>Scores as an action on a vertex, to hang on an event of an algorithm: each customer whom it comes to is handed on with their score.</summary>
    /// <typeparam name="TKey">The caller's customer key.</typeparam>
    /// <param name="scores">Customers with their scores, each once.</param>
    /// <param name="onScore">What is done with a customer and their score.</param>
    /// <param name="otherwise">The score of a customer who has none; <see langword="null"/> where that is an error.</param>
    /// <returns>The action, over a copy of the scores.</returns>
    /// <exception cref="ArgumentException">A customer has two scores.</exception>
    public static VertexAction<TKey> ToVertexAction<TKey>(this IEnumerable<KeyValuePair<TKey, double>> scores, Action<TKey, double> onScore, double? otherwise = null)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(onScore);
        Func<TKey, double> scoreOf = scores.ToVertexFunction(otherwise);
        return vertex => onScore(vertex, scoreOf(vertex));
    }
}
