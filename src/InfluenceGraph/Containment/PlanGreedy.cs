namespace InfluenceGraph.Containment;

/// <summary>
/// Chooses answers and advocates together: always the step of either kind that saves most in the sampled worlds given the steps
/// before, for its cost where both kinds share a budget. Both are compared by what they save in the same worlds. Every step
/// saves something or nothing, never less; but two answers, or an answer and an advocate, may save what neither saves alone,
/// so there is no guarantee against the best plan.
/// </summary>
internal sealed class PlanGreedy
{
    /// <summary>How many advocates are looked at whom the sampled sets promise, but who save nobody in the worlds of the choice.</summary>
    private const int MostIdle = 16;

    private readonly LiveEdges _live;
    private readonly int[] _complainers;
    private readonly Grains _grains;
    private readonly GoodWordRules _rules;
    private readonly PlanLimits _limits;
    private readonly int _worlds;
    private readonly long _mostBytes;
    private readonly WorldRuns _runs;
    private readonly IProgress<WorkProgress>? _progress;
    private readonly WorldStore _store;

    internal PlanGreedy(LiveEdges live, int[] complainers, Grains grains, GoodWordRules rules, PlanLimits limits, int worlds, long mostBytes, WorldRuns runs, IProgress<WorkProgress>? progress)
    {
        _live = live;
        _complainers = complainers;
        _grains = grains;
        _rules = rules;
        _limits = limits;
        _worlds = worlds;
        _mostBytes = mostBytes;
        _runs = runs;
        _progress = progress;
        _store = new(live, complainers, worlds, mostBytes);
    }

    /// <summary>The plan.</summary>
    internal ChosenPlan Choose()
    {
        ChosenPlan plan = Choose(first: null, out PlannedStep[] singles);

        // Gain per cost can spend a budget on trifles that one good step would beat.
        foreach (PlannedStep single in singles)
        {
            if (single.Gain > plan.GainOf(_limits.HasSharedBudget ? null : single.IsAdvocate))
            {
                ChosenPlan other = Choose(single, out _);
                plan = other.GainOf(ofAdvocates: null) > plan.GainOf(ofAdvocates: null) ? other : plan;
            }
        }

        return plan;
    }

    private ChosenPlan Choose(PlannedStep? first, out PlannedStep[] singles)
    {
        var state = new PlanState(_live.Graph.NodeCount);
        AnswerGains? answers = _limits.Answers.Count == 0 ? null : new(_live, _store, _grains, _limits.Answers, _rules, state, _runs);
        AdvocateSets? sets = null;
        AdvocateCover? cover = null;
        if (_limits.Advocates.Count > 0)
        {
            sets = new(_live, _complainers, _grains, _rules, state, _limits.Advocates.MayChoose, _mostBytes);
            sets.Sample(_worlds, _runs, _progress);
            cover = new(sets, _live.Graph.NodeCount);
        }

        singles = first is null ? Singles(answers, cover, state) : [];
        var steps = new List<PlannedStep>();
        var purse = new Purse(_limits);
        for (PlannedStep? step = first ?? Next(answers, cover, state, purse); step is PlannedStep next; step = Next(answers, cover, state, purse))
        {
            steps.Add(next);
            purse.Pay(next);
            if (next.IsAdvocate)
            {
                state.Advocates.Add(next.Node);
                cover!.Add(next.Node);
                answers?.AdvocateAsked();
            }
            else
            {
                answers!.Answer(next.Node, _complainers.Contains(next.Node));
                if (sets is not null)
                {
                    sets.SampleAgain(next.Node, _store, _runs);
                    cover = new(sets, _live.Graph.NodeCount);
                    state.Advocates.ForEach(cover.Add);
                }
            }

            _progress?.Report(new("steps", steps.Count, Math.Max(steps.Count, _limits.MostSteps)));
        }

        return new([.. steps], answers?.IsEachStepBest ?? true, RatioOf(sets, cover, purse), sets?.Worlds.Count ?? 0);
    }

    /// <summary>The best first step of each kind that has a budget, whatever it costs of it.</summary>
    private PlannedStep[] Singles(AnswerGains? answers, AdvocateCover? cover, PlanState state)
    {
        var singles = new List<PlannedStep>();
        if (answers is not null && _limits.Answers.HasBudget)
        {
            (long gain, int node) = answers.Best(_limits.Answers.Budget, byGainAlone: true);
            if (node >= 0)
            {
                singles.Add(new(node, IsAdvocate: false, gain));
            }
        }

        if (cover is not null && _limits.Advocates.HasBudget
            && Advocate(cover, state, _limits.Advocates.Budget, byGainAlone: true, inTheWorlds: answers is not null) is PlannedStep advocate)
        {
            singles.Add(advocate);
        }

        return [.. singles];
    }

    private PlannedStep? Next(AnswerGains? answers, AdvocateCover? cover, PlanState state, Purse purse)
    {
        PlannedStep? answer = null;
        if (answers is not null && purse.Answers > 0)
        {
            (long gain, int node) = answers.Best(purse.LeftForAnswers, byGainAlone: false);
            answer = node < 0 ? null : new PlannedStep(node, IsAdvocate: false, gain);
        }

        if (cover is null || purse.Advocates == 0)
        {
            return answer;
        }

        bool inTheWorlds = answer is not null || (answers is not null && _limits.Advocates.HasBudget);
        PlannedStep? advocate = Advocate(cover, state, purse.LeftForAdvocates, byGainAlone: false, inTheWorlds);
        return answer is PlannedStep left && advocate is PlannedStep right
            ? _limits.IsBetter(right, left) ? right : left
            : answer ?? advocate;
    }

    /// <summary>The advocate who covers most; with what they save in the very worlds that answers are chosen on, where the two are to be compared.</summary>
    private PlannedStep? Advocate(AdvocateCover cover, PlanState state, double budget, bool byGainAlone, bool inTheWorlds)
    {
        StepLimits limits = _limits.Advocates;
        var idle = new HashSet<int>();
        while (idle.Count < MostIdle)
        {
            (long gain, int node) = cover.Best(limits, budget, byGainAlone, idle);
            if (node < 0 || !inTheWorlds)
            {
                return node < 0 ? null : new(node, IsAdvocate: true, gain);
            }

            // The sets were drawn backwards, where the complaint does not come with other ties.
            gain = SavedBy(node, state);
            if (gain > 0)
            {
                return new(node, IsAdvocate: true, gain);
            }

            idle.Add(node);
        }

        return null;
    }

    private long SavedBy(int advocate, PlanState state)
    {
        long saved = 0;
        _runs.Run(
            0,
            _worlds,
            () => new Race(_live, _rules, state),
            (race, world, _) =>
            {
                ComplaintWorld drawn = _store.Get((int)world, race.Scratch);
                race.Scratch.Arrivals.Search(drawn, race.Scratch.IsBlocked);
                race.GoodWord.Enter(world, drawn, race.Scratch.Arrivals, onlyToSave: true);
                foreach (int other in state.Advocates)
                {
                    race.GoodWord.Add(other, _grains.Of);
                }

                Interlocked.Add(ref saved, race.GoodWord.Add(advocate, _grains.Of));
            },
            fold: null);
        return saved;
    }

    /// <summary>What the advocates cover of the most that any could, given the answers and what those cost.</summary>
    private double? RatioOf(AdvocateSets? sets, AdvocateCover? cover, Purse purse)
    {
        if (sets is null || cover is null)
        {
            return null;
        }

        double budget = Math.Min(_limits.AdvocateBudget, _limits.SharedBudget - purse.SpentOnAnswers);
        double most = AdvocateGreedy.Choose(sets, _live.Graph.NodeCount, _limits.Advocates with { Budget = budget }).MostPossible;
        return most == 0 ? 1 : cover.Covered / most;
    }

    /// <summary>What is left to spend.</summary>
    private sealed class Purse(PlanLimits limits)
    {
        private double _spent;
        private double _spentOnAdvocates;

        internal int Answers { get; private set; } = limits.Answers.Count;

        internal int Advocates { get; private set; } = limits.Advocates.Count;

        internal double SpentOnAnswers { get; private set; }

        internal double LeftForAnswers => limits.SharedBudget - _spent;

        internal double LeftForAdvocates => Math.Min(limits.AdvocateBudget - _spentOnAdvocates, LeftForAnswers);

        internal void Pay(PlannedStep step)
        {
            double cost = limits.Answers.CostOf(step.Node);
            _spent += cost;
            if (step.IsAdvocate)
            {
                Advocates--;
                _spentOnAdvocates += cost;
            }
            else
            {
                Answers--;
                SpentOnAnswers += cost;
            }
        }
    }
}

/// <summary>What a plan may do.</summary>
/// <param name="MayAnswer">By node.</param>
/// <param name="MayAdvocate">By node.</param>
/// <param name="Costs">By node; empty where nothing costs anything.</param>
/// <param name="MostAnswers">The most answers.</param>
/// <param name="MostAdvocates">The most advocates.</param>
/// <param name="SharedBudget">The most that all steps may cost; infinite where there is no such limit.</param>
/// <param name="AdvocateBudget">The most of it that advocates may cost; infinite where there is no such limit.</param>
internal sealed record PlanLimits(bool[] MayAnswer, bool[] MayAdvocate, double[] Costs, int MostAnswers, int MostAdvocates, double SharedBudget, double AdvocateBudget)
{
    internal StepLimits Answers { get; } = new(MayAnswer, Costs, MostAnswers, SharedBudget);

    internal StepLimits Advocates { get; } = new(MayAdvocate, Costs, MostAdvocates, Math.Min(SharedBudget, AdvocateBudget));

    internal bool HasSharedBudget => SharedBudget < double.PositiveInfinity;

    /// <summary>How many steps there may be at most.</summary>
    internal int MostSteps => (int)Math.Min((long)MostAnswers + MostAdvocates, int.MaxValue);

    /// <summary>Whether a step is to be preferred: by gain for its cost where both kinds share a budget, else by gain.</summary>
    internal bool IsBetter(PlannedStep step, PlannedStep than)
    {
        double left = HasSharedBudget ? step.Gain * Answers.CostOf(than.Node) : step.Gain;
        double right = HasSharedBudget ? than.Gain * Answers.CostOf(step.Node) : than.Gain;
        return left > right || (left == right && step.Gain > than.Gain);
    }
}

/// <summary>What was chosen.</summary>
/// <param name="Steps">In order.</param>
/// <param name="IsEachAnswerBest">Whether each answer was the best next one for certain.</param>
/// <param name="AdvocateRatio">What the advocates cover of the most that any could; <see langword="null"/> without advocates.</param>
/// <param name="AdvocateWorlds">From how many worlds the sets came.</param>
internal sealed record ChosenPlan(PlannedStep[] Steps, bool IsEachAnswerBest, double? AdvocateRatio, int AdvocateWorlds)
{
    /// <summary>What the steps of a kind save, or all.</summary>
    internal long GainOf(bool? ofAdvocates) => Steps.Where(step => ofAdvocates is null || step.IsAdvocate == ofAdvocates).Sum(step => step.Gain);
}
