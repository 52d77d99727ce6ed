using InfluenceGraph.Graphs;

namespace InfluenceGraph.Circles;

/// <summary>Ties without direction with what circles ask of them, by edge of a <see cref="MutualGraph"/>.</summary>
/// <param name="Graph">The ties.</param>
/// <param name="Permissions">What the edge's target grants its source, 0 where nothing.</param>
/// <param name="Recencies"><c>2^(-age / half-life)</c>, NaN where no last contact is known; empty where none is.</param>
/// <param name="Weights">By node: the weight of all its ties, both ways.</param>
/// <param name="TotalVolume">Their sum.</param>
internal sealed record CircleGround(MutualGraph Graph, float[] Permissions, double[] Recencies, double[] Weights, double TotalVolume)
{
    /// <summary>The weight of an edge, both ways, exactly.</summary>
    internal double WeightOf(int edge) => (double)Graph.Outward[edge] + Graph.Inward[edge];

    /// <summary>What a member with a tie adds to its owner's sums, triangles and ties between members apart.</summary>
    internal CircleSums MemberAt(int edge)
    {
        double weight = WeightOf(edge);
        bool isDated = Recencies.Length > 0 && !double.IsNaN(Recencies[edge]);
        return new()
        {
            Members = 1,
            Tied = 1,
            Dated = isDated ? 1 : 0,
            Permission = Permissions[edge],
            Smaller = Math.Min(Graph.Outward[edge], Graph.Inward[edge]),
            Larger = Math.Max(Graph.Outward[edge], Graph.Inward[edge]),
            Weight = weight,
            Recency = isDated ? Recencies[edge] : 0,
            Volume = Weights[Graph.Both.Targets[edge]],
            Inside = weight,
        };
    }

    /// <summary>Reads a view's ties. O(ties), and O(log degree) a tie where contacts are known.</summary>
    internal static CircleGround Of<TKey>(UsedCustomers<TKey> used, TimeSpan halfLife, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
        where TKey : notnull
    {
        Action<long> tell = progress.Begin("ties", 3);
        MutualGraph graph = used.MutualWith(cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        tell(1);
        double[] weights = new double[used.Count];
        double total = 0;
        for (int node = 0; node < weights.Length; node++)
        {
            for (int edge = (int)graph.Both.Offsets[node]; edge < (int)graph.Both.Offsets[node + 1]; edge++)
            {
                weights[node] += (double)graph.Outward[edge] + graph.Inward[edge];
            }

            total += weights[node];
        }

        float[] permissions = PermissionsOf(used, cancellationToken);
        tell(1);
        double[] recencies = RecenciesOf(used, halfLife, cancellationToken);
        tell(1);
        return new(graph, permissions, recencies, weights, total);
    }

    private static float[] PermissionsOf<TKey>(UsedCustomers<TKey> used, CancellationToken cancellationToken)
        where TKey : notnull
    {
        (CsrGraph both, CsrGraph forward) = (used.Mutual.Both, used.View.Nodes.Forward);
        float[] permissions = new float[both.EdgeCount];
        for (int node = 0; node < used.Count; node++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int source = used.Nodes.ViewNodes[node];
            int edge = (int)both.Offsets[node];
            for (int outward = (int)forward.Offsets[source]; outward < (int)forward.Offsets[source + 1]; outward++)
            {
                int target = used.Nodes.Nodes[forward.Targets[outward]];
                if (forward.Weights[outward] > 0 && target >= 0 && target != node)
                {
                    while (both.Targets[edge] != target)
                    {
                        edge++;
                    }

                    permissions[edge] = used.View.RowOfEdge(source, outward).Permission;
                }
            }
        }

        return permissions;
    }

    /// <summary>The later contact of the two ways counts, of a way that is used.</summary>
    private static double[] RecenciesOf<TKey>(UsedCustomers<TKey> used, TimeSpan halfLife, CancellationToken cancellationToken)
        where TKey : notnull
    {
        if (used.View is not { AsOf: DateTimeOffset now, HasContacts: true })
        {
            return [];
        }

        MutualGraph graph = used.Mutual;
        double[] recencies = new double[graph.Both.EdgeCount];
        for (int node = 0; node < used.Count; node++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int source = used.Nodes.ViewNodes[node];
            for (int edge = (int)graph.Both.Offsets[node]; edge < (int)graph.Both.Offsets[node + 1]; edge++)
            {
                int target = used.Nodes.ViewNodes[graph.Both.Targets[edge]];
                DateTimeOffset? to = graph.Outward[edge] > 0 ? used.View.LastContactOf(source, target) : null;
                DateTimeOffset? from = graph.Inward[edge] > 0 ? used.View.LastContactOf(target, source) : null;
                recencies[edge] = (to > from || from is null ? to : from) is DateTimeOffset last ? Math.Pow(2, -((now - last) / halfLife)) : double.NaN;
            }
        }

        return recencies;
    }
}
