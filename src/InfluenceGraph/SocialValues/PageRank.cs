using System.Numerics.Tensors;
using InfluenceGraph.Graphs;
using InfluenceGraph.Kernels;

namespace InfluenceGraph.SocialValues;

/// <summary>
/// Weighted, personalised PageRank as a linear system, by Jacobi sweeps in double precision:
/// <c>z = source + d P z</c>, where <c>z_u</c> is all value that ever arrives at <c>u</c> and <c>P_uv</c> the share of
/// <c>v</c>'s value that moves on to <c>u</c>. What stops at <c>u</c> is <c>(1 - d) z_u</c>.
/// </summary>
/// <remarks>
/// L. Page et al. 1999; the linear system and the treatment of nodes without a way on after D. F. Gleich, "PageRank
/// beyond the web", SIAM Review 57 (2015). The columns of <c>d P</c> sum to at most <c>d</c>, so after a sweep that moved
/// <c>c</c> in total at most <c>d c</c> of value is still on its way, whatever the number of nodes: that is the residual.
/// </remarks>
internal sealed class PageRank
{
    private readonly GraphView _view;
    private readonly double[] _source;
    private readonly PageRankSettings _settings;
    private readonly double _total;
    private readonly int[] _unreached;
    private readonly double[] _rate;
    private readonly double[] _z;
    private readonly int[] _blocks;
    private readonly OrderFreeSum[] _changes;
    private readonly OrderFreeSum _noChange;
    private double[] _y;
    private double[] _yNext;
    private double _sourceFactor = 1;
    private double _sourceOffset;

    private PageRank(GraphView view, double[] source, double total, PageRankSettings settings, double[]? start)
    {
        _view = view;
        _source = source;
        _settings = settings;
        _total = total;
        (_rate, _unreached) = RatesOf(view, settings.Damping);
        _z = [.. source];
        if (start is not null)
        {
            // No answer is below what starts there, so that even one sweep gives each node its own part and its circle's.
            TensorPrimitives.Max(start, source, _z);
        }

        _y = new double[_z.Length];
        _yNext = new double[_z.Length];
        TensorPrimitives.Multiply(_z, _rate, _y);
        _blocks = RowBlocks.Split(view.Forward.Offsets, settings.Workers * 16);
        _changes = new OrderFreeSum[_blocks.Length - 1];
        double mostArriving = Math.Max(OrderFreeSum.Of(_z, view.IncludedCount), total / (1 - settings.Damping));
        _noChange = new(4 * mostArriving, view.IncludedCount);
    }

    /// <summary>Solves the system.</summary>
    /// <param name="view">The nodes and edges that count.</param>
    /// <param name="source">The value that starts at each node; 0 at nodes that do not count.</param>
    /// <param name="settings">Damping, policy, when to stop.</param>
    /// <param name="start">A first guess of <c>z</c>, 0 at nodes that do not count; the source where <see langword="null"/>.</param>
    /// <param name="progress">Told after each sweep.</param>
    /// <param name="cancellationToken">Stops between blocks of rows.</param>
    internal static PageRankSolution Solve(
        GraphView view,
        double[] source,
        PageRankSettings settings,
        double[]? start,
        IProgress<IterationProgress>? progress,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        double total = OrderFreeSum.Of(source, view.IncludedCount);
        var solver = new PageRank(view, source, total, settings, start);
        return solver.Run(progress, cancellationToken);
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

        if (_view.IncludedCount > 0)
        {
            WorkerTeam.Run(_settings.Workers, _changes.Length, SweepBlock, CloseRound, cancellationToken);
        }

        return new(_z, _y, _rate, iterations, residual, residual <= _settings.Tolerance, _total)
        {
            SourceFactor = _sourceFactor,
            SourceOffset = _sourceOffset,
            TotalArrived = OrderFreeSum.Of(_z, _view.IncludedCount),
            LeftAtUnreached = ArrivedAtUnreached(),
        };
    }

    private void SweepBlock(int block)
    {
        CsrGraph graph = _view.Forward;
        PullKernel.Sweep(
            graph.Offsets,
            graph.Targets,
            graph.Weights,
            _y,
            _z,
            _yNext,
            _source,
            _rate,
            _sourceFactor,
            _sourceOffset,
            _view.Included,
            _blocks[block],
            _blocks[block + 1],
            ref _changes[block]);
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
            _sourceOffset = _settings.Damping * ArrivedAtUnreached() / _view.IncludedCount;
        }
    }

    private double ArrivedAtUnreached()
    {
        OrderFreeSum arrived = _noChange;
        foreach (int node in _unreached)
        {
            arrived.Add(_z[node]);
        }

        return arrived.Value;
    }

    private static (double[] Rate, int[] Unreached) RatesOf(GraphView view, double damping)
    {
        ReadOnlySpan<double> received = view.WeightReceived;
        double[] rate = new double[received.Length];
        var unreached = new List<int>();
        for (int v = 0; v < rate.Length; v++)
        {
            if (received[v] > 0)
            {
                rate[v] = damping / received[v];
            }
            else if (view.Includes(v))
            {
                unreached.Add(v);
            }
        }

        return (rate, [.. unreached]);
    }
}
