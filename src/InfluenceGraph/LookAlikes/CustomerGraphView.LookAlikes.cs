using InfluenceGraph.LookAlikes;

namespace InfluenceGraph;

/// <content>Look-alikes.</content>
public sealed partial class CustomerGraphView<TKey>
{
    /// <summary>Which customers are like the members of a list, by ties and by tags.</summary>
    /// <remarks>
    /// Closeness by ties is the probability that a walk along ties, whatever their direction, stops with a member
    /// (degree-normalised personalised PageRank: Andersen, Chung, Lang 2006); closeness by tags the cosine with the members'
    /// mean tag vector, rare tags counting more (Salton 1975, Spaerck Jones 1972). O(ties) per sweep, some dozens of sweeps;
    /// <see cref="EstimateLookAlikesMemory"/> tells the memory.
    /// </remarks>
    /// <param name="members">The list. Members who may not be used count for nothing and are counted in the receipt.</param>
    /// <param name="configure">Changes the default options, as in <c>o => o with { TagShare = 0 }</c>.</param>
    /// <param name="progress">Told after each sweep over the ties.</param>
    /// <param name="cancellationToken">Stops the computation; nothing is left half-done.</param>
    /// <returns>How alike everybody else is.</returns>
    /// <exception cref="ArgumentException">An option is out of range, or no member may be used.</exception>
    /// <exception cref="KeyNotFoundException">A member is not a customer of the graph.</exception>
    /// <exception cref="InvalidOperationException">Tags are dated, and the view has no moment.</exception>
    /// <exception cref="OperationCanceledException">The computation was cancelled.</exception>
    public LookAlikeResult<TKey> LookAlikes(
        IEnumerable<TKey> members,
        Func<LookAlikeOptions, LookAlikeOptions>? configure = null,
        IProgress<IterationProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(members);
        LookAlikeOptions options = CustomerGraph.Configured(new LookAlikeOptions(), configure);
        options.Validate();
        var nodes = new HashSet<int>();
        var suppressed = new HashSet<TKey>();
        foreach (TKey member in members)
        {
            if (Used.TryGetNode(member, out int node))
            {
                nodes.Add(node);
            }
            else if (Data.Keys.Contains(member))
            {
                suppressed.Add(member);
            }
            else
            {
                throw new KeyNotFoundException($"'{member}' is not a customer of this graph.");
            }
        }

        cancellationToken.ThrowIfCancellationRequested();
        if (nodes.Count == 0)
        {
            throw new ArgumentException(FormattableString.Invariant($"The list has no member who may be used ({suppressed.Count} may not); expected at least one."), nameof(members));
        }

        double[] ties = options.TagShare < 1
            ? TieCloseness.Of(Used.MutualWith(cancellationToken), nodes, options.Damping, options.Threads ?? DefaultThreads(), progress, cancellationToken)
            : new double[Used.Count];
        bool usesTags = options.TagShare > 0 && Data.Tags.RowCount > 0;
        int[] sorted = [.. nodes.Order()];
        TagProfile? profile = usesTags
            ? new TagProfile(TagVectorsFor(useInferred: true, cancellationToken), Tags.Names, sorted)
            : null;
        LeftOut[] notes = suppressed.Count > 0 ? [new("members of the list who may not be used", suppressed.Count)] : [];
        Receipt receipt = Used.NewReceipt(
            FormattableString.Invariant($"look-alikes of {nodes.Count} customers; TagShare {options.TagShare}, Damping {options.Damping}"),
            usesTags ? UsedFacts.Tags : UsedFacts.None,
            notes);
        return new(Used, nodes, options, ties, profile is { IsEmpty: true } ? null : profile, receipt);
    }

    /// <summary>How many bytes <see cref="LookAlikes"/> needs at most on top of the graph, told before it runs: as if no tie went both ways. O(ties).</summary>
    /// <param name="configure">Changes the default options, as for the question itself.</param>
    /// <returns>The number of bytes.</returns>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public long EstimateLookAlikesMemory(Func<LookAlikeOptions, LookAlikeOptions>? configure = null)
    {
        LookAlikeOptions options = CustomerGraph.Configured(new LookAlikeOptions(), configure);
        options.Validate();
        return UsedBytes + LookAlikeMemory.Of(CustomerCount, MostMutualEdges, Data.Tags.RowCount, Data.Tags.Names.Length, options.TagShare);
    }
}
