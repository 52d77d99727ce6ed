namespace InfluenceGraph.Containment;

/// <summary>Makes a plan: chooses answers, then advocates, then judges both, and puts it into the customers' words.</summary>
internal sealed class PlanMaking<TKey>(
    Complaint<TKey> complaint,
    PlanCandidates<TKey> candidates,
    ContainmentOptions<TKey> options,
    IProgress<CascadeProgress>? progress,
    CancellationToken cancellationToken)
    where TKey : notnull
{
    private readonly LiveEdges _live = new(complaint.Ground.Graph, options.Seed);
    private readonly WorldRuns _runs = new(options.Threads ?? complaint.Ground.View.DefaultThreads(), cancellationToken);
    private readonly GoodWordRules _rules = new(options.Model.Delay is null ? options.HeadStart : options.HeadStartTime.TotalDays, options.GoodWordWinsTies);

    internal ContainmentPlan<TKey> Make()
    {
        double[] worth = [.. complaint.Worth];
        foreach (int complainer in complaint.Nodes)
        {
            worth[complainer] = options.CountComplainers ? worth[complainer] : 0;
        }

        var grains = new Grains(worth, options.Worlds);
        var greedy = new AnswerGreedy(
            _live,
            new(_live, complaint.Nodes, options.Worlds, options.MaxMemory),
            grains,
            new(candidates.MayAnswer, candidates.Costs, options.AnswerCount, options.Budget ?? double.PositiveInfinity),
            _runs,
            progress);
        int[] answers = options.AnswerCount == 0 ? [] : [.. greedy.Choose().Select(step => step.Node)];
        (int[] advocates, double? ratio, int advocateWorlds) = ChooseAdvocates(grains, greedy.IsBlocked);
        var judge = new PlanJudge(_live, complaint.Nodes, grains, candidates.MayAnswer, answers, advocates, _rules);
        judge.Run(options.Worlds, options.Worlds, _runs, progress);
        return Plan(answers, advocates, judge, greedy.IsEachStepBest, ratio, advocateWorlds);
    }

    private (int[] Advocates, double? Ratio, int Worlds) ChooseAdvocates(Grains grains, bool[] isBlocked)
    {
        if (options.AdvocateLimit <= 0)
        {
            return ([], null, 0);
        }

        var sets = new AdvocateSets(_live, grains, _rules, isBlocked, candidates.MayAdvocate);
        sets.Sample(complaint.Nodes, options.Worlds, options.MaxMemory, _runs, progress);
        var limits = new StepLimits(candidates.MayAdvocate, candidates.Costs, options.AdvocateLimit, options.AdvocateBudget ?? double.PositiveInfinity);
        (List<(int Node, long Gain)> steps, double most) = AdvocateGreedy.Choose(sets, complaint.Ground.NodeCount, limits);
        double ratio = most == 0 ? 1 : steps.Sum(step => (double)step.Gain) / most;
        return ([.. steps.Select(step => step.Node)], ratio, sets.Worlds);
    }

    private ContainmentPlan<TKey> Plan(int[] answers, int[] advocates, PlanJudge judge, bool isEachAnswerBest, double? ratio, int advocateWorlds)
    {
        int[] chosen = [.. answers, .. advocates];
        var steps = new ContainmentStep<TKey>[chosen.Length];
        double total = 0;
        for (int i = 0; i < chosen.Length; i++)
        {
            ContainmentAction action = i >= answers.Length ? ContainmentAction.AskAdvocate
                : Array.BinarySearch(complaint.Nodes, chosen[i]) >= 0 ? ContainmentAction.AnswerComplainer
                : ContainmentAction.AnswerCustomer;
            double cost = candidates.Costs.Length == 0 ? 0 : candidates.Costs[chosen[i]];
            total += cost;
            steps[i] = new(i + 1, complaint.Ground.KeyOf(chosen[i]), action, Of(judge.AvoidedBy(i)), Of(judge.RemainingAfter(i)), cost);
        }

        Estimate loss = Of(judge.Loss);
        return new()
        {
            Complainers = complaint.Keys,
            Measure = complaint.Measure.ToString(),
            LossWithoutAction = loss,
            Steps = Array.AsReadOnly(steps),
            LossAvoided = Of(judge.ByAll),
            AvoidedByAnswers = Of(judge.ByAnswers),
            AvoidedByAdvocates = Of(judge.ByAdvocates),
            LossRemaining = steps.Length == 0 ? loss : steps[^1].LossRemaining,
            MostAvoidable = Of(judge.Avoidable),
            GoodWordReached = Of(judge.Heard),
            IsEachAnswerBest = isEachAnswerBest,
            AdvocateRatio = ratio,
            AdvocateWorlds = advocateWorlds,
            TotalCost = total,
            Worlds = options.Worlds,
            Seed = options.Seed,
            Receipt = complaint.Ground.NewReceipt($"{options.Describe(complaint.Names)}, measured in {complaint.Measure}", [.. complaint.Notes, .. candidates.Notes]),
        };
    }

    private Estimate Of(Tally tally) => tally.Estimate(options.Confidence);
}
