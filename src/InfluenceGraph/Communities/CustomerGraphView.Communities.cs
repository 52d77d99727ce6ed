using InfluenceGraph.Communities;
using InfluenceGraph.Graphs;
using InfluenceGraph.Tags;

namespace InfluenceGraph;

/// <content>Communities.</content>
public sealed partial class CustomerGraphView<TKey>
{
    /// <summary>Who belongs together: each customer in one community, with more ties inside than chance would put there.</summary>
    /// <remarks>
    /// The Leiden algorithm (Traag, Waltman, van Eck 2019), on ties without direction unless
    /// <see cref="CommunityOptions{TKey}.Directed"/>. Every community is connected. A customer without ties is a community of
    /// one. Some sweeps over all ties per pass, in practice O(ties); <see cref="EstimateCommunitiesMemory"/> tells the memory.
    /// </remarks>
    /// <param name="configure">Changes the default options, as in <c>o => o with { Resolution = 2 }</c>.</param>
    /// <param name="progress">Told when each phase begins and ends, and of customers while similar ones are looked for.</param>
    /// <param name="cancellationToken">Stops the search; nothing is left half-done.</param>
    /// <returns>The communities.</returns>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="InvalidOperationException">Tags are asked for and dated, and the view has no moment.</exception>
    /// <exception cref="OperationCanceledException">The search was cancelled.</exception>
    public CommunityResult<TKey> Communities(
        Func<CommunityOptions<TKey>, CommunityOptions<TKey>>? configure = null,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        CommunityOptions<TKey> options = CustomerGraph.Configured(new CommunityOptions<TKey>(), configure);
        options.Validate();
        bool usesTags = options.TagShare > 0;
        cancellationToken.ThrowIfCancellationRequested();
        Action<long> tell = progress.Begin("ties", 1);
        var ties = CommunityTies.Of(Used.MutualWith(cancellationToken));
        tell(1);
        CsrGraph? similar = options.SimilarCustomers > 0
            ? TagNeighbours.Of(TagVectorsFor(useInferred: true, cancellationToken), options.SimilarCustomers, least: 0, options.Threads ?? DefaultThreads(), progress, cancellationToken)
            : null;
        CommunityTies fused = usesTags ? FusedTies.Of(Used.Mutual, TagVectorsFor(useInferred: true, cancellationToken), options.TagShare, similar) : ties;
        int[]? start = options.Start is CommunityResult<TKey> earlier ? StartFrom(earlier, options.StartsDespiteWithdrawal) : null;
        int runs = options.RunsFor(fused.Graph.EdgeCount, start is not null);
        var settings = new LeidenSettings(options.Quality, options.Resolution, options.Directed, (uint)options.Seed, options.MaxPasses, runs, options.Threads ?? Environment.ProcessorCount);
        tell = progress.Begin("search", runs);
        LeidenSolution found = Leiden.Solve(fused, settings, start, cancellationToken);
        tell(runs);
        var onTies = PartitionQuality.Of(ties, found.GroupOf, found.Count, options.Resolution);
        (int[] ids, int nextId) = IdsOf(found.GroupOf, onTies.Sizes, options.Start);
        Receipt receipt = Used.NewReceipt("communities; " + options.Text(runs, start is not null), usesTags ? UsedFacts.Tags : UsedFacts.None);
        double? quality = options.Quality == CommunityQuality.Modularity && fused.Total == 0 ? null : found.Quality;
        return new(Used, options, found.GroupOf, ids, nextId, null, onTies, quality, found.Levels, receipt) { Passes = found.Passes, Converged = found.Converged };
    }

    /// <summary>How many bytes <see cref="Communities"/> needs at most on top of the graph, told before it runs: as if no tie went both ways and few joined at each level. O(ties).</summary>
    /// <param name="configure">Changes the default options, as for the question itself.</param>
    /// <returns>The number of bytes.</returns>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public long EstimateCommunitiesMemory(Func<CommunityOptions<TKey>, CommunityOptions<TKey>>? configure = null)
    {
        CommunityOptions<TKey> options = CustomerGraph.Configured(new CommunityOptions<TKey>(), configure);
        options.Validate();
        (long nodes, long edges, long entries, long tags) = (CustomerCount, MostMutualEdges, Data.Tags.RowCount, Data.Tags.Names.Length);
        long similar = 2 * nodes * options.SimilarCustomers;
        long fused = options.TagShare > 0 ? TagMemory.Matrix(Data.Keys.Length, entries) + TagMemory.Vectors(nodes, entries, tags) + ((edges + similar) * 36) + (nodes * 16) : 0;
        long choosing = options.SimilarCustomers > 0 ? TagMemory.Neighbours(nodes, options.SimilarCustomers) + ((options.Threads ?? DefaultThreads()) * TagMemory.Search(nodes, tags)) : 0;
        int runs = options.RunsFor(edges, options.Start is not null);
        long search = CommunityMemory.Search(nodes, edges + similar, runs, options.Threads ?? Environment.ProcessorCount);
        return UsedBytes + MutualGraph.Bytes(nodes, edges) + (nodes * 64) + fused + Math.Max(choosing, search);
    }

    /// <summary>Communities that customers joined or that the caller knows, with the same measures as communities that were found. The ids stay as given.</summary>
    /// <remarks>
    /// A community of one is one: no pairs, so no density. The same customer twice in one community counts once. Customers of
    /// the graph who may not be used are left out and counted in the receipt.
    /// </remarks>
    /// <param name="given">Customers and the ids of their communities, 0 or more, each customer in one.</param>
    /// <param name="configure">Changes the default options, as in <c>o => o with { Ungrouped = UngroupedCustomers.EachAlone }</c>.</param>
    /// <returns>The communities.</returns>
    /// <exception cref="ArgumentException">An option is out of range, an id is negative, a customer is in two communities, or customers are missing.</exception>
    /// <exception cref="KeyNotFoundException">Customers are named whom the graph does not have.</exception>
    public CommunityResult<TKey> CommunitiesFrom(
        IEnumerable<KeyValuePair<TKey, int>> given,
        Func<GivenCommunityOptions, GivenCommunityOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(given);
        GivenCommunityOptions options = CustomerGraph.Configured(new GivenCommunityOptions(), configure);
        options.Validate();
        (int[] labels, LeftOut[] notes) = LabelsOf(given, id => FormattableString.Invariant($"{id}"), options.Ungrouped);
        int[] ids = [.. labels.Where(id => id >= 0).Distinct().Order()];
        int nextId = ids.Length == 0 ? 0 : ids[^1] == int.MaxValue
            ? throw new ArgumentException(FormattableString.Invariant($"A community has the id {int.MaxValue}; expected 0 to {int.MaxValue - 1}."), nameof(given))
            : ids[^1] + 1;
        return Given(labels, id => (id, null), nextId, options, notes);
    }

    /// <summary>Communities with names that customers joined or that the caller knows, with the same measures as communities that were found. Ids are 0, 1, 2, ... in the order of the names.</summary>
    /// <remarks>As for ids. Names are compared as they stand.</remarks>
    /// <param name="given">Customers and the names of their communities, each customer in one.</param>
    /// <param name="configure">Changes the default options.</param>
    /// <returns>The communities.</returns>
    /// <exception cref="ArgumentException">An option is out of range, a name is empty, a customer is in two communities, or customers are missing.</exception>
    /// <exception cref="KeyNotFoundException">Customers are named whom the graph does not have.</exception>
    public CommunityResult<TKey> CommunitiesFrom(
        IEnumerable<KeyValuePair<TKey, string>> given,
        Func<GivenCommunityOptions, GivenCommunityOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(given);
        GivenCommunityOptions options = CustomerGraph.Configured(new GivenCommunityOptions(), configure);
        options.Validate();
        KeyValuePair<TKey, string>[] rows = [.. given];
        if (Array.Find(rows, row => string.IsNullOrWhiteSpace(row.Value)) is { Key: TKey unnamed } && rows.Any(row => string.IsNullOrWhiteSpace(row.Value)))
        {
            throw new ArgumentException($"The community of '{unnamed}' has no name; expected one.", nameof(given));
        }

        string[] names = [.. rows.Select(row => row.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var numbers = names.Select((name, number) => (name, number)).ToDictionary(pair => pair.name, pair => pair.number, StringComparer.Ordinal);
        (int[] labels, LeftOut[] notes) = LabelsOf(rows.Select(row => KeyValuePair.Create(row.Key, numbers[row.Value])), id => $"'{names[id]}'", options.Ungrouped);
        return Given(labels, id => (id, names[id]), names.Length, options, notes);
    }

    /// <summary>By node: the label, -1 for nodes that are alone.</summary>
    private (int[] Labels, LeftOut[] Notes) LabelsOf(IEnumerable<KeyValuePair<TKey, int>> given, Func<int, string> show, UngroupedCustomers ungrouped)
    {
        int[] labels = new int[Used.Count];
        Array.Fill(labels, -1);
        var unused = new HashSet<TKey>();
        var unknown = new List<TKey>();
        foreach ((TKey customer, int label) in given)
        {
            if (customer is null || label < 0)
            {
                throw new ArgumentException(customer is null ? "A customer is null; expected a key." : FormattableString.Invariant($"The community of '{customer}' is {label}; expected an id of 0 or more."), nameof(given));
            }

            if (!Used.TryGetNode(customer, out int node))
            {
                if (Data.Keys.Contains(customer))
                {
                    unused.Add(customer);
                }
                else
                {
                    unknown.Add(customer);
                }
            }
            else if (labels[node] >= 0 && labels[node] != label)
            {
                throw new ArgumentException($"'{customer}' is in community {show(labels[node])} and in {show(label)}; expected one. Communities that overlap are {nameof(OverlappingCommunities)}.", nameof(given));
            }
            else
            {
                labels[node] = label;
            }
        }

        if (unknown.Count > 0)
        {
            throw new KeyNotFoundException(FormattableString.Invariant($"{unknown.Count} of the customers named are not in this graph, '{unknown[0]}' first; expected customers of the graph."));
        }

        int missing = labels.Count(label => label < 0);
        if (missing > 0 && ungrouped == UngroupedCustomers.Refuse)
        {
            throw new ArgumentException(FormattableString.Invariant($"{missing} of {Used.Count} customers are in no community, '{Used.KeyOf(Array.IndexOf(labels, -1))}' first; expected each in one, or {nameof(GivenCommunityOptions.Ungrouped)} = {nameof(UngroupedCustomers.EachAlone)}."), nameof(given));
        }

        List<LeftOut> notes = [];
        if (unused.Count > 0)
        {
            notes.Add(new("customers of the given communities who may not be used", unused.Count));
        }

        if (missing > 0)
        {
            notes.Add(new("customers in none of the given communities, each alone", missing));
        }

        return (labels, [.. notes]);
    }

    private CommunityResult<TKey> Given(int[] labels, Func<int, (int Id, string? Name)> describe, int nextId, GivenCommunityOptions options, LeftOut[] notes)
    {
        int[] groupOf = new int[labels.Length];
        var groups = new Dictionary<int, int>();
        var ids = new List<int>();
        var names = new List<string?>();
        for (int node = 0; node < labels.Length; node++)
        {
            if (labels[node] < 0)
            {
                groupOf[node] = ids.Count;
                ids.Add(nextId++);
                names.Add(null);
            }
            else if (!groups.TryGetValue(labels[node], out groupOf[node]))
            {
                groupOf[node] = ids.Count;
                groups.Add(labels[node], ids.Count);
                (int id, string? name) = describe(labels[node]);
                ids.Add(id);
                names.Add(name);
            }
        }

        var ties = CommunityTies.Of(Used.Mutual);
        var quality = PartitionQuality.Of(ties, groupOf, ids.Count, options.Resolution);
        var asOptions = new CommunityOptions<TKey> { Quality = options.Quality, Resolution = options.Resolution, Directed = options.Directed, MinSize = options.MinSize };
        Receipt receipt = Used.NewReceipt(FormattableString.Invariant($"communities as given; {options.Quality}{(options.Directed ? ", directed" : "")}, Resolution {options.Resolution}, Ungrouped {options.Ungrouped}"), UsedFacts.None, notes);
        double? value = options.Quality == CommunityQuality.Modularity && ties.Total == 0 ? null : quality.Value(options.Quality, options.Directed);
        return new(Used, asOptions, groupOf, [.. ids], nextId, [.. names], quality, value, [], receipt);
    }

    /// <summary>Where an earlier result had the customers of this view; <see langword="null"/> where it knew one who may not be used now.</summary>
    private int[]? StartFrom(CommunityResult<TKey> earlier, bool despiteWithdrawal)
    {
        if (!despiteWithdrawal && !earlier.All(pair => Used.TryGetNode(pair.Key, out _)))
        {
            return null;
        }

        int[] labels = new int[Used.Count];
        int alone = earlier.CommunityCount;
        for (int node = 0; node < labels.Length; node++)
        {
            labels[node] = earlier.Used.TryGetNode(Used.KeyOf(node), out int known) ? earlier.GroupOf[known] : alone++;
        }

        Grouping.Renumber(labels, alone);
        return labels;
    }

    /// <summary>Ids by falling size, or those of the earlier communities that are continued.</summary>
    private (int[] Ids, int NextId) IdsOf(int[] groupOf, int[] sizes, CommunityResult<TKey>? earlier)
    {
        int[] ids = new int[sizes.Length];
        int nextId = earlier?.NextId ?? 0;
        int[] continues = new int[sizes.Length];
        Array.Fill(continues, -1);
        if (earlier is not null)
        {
            var before = new List<int>();
            var now = new List<int>();
            for (int node = 0; node < groupOf.Length; node++)
            {
                if (earlier.Used.TryGetNode(Used.KeyOf(node), out int known))
                {
                    before.Add(earlier.GroupOf[known]);
                    now.Add(groupOf[node]);
                }
            }

            continues = GroupOverlaps.Of([.. before], [.. now], earlier.CommunityCount, sizes.Length).Continues();
        }

        int[] bySize = [.. Enumerable.Range(0, sizes.Length).OrderByDescending(group => sizes[group])];
        foreach (int group in bySize)
        {
            ids[group] = continues[group] >= 0 ? earlier!.Ids[continues[group]] : nextId++;
        }

        return (ids, nextId);
    }
}
