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
    /// <para>Deterministic. O(tag entries + what the search for neighbours reads).</para>
    /// </remarks>
    /// <param name="configure">Changes the default options, as in <c>o => o with { MinGroupSize = 20 }</c>.</param>
    /// <param name="cancellationToken">Stops the computation.</param>
    /// <returns>The groups, and who is in none.</returns>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="InvalidOperationException">Tags are dated, and the view has no moment.</exception>
    /// <exception cref="OperationCanceledException">The computation was cancelled.</exception>
    public SharedInterestResult<TKey> SharedInterests(
        Func<SharedInterestOptions, SharedInterestOptions>? configure = null,
        CancellationToken cancellationToken = default) =>
        SharedInterestsBy(GroupsOf, configure, cancellationToken);

    /// <summary>The same with another way to find groups in a weighted graph.</summary>
    internal SharedInterestResult<TKey> SharedInterestsBy(
        Func<CsrGraph, SharedInterestOptions, CancellationToken, Partition> findGroups,
        Func<SharedInterestOptions, SharedInterestOptions>? configure,
        CancellationToken cancellationToken)
    {
        SharedInterestOptions options = CustomerGraph.Configured(new SharedInterestOptions(), configure);
        options.Validate();
        cancellationToken.ThrowIfCancellationRequested();
        (int[] tagOf, List<int> alone) = RareTags.Merge(Tags, Used.Nodes, options.UseInferredTags, options.MinTagCount);
        var vectors = TagVectors.Of(Tags, Used.Nodes, options.UseInferredTags, tagOf);
        CsrGraph links = TagNeighbours.Of(vectors, options.Neighbours, options.MinSimilarity, options.Threads ?? DefaultThreads(), cancellationToken);
        (List<int[]> groups, int[] leftOver) = InterestGroups.Of(vectors, findGroups(links, options, cancellationToken), options.MinGroupSize, options.MinSimilarity, cancellationToken);
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
        SharedInterestGroup<TKey>[] described = [.. groups.Select((nodes, group) => Describe(vectors, nodes, group, groupOf, Used.Count - withoutTags, options.Tags))];
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
