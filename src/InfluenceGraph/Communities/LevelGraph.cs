using System.Numerics;

namespace InfluenceGraph.Communities;

/// <summary>The graph of one level: nodes are groups of nodes of the level below. Symmetric; rows in any order, without edges from a node to itself.</summary>
internal sealed class LevelGraph<TWeight>(long[] offsets, int[] targets, TWeight[] weights)
    where TWeight : unmanaged, INumberBase<TWeight>
{
    internal int NodeCount => offsets.Length - 1;

    internal int DegreeOf(int node) => (int)(offsets[node + 1] - offsets[node]);

    internal ReadOnlySpan<int> TargetsOf(int node) => targets.AsSpan((int)offsets[node], DegreeOf(node));

    internal ReadOnlySpan<TWeight> WeightsOf(int node) => weights.AsSpan((int)offsets[node], DegreeOf(node));

    /// <summary>Makes each group one node. Edges within groups go; their weight is in the masses. O(nodes + edges).</summary>
    /// <param name="groupOf">Node to group, 0 to <paramref name="count"/> - 1.</param>
    /// <param name="count">The number of groups.</param>
    /// <param name="weightTo">Zeros, one per node at least; zeros again afterwards.</param>
    /// <param name="touched">Scratch, one per node at least.</param>
    internal LevelGraph<double> Aggregate(int[] groupOf, int count, double[] weightTo, int[] touched)
    {
        (int[] starts, int[] members) = Grouping.Members(groupOf.AsSpan(0, NodeCount), count);
        long[] groupOffsets = new long[count + 1];
        int[] groupTargets = new int[(targets.Length / 8) + 16];
        double[] groupWeights = new double[groupTargets.Length];
        int edges = 0;
        for (int group = 0; group < count; group++)
        {
            int found = 0;
            foreach (int node in members.AsSpan(starts[group]..starts[group + 1]))
            {
                ReadOnlySpan<int> row = TargetsOf(node);
                ReadOnlySpan<TWeight> rowWeights = WeightsOf(node);
                for (int e = 0; e < row.Length; e++)
                {
                    int other = groupOf[row[e]];
                    double before = weightTo[other];
                    touched[found] = other;
                    found += before == 0 ? 1 : 0;
                    weightTo[other] = before + double.CreateTruncating(rowWeights[e]);
                }
            }

            if (edges + found > groupTargets.Length)
            {
                int capacity = (int)Math.Min(Array.MaxLength, Math.Max(edges + (long)found, groupTargets.Length * 2L));
                Array.Resize(ref groupTargets, capacity);
                Array.Resize(ref groupWeights, capacity);
            }

            foreach (int other in touched.AsSpan(0, found))
            {
                if (other != group)
                {
                    (groupTargets[edges], groupWeights[edges]) = (other, weightTo[other]);
                    edges++;
                }

                weightTo[other] = 0;
            }

            groupOffsets[group + 1] = edges;
        }

        return new(groupOffsets, groupTargets, groupWeights);
    }
}
