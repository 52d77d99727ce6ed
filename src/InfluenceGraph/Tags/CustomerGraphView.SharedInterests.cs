using InfluenceGraph.Communities;
using InfluenceGraph.Graphs;
using InfluenceGraph.Tags;

namespace InfluenceGraph;

/// <content>Groups of shared interests.</content>
public sealed partial class CustomerGraphView<TKey>
{
    /// <summary>Who belongs together though they may never have met: groups of customers whose tags are alike.</summary>
    /// <remarks>
    /// <para>Rare tags are first merged into the tag that stands beside them most often. Each customer is then linked with the
    /// most similar others by their tags (see <see cref="SimilarByTags"/>), and groups are found in these links by the Leiden
    /// algorithm (Traag, Waltman, van Eck 2019), as communities are in ties. Groups below the least size join the group whose tags are most
    /// like theirs, or are left over. Ties play no part, only <see cref="SharedInterestGroup{TKey}.TiedPairs"/> counts them.</para>
    /// <para>Deterministic. O(tag entries + what the search for neighbours reads); <see cref="EstimateSharedInterestsMemory"/> tells the memory.</para>
    /// </remarks>
    /// <param name="configure">Changes the default options, as in <c>o => o with { MinGroupSize = 20 }</c>.</param>
    /// <param name="progress">Told how far each phase has come, on any of the working threads and outside locks.</param>
    /// <param name="cancellationToken">Stops the computation; nothing is left half-done.</param>
    /// <returns>The groups, and who is in none.</returns>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="InvalidOperationException">Tags are dated, and the view has no moment.</exception>
    /// <exception cref="OperationCanceledException">The computation was cancelled.</exception>
    public SharedInterestResult<TKey> SharedInterests(
        Func<SharedInterestOptions, SharedInterestOptions>? configure = null,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        SharedInterestsBy(GroupsOf, configure, progress, cancellationToken);

    /// <summary>How many bytes <see cref="SharedInterests"/> needs at most on top of the graph, told before it runs. O(1).</summary>
    /// <param name="configure">Changes the default options, as for the question itself.</param>
    /// <returns>The number of bytes.</returns>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public long EstimateSharedInterestsMemory(Func<SharedInterestOptions, SharedInterestOptions>? configure = null)
    {
        SharedInterestOptions options = CustomerGraph.Configured(new SharedInterestOptions(), configure);
        options.Validate();
        (long nodes, long entries, long tags) = (CustomerCount, Data.Tags.RowCount, Data.Tags.Names.Length);
        long links = 2 * nodes * options.Neighbours;
        long search = TagMemory.Neighbours(nodes, options.Neighbours) + ((options.Threads ?? DefaultThreads()) * TagMemory.Search(nodes, tags));
        long groups = (links * 8) + CommunityMemory.Search(nodes, links, runs: 1, threads: 1) + TagMemory.Groups(nodes, entries, tags) + MutualGraph.Bytes(nodes, MostMutualEdges);
        return UsedBytes + TagMemory.Matrix(Data.Keys.Length, entries) + Math.Max(TagMemory.Rare(nodes, entries, tags), TagMemory.Vectors(nodes, entries, tags) + Math.Max(search, groups));
    }

    /// <summary>The same with another way to find groups in a weighted graph.</summary>
    internal SharedInterestResult<TKey> SharedInterestsBy(
        Func<CsrGraph, SharedInterestOptions, CancellationToken, Partition> findGroups,
        Func<SharedInterestOptions, SharedInterestOptions>? configure,
        IProgress<WorkProgress>? progress,
        CancellationToken cancellationToken)
    {
        SharedInterestOptions options = CustomerGraph.Configured(new SharedInterestOptions(), configure);
        options.Validate();
        cancellationToken.ThrowIfCancellationRequested();
        Action<long> tell = progress.Begin("tags", 2);
        (int[] tagOf, List<int> alone) = RareTags.Merge(Tags, Used.Nodes, options.UseInferredTags, options.MinTagCount, cancellationToken);
        tell(1);
        var vectors = TagVectors.Of(Tags, Used.Nodes, options.UseInferredTags, tagOf, cancellationToken);
        tell(1);
        CsrGraph links = TagNeighbours.Of(vectors, options.Neighbours, options.MinSimilarity, options.Threads ?? DefaultThreads(), progress, cancellationToken);
        tell = progress.Begin("groups", 3);
        Partition partition = findGroups(links, options, cancellationToken);
        tell(1);
        (List<int[]> groups, int[] leftOver) = InterestGroups.Of(vectors, partition, options.MinGroupSize, options.MinSimilarity, cancellationToken);
        tell(1);
        int[] groupOf = new int[Used.Count];
        Array.Fill(groupOf, -1);
        for (int group = 0; group < groups.Count; group++)
        {
            foreach (int node in groups[group])
            {
                groupOf[node] = group;
            }
        }

        int withoutTags = Enumerable.Range(0, Used.Count).Count(node => vectors.TagsOf(node).IsEmpty);
        MergedTag[] merged = [.. Enumerable.Range(0, tagOf.Length).Where(tag => tagOf[tag] != tag).Select(tag => new MergedTag(Tags.Names[tag], Tags.Names[tagOf[tag]]))];
        SharedInterestGroup<TKey>[] described = [.. groups.Select((nodes, group) =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            return Describe(vectors, nodes, group, groupOf, Used.Count - withoutTags, options.Tags);
        })];
        tell(1);
        Receipt receipt = Used.NewReceipt(
            FormattableString.Invariant($"shared interests; MinGroupSize {options.MinGroupSize}, MinTagCount {options.MinTagCount}, Neighbours {options.Neighbours}, MinSimilarity {options.MinSimilarity}, Resolution {options.Resolution}{(options.UseInferredTags ? "" : ", declared tags only")}"),
            UsedFacts.Tags,
            Array.FindAll<LeftOut>(
                [new("rare tags merged into another one", merged.Length), new("rare tags that no other tag stands beside", alone.Count), new("customers without tags", withoutTags)],
                note => note.Count > 0));
        return new(Used, options, described, groupOf, receipt)
        {
            LeftOver = Array.AsReadOnly(Array.ConvertAll(leftOver, Used.KeyOf)),
            WithoutTags = withoutTags,
            MergedTags = Array.AsReadOnly(merged),
        };
    }

    private static Partition GroupsOf(CsrGraph links, SharedInterestOptions options, CancellationToken cancellationToken)
    {
        const ulong Seed = 1;
        const int MaxPasses = 10;
        var settings = new LeidenSettings(CommunityQuality.Modularity, options.Resolution, Directed: false, Seed, MaxPasses, Runs: 1, Threads: 1);
        return Partition.Of(Leiden.Solve(CommunityTies.Of(links), settings, null, cancellationToken).GroupOf);
    }

    private SharedInterestGroup<TKey> Describe(TagVectors vectors, int[] nodes, int group, int[] groupOf, int withTags, int tagCount)
    {
        var holders = new SortedDictionary<int, int>();
        long tied = 0;
        foreach (int node in nodes)
        {
            foreach (int tag in vectors.TagsOf(node))
            {
                holders[tag] = holders.GetValueOrDefault(tag) + 1;
            }

            foreach (int other in Used.Mutual.Both.TargetsOf(node))
            {
                tied += other > node && groupOf[other] == group ? 1 : 0;
            }
        }

        // What a tag adds to the divergence between the group and all (Kullback and Leibler 1951): telling and common.
        CharacteristicTag[] tags = [.. holders
            .Select(pair => new CharacteristicTag(Tags.Names[pair.Key], (double)pair.Value / nodes.Length, (double)vectors.NodesOf(pair.Key).Length / withTags))
            .OrderByDescending(tag => tag.ShareInGroup * Math.Log(tag.ShareInGroup / tag.ShareOfAll))
            .ThenBy(tag => tag.Name, StringComparer.OrdinalIgnoreCase)
            .Take(tagCount)];
        return new(
            group + 1,
            Array.AsReadOnly(Array.ConvertAll(nodes, Used.KeyOf)),
            Array.AsReadOnly(tags),
            InterestGroups.CohesionOf(vectors, nodes),
            (long)nodes.Length * (nodes.Length - 1) / 2,
            tied);
    }
}
