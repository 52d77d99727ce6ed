using System.Collections.Concurrent;
using System.Numerics.Tensors;
using InfluenceGraph.Kernels;
using InfluenceGraph.SocialValues;

namespace InfluenceGraph.GraphFiles;

/// <summary>
/// <see cref="PageRank"/> where only what belongs to nodes lies in memory (40 bytes each) and edges are read from the file
/// in each sweep: Jacobi sweeps in double precision, the same equations, residual and policies.
/// </summary>
/// <remarks>Rows are summed in ascending order and changes by <see cref="OrderFreeSum"/>, so the result has the same bits for any number of threads.</remarks>
internal sealed class StreamedPageRank
{
    /// <summary>Rows and edges of a block: with 8 bits a permission some 2 MB for each thread.</summary>
    private const int WorkPerBlock = 1 << 18;

    private readonly IEdgeRows _rows;
    private readonly bool[] _included;
    private readonly int _includedCount;
    private readonly double[] _source;
    private readonly PageRankSettings _settings;
    private readonly double _total;
    private readonly double[] _rate;
    private readonly double[] _z;
    private readonly RowRanges _blocks;
    private readonly OrderFreeSum[] _changes;
    private readonly OrderFreeSum _noChange;
    private readonly ConcurrentBag<EdgeBuffer> _buffers = [];
    private double[] _y;
    private double[] _yNext;
    private double _sourceFactor = 1;
    private double _sourceOffset;

    private StreamedPageRank(IEdgeRows rows, RowRanges blocks, bool[] included, int includedCount, double[] source, double[] rate, double total, PageRankSettings settings)
    {
        (_rows, _blocks, _included, _includedCount, _source, _rate, _total, _settings) = (rows, blocks, included, includedCount, source, rate, total, settings);
        _z = [.. source];
        _y = new double[_z.Length];
        _yNext = new double[_z.Length];
        TensorPrimitives.Multiply(_z, _rate, _y);
        _changes = new OrderFreeSum[_blocks.Count];
        double mostArriving = Math.Max(OrderFreeSum.Of(_z, includedCount), total / (1 - settings.Damping));
        _noChange = new(4 * mostArriving, includedCount);
    }

    /// <summary>Solves the system.</summary>
    /// <param name="forward">Row <c>u</c>: whom <c>u</c> can reach.</param>
    /// <param name="included">Which nodes count, or empty for all.</param>
    /// <param name="source">The value that starts at each node; 0 at nodes that do not count.</param>
    /// <param name="received">The weight that each node receives; becomes the rate at which it passes on.</param>
    /// <param name="settings">Damping, policy, when to stop.</param>
    /// <param name="progress">Told after each sweep.</param>
    /// <param name="cancellationToken">Stops between blocks of rows.</param>
    internal static (PageRankSolution Solution, long LongestRow) Solve(
        IEdgeRows forward,
        bool[] included,
        double[] source,
        double[] received,
        PageRankSettings settings,
        IProgress<IterationProgress>? progress,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        int includedCount = included.Length == 0 ? source.Length : included.AsSpan().Count(true);
        for (int v = 0; v < received.Length; v++)
        {
            received[v] = received[v] > 0 ? settings.Damping / received[v] : 0;
        }

        RowRanges blocks = forward.Split(WorkPerBlock, cancellationToken);
        var solver = new StreamedPageRank(forward, blocks, included, includedCount, source, received, OrderFreeSum.Of(source, includedCount), settings);
        return (solver.Run(progress, cancellationToken), blocks.LongestRow);
    }

    private PageRankSolution Run(IProgress<IterationProgress>? progress, CancellationToken cancellationToken)
    {
        int iterations = 0;
        double residual = 0;
        Redistribute();
        Array.Fill(_changes, _noChange);

        bool CloseRound()
        {
            OrderFreeSum change = _noChange;
            foreach (ref OrderFreeSum block in _changes.AsSpan())
            {
                change.Add(block);
                block = _noChange;
            }

            iterations++;
            residual = _settings.Damping * change.Value / _total;
            (_y, _yNext) = (_yNext, _y);
            progress?.Report(new(iterations, residual, _settings.Tolerance));
            bool goesOn = residual > _settings.Tolerance && iterations < _settings.MaxIterations;
            if (goesOn)
            {
                Redistribute();
            }

            return goesOn;
        }

        if (_includedCount > 0)
        {
            WorkerTeam.Run(_settings.Workers, _changes.Length, SweepBlock, CloseRound, cancellationToken);
        }

        return new(_z, _y, _rate, iterations, residual, residual <= _settings.Tolerance, _total)
        {
            SourceFactor = _sourceFactor,
            SourceOffset = _sourceOffset,
            TotalArrived = OrderFreeSum.Of(_z, _includedCount),
            LeftAtUnreached = ArrivedAtUnreached(),
        };
    }

    private void SweepBlock(int index)
    {
        EdgeBuffer buffer = _buffers.TryTake(out EdgeBuffer? taken) ? taken : new();
        EdgeBlock block = _rows.Read(_blocks.Firsts[index], _blocks.Firsts[index + 1], buffer, EdgeColumns.Codes);
        OrderFreeSum moved = _changes[index];
        double[] y = _y;
        for (int row = 0; row < block.RowCount; row++)
        {
            int u = block.FirstRow + row;
            if (_included.Length > 0 && !_included[u])
            {
                continue;
            }

            Range edges = block.EdgesOf(row);
            double arriving = block.Codes.IsEmpty ? Sum(block.Targets[edges], block.Weights[edges], y) : Sum(block.Targets[edges], block.Codes[edges], _rows.Levels, y);
            double value = (_source[u] * _sourceFactor) + _sourceOffset + arriving;
            moved.Add(Math.Abs(value - _z[u]));
            _z[u] = value;
            _yNext[u] = value * _rate[u];
        }

        _changes[index] = moved;
        _buffers.Add(buffer);
    }

    private static double Sum(ReadOnlySpan<int> targets, ReadOnlySpan<float> weights, double[] y)
    {
        double sum = 0;
        for (int e = 0; e < weights.Length && e < targets.Length; e++)
        {
            sum += weights[e] * y[targets[e]];
        }

        return sum;
    }

    private static double Sum(ReadOnlySpan<int> targets, ReadOnlySpan<byte> codes, ReadOnlySpan<float> levels, double[] y)
    {
        double sum = 0;
        for (int e = 0; e < codes.Length && e < targets.Length; e++)
        {
            sum += levels[codes[e]] * y[targets[e]];
        }

        return sum;
    }

    /// <summary>Value that would move on from a node that nobody can reach starts anew where the policy says.</summary>
    private void Redistribute()
    {
        if (_settings.Unreached == UnreachedPolicy.Prior)
        {
            _sourceFactor = 1 + (_settings.Damping * ArrivedAtUnreached() / _total);
        }
        else if (_settings.Unreached == UnreachedPolicy.Uniform)
        {
            _sourceOffset = _settings.Damping * ArrivedAtUnreached() / _includedCount;
        }
    }

    private double ArrivedAtUnreached()
    {
        OrderFreeSum arrived = _noChange;
        for (int node = 0; node < _rate.Length; node++)
        {
            if (_rate[node] == 0 && (_included.Length == 0 || _included[node]))
            {
                arrived.Add(_z[node]);
            }
        }

        return arrived.Value;
    }
}
