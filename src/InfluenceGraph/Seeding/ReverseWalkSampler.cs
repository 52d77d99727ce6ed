using System.Runtime.CompilerServices;
using InfluenceGraph.Cascades;
using InfluenceGraph.Kernels;

namespace InfluenceGraph.Seeding;

/// <summary>Reverse sets of the linear threshold: a walk that goes on to the one whom each node picks, until nobody is picked or somebody comes again.</summary>
internal sealed class ReverseWalkSampler(CascadeGraph graph, ReverseRoots roots) : ReverseSampler(graph, roots)
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void GrowSets(ref CounterRandom random, SetPlaces places, int start, int mostPlaces)
    {
        CounterRandom draw = random;
        ThresholdPicks rows = Roots.Thresholds!;
        ThresholdRow[] heads = rows.Rows;
        ulong[] marks = Marks;
        int[] targets = Graph.Backward.Targets;
        int[] nodes = places.Nodes;
        byte[] sets = places.Sets;
        int count = places.Count;
        int rootsEnd = count;
        int levelEnd = Graph.MaxHops == int.MaxValue ? -1 : count;
        int hop = 0;
        for (int next = start; next < count && count <= mostPlaces; next++)
        {
            if (next == levelEnd)
            {
                levelEnd = count;
                if (++hop == Graph.MaxHops)
                {
                    break;
                }
            }

            if (count == nodes.Length)
            {
                places.Grow(count, 1);
                nodes = places.Nodes;
                sets = places.Sets;
            }

            int node = nodes[next];
            byte set = sets[next];
            double place = draw.NextUnit() * (next < rootsEnd ? Roots.Chance[node] : 1);
            ThresholdRow row = heads[node];
            double at = row.PerWeight >= 0 ? place * row.PerWeight : rows.PlaceOf(node, place);

            // An edge that is not picked is replaced by edge 0, which is at hand, and leaves no trace.
            int isPicked = Unsafe.BitCast<bool, byte>(at < row.Degree);
            int source = targets[(row.Start + (int)at) & -isPicked];
            ulong mark = marks[source];
            ulong bit = (ulong)isPicked << set;
            marks[source] = mark | bit;
            nodes[count] = source;
            sets[count] = set;
            count += (int)((bit & ~mark) >> set);
        }

        places.Count = count;
        random = draw;
    }
}
