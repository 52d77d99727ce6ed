using InfluenceGraph.Seeding;

namespace InfluenceGraph;

public sealed partial class CustomerGraphView<TKey>
{
    /// <summary>Whom to tell first: so many customers that a word started with them reaches as many as possible, or as much value, or as many of a segment.</summary>
    /// <remarks>
    /// <para>Samples, again and again, who would have passed a word on to a customer drawn at random, and chooses greedily
    /// the customers who appear in most of these sets. The plan is tried on fresh sets, and comes with a certificate: the
    /// share of the best possible that it has for sure.</para>
    /// <para>Reverse reachable sets (Borgs et al. 2014) drawn by jumps (SUBSIM, Guo et al. 2020) where they teach something
    /// (SKIS, Nguyen et al. 2017), with the certificates of OPIM-C (Tang et al. 2018). Expected
    /// O(count customers log customers / epsilon^2) until the certificate is reached.</para>
    /// </remarks>
    /// <param name="count">The number of seeds, 1 or more.</param>
    /// <param name="configure">Changes the default options, as in <c>o => o with { Exclude = staff }</c>.</param>
    /// <param name="progress">Told after each round how good the plan so far is.</param>
    /// <param name="cancellationToken">Ends the search with an exception; to end it with the plan so far, use <see cref="SeedOptions{TKey}.StopEarly"/>.</param>
    /// <returns>The seeds in order, what they reach and the certificate.</returns>
    /// <exception cref="ArgumentException">An option is out of range, options contradict each other, or there are not so many customers who may be seeds.</exception>
    /// <exception cref="KeyNotFoundException">An option names a customer who is unknown, or a must-have who may not be used.</exception>
    /// <exception cref="OperationCanceledException">The search was cancelled.</exception>
    public SeedPlan<TKey> Seeds(
        int count,
        Func<SeedOptions<TKey>, SeedOptions<TKey>>? configure = null,
        IProgress<SeedProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        SeedQuestion<TKey>.Answer(this, CustomerGraph.Configured(new SeedOptions<TKey> { Count = count }, configure), progress, cancellationToken);

    /// <summary>Whom to tell first for a budget: as <see cref="Seeds"/>, but seeds cost, and all together not more than the budget.</summary>
    /// <remarks>The better of two greedy choices, by what a seed adds and by what it adds for its cost (Leskovec et al. 2007).</remarks>
    /// <param name="budget">The most that all seeds may cost together, above 0.</param>
    /// <param name="configure">Changes the default options, as in <c>o => o with { Cost = customer => ... }</c>.</param>
    /// <param name="progress">Told after each round how good the plan so far is.</param>
    /// <param name="cancellationToken">Ends the search with an exception; to end it with the plan so far, use <see cref="SeedOptions{TKey}.StopEarly"/>.</param>
    /// <returns>The seeds in order, what they reach and the certificate.</returns>
    /// <exception cref="ArgumentException">An option is out of range, options contradict each other, or the budget is too small for anybody.</exception>
    /// <exception cref="KeyNotFoundException">An option names a customer who is unknown, or a must-have who may not be used.</exception>
    /// <exception cref="OperationCanceledException">The search was cancelled.</exception>
    public SeedPlan<TKey> SeedsWithin(
        double budget,
        Func<SeedOptions<TKey>, SeedOptions<TKey>>? configure = null,
        IProgress<SeedProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        SeedQuestion<TKey>.Answer(this, CustomerGraph.Configured(new SeedOptions<TKey> { Budget = budget }, configure), progress, cancellationToken);

    /// <summary>How many bytes <see cref="Seeds"/> and <see cref="SeedsWithin"/> need at most on top of the graph, told before anything is sampled: as if sampled sets took all of <see cref="SeedOptions{TKey}.MaxMemory"/>.</summary>
    /// <param name="configure">Changes the default options, as for the question itself; a number of seeds or a budget need not be given.</param>
    /// <returns>The number of bytes.</returns>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public long EstimateSeedsMemory(Func<SeedOptions<TKey>, SeedOptions<TKey>>? configure = null)
    {
        SeedOptions<TKey> options = CustomerGraph.Configured(new SeedOptions<TKey> { Count = 1 }, configure);
        options.Validate();
        return SeedMemory.Of(CustomerCount, Nodes.UsedEdges.Edges, options.Model, options.Budget is not null, options.MaxMemory, options.Threads ?? DefaultThreads());
    }
}
