using InfluenceGraph.Kernels;
using InfluenceGraph.SocialValues;

namespace InfluenceGraph.Topics;

/// <summary>
/// The linear system of <see cref="PageRank"/> for up to sixteen source vectors at once, as lanes. Most sweeps move what is still on its
/// way in single precision; then a sweep in double precision, the same as PageRank's, finds what is really left, and it is that one
/// which says how good the values are. A lane's bits and sweeps do not depend on the lanes beside it, nor on threads.
/// </summary>
/// <remarks>
/// T. H. Haveliwala, "Topic-sensitive PageRank", WWW 2002; the linear system and the residual as in <see cref="PageRank"/>; iterative
/// refinement in two precisions as in N. J. Higham, "Accuracy and stability of numerical algorithms", 2002, chapter 12.
/// </remarks>
internal sealed class LanePageRank
{
    private const int Lanes = LaneMoveKernel.Lanes;

    /// <summary>Lanes of a sweep in double precision, of which a group takes two.</summary>
    private const int Half = LanePullKernel.Lanes;

    /// <summary>What single precision can make of what was on its way, with room to its rounding: 2^-18.</summary>
    private const double SinglePrecision = 1.0 / (1 << 18);

    /// <summary>Single precision goes this far below the tolerance, so that its rounding does not cost another double sweep.</summary>
    private const double Margin = 0.9;

    /// <summary>What starts in all is scaled to 2^40 or somewhat more, so that what is 2^-166 of it is still a normal float.</summary>
    private const int ScaleExponent = 40;

    private readonly LaneRoom _room;
    private readonly LaneGround _ground;
    private readonly PageRankSettings _settings;
    private readonly LaneSources _sources;
    private readonly Lane[] _lanes;
    private readonly float[][] _moved;
    private readonly LaneSums[] _changes;
    private readonly float[] _count = new float[Lanes];
    private readonly float[] _going = new float[Lanes];
    private readonly double[] _moveFactor = new double[Lanes];
    private readonly float[] _moveOffset = new float[Lanes];
    private readonly double[] _sourceFactor = new double[Half];
    private readonly double[] _sourceOffset = new double[Half];
    private readonly double[] _scale = new double[Half];
    private Step _step;
    private int _half;
    private int _sweepsOfPhase;
    private LaneTable<float> _moves;
    private LaneTable<float> _nextMoves;

    private LanePageRank(LaneRoom room, LaneSources sources, int laneCount)
    {
        (_room, _ground, _settings) = (room, room.Ground, room.Settings);
        (_moves, _nextMoves) = (room.Moves, room.NextMoves);
        _sources = _ground.InSlots(sources);
        double[] totals = TotalsOf(_sources, laneCount, _ground.NodeCount);
        _lanes = Array.ConvertAll(totals, total => new Lane(total, Math.ScaleB(1, ScaleExponent - (total > 0 ? Math.Max(Math.ILogB(total), -900) : 0))));
        _moved = [.. Enumerable.Range(1, room.Blocks.Length - 1).Select(_ => new float[Lanes])];
        _changes = new LaneSums[_moved.Length];
    }

    private enum Step
    {
        /// <summary>Moves in single precision.</summary>
        Move,

        /// <summary>Adds to the values what arrived, and makes ready what eight lanes pass on.</summary>
        Settle,

        /// <summary>A sweep of eight lanes in double precision.</summary>
        Sweep,
    }

    /// <summary>Solves a group of lanes.</summary>
    /// <param name="room">Nodes, edges, settings and tables, which one group uses at a time.</param>
    /// <param name="sources">What starts at which node, on the lanes from 0 on.</param>
    /// <param name="laneCount">The number of lanes, 1 to <see cref="LaneMoveKernel.Lanes"/>.</param>
    /// <param name="progress">Told after each sweep; the residual is the largest of the lanes still at work.</param>
    /// <param name="cancellationToken">Stops between blocks of rows.</param>
    internal static LaneSolution[] Solve(LaneRoom room, LaneSources sources, int laneCount, IProgress<IterationProgress>? progress, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var solver = new LanePageRank(room, sources, laneCount);
        solver.Run(progress, cancellationToken);
        return Array.ConvertAll(solver._lanes, lane => new LaneSolution(lane.Arrived!, lane.Iterations, lane.Residual, lane.Residual <= room.Settings.Tolerance, lane.Total));
    }

    private void Run(IProgress<IterationProgress>? progress, CancellationToken cancellationToken)
    {
        Start();
        foreach (Lane lane in _lanes.Where(lane => lane.Total == 0))
        {
            lane.Arrived = new double[_ground.NodeCount];
        }

        if (_lanes.All(lane => lane.IsDone))
        {
            return;
        }

        BeginMoves();
        WorkerTeam.Run(_settings.Workers, _moved.Length, DoBlock, CloseRound, cancellationToken);

        bool CloseRound()
        {
            switch (_step)
            {
                case Step.Move:
                    CloseMove();
                    progress?.Report(new(_lanes.Max(lane => lane.Iterations), _lanes.Max(lane => lane.IsDone ? 0 : _settings.Damping * lane.Moving / (lane.Total * lane.Scale)), _settings.Tolerance));
                    return true;
                case Step.Settle:
                    BeginSweep();
                    return true;
                default:
                    CloseSweep();
                    progress?.Report(new(_lanes.Max(lane => lane.Iterations), _lanes.Max(lane => lane.IsDone ? 0 : lane.Residual), _settings.Tolerance));
                    return !_lanes.All(lane => lane.IsDone);
            }
        }
    }

    /// <summary>All value is where it starts. Few have any, so that most of it is clearing.</summary>
    private void Start()
    {
        Array.ForEach(_room.Values, table => table.Clear());
        Array.ForEach((LaneTable<float>[])[_room.Moves, _room.Arrived], table => table.Clear());
        for (int slot = 0; slot < _ground.NodeCount; slot++)
        {
            for (long i = _sources.Offsets[slot]; i < _sources.Offsets[slot + 1]; i++)
            {
                (int lane, double value) = (_sources.Lanes[i], _sources.Values[i]);
                _room.Values[lane / Half].Row(slot)[lane % Half] = value;
                _moves.Row(slot)[lane] = (float)(value * _lanes[lane].Scale);
            }
        }

        foreach (Lane lane in _lanes)
        {
            lane.Moving = lane.Total * lane.Scale;
        }
    }

    private void DoBlock(int block)
    {
        (int first, int end) = (_room.Blocks[block], _room.Blocks[block + 1]);
        switch (_step)
        {
            case Step.Move:
                bool standStill = _settings.Unreached is UnreachedPolicy.Keep or UnreachedPolicy.Drop;
                var moves = new LaneMoveState(_ground.NodeCount, _moves, _nextMoves, _room.Arrived, _count, _going, _moveFactor, _moveOffset, OnlyEdges: standStill && _sweepsOfPhase >= 2);
                LaneMoveKernel.Sweep(_room.Edges, _sources, moves, first, end, _moved[block]);
                break;
            case Step.Settle:
                LaneMoveKernel.Settle(_room.Arrived, _half * Half, Array.ConvertAll(_scale, scale => 1 / scale), _room.Values[_half], _room.Edges.Rate, _room.PassedOn, first, end);
                break;
            default:
                var state = new LanePullState(_ground.NodeCount, _half * Half, _room.Values[_half], _room.PassedOn, _moves, _scale, _sourceFactor, _sourceOffset);
                LanePullKernel.Sweep(_room.Edges, _sources, state, first, end, _changes[block]);
                break;
        }
    }

    /// <summary>From what is on its way now to a phase of moves, or past it where none would help.</summary>
    private void BeginMoves()
    {
        _step = Step.Move;
        _sweepsOfPhase = 0;
        for (int i = 0; i < _lanes.Length; i++)
        {
            Lane lane = _lanes[i];
            lane.MovingAtFirst = lane.Moving;
            lane.Plan = lane.IsDone || lane.IsPlain ? null : PlanFor(lane);
            _going[i] = lane.IsDone || IsMovedEnough(lane) ? 0 : 1;
        }

        CountNextMove();
        Redistribute();
        if (!_going.Contains(1))
        {
            BeginSettling(half: 0);
        }
    }

    /// <summary>What a double sweep would find left: it moves all once more.</summary>
    private bool IsMovedEnough(Lane lane) =>
        lane.Iterations >= _settings.MaxIterations - 1
        || !(_settings.Damping * _settings.Damping * lane.Moving > Margin * _settings.Tolerance * lane.Total * lane.Scale)
        || !(lane.Moving > SinglePrecision * lane.MovingAtFirst);

    /// <summary>The shortest polynomial that seems to leave no more than the tolerance, or the one that leaves least; none where there is no room for it.</summary>
    private MovePolynomial? PlanFor(Lane lane)
    {
        double left = Margin * _settings.Tolerance * lane.Total * lane.Scale / (_settings.Damping * _settings.Damping * lane.Moving);
        MovePolynomial? best = null;
        foreach (MovePolynomial polynomial in _room.Polynomials.Skip(1))
        {
            if (lane.Iterations + polynomial.Counts.Length > _settings.MaxIterations)
            {
                break;
            }

            best = best is null || polynomial.Left < best.Left ? polynomial : best;
            if (best.Left <= left)
            {
                break;
            }
        }

        return best;
    }

    private void CountNextMove()
    {
        for (int i = 0; i < _lanes.Length; i++)
        {
            double[]? counts = _lanes[i].Plan?.Counts;
            _count[i] = counts is null ? 1 : _sweepsOfPhase + 1 < counts.Length ? (float)counts[_sweepsOfPhase + 1] : 0;
        }
    }

    private void CloseMove()
    {
        _sweepsOfPhase++;
        (_moves, _nextMoves) = (_nextMoves, _moves);
        for (int i = 0; i < _lanes.Length; i++)
        {
            if (_going[i] == 0)
            {
                continue;
            }

            Lane lane = _lanes[i];
            lane.Iterations++;
            if (lane.Plan is MovePolynomial plan)
            {
                lane.Moving = lane.MovingAtFirst * Math.Min(1, _room.Polynomials[_sweepsOfPhase].Left);
                _going[i] = _sweepsOfPhase + 1 < plan.Counts.Length ? 1 : 0;
                continue;
            }

            lane.Moving = 0;
            foreach (float[] ofBlock in _moved)
            {
                lane.Moving += ofBlock[i];
            }

            _going[i] = IsMovedEnough(lane) ? 0 : 1;
        }

        CountNextMove();
        Redistribute();
        if (!_going.Contains(1))
        {
            BeginSettling(half: 0);
        }
    }

    /// <summary>The next eight lanes of which any is at work, or the next phase where there are none.</summary>
    private void BeginSettling(int half)
    {
        while (half * Half < _lanes.Length && _lanes.Skip(half * Half).Take(Half).All(lane => lane.IsDone))
        {
            half++;
        }

        if (half * Half >= _lanes.Length)
        {
            BeginMoves();
            return;
        }

        (_step, _half) = (Step.Settle, half);
        for (int i = 0; i < Half; i++)
        {
            int lane = (half * Half) + i;
            _scale[i] = lane < _lanes.Length ? _lanes[lane].Scale : 1;
        }
    }

    private void BeginSweep()
    {
        _step = Step.Sweep;
        int firstLane = _half * Half;
        Lane?[] lanes = [.. Enumerable.Range(firstLane, Half).Select(i => i < _lanes.Length ? _lanes[i] : null)];
        LaneSums sums = LaneSums.Of(Array.ConvertAll(lanes, lane => 4 * ((lane?.Total ?? 0) / (1 - _settings.Damping))), _ground.NodeCount);
        for (int block = 0; block < _changes.Length; block++)
        {
            _changes[block] = sums.Fresh();
        }

        bool startsAnew = _settings.Unreached is UnreachedPolicy.Prior or UnreachedPolicy.Uniform;
        if (startsAnew)
        {
            sums.AddRows(_ground.UnreachedSlots, _room.Values[_half]);
        }

        for (int i = 0; i < Half; i++)
        {
            double again = startsAnew ? _settings.Damping * sums[i] : 0;
            _sourceFactor[i] = _settings.Unreached == UnreachedPolicy.Prior && lanes[i] is { Total: > 0 } lane ? 1 + (again / lane.Total) : 1;
            _sourceOffset[i] = _settings.Unreached == UnreachedPolicy.Uniform ? again / _ground.NodeCount : 0;
        }
    }

    private void CloseSweep()
    {
        LaneSums change = _changes[0];
        foreach (LaneSums block in _changes.AsSpan(1))
        {
            change.Take(block);
        }

        var done = new List<(int Lane, double[] Arrived)>();
        for (int i = 0; i < Half && (_half * Half) + i < _lanes.Length; i++)
        {
            Lane lane = _lanes[(_half * Half) + i];
            if (lane.IsDone)
            {
                continue;
            }

            lane.Iterations++;

            // Where plain iteration would have left less, there is a phase of it next.
            lane.IsPlain = lane.Plan is MovePolynomial plan && change[i] * lane.Scale > lane.MovingAtFirst * Math.Pow(_settings.Damping, plan.Counts.Length);
            lane.Moving = change[i] * lane.Scale;
            lane.Residual = _settings.Damping * change[i] / lane.Total;
            if (lane.Iterations >= _settings.MaxIterations || !(lane.Residual > _settings.Tolerance))
            {
                lane.Arrived = GC.AllocateUninitializedArray<double>(_ground.NodeCount);
                done.Add((i, lane.Arrived));
            }
        }

        // Node by node, as a lane alone would read one number of each line of memory.
        ReadOnlySpan<int> slotOf = _ground.SlotOf;
        for (int node = 0; done.Count > 0 && node < slotOf.Length; node++)
        {
            ReadOnlySpan<double> row = _room.Values[_half].Row(slotOf[node]);
            foreach ((int lane, double[] arrived) in done)
            {
                arrived[node] = row[lane];
            }
        }

        if (!_lanes.All(lane => lane.IsDone))
        {
            BeginSettling(_half + 1);
        }
    }

    /// <summary>What would move on from a node that nobody can reach starts anew where the policy says.</summary>
    private void Redistribute()
    {
        if (_settings.Unreached is not (UnreachedPolicy.Prior or UnreachedPolicy.Uniform))
        {
            return;
        }

        Span<double> unreached = stackalloc double[Lanes];
        unreached.Clear();
        foreach (int slot in _ground.UnreachedSlots)
        {
            ReadOnlySpan<float> row = _moves.Row(slot);
            for (int i = 0; i < Lanes; i++)
            {
                unreached[i] += row[i];
            }
        }

        for (int i = 0; i < _lanes.Length; i++)
        {
            double again = _going[i] * _settings.Damping * unreached[i];
            _moveFactor[i] = _settings.Unreached == UnreachedPolicy.Prior && again != 0 ? again / _lanes[i].Total : 0;
            _moveOffset[i] = _settings.Unreached == UnreachedPolicy.Uniform ? (float)(again / _ground.NodeCount) : 0;
        }
    }

    /// <summary>As PageRank adds the sources of one lane.</summary>
    private static double[] TotalsOf(in LaneSources sources, int lanes, int nodeCount)
    {
        double[] largest = new double[lanes];
        for (int i = 0; i < sources.Lanes.Length; i++)
        {
            largest[sources.Lanes[i]] = Math.Max(largest[sources.Lanes[i]], sources.Values[i]);
        }

        OrderFreeSum[] sums = Array.ConvertAll(largest, value => new OrderFreeSum(value * nodeCount, nodeCount));
        for (int i = 0; i < sources.Lanes.Length; i++)
        {
            sums[sources.Lanes[i]].Add(sources.Values[i]);
        }

        return Array.ConvertAll(sums, sum => sum.Value);
    }

    /// <summary>Where one lane stands.</summary>
    private sealed class Lane(double total, double scale)
    {
        internal double Total { get; } = total;

        /// <summary>A power of two; what moves is that many times as much in single precision.</summary>
        internal double Scale { get; } = scale;

        /// <summary>What moved in the last sweep, scaled.</summary>
        internal double Moving { get; set; }

        /// <summary>What had moved before the phase of single precision began, scaled.</summary>
        internal double MovingAtFirst { get; set; }

        /// <summary>How the moves of this phase count; <see langword="null"/> where each counts once, until little moves.</summary>
        internal MovePolynomial? Plan { get; set; }

        /// <summary>Whether the next phase is one of plain iteration.</summary>
        internal bool IsPlain { get; set; }

        internal int Iterations { get; set; }

        internal double Residual { get; set; }

        /// <summary>The values by node, once the lane is done.</summary>
        internal double[]? Arrived { get; set; }

        internal bool IsDone => Arrived is not null;
    }
}

/// <summary>What <see cref="LanePageRank"/> found on one lane.</summary>
/// <param name="Arrived"><c>z</c>: all value that ever arrives at each node.</param>
/// <param name="Iterations">Sweeps until this lane was done.</param>
/// <param name="Residual">Share of the lane's value that may still be on its way.</param>
/// <param name="Converged">Whether the residual is within the tolerance.</param>
/// <param name="Total">The sum of the sources.</param>
internal sealed record LaneSolution(double[] Arrived, int Iterations, double Residual, bool Converged, double Total);
