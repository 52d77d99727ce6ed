namespace InfluenceGraph;

/// <content>Graphs of any other type.</content>
public static partial class CustomerGraph
{
    /// <summary>Builds a graph from the vertices and edges of any graph type, as in <c>CustomerGraph.From(g.Vertices, g.Edges, e => e.Source, e => e.Target)</c>.</summary>
    /// <remarks>Each vertex becomes a customer and each edge a tie, by the rules of <see cref="CustomerGraphOptions"/>: an edge that names another vertex is an error unless they say otherwise, parallel edges add up, and an edge from a vertex to itself is left out and counted. O(vertices log vertices + edges).</remarks>
    /// <typeparam name="TVertex">The other graph's vertex, which becomes the customer's key.</typeparam>
    /// <typeparam name="TEdge">The other graph's edge.</typeparam>
    /// <param name="vertices">The vertices, each once, in any order; also those without edges.</param>
    /// <param name="edges">The edges, in any order.</param>
    /// <param name="source">Where an edge begins.</param>
    /// <param name="target">Where an edge ends.</param>
    /// <param name="permission">How strongly the one who is reached lets the other one reach them, 0 to 1; 1 for every edge where <see langword="null"/>.</param>
    /// <param name="strength">How much the two really interact, 0 or more, in any unit; 1 for every edge where <see langword="null"/>.</param>
    /// <param name="ownValue">What a vertex spends or is expected to spend, in money, 0 or more; 1 for every vertex where <see langword="null"/>, so that social value counts customers.</param>
    /// <param name="direction">Who reaches whom by an edge, with source for From and target for To; <see cref="TieDirection.FromReachesTo"/> for every edge where <see langword="null"/>. <see cref="TieDirection.BothWays"/> makes two ties of an edge without direction, one of an edge from a vertex to itself.</param>
    /// <param name="configure">Changes the default rules, as in <c>o => o with { OnDuplicate = TieMerge.Strongest }</c>.</param>
    /// <param name="consents">The ledger that every question is then put to, also while it is empty; <see langword="null"/> for a graph that keeps no consents yet.</param>
    /// <param name="cancellationToken">Stops reading and building.</param>
    /// <returns>The graph. It keeps the vertices as keys and nothing else of the other graph.</returns>
    /// <exception cref="CustomerDataException">A vertex or an edge cannot be used; the message says which and why.</exception>
    /// <exception cref="ArgumentException">An option is out of range; the message names all that are.</exception>
    public static CustomerGraph<TVertex> From<TVertex, TEdge>(
        IEnumerable<TVertex> vertices,
        IEnumerable<TEdge> edges,
        Func<TEdge, TVertex> source,
        Func<TEdge, TVertex> target,
        Func<TEdge, double>? permission = null,
        Func<TEdge, double>? strength = null,
        Func<TVertex, double>? ownValue = null,
        Func<TEdge, TieDirection>? direction = null,
        Func<CustomerGraphOptions, CustomerGraphOptions>? configure = null,
        ConsentLedger<TVertex>? consents = null,
        CancellationToken cancellationToken = default)
        where TVertex : notnull
    {
        ArgumentNullException.ThrowIfNull(vertices);
        IEnumerable<Customer<TVertex>> customers = vertices.Select(vertex => new Customer<TVertex>(vertex, vertex is null || ownValue is null ? 1 : ownValue(vertex)));
        return FromTies(TiesOf(edges, source, target, permission, strength, direction), customers, configure, consents, cancellationToken);
    }

    /// <summary>Builds a graph from the edges of any graph type alone. Each vertex that an edge names is added with an own value of 1, so that social value counts customers.</summary>
    /// <typeparam name="TVertex">The other graph's vertex, which becomes the customer's key.</typeparam>
    /// <typeparam name="TEdge">The other graph's edge.</typeparam>
    /// <param name="edges">The edges, in any order.</param>
    /// <param name="source">Where an edge begins.</param>
    /// <param name="target">Where an edge ends.</param>
    /// <param name="permission">How strongly the one who is reached lets the other one reach them, 0 to 1; 1 for every edge where <see langword="null"/>.</param>
    /// <param name="strength">How much the two really interact, 0 or more, in any unit; 1 for every edge where <see langword="null"/>.</param>
    /// <param name="direction">Who reaches whom by an edge, with source for From and target for To; <see cref="TieDirection.FromReachesTo"/> for every edge where <see langword="null"/>.</param>
    /// <param name="configure">Changes the default rules, as in <c>o => o with { OnDuplicate = TieMerge.Strongest }</c>.</param>
    /// <param name="consents">The ledger that every question is then put to, also while it is empty; <see langword="null"/> for a graph that keeps no consents yet.</param>
    /// <param name="cancellationToken">Stops reading and building.</param>
    /// <returns>The graph. It keeps the vertices as keys and nothing else of the other graph.</returns>
    /// <exception cref="CustomerDataException">An edge cannot be used; the message says which and why.</exception>
    /// <exception cref="ArgumentException">An option is out of range; the message names all that are.</exception>
    public static CustomerGraph<TVertex> From<TVertex, TEdge>(
        IEnumerable<TEdge> edges,
        Func<TEdge, TVertex> source,
        Func<TEdge, TVertex> target,
        Func<TEdge, double>? permission = null,
        Func<TEdge, double>? strength = null,
        Func<TEdge, TieDirection>? direction = null,
        Func<CustomerGraphOptions, CustomerGraphOptions>? configure = null,
        ConsentLedger<TVertex>? consents = null,
        CancellationToken cancellationToken = default)
        where TVertex : notnull =>
        FromTies(TiesOf(edges, source, target, permission, strength, direction), configure, consents, cancellationToken);

    private static IEnumerable<Tie<TVertex>> TiesOf<TVertex, TEdge>(
        IEnumerable<TEdge> edges,
        Func<TEdge, TVertex> source,
        Func<TEdge, TVertex> target,
        Func<TEdge, double>? permission,
        Func<TEdge, double>? strength,
        Func<TEdge, TieDirection>? direction)
        where TVertex : notnull
    {
        ArgumentNullException.ThrowIfNull(edges);
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        return Ties();

        IEnumerable<Tie<TVertex>> Ties()
        {
            foreach (TEdge edge in edges)
            {
                TieDirection way = direction?.Invoke(edge) ?? TieDirection.FromReachesTo;
                var tie = new Tie<TVertex>(source(edge), target(edge), permission?.Invoke(edge) ?? 1, strength?.Invoke(edge) ?? 1);
                if (!Enum.IsDefined(way))
                {
                    throw new ArgumentException($"The direction of '{tie.From}' -> '{tie.To}' is {way}; expected one of {string.Join(", ", Enum.GetNames<TieDirection>())}.", nameof(direction));
                }

                if (way != TieDirection.ToReachesFrom)
                {
                    yield return tie;
                }

                bool isToOneself = EqualityComparer<TVertex>.Default.Equals(tie.From, tie.To);
                if (way == TieDirection.ToReachesFrom || (way == TieDirection.BothWays && !isToOneself))
                {
                    yield return tie with { From = tie.To, To = tie.From };
                }
            }
        }
    }
}
