using InfluenceGraph.Cascades;

namespace InfluenceGraph.Tests.Cascades;

/// <summary>Runs the product's engines on a graph of the integer world.</summary>
internal static class ReachRun
{
    internal static WorldSample Of(CascadeGraph graph, int[] seeds, int worlds = 2048, int seed = 1, double[]? worth = null, double curveStep = 1)
    {
        var options = new CascadeReachOptions { Precision = 0, MinWorlds = 2, MaxWorlds = worlds, Threads = 1 };
        IWorldEngine engine = graph.Delays is null
            ? new WaveEngine(graph, ReachSpace.Of(graph, seeds), worth, seed)
            : new DelayedEngine(graph, seeds, worth, seed, curveStep);
        return WorldSampler.Run(engine, options, worth is not null, null, CancellationToken.None);
    }

    internal static Estimate Reach(WorldSample sample, double least = 0, double most = double.PositiveInfinity) =>
        SampleMean.Of(sample.Values).Estimate(0.95, least, most);
}
