using InfluenceGraph.Cascades;

namespace InfluenceGraph.Containment;

/// <summary>Makes a plan: chooses answers and advocates, judges them on other worlds, and puts it into the customers' words.</summary>
internal sealed class PlanMaking<TKey>(
    Complaint<TKey> complaint,
    PlanCandidates<TKey> candidates,
    ContainmentOptions<TKey> options,
    IProgress<WorkProgress>? progress,
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
        var limits = new PlanLimits(
            candidates.MayAnswer,
            candidates.MayAdvocate,
            candidates.Costs,
            options.AnswerCount,
            options.AdvocateLimit,
            options.Budget ?? double.PositiveInfinity,
            options.AdvocateBudget ?? double.PositiveInfinity);
        ChosenPlan plan = new PlanGreedy(_live, complaint.Nodes, grains, _rules, limits, options.Worlds, options.MaxMemory, _runs, progress).Choose();
        var judge = new PlanJudge(_live, complaint.Nodes, grains, candidates.MayAnswer, plan.Steps, _rules);
        judge.Run(options.Worlds, options.Worlds, _runs, progress);
        return Plan(plan, judge);
    }

    private ContainmentPlan<TKey> Plan(ChosenPlan plan, PlanJudge judge)
    {
        var steps = new ContainmentStep<TKey>[plan.Steps.Length];
        double total = 0;
        for (int i = 0; i < steps.Length; i++)
        {
            int node = plan.Steps[i].Node;
            ContainmentAction action = plan.Steps[i].IsAdvocate ? ContainmentAction.AskAdvocate
                : Array.BinarySearch(complaint.Nodes, node) >= 0 ? ContainmentAction.AnswerComplainer
                : ContainmentAction.AnswerCustomer;
            double cost = candidates.Costs.Length == 0 ? 0 : candidates.Costs[node];
            total += cost;
            steps[i] = new(i + 1, complaint.Ground.KeyOf(node), action, Of(judge.AvoidedBy(i)), Of(judge.RemainingAfter(i)), cost);
        }

        Estimate loss = Of(judge.Loss);
        UsedViews views = complaint.Ground.ViewsWith(options.MayContact, options.MayAdvocate);
        return new(views)
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
            IsEachAnswerBest = plan.IsEachAnswerBest,
            AdvocateRatio = plan.AdvocateRatio,
            AdvocateWorlds = plan.AdvocateWorlds,
            TotalCost = total,
            Worlds = options.Worlds,
            Seed = options.Seed,
            Receipt = complaint.Ground.NewReceipt(views, $"{options.Describe(complaint.Names)}, measured in {complaint.Measure}", complaint.Measure.Facts, [.. complaint.Notes, .. candidates.Notes]),
        };
    }

    private Estimate Of(SampleMean sample) => sample.Estimate(options.Confidence);
}
