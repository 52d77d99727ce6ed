using InfluenceGraph.Cascades;

namespace InfluenceGraph.Seeding;

/// <summary>What a search for seeds needs, at most: as if sampled sets took all they may.</summary>
internal static class SeedMemory
{
    internal static long Of(long nodes, long edges, CascadeModel model, bool hasBudget, long maxMemory, int threads)
    {
        bool isTimed = model.TimeLimit is not null;
        bool hasDelays = model.Delay is not null;
        long rows = model.Process == CascadeProcess.LinearThreshold ? edges * 8 : GroundMemory.Jumps(nodes, edges) + (edges * 4);

        // Roots and their table; who may be a seed and why not; hits; gains and queue of the greedy choice.
        long choosing = nodes * (160 + (hasBudget ? 40 : 0));
        return GroundMemory.Forward(nodes, edges, hasDelays)
            + GroundMemory.Backward(nodes, edges, hasDelays && isTimed)
            + rows + choosing + (threads * nodes * (isTimed ? 50 : 10)) + maxMemory;
    }
}
