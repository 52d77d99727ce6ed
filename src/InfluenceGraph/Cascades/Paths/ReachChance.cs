using InfluenceGraph.Containment;

namespace InfluenceGraph.Cascades.Paths;

/// <summary>How often a word that starts with one node comes to another one, in simulated worlds.</summary>
internal static class ReachChance
{
    internal static Estimate Of(LiveEdges live, int from, int to, LikeliestPathsOptions options, WorldRuns runs, IProgress<WorkProgress>? progress)
    {
        int[] sources = [from];
        long hits = 0;
        int done = 0;
        runs.Run(
            0,
            options.Worlds,
            () => new WorldScratch(live),
            (scratch, world, _) =>
            {
                scratch.World.Draw(live, world, sources, scratch.Draw);
                int place = scratch.Draw.Places[to];
                if (place >= 0)
                {
                    scratch.Arrivals.Search(scratch.World, []);
                    Interlocked.Add(ref hits, scratch.Arrivals.Reaches(place) ? 1 : 0);
                }
            },
            filled => progress?.Report(new("worlds", done += filled, options.Worlds)));
        return Estimates.OfShare(hits, options.Worlds, options.Confidence);
    }
}
