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
    private readonly List<(double Nodes, double NodeSquares, double Value, double ValueSquares)> _steps = [];
    private readonly List<(double Nodes, double NodeSquares, double Value, double ValueSquares)> _ended = [];
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
            _steps[step] = Sum(_steps[step], nodes, values.Worth(grains));
        }

        if (world.Steps > 0)
        {
            _ended[world.Steps - 1] = Sum(_ended[world.Steps - 1], nodes, values.Worth(grains));
        }

        _worlds++;
    }

    /// <summary>Nodes and value reached by each step.</summary>
    internal IEnumerable<(Estimate Nodes, Estimate Value)> Estimates(double confidence, double fewest, double least)
    {
        (double Nodes, double NodeSquares, double Value, double ValueSquares) ended = default;
        for (int step = 0; step < Steps; step++)
        {
            (double nodes, double nodeSquares, double value, double valueSquares) = _steps[step];
            yield return (
                Estimate(nodes + ended.Nodes, nodeSquares + ended.NodeSquares, confidence, fewest),
                Estimate(value + ended.Value, valueSquares + ended.ValueSquares, confidence, least));
            ended = (ended.Nodes + _ended[step].Nodes, ended.NodeSquares + _ended[step].NodeSquares, ended.Value + _ended[step].Value, ended.ValueSquares + _ended[step].ValueSquares);
        }
    }

    private Estimate Estimate(double sum, double squares, double confidence, double least)
    {
        double mean = sum / _worlds;
        double variance = _worlds < 2 ? 0 : Math.Max(0, squares - (mean * sum)) / (_worlds - 1);

        // What rounding leaves of equal worlds is no error of the estimate.
        double error = variance <= 1e-14 * mean * mean ? 0 : Math.Sqrt(variance / _worlds);
        return Cascades.Estimates.OfMean(mean, error, confidence, least);
    }

    private static (double Nodes, double NodeSquares, double Value, double ValueSquares) Sum((double Nodes, double NodeSquares, double Value, double ValueSquares) sums, double nodes, double value) =>
        (sums.Nodes + nodes, sums.NodeSquares + (nodes * nodes), sums.Value + value, sums.ValueSquares + (value * value));
}
