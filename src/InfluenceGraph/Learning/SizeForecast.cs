using InfluenceGraph.Cascades;
using InfluenceGraph.Kernels;

namespace InfluenceGraph.Learning;

/// <summary>The mean number of nodes that a cascade reaches from those who are active: a plain simulation, world by world.</summary>
internal sealed class SizeForecast(CascadeGraph graph)
{
    private readonly int[] _reachedIn = new int[graph.NodeCount];
    private readonly int[] _pressedIn = new int[graph.Process == CascadeProcess.LinearThreshold ? graph.NodeCount : 0];
    private readonly double[] _slack = new double[graph.Process == CascadeProcess.LinearThreshold ? graph.NodeCount : 0];
    private readonly int[] _queue = new int[graph.NodeCount];
    private int _world;

    /// <summary>Simulates.</summary>
    /// <param name="active">Distinct nodes.</param>
    /// <param name="worlds">How many worlds.</param>
    /// <param name="seed">The seed of all of them; world <c>w</c> is stream <c>w</c>.</param>
    /// <param name="cancellationToken">Stops between worlds.</param>
    internal double MeanSize(ReadOnlySpan<int> active, int worlds, ulong seed, CancellationToken cancellationToken)
    {
        long reached = 0;
        for (int world = 0; world < worlds; world++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            reached += OneWorld(active, new CounterRandom(seed, (ulong)world));
        }

        return (double)reached / worlds;
    }

    private int OneWorld(ReadOnlySpan<int> active, CounterRandom random)
    {
        _world++;
        active.CopyTo(_queue);
        foreach (int node in active)
        {
            _reachedIn[node] = _world;
        }

        int count = active.Length;
        (int next, int levelEnd) = (0, count);
        for (int hop = 0; hop < graph.MaxHops && next < count; hop++)
        {
            for (; next < levelEnd; next++)
            {
                int u = _queue[next];
                ReadOnlySpan<int> targets = graph.Forward.TargetsOf(u);
                ReadOnlySpan<float> weights = graph.Forward.WeightsOf(u);
                for (int e = 0; e < targets.Length; e++)
                {
                    if (_reachedIn[targets[e]] != _world && Passes(targets[e], weights[e], ref random))
                    {
                        _reachedIn[targets[e]] = _world;
                        _queue[count++] = targets[e];
                    }
                }
            }

            levelEnd = count;
        }

        return count;
    }

    private bool Passes(int target, float probability, ref CounterRandom random)
    {
        if (graph.Process == CascadeProcess.IndependentCascade)
        {
            return random.NextUnit() < probability;
        }

        if (_pressedIn[target] != _world)
        {
            _pressedIn[target] = _world;
            _slack[target] = random.NextUnit();
        }

        _slack[target] -= probability;
        return _slack[target] < 0;
    }
}
