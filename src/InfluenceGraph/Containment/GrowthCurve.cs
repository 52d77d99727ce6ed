using InfluenceGraph.Cascades;

namespace InfluenceGraph.Containment;

/// <summary>What one world says for the result.</summary>
internal sealed class DominoRow
{
    internal WorldGrowth Hops { get; } = new();

    internal WorldGrowth Times { get; } = new();

    /// <summary>Grains saved by cutting each chosen edge.</summary>
    internal long[] Savings { get; private set; } = [];

    internal void Clear(int moments, int edges)
    {
        Hops.Clear(1);
        Times.Clear(moments);
        if (Savings.Length != edges)
        {
            Savings = new long[edges];
        }

        Array.Clear(Savings);
    }
}

/// <summary>How many nodes, and of which value, one world reaches at each step.</summary>
internal sealed class WorldGrowth
{
    private long[] _nodes = new long[8];
    private long[] _values = new long[8];

    internal int Steps { get; private set; }

    internal long Nodes { get; private set; }

    internal long Value { get; private set; }

    internal (long Nodes, long Value) At(int step) => (_nodes[step], _values[step]);

    internal void Clear(int steps)
    {
        Array.Clear(_nodes);
        Array.Clear(_values);
        (Steps, Nodes, Value) = (0, 0, 0);
        Reserve(steps);
    }

    internal void Add(int step, long value)
    {
        Reserve(step + 1);
        _nodes[step]++;
        _values[step] += value;
        Nodes++;
        Value += value;
    }

    private void Reserve(int steps)
    {
        Steps = Math.Max(Steps, steps);
        if (steps > _nodes.Length)
        {
            int length = Math.Max(steps, 2 * _nodes.Length);
            Array.Resize(ref _nodes, length);
            Array.Resize(ref _values, length);
        }
    }
}

/// <summary>Mean growth over worlds with its error at each step. Worlds that end early stay at what they reached.</summary>
internal sealed class GrowthCurve
{
    private readonly List<(CurveSums Nodes, CurveSums Value)> _steps = [];
    private readonly List<(CurveSums Nodes, CurveSums Value)> _ended = [];
    private int _worlds;

    internal int Steps => _steps.Count;

    internal void Add(WorldGrowth world, Grains values)
    {
        while (_steps.Count < world.Steps)
        {
            _steps.Add(default);
            _ended.Add(default);
        }

        long nodes = 0;
        long grains = 0;
        for (int step = 0; step < world.Steps; step++)
        {
            (long more, long worth) = world.At(step);
            nodes += more;
            grains += worth;
            _steps[step] = With(_steps[step], nodes, values.Worth(grains));
        }

        if (world.Steps > 0)
        {
            _ended[world.Steps - 1] = With(_ended[world.Steps - 1], nodes, values.Worth(grains));
        }

        _worlds++;
    }

    /// <summary>Nodes and value reached by each step.</summary>
    internal IEnumerable<(Estimate Nodes, Estimate Value)> Estimates(double confidence, double fewest, double least)
    {
        (CurveSums Nodes, CurveSums Value) ended = default;
        for (int step = 0; step < Steps; step++)
        {
            yield return (
                (_steps[step].Nodes + ended.Nodes).Estimate(_worlds, confidence, fewest),
                (_steps[step].Value + ended.Value).Estimate(_worlds, confidence, least));
            ended = (ended.Nodes + _ended[step].Nodes, ended.Value + _ended[step].Value);
        }
    }

    private static (CurveSums Nodes, CurveSums Value) With((CurveSums Nodes, CurveSums Value) sums, double nodes, double value) =>
        (sums.Nodes.With(nodes), sums.Value.With(value));
}
