using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using InfluenceGraph.Kernels;

namespace InfluenceGraph.SocialValues;

/// <summary>
/// Solves <see cref="PageRankSystem"/> in rounds. A round takes what is still on its way, moves it on by some sweeps in single
/// precision, adds the moves up with the factors that leave least, and then makes one sweep in double precision, which finds
/// what is really left: it is that one which says how good the values are.
/// </summary>
/// <remarks>
/// <para>L. Page et al. 1999; the linear system and the treatment of nodes without a way on after D. F. Gleich, "PageRank beyond
/// the web", SIAM Review 57 (2015). Rounds in two precisions are iterative refinement (N. J. Higham, "Accuracy and stability of
/// numerical algorithms", 2002, chapter 12); for the factors see <see cref="MoveBasis"/>.</para>
/// <para>The columns of <c>d P</c> sum to at most <c>d</c>, so after a sweep in which values are <c>c</c> in total away from what
/// was passed on, at most <c>d c</c> of value is still on its way, whatever the number of nodes: that is the residual. A round
/// that leaves more than plain iteration would have left is followed by one of plain iteration, so that every tolerance is reached.</para>
/// <para>Units of rows are the same for any number of threads, and sums within and over them have one order.</para>
/// </remarks>
internal sealed class PageRankSolver
{
    /// <summary>Moves of a round on graphs up to <see cref="ManySlots"/>.</summary>
    internal const int MostMoves = 16;

    /// <summary>Moves of a round on larger graphs, where each takes more than eighty megabytes.</summary>
    private const int MostMovesOfMany = 10;

    private const int ManySlots = 20_000_000;

    /// <summary>How far single precision can bring down what was on its way in one round.</summary>
    private const double SinglePrecision = 1.0 / (1 << 21);

    /// <summary>Moves go on until this part of the tolerance seems left, as it is an estimate.</summary>
    private const double Margin = 0.6;

    /// <summary>Lengths of sketches say too much where little is left at few nodes. Below this part of them nobody looks closer.</summary>
    private const double LeastPart = 0.01;

    /// <summary>Which units are looked at closer, on large graphs: every eighth.</summary>
    private const int PeekEvery = 8;

    /// <summary>The first move is scaled to about 2^60 where most is passed on, far from where floats end.</summary>
    private const int ScaleExponent = 60;

    private readonly PageRankSystem _system;
    private readonly PageRankSettings _settings;
    private readonly bool _restarts;
    private readonly double _largestRate;
    private readonly float[] _sketchWeight;
    private readonly List<float[]> _moves = [];
    private readonly List<double[]> _sketches = [];
    private readonly double[] _movesAtUnreached;
    private readonly List<MovePolynomial> _polynomials = [];
    private readonly MoveBasis _basis;
    private readonly MoveSums[] _sums;
    private readonly double[]? _start;
    private Step _step = Step.Start;
    private double[] _factors = [];
    private double _scale;
    private double _left;
    private double _leftBefore = double.PositiveInfinity;
    private double _estimate;
    private MoveSums _lastMove;
    private bool _bringsOnly;

    private PageRankSolver(PageRankSystem system, PageRankSettings settings, double[]? start)
    {
        _system = system;
        _settings = settings;
        _start = start;
        int slots = system.Rows.SlotCount;
        int mostMoves = slots > ManySlots ? MostMovesOfMany : MostMoves;
        Values = new double[slots];
        PassedOn = new double[slots + 1];
        _restarts = system.RestartShare.Length > 0;
        _largestRate = slots == 0 ? 0 : TensorPrimitives.Max<double>(system.Rate);
        _sketchWeight = new float[slots];
        _movesAtUnreached = new double[mostMoves];
        _basis = new(mostMoves);
        _sums = new MoveSums[system.Rows.UnitCount];
    }

    private enum Step
    {
        /// <summary>What starts arrives, or a first guess of what arrives is passed on; and how much each slot counts in sketches is settled.</summary>
        Start,

        /// <summary>What is still on its way becomes the first move of a round.</summary>
        Begin,

        /// <summary>A sweep in single precision makes the next move.</summary>
        Move,

        /// <summary>A look at some slots, at what a sweep in double precision would find.</summary>
        Peek,

        /// <summary>The moves are added up.</summary>
        Settle,

        /// <summary>A sweep in double precision.</summary>
        Certify,
    }

    /// <summary>What arrived at each slot.</summary>
    internal double[] Values { get; }

    /// <summary>What each slot passed on in the last sweep, per unit of weight; one more, which is 0.</summary>
    internal double[] PassedOn { get; }

    /// <summary>Sweeps over the edges.</summary>
    internal int Iterations { get; private set; }

    /// <summary>Share of all value that may still be on its way.</summary>
    internal double Residual { get; private set; }

    /// <summary>What started anew in the last sweep, in units of the restart shares.</summary>
    internal double Restarting { get; private set; }

    /// <summary>What arrived at nodes that nobody can reach.</summary>
    internal double LeftAtUnreached { get; private set; }

    /// <summary>All that arrived.</summary>
    internal double TotalArrived { get; private set; }

    /// <summary>Solves the system.</summary>
    /// <param name="system">The system; its total is more than 0.</param>
    /// <param name="settings">When to stop, and the number of threads.</param>
    /// <param name="start">A first guess of the values, by slot, not less than the sources; <see langword="null"/> for none.</param>
    /// <param name="progress">Told after each sweep; between residuals in double precision they are estimates.</param>
    /// <param name="cancellationToken">Stops between units of rows.</param>
    internal static PageRankSolver Solve(PageRankSystem system, PageRankSettings settings, double[]? start, IProgress<IterationProgress>? progress, CancellationToken cancellationToken)
    {
        var solver = new PageRankSolver(system, settings, start);
        if (solver._sums.Length > 0)
        {
            WorkerTeam.Run(settings.Workers, solver._sums.Length, solver.DoUnit, () => solver.CloseStep(progress), cancellationToken);
        }

        return solver;
    }

    /// <summary>The moves of a first round and nothing more: how they are best added up, after each.</summary>
    internal static IReadOnlyList<MovePolynomial> FindPolynomials(PageRankSystem system, PageRankSettings settings, CancellationToken cancellationToken)
    {
        var solver = new PageRankSolver(system, settings, start: null);
        WorkerTeam.Run(settings.Workers, solver._sums.Length, solver.DoUnit, () => solver.CloseStep(progress: null) && solver._step != Step.Settle, cancellationToken);
        return solver._polynomials;
    }

    private void DoUnit(int unit)
    {
        if (unit >= _system.Rows.ReadUnitCount && _step is not (Step.Start or Step.Certify))
        {
            // What is never passed on matters only for the values that are found.
            _sums[unit] = default;
            return;
        }

        (int first, int end) = _system.Rows.SlotsOf(unit);
        int count = end - first;
        Span<double> values = Values.AsSpan(first, count);
        Span<double> passedOn = PassedOn.AsSpan(first, count);
        var slots = new MoveSlots
        {
            Rate = _system.Rate.AsSpan(first, count),
            Source = _system.Source.AsSpan(first, count),
            RestartShare = _restarts ? _system.RestartShare.AsSpan(first, count) : [],
            SketchWeight = _sketchWeight.AsSpan(first, count),
        };
        int made = _basis.Count;
        switch (_step)
        {
            case Step.Start:
                Span<float> weights = _sketchWeight.AsSpan(first, count);
                _system.Rows.Lengths(unit, weights);
                MoveKernel.Weigh(weights, slots, 1 / _system.Total, 1.0 / Math.Max(1, _system.Rows.EntryCount), 0.1 / Values.Length);
                _sums[unit] = _start is null ? MoveKernel.Start(slots.Source, slots, values, []) : MoveKernel.Start(_start.AsSpan(first, count), slots, values, passedOn);
                break;
            case Step.Begin:
                _sums[unit] = MoveKernel.Begin(values, passedOn, slots, _scale, first, _moves[0].AsSpan(first, count), SketchOf(0, unit));
                break;
            case Step.Move:
                // Values are not needed again until the next sweep in double precision gives them.
                _system.Rows.Sum(unit, _moves[made - 1], values);
                _sums[unit] = MoveKernel.Move(values, slots, _movesAtUnreached[made - 1], first, _moves[made].AsSpan(first, count), SketchOf(made, unit));
                break;
            case Step.Peek:
                bool isPeeked = _sums.Length < PeekEvery * PeekEvery || unit % PeekEvery == 0;
                _sums[unit] = isPeeked ? MoveKernel.Peek(CollectionsMarshal.AsSpan(_moves)[1..made], _basis.FactorsBefore, slots, first) : default;
                break;
            case Step.Settle:
                MoveKernel.Settle(passedOn, CollectionsMarshal.AsSpan(_moves), _factors, _bringsOnly ? 1 / _scale : 0, slots, first);
                break;
            default:
                _system.Rows.Sum(unit, PassedOn, values);
                _sums[unit] = MoveKernel.Certify(values, passedOn, slots, Restarting);
                break;
        }
    }

    /// <summary>Runs alone after all units of a step, and says which step is next.</summary>
    private bool CloseStep(IProgress<IterationProgress>? progress)
    {
        switch (_step)
        {
            case Step.Start:
                CloseStart();
                return true;
            case Step.Begin:
                _lastMove = MoveSums.Of(_sums);
                CloseMove();
                return true;
            case Step.Move:
                Iterations++;
                MoveSums moved = MoveSums.Of(_sums);

                // Nothing is lost on the way: what is not found at nodes that pass on moved to the others.
                _movesAtUnreached[_basis.Count] = _restarts ? (_settings.Damping * (_lastMove.All + _movesAtUnreached[_basis.Count - 1])) - moved.All : 0;
                _lastMove = moved;
                CloseMove();
                progress?.Report(new(Iterations, Math.Min(1, _estimate), _settings.Tolerance));
                return true;
            case Step.Peek:
                ClosePeek();
                return true;
            case Step.Settle:
                _step = Step.Certify;
                return true;
            default:
                bool goesOn = CloseCertify();
                progress?.Report(new(Iterations, Residual, _settings.Tolerance));
                return goesOn;
        }
    }

    private void CloseStart()
    {
        double atUnreached = MoveSums.Of(_sums).Unreached;
        if (_start is null)
        {
            // Nothing was passed on yet, and all that starts is on its way.
            (LeftAtUnreached, _left, _bringsOnly) = (atUnreached, _system.Total, true);
            BeginRound();
        }
        else
        {
            (Restarting, _left) = (_restarts ? atUnreached : 0, double.PositiveInfinity);
            _step = Step.Certify;
        }
    }

    private void BeginRound()
    {
        double largest = _left * (_largestRate > 0 ? _largestRate : 1);
        _scale = Math.ScaleB(1, Math.Clamp(ScaleExponent - Math.ILogB(largest), -1000, 1000));
        _movesAtUnreached[0] = _restarts ? (LeftAtUnreached - Restarting) * _scale : 0;
        _basis.Clear();
        Reserve(0);
        _step = Step.Begin;
    }

    private void CloseMove()
    {
        int made = _basis.Count;

        // The nodes that nobody can reach are as one, with half of the weight.
        _sketches[made][^1] = _movesAtUnreached[made] * Math.Sqrt(2);
        _basis.Add(CollectionsMarshal.AsSpan(_sketches)[..(made + 1)]);

        if (_bringsOnly)
        {
            _polynomials.Add(MovePolynomial.Of(_basis.Factors, _basis.Left / (_left * _scale)));
        }

        // What is left, if the sweep in double precision moves it as little as it can.
        _estimate = ResidualOf(_settings.Damping * _basis.Left);
        bool isLast = Iterations + 1 >= _settings.MaxIterations || _basis.Count == _movesAtUnreached.Length;
        if (isLast || _estimate <= Margin * _settings.Tolerance || _basis.Left <= SinglePrecision * _left * _scale)
        {
            AddUp();
        }
        else if (_basis.Count > 1 && LeastPart * _estimate <= _settings.Tolerance)
        {
            _step = Step.Peek;
        }
        else
        {
            MoveOn();
        }
    }

    /// <summary>The factors of all moves but the last one would have left this; with the last one it is less, in proportion to the sketches.</summary>
    private void ClosePeek()
    {
        MoveSums peeked = MoveSums.Of(_sums);
        double ofAll = peeked.All > 0 ? _lastMove.Reached / peeked.All : 1;
        double atUnreached = 0;
        for (int move = 1; move < _basis.Count; move++)
        {
            atUnreached += _basis.FactorsBefore[move - 1] * _movesAtUnreached[move];
        }

        _estimate = ResidualOf(((peeked.Reached * ofAll) + Math.Abs(atUnreached)) * _basis.Left / _basis.LeftBefore);
        if (_estimate <= Margin * _settings.Tolerance)
        {
            AddUp();
        }
        else
        {
            MoveOn();
        }
    }

    private void MoveOn()
    {
        Reserve(_basis.Count);
        _step = Step.Move;
    }

    private double ResidualOf(double leftInScale) => _settings.Damping * leftInScale / (_scale * _system.Total);

    /// <summary>To the sum of the moves: what is left is their combination, moved once more.</summary>
    private void AddUp()
    {
        if (_left > _leftBefore)
        {
            _basis.TakeLast();
        }

        _factors = Array.ConvertAll(MovePolynomial.Of(_basis.Factors, _basis.Left).Counts, count => count / _scale);
        for (int move = 0; move < _factors.Length; move++)
        {
            Restarting += _factors[move] * _movesAtUnreached[move];
        }

        // Rounding may bring what is nothing below it.
        Restarting = Math.Max(0, Restarting);
        _step = Step.Settle;
    }

    private bool CloseCertify()
    {
        Iterations++;
        MoveSums sums = MoveSums.Of(_sums);
        LeftAtUnreached = sums.Unreached;
        TotalArrived = sums.All;
        _bringsOnly = false;

        // What plain iteration would have left; more than that calls for a round of it.
        _leftBefore = _left * Math.Pow(_settings.Damping, _basis.Count);
        _left = sums.Reached + (_restarts ? Math.Abs(LeftAtUnreached - Restarting) : 0);
        Residual = _settings.Damping * _left / _system.Total;
        bool goesOn = Residual > _settings.Tolerance && Iterations < _settings.MaxIterations;
        if (goesOn)
        {
            BeginRound();
        }

        return goesOn;
    }

    private Span<double> SketchOf(int move, int unit) => _sketches[move].AsSpan(unit * MoveKernel.SketchWidth, MoveKernel.SketchWidth);

    /// <summary>Room for a move, kept from round to round.</summary>
    private void Reserve(int move)
    {
        if (move == _moves.Count)
        {
            float[] made = GC.AllocateUninitializedArray<float>(Values.Length + 1);
            made[^1] = 0;
            _moves.Add(made);
            _sketches.Add(new double[(_sums.Length * MoveKernel.SketchWidth) + 4]);
        }
    }
}
