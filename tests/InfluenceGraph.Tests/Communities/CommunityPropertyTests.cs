using InfluenceGraph.Tests.SocialValues;
using Xunit;

namespace InfluenceGraph.Tests.Communities;

/// <summary>What holds of communities on any graph, held against sums over all pairs that know nothing of the library.</summary>
public sealed class CommunityPropertyTests
{
    /// <summary>The two ways of a tie are added up in single precision.</summary>
    private const double Tolerance = 1e-6;

    private static readonly double[] _resolutions = [0.5, 1, 2.5];

    [Fact]
    public void Every_community_hangs_together_and_its_figures_are_those_of_all_pairs() => TestGraph.ForAll(graph =>
    {
        double resolution = _resolutions[graph.Ties.Length % _resolutions.Length];
        bool directed = graph.Count % 2 == 0;
        double[,] weights = WeightsOf(graph);
        CommunityResult<int> found = graph.Build(SelfTieRule.Skip).Communities(o => o with { Runs = 2, Resolution = resolution, Directed = directed });
        Assert.Equal(Enumerable.Range(0, graph.Count), found.Select(pair => pair.Key));
        Assert.Equal(found.CommunityCount, found.Communities.Count);
        Assert.Equal(graph.Count, found.Communities.Sum(community => community.Size));
        Assert.Equal(Enumerable.Range(0, found.CommunityCount), found.Communities.Select(community => community.Id).Order());
        double total = Total(weights);
        if (total == 0)
        {
            Assert.Null(found.Modularity);
            Assert.Null(found.Coverage);
        }
        else
        {
            Assert.Equal(Modularity(weights, found, resolution, directed), found.Modularity!.Value, Tolerance);
            Assert.Equal(found.Modularity.Value, found.Quality!.Value, Tolerance);
            Assert.Equal(found.Communities.Sum(community => Inside(weights, community.Members)) / total, found.Coverage!.Value, Tolerance);
        }

        foreach (Community<int> community in found.Communities)
        {
            AssertFigures(graph, weights, total, community);
        }
    });

    [Fact]
    public void The_constant_Potts_quality_is_that_of_all_pairs() => TestGraph.ForAll(graph =>
    {
        const double Resolution = 0.75;
        double[,] weights = WeightsOf(graph);
        CommunityResult<int> found = graph.Build(SelfTieRule.Skip).Communities(o => o with { Runs = 1, Quality = CommunityQuality.ConstantPotts, Resolution = Resolution });
        double expected = found.Communities.Sum(community => Inside(weights, community.Members) - (Resolution * community.Size * (community.Size - 1) / 2));
        Assert.Equal(expected, found.Quality!.Value, Tolerance * Math.Max(1, Total(weights)));
    });

    [Fact]
    public void Who_may_not_be_used_moves_no_bit_of_any_community() => TestGraph.ForAll(graph =>
    {
        bool IsUsed(int customer) => customer % 3 != 1;
        var consents = new ConsentLedger<int>();
        foreach (int customer in Enumerable.Range(0, graph.Count).Where(IsUsed))
        {
            consents.Grant(customer, Purpose.Score, Channel.Any, Moments.January, "form");
        }

        CustomerGraphView<int> view = CustomerGraph.FromTies(graph.Ties, graph.Customers, consents: consents).For(Purpose.Score, Moments.March);
        CustomerGraph<int> without = CustomerGraph.FromTies(graph.Ties.Where(tie => IsUsed(tie.From) && IsUsed(tie.To)), graph.Customers.Where(customer => IsUsed(customer.Key)));
        foreach (Func<CommunityOptions<int>, CommunityOptions<int>> configure in (Func<CommunityOptions<int>, CommunityOptions<int>>[])[o => o with { Runs = 2 }, o => o with { Runs = 2, Directed = true }, o => o with { Runs = 1, Quality = CommunityQuality.ConstantPotts }])
        {
            AssertSame(without.Communities(configure), view.Communities(configure));
        }

        OverlappingCommunityResult<int> shared = view.OverlappingCommunities(o => o with { Rounds = 20 });
        Assert.Equal(without.OverlappingCommunities(o => o with { Rounds = 20 }).Communities, shared.Communities);
    }, tests: 50);

    [Fact]
    public void The_same_rows_in_another_order_give_the_same_ids_to_the_last_bit() => TestGraph.ForAll(graph =>
    {
        CommunityResult<int> first = graph.Build().Communities(o => o with { Runs = 2 });
        CommunityResult<int> again = (graph with { Ties = [.. graph.Ties.Reverse()] }).Build().Communities(o => o with { Runs = 2 });
        AssertSame(first, again);
        Assert.Equal(0, again.ChangesSince(first).Churn);
        Assert.All(again.ChangesSince(first).Events, item => Assert.Equal(CommunityEventKind.Continued, item.Kind));

        // A search that starts from them keeps them or finds better ones.
        CommunityResult<int> later = graph.Build().Communities(o => o with { Start = first });
        Assert.True(first.Quality is null || later.Quality >= first.Quality - Tolerance);
    });

    /// <summary>Two groupings of some customers, of whom the first ones are in the earlier one only and the last ones in the later one only.</summary>
    [Fact]
    public void Each_community_is_in_an_event_and_each_customer_moved_or_stayed()
    {
        var random = new Random(11);
        for (int round = 0; round < 400; round++)
        {
            int count = random.Next(2, 25);
            int groups = random.Next(1, 8);
            CommunityResult<int> before = Given(Enumerable.Range(0, count), _ => random.Next(groups));
            CommunityResult<int> now = Given(Enumerable.Range(round % 3, count), customer => random.Next(3) > 0 && before.TryGetValue(customer, out int same) ? same : random.Next(groups));
            CommunityChanges<int> changes = now.ChangesSince(before);
            string told = string.Join(Environment.NewLine, changes.Events);
            Assert.All(before.Communities, community => Assert.True(changes.Events.Any(item => item.Before.Contains(community.Id)), $"before {community.Id}: {told}"));
            Assert.All(now.Communities, community => Assert.True(changes.Events.Any(item => item.Now.Contains(community.Id)), $"now {community.Id}: {told}"));

            // Born, died and continued ones are in nothing else on that side; one is merged into once and split once.
            foreach (CommunityEvent item in changes.Events)
            {
                IEnumerable<CommunityEvent> others = changes.Events.Where(other => !ReferenceEquals(other, item));
                Assert.All(others, other => Assert.True(
                    (item.Kind is not (CommunityEventKind.Born or CommunityEventKind.Continued or CommunityEventKind.Merged) || other.Kind == CommunityEventKind.Split || !other.Now.Intersect(item.Now).Any())
                    && (item.Kind is not (CommunityEventKind.Died or CommunityEventKind.Split) || other.Kind is CommunityEventKind.Merged || !other.Before.Intersect(item.Before).Any()),
                    told));
                Assert.Equal(
                    item.Before.Sum(a => item.Now.Sum(b => before.CommunityOf(a).Members.Intersect(now.CommunityOf(b).Members).Count())),
                    item.Shared);
            }

            int common = before.Select(pair => pair.Key).Intersect(now.Select(pair => pair.Key)).Count();
            Assert.Equal(common, changes.CommonCustomers);
            Assert.Equal(changes.Moved.Distinct().Order(), changes.Moved);
            Assert.All(changes.Moved, customer => Assert.True(before.TryGetValue(customer, out _) && now.TryGetValue(customer, out _)));

            // Those of a pair of communities moved together or stayed together, and each community was the home of one pair at most.
            var stayed = before.Select(pair => pair.Key).Intersect(now.Select(pair => pair.Key)).Except(changes.Moved).Select(customer => (Before: before[customer], Now: now[customer])).Distinct().ToArray();
            Assert.Equal(stayed.Length, stayed.Select(pair => pair.Before).Distinct().Count());
            Assert.Equal(stayed.Length, stayed.Select(pair => pair.Now).Distinct().Count());
            Assert.DoesNotContain(changes.Moved, customer => stayed.Contains((before[customer], now[customer])));
        }
    }

    private static CommunityResult<int> Given(IEnumerable<int> customers, Func<int, int> groupOf) =>
        CustomerGraph.FromTies([], customers.Select(customer => new Customer<int>(customer, 1))).CommunitiesFrom(customers.Select(customer => KeyValuePair.Create(customer, groupOf(customer))));

    private static void AssertSame(CommunityResult<int> expected, CommunityResult<int> actual)
    {
        Assert.Equal(expected, actual);
        Assert.Equal(expected.Quality, actual.Quality);
        Assert.Equal(expected.Modularity, actual.Modularity);
        Assert.Equal(expected.Communities.Select(community => community.ToString()), actual.Communities.Select(community => community.ToString()));
        Assert.Equal(expected.Receipt.DataHash, actual.Receipt.DataHash);
    }

    private static void AssertFigures(TestGraph graph, double[,] weights, double total, Community<int> community)
    {
        int[] members = [.. community.Members];
        int[] others = [.. Enumerable.Range(0, graph.Count).Except(members)];
        double inside = Inside(weights, members);
        double across = members.Sum(a => others.Sum(b => weights[a, b] + weights[b, a]));
        Assert.True(community.IsConnected);
        Assert.Equal(members.Length, Reached(weights, members).Count);
        Assert.Equal(members.Sum(member => graph.OwnValues[member]), community.OwnValue, Tolerance * Math.Max(1, graph.Total));
        Assert.Equal(inside, community.InternalWeight, Tolerance * Math.Max(1, total));
        Assert.Equal(across, community.ExternalWeight, Tolerance * Math.Max(1, total));
        Assert.Equal(members.Sum(a => members.Count(b => a < b && weights[a, b] + weights[b, a] > 0)), community.InternalTies);
        double smaller = Math.Min((2 * inside) + across, (2 * (total - inside - across)) + across);
        if (community.Conductance is double conductance)
        {
            Assert.InRange(conductance, 0, 1 + Tolerance);
            Assert.Equal(across, conductance * smaller, Tolerance * Math.Max(1, total));
        }
        else
        {
            Assert.Equal(0, smaller, Tolerance * Math.Max(1, total));
        }
    }

    private static double[,] WeightsOf(TestGraph graph)
    {
        double[,] weights = new double[graph.Count, graph.Count];
        foreach (((int from, int to), float weight) in graph.Weights().Where(pair => pair.Key.From != pair.Key.To))
        {
            weights[from, to] = weight;
        }

        return weights;
    }

    private static double Total(double[,] weights) => weights.Cast<double>().Sum();

    private static double Inside(double[,] weights, IReadOnlyList<int> members) => members.Sum(a => members.Sum(b => weights[a, b]));

    private static HashSet<int> Reached(double[,] weights, int[] members)
    {
        var reached = new HashSet<int> { members[0] };
        var waiting = new Queue<int>(reached);
        while (waiting.TryDequeue(out int node))
        {
            foreach (int other in members.Where(other => weights[node, other] + weights[other, node] > 0 && reached.Add(other)))
            {
                waiting.Enqueue(other);
            }
        }

        return reached;
    }

    /// <summary>The textbook's sum over all pairs: Newman 2004, Leicht and Newman 2008, Reichardt and Bornholdt 2006.</summary>
    private static double Modularity(double[,] weights, CommunityResult<int> found, double resolution, bool directed)
    {
        int count = weights.GetLength(0);
        double total = Total(weights);
        double[] sent = [.. Enumerable.Range(0, count).Select(i => Enumerable.Range(0, count).Sum(j => weights[i, j]))];
        double[] received = [.. Enumerable.Range(0, count).Select(i => Enumerable.Range(0, count).Sum(j => weights[j, i]))];
        double sum = 0;
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < count; j++)
            {
                if (found[i] == found[j])
                {
                    double chance = directed
                        ? sent[i] / total * (received[j] / total)
                        : (sent[i] + received[i]) / (2 * total) * ((sent[j] + received[j]) / (2 * total));
                    sum += (weights[i, j] / total) - (resolution * chance);
                }
            }
        }

        return sum;
    }
}
