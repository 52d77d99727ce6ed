using InfluenceGraph.Cascades;
using InfluenceGraph.Cascades.Paths;
using InfluenceGraph.Containment;

namespace InfluenceGraph;

public sealed partial class CustomerGraphView<TKey>
{
    /// <summary>How a word gets from one customer to another: the likeliest paths, each tie with its probability, and how likely it arrives at all.</summary>
    /// <remarks>
    /// Yen's k likeliest loopless paths (Management Science 17, 1971), within the model's hops and time. O(ties log customers)
    /// once, then a search per tie of each path that sees little more than the paths. Under the linear threshold too, the product
    /// of a path's probabilities is the chance that all its ties carry the word. How likely the word arrives at all is exact, by
    /// factoring, where at most 20 uncertain ties matter, and often with more; else it is simulated.
    /// </remarks>
    /// <param name="from">With whom the word starts.</param>
    /// <param name="to">To whom it comes.</param>
    /// <param name="count">The most paths, at least 1.</param>
    /// <param name="configure">Changes the default options, as in <c>o => o with { Model = model }</c>.</param>
    /// <param name="progress">Told after each few hundred worlds, on any of the working threads.</param>
    /// <param name="cancellationToken">Stops the computation; nothing is left half-done.</param>
    /// <returns>The explanation; without paths, and with chance 0, where no path leads there.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is less than 1.</exception>
    /// <exception cref="ArgumentException">Both customers are the same, or an option is out of range.</exception>
    /// <exception cref="KeyNotFoundException">A customer is unknown or left out of this view; the message says which.</exception>
    /// <exception cref="OperationCanceledException">The computation was cancelled.</exception>
    public PairExplanation<TKey> LikeliestPaths(
        TKey from,
        TKey to,
        int count = 5,
        Func<LikeliestPathsOptions, LikeliestPathsOptions>? configure = null,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        LikeliestPathsOptions options = CustomerGraph.Configured(new LikeliestPathsOptions(), configure);
        options.Validate();
        CascadeGround<TKey> ground = GroundFor(options.Model, cancellationToken);
        (int source, int target) = (ground.NodeOf(from), ground.NodeOf(to));
        if (source == target)
        {
            throw new ArgumentException($"Both customers are '{from}'; expected two different ones.");
        }

        var search = new PathSearch(ground.Graph, source, target, cancellationToken);
        List<int[]> paths = [.. search.Find(count, cancellationToken).OrderByDescending(search.ProbabilityOf)];
        double? exact = paths.Count == 0 ? 0 : ExactChance.Of(ground.Graph, source, target, cancellationToken);
        Estimate chance = exact is double known
            ? Estimate.Exact(known)
            : ReachChance.Of(new LiveEdges(ground.Graph, options.Seed), source, target, options, new WorldRuns(options.Threads ?? DefaultThreads(), cancellationToken), progress);
        UsedViews views = ground.ViewsWith();
        return new(views)
        {
            From = ground.KeyOf(source),
            To = ground.KeyOf(target),
            Paths = [.. paths.Select(path => new WordPath<TKey>([.. path.Select(edge => WordTie(ground, edge))], search.ProbabilityOf(path)))],
            Chance = chance,
            IsExact = exact is not null,
            ListedChance = new PathUnion(ground.Graph, paths).Probability(options.Worlds, options.Seed, options.Confidence),
            Worlds = options.Worlds,
            Seed = options.Seed,
            Receipt = ground.NewReceipt(views, options.Describe($"'{from}' -> '{to}'", count), UsedFacts.None),
        };
    }

    private static WordTie<TKey> WordTie(CascadeGround<TKey> ground, int edge)
    {
        Tie<TKey> tie = ground.TieAt(ground.Graph.Forward.SourceOf(edge), ground.Graph.Forward.Targets[edge]);
        TimeSpan? delay = ground.Graph.Delays is float[] delays ? TimeSpan.FromDays(delays[edge]) : null;
        return new(tie.From, tie.To, tie.Permission, tie.Strength, ground.Graph.Forward.Weights[edge], delay);
    }
}
