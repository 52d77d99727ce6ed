namespace InfluenceGraph.Seeding;

/// <summary>Which plans are allowed, in nodes.</summary>
/// <param name="NodeCount">The number of nodes.</param>
/// <param name="Candidates">Who may be a seed, must-haves aside; ascending.</param>
/// <param name="MustHave">Who is one in any case, in order.</param>
/// <param name="Count">The most seeds, must-haves included.</param>
/// <param name="Budget">The most that all seeds may cost together; infinite for no limit.</param>
/// <param name="Costs">What each node costs; <see langword="null"/> where there is no budget.</param>
/// <param name="Groups">Each node's group, -1 for none; <see langword="null"/> where groups do not matter.</param>
/// <param name="MaxPerGroup">The most seeds of one group.</param>
internal sealed record SeedConstraints(
    int NodeCount,
    int[] Candidates,
    int[] MustHave,
    int Count,
    double Budget = double.PositiveInfinity,
    double[]? Costs = null,
    int[]? Groups = null,
    int MaxPerGroup = int.MaxValue)
{
    internal bool HasBudget => Costs is not null;

    internal double CostOf(int node) => Costs is null ? 0 : Costs[node];

    internal double CostOf(IEnumerable<int> nodes) => nodes.Sum(CostOf);

    /// <summary>The share of the optimum that greedy choice has for sure, sampling aside.</summary>
    /// <remarks>Cardinality: Nemhauser, Wolsey, Fisher 1978. Budget, the better of two greedy choices: Leskovec et al., KDD 2007. Groups: Fisher, Nemhauser, Wolsey 1978.</remarks>
    internal double GreedyShare => (HasBudget, Groups is not null) switch
    {
        (false, false) => 1 - Math.Exp(-1),
        (true, false) => (1 - Math.Exp(-1)) / 2,
        (false, true) => 0.5,
        _ => 0,
    };
}
