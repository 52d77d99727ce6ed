using InfluenceGraph.Cascades;
using InfluenceGraph.SocialValues;

namespace InfluenceGraph.Containment;

/// <summary>
/// Traces a complaint through many worlds. The first half of the worlds chooses which nodes and edges are worth naming; the
/// second half, which knows nothing of the choice, gives their numbers.
/// </summary>
internal sealed class DominoSimulation
{
    private const int CandidatesBeyondTop = 16;

    private readonly LiveEdges _live;
    private readonly int[] _complainers;
    private readonly Grains _ownValues;
    private readonly Grains _measure;
    private readonly DominoOptions _options;
    private readonly WorldRuns _runs;
    private readonly IProgress<WorkProgress>? _progress;
    private readonly bool[] _isComplainer;
    private readonly DominoRow[] _rows;
    private readonly long[] _firstHits;
    private readonly long[] _secondHits;
    private readonly long[] _saved;
    private readonly Dictionary<int, int> _ties = [];
    private SampleMean[] _tieSavings = [];
    private double[] _moments = [];

    internal DominoSimulation(LiveEdges live, int[] complainers, double[] ownValues, double[] measure, DominoOptions options, int threads, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        _live = live;
        _complainers = complainers;
        _options = options;
        _ownValues = new(ownValues, options.Worlds);
        _measure = new(measure, options.Worlds);
        _runs = new(threads, cancellationToken);
        _progress = progress;
        _isComplainer = new bool[live.Graph.NodeCount];
        foreach (int complainer in complainers)
        {
            _isComplainer[complainer] = true;
        }

        _rows = new DominoRow[WorldRuns.Round];
        for (int slot = 0; slot < _rows.Length; slot++)
        {
            _rows[slot] = new();
        }

        Reached = new double[options.Worlds];
        AtRisk = new double[options.Worlds];
        _firstHits = new long[live.Graph.NodeCount];
        _secondHits = new long[live.Graph.NodeCount];
        _saved = new long[options.Top == 0 ? 0 : live.Graph.EdgeCount];
    }

    /// <summary>Nodes reached, by world.</summary>
    internal double[] Reached { get; }

    /// <summary>Own value reached, by world.</summary>
    internal double[] AtRisk { get; }

    internal GrowthCurve OverHops { get; } = new();

    internal GrowthCurve OverTime { get; } = new();

    /// <summary>In days.</summary>
    internal IReadOnlyList<double> Moments => _moments;

    /// <summary>Nodes chosen, with how often they were reached in the second half.</summary>
    internal List<(int Node, long Hits)> Nodes { get; } = [];

    /// <summary>Edges chosen, with what cutting them saves in a world of the second half.</summary>
    internal List<(int Edge, SampleMean Saved)> Edges { get; } = [];

    internal int SecondHalf => _options.Worlds - FirstHalf;

    private int FirstHalf => _options.Worlds / 2;

    internal void Run()
    {
        _moments = _live.IsTimed ? ChooseMoments() : [];
        int folded = 0;
        _runs.Run(0, FirstHalf, NewScratch, (scratch, world, slot) => Trace(scratch, world, slot, isFirst: true), filled => Fold(filled, ref folded));
        int[] nodes = [.. TopNodes.Of(Enumerable.Range(0, _firstHits.Length).Where(node => _firstHits[node] > 0 && !_isComplainer[node]).Select(node => (_firstHits[node] * _measure.Worth(_measure.Of[node]), node)), _options.Top).Select(top => top.Node)];
        ChooseTies();
        _runs.Run(FirstHalf, SecondHalf, NewScratch, (scratch, world, slot) => Trace(scratch, world, slot, isFirst: false), filled => Fold(filled, ref folded));
        Nodes.AddRange(nodes.Select(node => (node, _secondHits[node])).OrderByDescending(pair => pair.Item2 * _measure.Worth(_measure.Of[pair.node])).ThenBy(pair => pair.node));
        Edges.AddRange(_ties.Select(tie => (tie.Key, _tieSavings[tie.Value])).Where(tie => tie.Item2.Mean > 0).OrderByDescending(tie => tie.Item2.Mean).ThenBy(tie => tie.Key).Take(_options.Top));
    }

    private void ChooseTies()
    {
        int wanted = _options.Top == 0 ? 0 : _options.Top + (_live.Graph.IsLimited ? CandidatesBeyondTop : 0);
        IEnumerable<int> saving = Enumerable.Range(0, _saved.Length).Where(edge => _saved[edge] > 0);
        foreach ((_, int edge) in TopNodes.Of(saving.Select(edge => (_measure.Worth(_saved[edge]), edge)), wanted))
        {
            _ties.Add(edge, _ties.Count);
        }

        _tieSavings = new SampleMean[_ties.Count];
    }

    private WorldScratch NewScratch() => new(_live);

    private double[] ChooseMoments()
    {
        if (_options.Moments.Count > 0)
        {
            return [.. _options.Moments.Select(moment => moment.TotalDays).Order()];
        }

        double latest = _live.Graph.TimeLimit;
        if (double.IsPositiveInfinity(latest))
        {
            latest = 0;
            var scratch = new WorldScratch(_live);
            for (int world = 0; world < Math.Min(100, _options.Worlds); world++)
            {
                scratch.World.Draw(_live, world, _complainers, scratch.Draw);
                scratch.Arrivals.Search(scratch.World, []);
                foreach (int place in scratch.Arrivals.Reached)
                {
                    latest = Math.Max(latest, scratch.Arrivals.TimeOf(place));
                }
            }
        }

        return latest == 0 ? [0] : [.. Enumerable.Range(1, 10).Select(step => latest * step / 10)];
    }

    private void Trace(WorldScratch scratch, long world, int slot, bool isFirst)
    {
        DominoRow row = _rows[slot];
        row.Clear(_moments.Length, _tieSavings.Length);
        scratch.World.Draw(_live, world, _complainers, scratch.Draw);
        scratch.Arrivals.Search(scratch.World, []);
        long[] hits = isFirst ? _firstHits : _secondHits;
        foreach (int place in scratch.Arrivals.Reached)
        {
            int node = scratch.World.Nodes[place];
            Interlocked.Increment(ref hits[node]);
            row.Hops.Add(scratch.Arrivals.HopsOf(place), _ownValues.Of[node]);
            if (_moments.Length > 0)
            {
                double time = scratch.Arrivals.TimeOf(place) * (1 - _live.Graph.TimeTolerance);
                int moment = Array.BinarySearch(_moments, time);
                moment = moment < 0 ? ~moment : moment;
                row.Times.Add(moment, _ownValues.Of[node]);
            }
        }

        if (isFirst && _saved.Length > 0)
        {
            AddSavings(scratch, (edge, grains) => Interlocked.Add(ref _saved[edge], grains));
        }
        else if (!isFirst && _ties.Count > 0)
        {
            if (_live.Graph.IsLimited)
            {
                CutEach(scratch, row);
            }
            else
            {
                AddSavings(scratch, (edge, grains) =>
                {
                    if (_ties.TryGetValue(edge, out int tie))
                    {
                        row.Savings[tie] = grains;
                    }
                });
            }
        }
    }

    /// <summary>What cutting each only way saves. With limits, among the soonest ways only: then it is the most that it can save.</summary>
    private void AddSavings(WorldScratch scratch, Action<int, long> add)
    {
        ComplaintWorld world = scratch.World;
        if (_live.Graph.IsLimited)
        {
            scratch.Soonest.KeepSoonest(world, scratch.Arrivals);
            world = scratch.Soonest;
        }

        DominatorTree tree = scratch.Tree;
        tree.Build(world, []);
        Span<long> subtrees = scratch.Longs(tree.Count + 1);
        Span<int> ways = scratch.Ints(tree.Count + 1);
        subtrees[0] = 0;
        for (int v = 1; v <= tree.Count; v++)
        {
            subtrees[v] = _measure.Of[world.Nodes[tree.PlaceOf(v)]];
        }

        tree.AddUp(subtrees);
        tree.FindOnlyWays(world, ways);
        for (int v = 1; v <= tree.Count; v++)
        {
            if (ways[v] >= 0)
            {
                add(world.Edges[ways[v]], subtrees[v]);
            }
        }
    }

    private void CutEach(WorldScratch scratch, DominoRow row)
    {
        ComplaintWorld world = scratch.World;
        long all = scratch.SumReached(world, _measure.Of);
        for (int e = 0; e < world.EdgeCount; e++)
        {
            if (_ties.TryGetValue(world.Edges[e], out int tie))
            {
                scratch.Arrivals.Search(world, [], cut: e);
                row.Savings[tie] = all - scratch.SumReached(world, _measure.Of);
            }
        }
    }

    private void Fold(int filled, ref int folded)
    {
        for (int slot = 0; slot < filled; slot++)
        {
            DominoRow row = _rows[slot];
            OverHops.Add(row.Hops, _ownValues);
            if (_moments.Length > 0)
            {
                OverTime.Add(row.Times, _ownValues);
            }

            Reached[folded] = row.Hops.Nodes;
            AtRisk[folded] = _ownValues.Worth(row.Hops.Value);
            folded++;
            for (int tie = 0; tie < _tieSavings.Length; tie++)
            {
                _tieSavings[tie].Add(_measure.Worth(row.Savings[tie]));
            }
        }

        _progress?.Report(new("worlds", folded, _options.Worlds));
    }
}
