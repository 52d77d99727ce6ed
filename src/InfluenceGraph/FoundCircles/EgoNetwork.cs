using InfluenceGraph.Graphs;

namespace InfluenceGraph.FoundCircles;

/// <summary>The people with a tie to an owner and the ties among them, numbered 0, 1, 2, ... in the order of their nodes. The owner is not in it.</summary>
internal sealed class EgoNetwork
{
    private EgoNetwork(int owner, int[] nodes, CsrGraph ties)
    {
        Owner = owner;
        Nodes = nodes;
        Ties = ties;
        double sum = 0;
        foreach (float weight in ties.Weights)
        {
            sum += weight;
        }

        double mean = sum / Math.Max(1, ties.EdgeCount);
        Fullness = new double[ties.EdgeCount];
        Strengths = new double[nodes.Length];
        for (int person = 0; person < nodes.Length; person++)
        {
            for (int edge = (int)ties.Offsets[person]; edge < (int)ties.Offsets[person + 1]; edge++)
            {
                Fullness[edge] = Math.Min(1, ties.Weights[edge] / mean);
                Strengths[person] += Fullness[edge];
            }

            TotalFullness += Strengths[person] / 2;
        }
    }

    internal int Owner { get; }

    /// <summary>Person here to node of the graph, ascending.</summary>
    internal int[] Nodes { get; }

    internal int Count => Nodes.Length;

    /// <summary>Symmetric, both ways added up.</summary>
    internal CsrGraph Ties { get; }

    /// <summary>By edge: how far a tie counts as one, above 0 to 1. One of at least the mean weight counts in full, a weaker one in part.</summary>
    internal double[] Fullness { get; }

    /// <summary>By person: the fullness of all ties to the others.</summary>
    internal double[] Strengths { get; }

    /// <summary>The sum over pairs with a tie.</summary>
    internal double TotalFullness { get; }

    internal ReadOnlySpan<double> FullnessOf(int person) => Fullness.AsSpan((int)Ties.Offsets[person]..(int)Ties.Offsets[person + 1]);

    /// <summary>O(ties of the people).</summary>
    /// <param name="both">Ties without direction.</param>
    /// <param name="owner">Whose network it is.</param>
    /// <param name="placeOf">As long as there are nodes, all -1; left so.</param>
    internal static EgoNetwork Of(CsrGraph both, int owner, int[] placeOf)
    {
        int[] nodes = both.TargetsOf(owner).ToArray();
        for (int person = 0; person < nodes.Length; person++)
        {
            placeOf[nodes[person]] = person;
        }

        long[] offsets = new long[nodes.Length + 1];
        var targets = new List<int>();
        var weights = new List<float>();
        for (int person = 0; person < nodes.Length; person++)
        {
            ReadOnlySpan<int> row = both.TargetsOf(nodes[person]);
            ReadOnlySpan<float> rowWeights = both.WeightsOf(nodes[person]);
            for (int e = 0; e < row.Length; e++)
            {
                if (placeOf[row[e]] >= 0)
                {
                    targets.Add(placeOf[row[e]]);
                    weights.Add(rowWeights[e]);
                }
            }

            offsets[person + 1] = targets.Count;
        }

        foreach (int node in nodes)
        {
            placeOf[node] = -1;
        }

        return new(owner, nodes, new(offsets, [.. targets], [.. weights]));
    }
}
