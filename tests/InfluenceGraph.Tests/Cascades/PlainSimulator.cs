using InfluenceGraph.Cascades;

namespace InfluenceGraph.Tests.Cascades;

/// <summary>
/// A second simulator, written independently of the product's: one world at a time, one draw per try (or one threshold per
/// node), with the framework's random numbers. The judge of every spread and of every seed set.
/// </summary>
internal sealed class PlainSimulator(CascadeGraph graph, int seed)
{
    private readonly Random _random = new(seed);
    private readonly int[] _stamp = new int[graph.NodeCount];
    private readonly double[] _threshold = new double[graph.NodeCount];
    private readonly double[] _pressure = new double[graph.NodeCount];
    private int _world;

    /// <summary>Mean and standard error of the worth reached.</summary>
    internal (double Mean, double StandardError) Reach(IReadOnlyCollection<int> seeds, int worlds, double[]? worth = null)
    {
        (double sum, double squares) = (0, 0);
        for (int i = 0; i < worlds; i++)
        {
            double reached = OneWorld(seeds).Sum(node => worth is null ? 1 : worth[node]);
            sum += reached;
            squares += reached * reached;
        }

        double mean = sum / worlds;
        return (mean, Math.Sqrt(Math.Max(0, (squares / worlds) - (mean * mean)) / (worlds - 1)));
    }

    /// <summary>The nodes reached in one world, in the order in which they are reached.</summary>
    internal List<int> OneWorld(IReadOnlyCollection<int> seeds)
    {
        _world++;
        var reached = new List<int>();
        var hops = new List<int>();
        foreach (int node in seeds)
        {
            if (_stamp[node] != _world)
            {
                _stamp[node] = _world;
                reached.Add(node);
                hops.Add(0);
            }
        }

        if (graph.Process == CascadeProcess.LinearThreshold)
        {
            for (int node = 0; node < _threshold.Length; node++)
            {
                _threshold[node] = 1 - _random.NextDouble();
                _pressure[node] = 0;
            }
        }

        for (int next = 0; next < reached.Count && hops[next] < graph.MaxHops; next++)
        {
            int node = reached[next];
            ReadOnlySpan<int> targets = graph.Forward.TargetsOf(node);
            ReadOnlySpan<float> probabilities = graph.Forward.WeightsOf(node);
            for (int e = 0; e < targets.Length; e++)
            {
                if (_stamp[targets[e]] != _world && Succeeds(targets[e], probabilities[e]))
                {
                    _stamp[targets[e]] = _world;
                    reached.Add(targets[e]);
                    hops.Add(hops[next] + 1);
                }
            }
        }

        return reached;
    }

    private bool Succeeds(int target, float probability)
    {
        if (graph.Process == CascadeProcess.IndependentCascade)
        {
            return _random.NextDouble() < probability;
        }

        _pressure[target] += probability;
        return _pressure[target] >= _threshold[target];
    }
}
