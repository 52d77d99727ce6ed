using InfluenceGraph.Cascades;

namespace InfluenceGraph.Containment;

/// <summary>
/// What a finished plan avoids, step by step, in worlds that had no part in choosing it: so no number is flattered by having
/// been chosen for it.
/// </summary>
internal sealed class PlanJudge
{
    private readonly LiveEdges _live;
    private readonly int[] _complainers;
    private readonly Grains _grains;
    private readonly bool[] _mayAnswer;
    private readonly PlannedStep[] _steps;
    private readonly GoodWordRules _rules;
    private readonly SampleMean[] _avoided;
    private readonly SampleMean[] _remaining;
    private SampleMean _loss;
    private SampleMean _byAnswers;
    private SampleMean _byAdvocates;
    private SampleMean _byAll;
    private SampleMean _avoidable;
    private SampleMean _heard;

    internal PlanJudge(LiveEdges live, int[] complainers, Grains grains, bool[] mayAnswer, PlannedStep[] steps, GoodWordRules rules)
    {
        _live = live;
        _complainers = complainers;
        _grains = grains;
        _mayAnswer = mayAnswer;
        _steps = steps;
        _rules = rules;
        _avoided = new SampleMean[steps.Length];
        _remaining = new SampleMean[steps.Length];
    }

    /// <summary>The loss when nobody does anything.</summary>
    internal SampleMean Loss => _loss;

    internal SampleMean ByAnswers => _byAnswers;

    internal SampleMean ByAdvocates => _byAdvocates;

    internal SampleMean ByAll => _byAll;

    /// <summary>What answering everybody who may be answered would avoid.</summary>
    internal SampleMean Avoidable => _avoidable;

    /// <summary>Nodes that hear the good word first.</summary>
    internal SampleMean Heard => _heard;

    /// <summary>What a step avoids beyond the steps before it.</summary>
    internal SampleMean AvoidedBy(int step) => _avoided[step];

    internal SampleMean RemainingAfter(int step) => _remaining[step];

    /// <summary>Judges in worlds numbered from <paramref name="first"/>.</summary>
    internal void Run(int first, int worlds, WorldRuns runs, IProgress<WorkProgress>? progress)
    {
        long[][] rows = new long[WorldRuns.Round][];
        for (int slot = 0; slot < rows.Length; slot++)
        {
            rows[slot] = new long[_avoided.Length + 3];
        }

        int judged = 0;
        runs.Run(
            first,
            worlds,
            () => (Worlds: new WorldScratch(_live), GoodWord: new GoodWord(_live, _rules)).ToTuple(),
            (scratch, world, slot) => Judge(scratch.Item1, scratch.Item2, world, rows[slot]),
            filled =>
            {
                for (int slot = 0; slot < filled; slot++)
                {
                    Fold(rows[slot]);
                }

                judged += filled;
                progress?.Report(new("independent worlds", judged, worlds));
            });
    }

    /// <summary>A row: the loss, what would remain if all were answered who may be, who hears the good word, then the loss after each step.</summary>
    private void Judge(WorldScratch scratch, GoodWord goodWord, long world, long[] row)
    {
        scratch.World.Draw(_live, world, _complainers, scratch.Draw);
        scratch.Arrivals.Search(scratch.World, _mayAnswer);
        row[1] = scratch.SumReached(scratch.World, _grains.Of);
        scratch.Arrivals.Search(scratch.World, []);
        long loss = scratch.SumReached(scratch.World, _grains.Of);
        row[0] = loss;
        var advocates = new List<int>();
        for (int step = 0; step < _steps.Length; step++)
        {
            int node = _steps[step].Node;
            if (_steps[step].IsAdvocate)
            {
                if (advocates.Count == 0)
                {
                    goodWord.Enter(world, scratch.World, scratch.Arrivals);
                }

                advocates.Add(node);
                loss -= goodWord.Add(node, _grains.Of);
            }
            else
            {
                scratch.Block(node);
                int place = scratch.Draw.Places[node];
                if (place >= 0 && scratch.Arrivals.Reaches(place))
                {
                    loss = RunAgain(scratch, goodWord, world, advocates);
                }
            }

            row[3 + step] = loss;
        }

        row[2] = advocates.Count == 0 ? 0 : goodWord.HeardCount;
        scratch.UnblockAll();
    }

    private long RunAgain(WorldScratch scratch, GoodWord goodWord, long world, List<int> advocates)
    {
        scratch.Arrivals.Search(scratch.World, scratch.IsBlocked);
        long loss = scratch.SumReached(scratch.World, _grains.Of);
        if (advocates.Count > 0)
        {
            goodWord.Enter(world, scratch.World, scratch.Arrivals);
            foreach (int advocate in advocates)
            {
                loss -= goodWord.Add(advocate, _grains.Of);
            }
        }

        return loss;
    }

    private void Fold(long[] row)
    {
        long before = row[0];
        long byAdvocates = 0;
        for (int step = 0; step < _steps.Length; step++)
        {
            long after = row[3 + step];
            _avoided[step].Add(_grains.Worth(before - after));
            _remaining[step].Add(_grains.Worth(after));
            byAdvocates += _steps[step].IsAdvocate ? before - after : 0;
            before = after;
        }

        _loss.Add(_grains.Worth(row[0]));
        _byAnswers.Add(_grains.Worth(row[0] - before - byAdvocates));
        _byAdvocates.Add(_grains.Worth(byAdvocates));
        _byAll.Add(_grains.Worth(row[0] - before));
        _avoidable.Add(_grains.Worth(row[0] - row[1]));
        _heard.Add(row[2]);
    }
}
