using System.Collections.Concurrent;
using InfluenceGraph.FoundCircles;
using InfluenceGraph.Kernels;

namespace InfluenceGraph;

/// <content>Circles that nobody named.</content>
public sealed partial class CustomerGraphView<TKey>
{
    /// <summary>The circles of a customer that nobody named: groups among the people with a tie to the customer who have more to do with each other than with the rest.</summary>
    /// <remarks>
    /// <para>Looks at the people with a tie to the owner, whichever way, and the ties among them, without the owner and without
    /// direction. Communities of that network at several resolutions (Leiden: Traag, Waltman, van Eck 2019), and within what they become, are
    /// first guesses. Each is grown: everybody joins or leaves while that makes the ties likelier, where members have a tie with each
    /// other with one chance and with everybody else with another; so who is tied to more than a certain share of the members belongs, and
    /// circles may overlap. Of the circles grown those are kept that explain more of the ties than it costs to tell who their members are
    /// (minimum description length: Rissanen 1978), which also settles how many there are. In the family of McAuley and Leskovec, NIPS 2012.</para>
    /// <para>Deterministic for a seed. O(ties among the people x (circles + guesses)); some milliseconds for an owner with a hundred
    /// contacts, below a second for a thousand. Memory grows with the ties among the people.</para>
    /// </remarks>
    /// <param name="owner">The key of the customer around whom circles are looked for.</param>
    /// <param name="configure">Changes the default options, as in <c>o => o with { TagShare = 0.5 }</c>.</param>
    /// <param name="cancellationToken">Stops the search; nothing is left half-done.</param>
    /// <returns>The circles and what speaks for each; none for an owner without ties.</returns>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="KeyNotFoundException">The owner is unknown or left out.</exception>
    /// <exception cref="InvalidOperationException">Tags are dated, and the view has no moment.</exception>
    /// <exception cref="OperationCanceledException">The search was cancelled.</exception>
    public FoundCircleResult<TKey> FindCircles(
        TKey owner,
        Func<FoundCircleOptions, FoundCircleOptions>? configure = null,
        CancellationToken cancellationToken = default)
    {
        FoundCircleOptions options = CustomerGraph.Configured(new FoundCircleOptions(), configure);
        options.Validate();
        int node = Used.NodeOf(owner);
        return CirclesAround(node, options, NewPlaces(), FoundCircleReceipt(options, $"'{owner}'"), cancellationToken);
    }

    /// <summary>The circles of many customers that nobody named; each owner's are those of <see cref="FindCircles"/>.</summary>
    /// <param name="owners">The keys of the customers around whom circles are looked for; <see langword="null"/> for everybody who may be used. Who stands there twice is asked for once.</param>
    /// <param name="configure">Changes the default options.</param>
    /// <param name="progress">Told after each owner, on any of the working threads.</param>
    /// <param name="cancellationToken">Stops the search; nothing is left half-done.</param>
    /// <returns>The circles of each.</returns>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="KeyNotFoundException">An owner is unknown or left out.</exception>
    /// <exception cref="InvalidOperationException">Tags are dated, and the view has no moment.</exception>
    /// <exception cref="OperationCanceledException">The search was cancelled.</exception>
    public FoundCirclesOfEach<TKey> FindCirclesOfEach(
        IEnumerable<TKey>? owners = null,
        Func<FoundCircleOptions, FoundCircleOptions>? configure = null,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        FoundCircleOptions options = CustomerGraph.Configured(new FoundCircleOptions(), configure);
        options.Validate();
        int[] nodes = owners is null ? [.. Enumerable.Range(0, Used.Count)] : [.. owners.Select(Used.NodeOf).Distinct().Order()];
        Receipt receipt = FoundCircleReceipt(options, FormattableString.Invariant($"{nodes.Length} customers"));
        var results = new FoundCircleResult<TKey>[nodes.Length];

        // One array of all nodes per thread, not per owner.
        var spare = new ConcurrentBag<int[]>();
        int done = 0;
        WorkerTeam.Run(
            options.Threads ?? DefaultThreads(),
            nodes.Length,
            owner =>
            {
                int[] placeOf = spare.TryTake(out int[]? used) ? used : NewPlaces();
                results[owner] = CirclesAround(nodes[owner], options, placeOf, receipt, cancellationToken);
                spare.Add(placeOf);
                progress?.Report(new("customers", Interlocked.Increment(ref done), nodes.Length));
            },
            static () => false,
            cancellationToken);
        return new(Used, options, nodes, results, receipt);
    }

    private bool AsksTags(FoundCircleOptions options) => Data.Tags.RowCount > 0 && (options.TagShare > 0 || options.Tags > 0);

    private Receipt FoundCircleReceipt(FoundCircleOptions options, string owners) =>
        Used.NewReceipt(options.Text(owners), AsksTags(options) ? UsedFacts.Tags : UsedFacts.None);

    private int[] NewPlaces()
    {
        int[] placeOf = new int[Used.Count];
        Array.Fill(placeOf, -1);
        return placeOf;
    }

    private FoundCircleResult<TKey> CirclesAround(int owner, FoundCircleOptions options, int[] placeOf, Receipt receipt, CancellationToken cancellationToken)
    {
        var network = EgoNetwork.Of(Used.Mutual.Both, owner, placeOf);
        EgoTags? tags = AsksTags(options) ? EgoTags.Of(Tags, Used.Nodes.ViewNodes, network) : null;
        FoundSet[] all = CircleSearch.Find(network, tags, options, cancellationToken);
        FoundSet[] told = [.. all.Take(options.MaxCircles ?? int.MaxValue)];
        var circles = new FoundCircle<TKey>[told.Length];
        for (int circle = 0; circle < circles.Length; circle++)
        {
            circles[circle] = Describe(network, tags, told[circle], circle + 1, options.Tags);
        }

        return new(Used, options, network, Array.ConvertAll(told, set => set.Members), circles, receipt) { NotTold = all.Length - told.Length };
    }

    private FoundCircle<TKey> Describe(EgoNetwork network, EgoTags? tags, FoundSet set, int number, int tagCount)
    {
        var facts = CircleFacts.Of(network, set.Members);
        FoundCircleMember<TKey>[] closest = [.. set.Members
            .Select((person, i) => new FoundCircleMember<TKey>(Used.KeyOf(network.Nodes[person]), facts.TiesOf[i], facts.TiesOf[i] / (set.Members.Length - 1.0)))
            .OrderByDescending(member => member.Ties)];
        return new()
        {
            Number = number,
            Owner = Used.KeyOf(network.Owner),
            Members = Array.AsReadOnly(Array.ConvertAll(set.Members, person => Used.KeyOf(network.Nodes[person]))),
            Closest = Array.AsReadOnly(closest),
            Density = facts.Density,
            TimesDenser = facts.TimesDenser,
            OutsideShare = facts.OutsideShare,
            Evidence = set.Evidence,
            Tags = tags is null ? [] : Array.AsReadOnly<CircleTag>([.. tags.StandingOut(set.Members, tagCount)
                .Select(tag => new CircleTag(Tags.Names[tags.MatrixTags[tag.Tag]], tag.Holders, (double)tag.Holders / set.Members.Length, (double)tags.Holders[tag.Tag] / network.Count))]),
        };
    }
}
