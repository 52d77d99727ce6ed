using InfluenceGraph.Kernels;

namespace InfluenceGraph.Cascades;

/// <summary>What the reach of a seed set needs, at most.</summary>
internal static class ReachMemory
{
    internal static long Of(long nodes, long edges, CascadeReachOptions options)
    {
        bool isDelayed = options.Model.Delay is not null;
        long ground = GroundMemory.Forward(nodes, edges, isDelayed);

        // Worlds: what each reached, once more while the array grows, and sorted.
        long worlds = options.MaxWorlds * 8L * (options.Measure is CustomerCount ? 4 : 6);
        long threads = options.Threads ?? Environment.ProcessorCount;
        return isDelayed
            ? ground + worlds + (edges * 16) + (threads * nodes * 32)
            : ground + worlds + (nodes * 56) + (edges * 48) + (threads * WorldWave<IndependentTries>.BytesFor(nodes));
    }
}
