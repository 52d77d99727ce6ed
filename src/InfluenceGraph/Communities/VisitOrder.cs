using System.Numerics;
using InfluenceGraph.Kernels;

namespace InfluenceGraph.Communities;

/// <summary>The random order in which nodes are visited.</summary>
internal static class VisitOrder
{
    /// <summary>From so many nodes, a graph does not fit into the nearest cache.</summary>
    internal const int LargeGraph = 1 << 16;
    private const int RunLength = 64;

    /// <summary>
    /// All nodes with ties, in random order (Fisher, Yates 1938). In large graphs where numbers are near who are near, runs of
    /// neighbouring numbers stay together: they are in the cache already.
    /// </summary>
    /// <param name="graph">The graph.</param>
    /// <param name="isLocal">Whether numbers say who is near whom.</param>
    /// <param name="random">Random numbers.</param>
    /// <param name="order">Gets the nodes.</param>
    /// <param name="runs">Scratch, one per node.</param>
    /// <returns>How many nodes they are.</returns>
    internal static int Fill<TWeight>(LevelGraph<TWeight> graph, bool isLocal, ref CounterRandom random, Span<int> order, Span<int> runs)
        where TWeight : unmanaged, INumberBase<TWeight>
    {
        int nodes = graph.NodeCount;
        int length = isLocal && nodes >= LargeGraph ? RunLength : 1;
        int runCount = 0;
        for (int first = 0; first < nodes; first += length)
        {
            if (length > 1 || graph.DegreeOf(first) > 0)
            {
                int place = (int)random.NextBelow((uint)runCount + 1);
                runs[runCount++] = runs[place];
                runs[place] = first;
            }
        }

        int count = 0;
        foreach (int first in runs[..runCount])
        {
            for (int node = first; node < Math.Min(nodes, first + length); node++)
            {
                if (graph.DegreeOf(node) > 0)
                {
                    order[count++] = node;
                }
            }
        }

        return count;
    }
}
