using System.Numerics.Tensors;
using InfluenceGraph.Graphs;
using InfluenceGraph.Kernels;
using InfluenceGraph.SocialValues;

namespace InfluenceGraph.Topics;

/// <summary>
/// <see cref="PageRank"/> for many source vectors in one go, as lanes: each edge is read once per sweep for all of them.
/// A lane has the bits, the sweeps and the residual that PageRank gives its sources alone, whatever the lanes beside it.
/// </summary>
/// <remarks>T. H. Haveliwala, "Topic-sensitive PageRank", WWW 2002; the linear system and the residual as in <see cref="PageRank"/>.</remarks>
internal sealed class LanePageRank
{
    private readonly LaneGround _ground;
    private readonly LaneSources _sources;
    private readonly double[] _totals;
    private readonly PageRankSettings _settings;
    private readonly LaneEdges _edges;
    private readonly int[] _blocks;
    private readonly LaneSums[] _changes;
    private readonly LaneSums _change;
    private readonly LaneSums _unreached;
    private readonly LaneSolution?[] _solutions;
    private LaneState _state;

    private LanePageRank(LaneGround ground, LaneSources sources, double[] totals, PageRankSettings settings)
    {
        _ground = ground;
        _sources = ground.InSlots(sources);
        _totals = totals;
        _settings = settings;
        int lanes = totals.Length;
        int count = ground.NodeCount;
        double[] rate = ground.RatesOf(settings.Damping);
        CsrGraph graph = ground.Slots;
        _edges = new(graph.Offsets, graph.Targets, graph.Weights, rate);
        var values = new LaneTable(count, lanes);
        var passedOn = new LaneTable(count, lanes);
        var nextPassedOn = new LaneTable(count, lanes);
        for (int slot = 0; slot < count; slot++)
        {
            Span<double> row = values.Row(slot, lanes);
            _sources.CopyTo(slot, row);
            TensorPrimitives.Multiply(row, rate[slot], passedOn.Row(slot, lanes));
            passedOn.Row(slot, lanes).CopyTo(nextPassedOn.Row(slot, lanes));
        }

        double[] ones = new double[lanes];
        Array.Fill(ones, 1);
        _state = new(count, lanes, values, passedOn, nextPassedOn, ones, new double[lanes], SourcesStand: settings.Unreached is UnreachedPolicy.Keep or UnreachedPolicy.Drop);
        _blocks = RowBlocks.Split(graph.Offsets, settings.Workers * 16);
        _change = LaneSums.Of(Array.ConvertAll(totals, total => 4 * (total / (1 - settings.Damping))), count);
        _changes = [.. Enumerable.Range(0, _blocks.Length - 1).Select(_ => _change.Fresh())];
        _unreached = _change.Fresh();
        _solutions = new LaneSolution?[lanes];
    }

    /// <summary>Solves all lanes.</summary>
    /// <param name="ground">The nodes and edges.</param>
    /// <param name="sources">What starts where, on how many lanes.</param>
    /// <param name="laneCount">The number of lanes, 1 to <see cref="LanePullKernel.MaxLanes"/>.</param>
    /// <param name="settings">Damping, policy, when to stop.</param>
    /// <param name="progress">Told after each sweep; the residual is the largest of the lanes still at work.</param>
    /// <param name="cancellationToken">Stops between blocks of rows.</param>
    internal static LaneSolution[] Solve(
        LaneGround ground,
        LaneSources sources,
        int laneCount,
        PageRankSettings settings,
        IProgress<IterationProgress>? progress,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        int lanes = (laneCount + LanePullKernel.LaneStep - 1) / LanePullKernel.LaneStep * LanePullKernel.LaneStep;
        double[] totals = TotalsOf(sources, lanes, ground.NodeCount);
        var solver = new LanePageRank(ground, sources, totals, settings);
        solver.Run(progress, cancellationToken);
        return [.. solver._solutions.Take(laneCount).Select(solution => solution!)];
    }

    private void Run(IProgress<IterationProgress>? progress, CancellationToken cancellationToken)
    {
        int iterations = 0;
        CloseLanes(lane => _totals[lane] == 0, iterations: 0, _ => 0);
        Redistribute();

        bool CloseRound()
        {
            _change.Clear();
            foreach (LaneSums block in _changes)
            {
                _change.Take(block);
            }

            iterations++;
            _state = _state with { PassedOn = _state.NextPassedOn, NextPassedOn = _state.PassedOn };
            double Residual(int lane) => _settings.Damping * _change[lane] / _totals[lane];
            double largest = Enumerable.Range(0, _state.Lanes).Max(lane => _solutions[lane] is null ? Residual(lane) : 0);
            bool isLast = iterations >= _settings.MaxIterations;
            CloseLanes(lane => isLast || !(Residual(lane) > _settings.Tolerance), iterations, Residual);
            progress?.Report(new(iterations, largest, _settings.Tolerance));
            bool goesOn = _solutions.Contains(null);
            if (goesOn)
            {
                Redistribute();
            }

            return goesOn;
        }

        if (_solutions.Contains(null))
        {
            WorkerTeam.Run(
                _settings.Workers,
                _changes.Length,
                block => LanePullKernel.Sweep(_edges, _sources, _state, _blocks[block], _blocks[block + 1], _changes[block]),
                CloseRound,
                cancellationToken);
        }
    }

    /// <summary>Takes the values of lanes that are done now, so that further sweeps for the others do not change them.</summary>
    private void CloseLanes(Func<int, bool> isDone, int iterations, Func<int, double> residualOf)
    {
        int[] done = [.. Enumerable.Range(0, _state.Lanes).Where(lane => _solutions[lane] is null && isDone(lane))];
        foreach (int lane in done)
        {
            double residual = residualOf(lane);
            _solutions[lane] = new(new double[_ground.NodeCount], iterations, residual, residual <= _settings.Tolerance, _totals[lane]);
        }

        // Node by node, as a lane alone would read one number of each line of memory.
        double[][] columns = [.. done.Select(lane => _solutions[lane]!.Arrived)];
        for (int slot = 0; done.Length > 0 && slot < _ground.NodeCount; slot++)
        {
            ReadOnlySpan<double> row = _state.Values.Row(slot, _state.Lanes);
            for (int i = 0; i < done.Length; i++)
            {
                columns[i][_ground.NodeAt[slot]] = row[done[i]];
            }
        }
    }

    /// <summary>Value that would move on from a node that nobody can reach starts anew where the policy says.</summary>
    private void Redistribute()
    {
        if (_settings.Unreached is not (UnreachedPolicy.Prior or UnreachedPolicy.Uniform))
        {
            return;
        }

        _unreached.Clear();
        _unreached.AddRows(_ground.UnreachedSlots, _state.Values);
        for (int lane = 0; lane < _totals.Length; lane++)
        {
            if (_settings.Unreached == UnreachedPolicy.Prior)
            {
                _state.SourceFactor[lane] = _totals[lane] > 0 ? 1 + (_settings.Damping * _unreached[lane] / _totals[lane]) : 1;
            }
            else
            {
                _state.SourceOffset[lane] = _settings.Damping * _unreached[lane] / _ground.NodeCount;
            }
        }
    }

    /// <summary>As <see cref="OrderFreeSum.Of"/> adds the sources of one lane.</summary>
    private static double[] TotalsOf(in LaneSources sources, int lanes, int nodeCount)
    {
        double[] largest = new double[lanes];
        for (int i = 0; i < sources.Lanes.Length; i++)
        {
            largest[sources.Lanes[i]] = Math.Max(largest[sources.Lanes[i]], sources.Values[i]);
        }

        LaneSums sums = LaneSums.Of(Array.ConvertAll(largest, value => value * nodeCount), nodeCount);
        for (int i = 0; i < sources.Lanes.Length; i++)
        {
            sums.Add(sources.Lanes[i], sources.Values[i]);
        }

        return [.. Enumerable.Range(0, lanes).Select(lane => sums[lane])];
    }
}

/// <summary>What <see cref="LanePageRank"/> found on one lane.</summary>
/// <param name="Arrived"><c>z</c>: all value that ever arrives at each node.</param>
/// <param name="Iterations">Sweeps until this lane was done.</param>
/// <param name="Residual">Share of the lane's value that may still be on its way.</param>
/// <param name="Converged">Whether the residual is within the tolerance.</param>
/// <param name="Total">The sum of the sources.</param>
internal sealed record LaneSolution(double[] Arrived, int Iterations, double Residual, bool Converged, double Total);
