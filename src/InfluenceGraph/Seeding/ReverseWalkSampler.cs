using InfluenceGraph.Cascades;
using InfluenceGraph.Kernels;

namespace InfluenceGraph.Seeding;

/// <summary>Reverse sets of the linear threshold: a walk that goes on to the one whom each node picks, until nobody is picked or somebody comes again.</summary>
internal sealed class ReverseWalkSampler(CascadeGraph graph, ReverseRoots roots, ThresholdRows rows) : ReverseSampler(graph, roots)
{
    internal override void Sample(ref CounterRandom random, NodeList nodes, int stopAt)
    {
        int[] stamps = NewStamps(out int stamp);
        int node = Roots.Draw(ref random);
        double certain = Roots.Chance[node];
        for (int hop = 0; stamps[node] != stamp; hop++)
        {
            stamps[node] = stamp;
            nodes.Add(node);
            if (node == stopAt || hop == Graph.MaxHops)
            {
                return;
            }

            int edge = rows.PickedBy(node, random.NextUnit() * (hop == 0 ? certain : 1));
            if (edge < 0)
            {
                return;
            }

            node = Graph.Backward.Targets[edge];
        }
    }
}
