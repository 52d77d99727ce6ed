namespace InfluenceGraph.Tests.Containment;

/// <summary>Everything that the answers about a complaint say, as text that differs as soon as one bit does.</summary>
internal static class ComplaintBits
{
    internal static IReadOnlyList<string> Of(CustomerGraphView<int> view, int threads = 2)
    {
        var models = new CascadeModel[]
        {
            new() { Propensity = Propensity.Constant(0.3) },
            new() { Process = CascadeProcess.LinearThreshold, Propensity = Propensity.ShareOfInfluence, UsePermission = false },
            new() { Propensity = Propensity.Constant(0.4), MaxHops = 3 },
            new() { Propensity = Propensity.Constant(0.4), Delay = TieDelay.Exponential(TimeSpan.FromDays(1)), TimeLimit = TimeSpan.FromDays(2) },
        };
        return [.. models.SelectMany(model => Of(view, model, threads))];
    }

    /// <summary>Ties from a generator of our own (SplitMix64), as the framework's may change with its version; customer 0 is well connected.</summary>
    internal static Tie<int>[] Ties(int customers, int count)
    {
        ulong state = 42;
        ulong Next()
        {
            state += 0x9E3779B97F4A7C15;
            ulong mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return mixed ^ (mixed >> 31);
        }

        return [.. Enumerable.Range(0, count).Select(_ => new Tie<int>((int)(Next() % (ulong)customers) & ~3, (int)(Next() % (ulong)customers), (1 + (Next() % 10)) / 10.0, 1 + (Next() % 5)))];
    }

    private static IEnumerable<string> Of(CustomerGraphView<int> view, CascadeModel model, int threads)
    {
        DominoResult<int> domino = view.Domino([0, 8], o => o with { Model = model, Worlds = 600, Threads = threads, CustomerThreshold = 5, OwnValueThreshold = 9, Top = 5 });
        ContainmentPlan<int> plan = view.Containment([0, 8], o => o with { Model = model, Worlds = 400, Threads = threads, Count = 3, Exclude = [0], AdvocateCount = 2 });
        PairExplanation<int> pair = view.LikeliestPaths(0, 5, 4, o => o with { Model = model with { TimeLimit = null }, Worlds = 400, Threads = threads });
        return
        [
            $"{model}",
            $"reached {Hex(domino.Reached)} at risk {Hex(domino.AtRisk)} bad {Hex(domino.BadCaseReached)} {Hex(domino.BadCaseAtRisk)} passes {Hex(domino.PassesCustomerThreshold!.Value)} {Hex(domino.PassesOwnValueThreshold!.Value)}",
            .. domino.OverHops.Concat(domino.OverTime).Select(point => $"at {point.Hops} {point.Time} {Hex(point.Reached)} {Hex(point.AtRisk)}"),
            .. domino.MostAtRisk.Select(risk => $"risk {risk.Customer} {Hex(risk.Chance)}"),
            .. domino.TippingTies.Select(tie => $"tie {tie.From} {tie.To} {Hex(tie.LossAvoided)}"),
            $"loss {Hex(plan.LossWithoutAction)} avoided {Hex(plan.AvoidedByAnswers)} {Hex(plan.AvoidedByAdvocates)} {Hex(plan.LossAvoided)} most {Hex(plan.MostAvoidable)} good {Hex(plan.GoodWordReached)} ratio {plan.AdvocateRatio:R}",
            .. plan.Steps.Select(step => $"step {step.Order} {step.Action} {step.Customer} {Hex(step.LossAvoided)} {Hex(step.LossRemaining)}"),
            $"pair {Hex(pair.Chance)} {Hex(pair.ListedChance)}",
            .. pair.Paths.Select(path => $"path {string.Join(' ', path.Customers)} {Hex(path.Probability)}"),
        ];
    }

    private static string Hex(Estimate estimate) => $"{Hex(estimate.Value)} {Hex(estimate.StandardError)} {Hex(estimate.Low)} {Hex(estimate.High)}";

    private static string Hex(double value) => $"{BitConverter.DoubleToInt64Bits(value):x16}";
}
