using System.Runtime.InteropServices;

namespace InfluenceGraph.Cascades;

/// <summary>What each simulated world gave, and the curve over all of them.</summary>
internal sealed class WorldSample
{
    private double[] _values = [];
    private double[] _counts = [];
    private readonly bool _hasWorth;
    private readonly List<CurveSums> _curve = [];
    private CurveSums _end;

    internal WorldSample(bool hasWorth) => _hasWorth = hasWorth;

    internal int Worlds { get; private set; }

    /// <summary>Edges that a world at a time would have tried.</summary>
    internal long EdgeVisits { get; private set; }

    /// <summary>The worth reached in each world.</summary>
    internal ReadOnlySpan<double> Values => (_hasWorth ? _values : _counts).AsSpan(0, Worlds);

    /// <summary>The nodes reached in each world.</summary>
    internal ReadOnlySpan<double> Counts => _counts.AsSpan(0, Worlds);

    /// <summary>Sums of worth over all worlds, by step of the curve; the last step is the end.</summary>
    internal ReadOnlySpan<CurveSums> Curve => CollectionsMarshal.AsSpan(_curve);

    internal void Reserve(int worlds)
    {
        Array.Resize(ref _counts, worlds);
        if (_hasWorth)
        {
            Array.Resize(ref _values, worlds);
        }
    }

    /// <summary>Room for the outcome of the worlds from <paramref name="first"/> on.</summary>
    internal (Memory<double> Counts, Memory<double> Values) Slots(int first, int worlds) =>
        (_counts.AsMemory(first, worlds), _hasWorth ? _values.AsMemory(first, worlds) : default);

    /// <summary>Adds what a batch gave beside its worlds. Batches come in their order, so the sums have the same bits whoever made them.</summary>
    internal void Add(BatchOutcome batch)
    {
        // A curve that has ended goes on at its height.
        while (_curve.Count < batch.Curve.Length)
        {
            _curve.Add(_end);
        }

        CurveSums batchEnd = batch.Curve[^1];
        for (int step = 0; step < _curve.Count; step++)
        {
            CurveSums added = step < batch.Curve.Length ? batch.Curve[step] : batchEnd;
            _curve[step] += added;
        }

        _end = _curve[^1];
        Worlds += batch.Worlds;
        EdgeVisits += batch.EdgeVisits;
    }
}

/// <summary>A batch of worlds.</summary>
internal sealed record BatchOutcome(int Worlds, long EdgeVisits, CurveSums[] Curve);
