using InfluenceGraph.Communities;

namespace InfluenceGraph;

/// <content>Communities that overlap.</content>
public sealed partial class CustomerGraphView<TKey>
{
    /// <summary>Communities that several customers can share, with how much of each customer is in which.</summary>
    /// <remarks>
    /// Speaker-listener label propagation (SLPA: Xie, Szymanski, Liu 2011) on ties without direction, weighted. Repeatable for
    /// a seed; one thread. O(rounds x ties) time; <see cref="EstimateOverlappingCommunitiesMemory"/> tells the memory.
    /// </remarks>
    /// <param name="configure">Changes the default options.</param>
    /// <param name="progress">Told how far each phase has come, a round of listening at a time.</param>
    /// <param name="cancellationToken">Stops the search; nothing is left half-done.</param>
    /// <returns>The communities and each customer's memberships.</returns>
    /// <exception cref="ArgumentException">An option is out of range, or customers times rounds are more than one array holds.</exception>
    /// <exception cref="OperationCanceledException">The search was cancelled.</exception>
    public OverlappingCommunityResult<TKey> OverlappingCommunities(
        Func<OverlappingCommunityOptions, OverlappingCommunityOptions>? configure = null,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        OverlappingCommunityOptions options = CustomerGraph.Configured(new OverlappingCommunityOptions(), configure);
        options.Validate();
        if (Used.Count * (options.Rounds + 1L) > Array.MaxLength)
        {
            throw new ArgumentException(FormattableString.Invariant($"{nameof(OverlappingCommunityOptions.Rounds)} is {options.Rounds} for {Used.Count} customers; expected at most {(Array.MaxLength / Used.Count) - 1} here."), nameof(configure));
        }

        cancellationToken.ThrowIfCancellationRequested();
        SpeakerListener.Cover cover = SpeakerListener.Find(Used.MutualWith(cancellationToken).Both, options.Rounds, options.Threshold, (uint)options.Seed, progress, cancellationToken);
        Receipt receipt = Used.NewReceipt(FormattableString.Invariant($"overlapping communities; Rounds {options.Rounds}, Threshold {options.Threshold}, Seed {options.Seed}"), UsedFacts.None);
        return new(Used, options, cover, receipt);
    }

    /// <summary>How many bytes <see cref="OverlappingCommunities"/> needs on top of the graph, told before it runs: as if no tie went both ways and everybody were in up to three communities. O(ties).</summary>
    /// <param name="configure">Changes the default options, as for the question itself.</param>
    /// <returns>The number of bytes.</returns>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public long EstimateOverlappingCommunitiesMemory(Func<OverlappingCommunityOptions, OverlappingCommunityOptions>? configure = null)
    {
        OverlappingCommunityOptions options = CustomerGraph.Configured(new OverlappingCommunityOptions(), configure);
        options.Validate();
        return UsedBytes + CommunityMemory.Overlapping(CustomerCount, MostMutualEdges, options.Rounds, options.Threshold);
    }
}
