using Xunit;
using static InfluenceGraph.Tests.Moments;

namespace InfluenceGraph.Tests.FoundCircles;

public sealed class FoundCircleTests
{
    [Fact]
    public void Planted_circles_that_overlap_are_recovered()
    {
        // Three circles; 10 and 11 belong to the first two, 22 and 23 to the last two; 34 to 45 to none.
        int[][] circles = [[.. Enumerable.Range(0, 12)], [.. Enumerable.Range(10, 14)], [.. Enumerable.Range(22, 12)]];
        for (int seed = 1; seed <= 5; seed++)
        {
            FoundCircleResult<int> found = EgoGraph.Planted(46, circles, 0.9, 0.04, seed).FindCircles(EgoGraph.Owner);
            Assert.Equal(3, found.Circles.Count);
            Assert.All(circles, circle => Assert.Contains(found.Circles, other => other.Members.SequenceEqual(circle)));
            Assert.Equal(Enumerable.Range(34, 12), found.InNoCircle);
            Assert.Equal(2, found[10].Count);
            Assert.Single(found[0]);
            Assert.Equal(38, found.AsGrouping().Count());
            Assert.Equal([1, 2, 3], found.Circles.Select(circle => circle.Number));
        }
    }

    [Fact]
    public void Planted_circles_are_the_same_whatever_the_order_of_keys()
    {
        int[][] circles = [[.. Enumerable.Range(0, 12)], [.. Enumerable.Range(10, 14)], [.. Enumerable.Range(22, 12)]];
        for (int seed = 1; seed <= 5; seed++)
        {
            CustomerGraph<int> graph = EgoGraph.Planted(46, circles, 0.9, 0.04, seed);
            int[] shuffled = [.. Enumerable.Range(0, 46)];
            new Random(seed).Shuffle(shuffled);
            int KeyOf(int key) => key < 0 ? 100 : shuffled[key];
            CustomerGraph<int> other = CustomerGraph.FromTies(graph.AsView().Customers.SelectMany(key => graph.AsView().TiesFrom(key)).Select(tie => tie with { From = KeyOf(tie.From), To = KeyOf(tie.To) }));
            Assert.Equal(
                graph.FindCircles(EgoGraph.Owner).Circles.Select(circle => string.Join(' ', circle.Members.Select(KeyOf).Order())).Order(StringComparer.Ordinal),
                other.FindCircles(100).Circles.Select(circle => string.Join(' ', circle.Members)).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void Circles_are_told_apart_though_nearly_everybody_is_in_several()
    {
        for (int seed = 1; seed <= 5; seed++)
        {
            // Six circles of up to 50 among 150 people, with half of the ties and strangers' ties besides.
            const int People = 150;
            var random = new Random(seed);
            int[][] circles = [.. Enumerable.Range(0, 6).Select(_ => Enumerable.Range(0, 50).Select(_ => random.Next(People)).Distinct().Order().ToArray())];
            FoundCircleResult<int> fine = EgoGraph.Planted(People, circles, 0.7, 0.03, seed).FindCircles(EgoGraph.Owner, o => o with { Grain = CircleGrain.Fine });
            CircleAgreement agreement = fine.AgreementWith(circles.Select((members, i) => new Circle<int>(EgoGraph.Owner, $"{i}", members)));
            Assert.True(agreement is { Found: >= 6, F1: > 0.85, BalancedAccuracy: > 0.9, MeanBestF1: > 0.75 }, $"{agreement}");
        }
    }

    [Fact]
    public void A_circle_within_a_circle_is_found_beside_it()
    {
        // Twelve of thirty colleagues are a team.
        for (int seed = 1; seed <= 5; seed++)
        {
            var random = new Random(seed);
            IEnumerable<(int A, int B)> ties = EgoGraph.Clique([.. Enumerable.Range(0, 80)])
                .Where(pair => random.NextDouble() < (pair.B < 12 ? 0.95 : pair.B < 30 ? 0.25 : 0.02));
            FoundCircleResult<int> found = EgoGraph.Of(80, ties).FindCircles(EgoGraph.Owner);

            // Chance ties let in or leave out one or two.
            Assert.Equal(2, found.Circles.Count);
            Assert.Contains(found.Circles, circle => Common(circle, 12) >= 11 && circle.Members.Count <= 14);
            Assert.Contains(found.Circles, circle => Common(circle, 30) >= 25 && circle.Members.Count is >= 25 and <= 32);
        }

        static int Common(FoundCircle<int> circle, int first) => circle.Members.Count(member => member < first);
    }

    [Fact]
    public void Numbers_are_those_worked_out_by_hand()
    {
        // Five who all know each other but for 3 and 4, two of whom know one of ten others each.
        FoundCircleResult<int> found = EgoGraph.Of(15, [.. EgoGraph.Clique(0, 1, 2, 3, 4).Where(pair => pair != (3, 4)), (0, 5), (1, 6)]).FindCircles(EgoGraph.Owner);
        Assert.Equal((15, 11L), (found.Contacts, found.Ties));
        Assert.Equal(11 / 105.0, found.Density!.Value, 1e-12);
        FoundCircle<int> circle = Assert.Single(found.Circles);
        Assert.Equal([0, 1, 2, 3, 4], circle.Members);
        Assert.Equal(0.9, circle.Density, 1e-12);
        Assert.Equal(0.9 / (11 / 105.0), circle.TimesDenser, 1e-9);
        Assert.Equal(2 / 20.0, circle.OutsideShare, 1e-12);
        Assert.Equal([(0, 4, 1.0), (1, 4, 1.0), (2, 4, 1.0), (3, 3, 0.75), (4, 3, 0.75)], circle.Closest.Select(member => (member.Customer, member.Ties, member.TieShare)));
        Assert.Equal("0, tied to 100 % of the others", circle.Closest[0].ToString());
        Assert.Equal(Enumerable.Range(5, 10), found.InNoCircle);
        Assert.Equal(
            ["1 circles among the 15 contacts of -1, 10 of them in none", FormattableString.Invariant($"circle 1 of -1: 5 members, density 0.90 ({0.9 / (11 / 105.0):0.0} times the network's), 10 % of their ties lead outside, evidence {circle.Evidence:0.0}")],
            found.ToString().Split(Environment.NewLine));
    }

    [Fact]
    public void Limits_leave_out_the_small_and_the_unsure()
    {
        CustomerGraph<int> graph = EgoGraph.Of(30, [.. EgoGraph.Clique(0, 1, 2, 3, 4, 5, 6), .. EgoGraph.Clique(10, 11, 12, 13), (6, 10)]);
        FoundCircleResult<int> all = graph.FindCircles(EgoGraph.Owner);
        Assert.Equal([7, 4], all.Circles.Select(circle => circle.Members.Count));
        Assert.Equal(0, all.NotTold);

        FoundCircleResult<int> one = graph.FindCircles(EgoGraph.Owner, o => o with { MaxCircles = 1 });
        Assert.Equal(7, Assert.Single(one.Circles).Members.Count);
        Assert.Equal(1, one.NotTold);
        Assert.Contains(10, one.InNoCircle);

        Assert.Equal(7, Assert.Single(graph.FindCircles(EgoGraph.Owner, o => o with { MinSize = 5 }).Circles).Members.Count);
        double least = all.Circles[1].Evidence;
        Assert.Single(graph.FindCircles(EgoGraph.Owner, o => o with { MinEvidence = least + 0.1 }).Circles);
        Assert.Equal(2, graph.FindCircles(EgoGraph.Owner, o => o with { MinEvidence = least - 0.1 }).Circles.Count);
    }

    [Fact]
    public void A_found_circle_that_is_named_has_a_strength()
    {
        int[] friends = [0, 1, 2, 3, 4, 5];
        (int A, int B)[] ties = [.. EgoGraph.Clique(friends), (5, 8), (8, 9)];
        CustomerGraph<int> graph = EgoGraph.Of(20, ties);
        Circle<int> named = graph.FindCircles(EgoGraph.Owner).Circles[0].AsNamed("friends");
        Assert.Equal((EgoGraph.Owner, "friends"), (named.Owner, named.Name));

        var builder = new CustomerGraphBuilder<int>();
        foreach (int key in Enumerable.Range(-1, 21))
        {
            builder.AddCustomer(key, 1);
        }

        foreach (int key in Enumerable.Range(0, 20))
        {
            builder.AddTie(new(EgoGraph.Owner, key, 1));
        }

        foreach ((int a, int b) in ties)
        {
            builder.AddTie(new(a, b, 1));
        }

        builder.AddCircle(named);
        CustomerGraphView<int> view = builder.Build().AsView();
        CircleStrength<int> strength = view.CircleStrength().OfCircle(EgoGraph.Owner, "friends");
        Assert.Equal((6, 15L + 6), (strength.Members, strength.TiesUsed));
        Assert.Equal(1, strength.Parts!.Value.Density);

        // What the owner named is known from then on.
        FoundCircleResult<int> again = view.FindCircles(EgoGraph.Owner);
        Assert.Equal(1, again.AgreementWith(view.CirclesOf(EgoGraph.Owner)).F1);
        Assert.Equal(1, again.AgreementWith(view.CirclesOf(EgoGraph.Owner)).BalancedAccuracy);
        Assert.Null(again.AgreementWith(view.CirclesOf(3)).F1);

        // Who is no contact is passed over.
        Assert.Equal(1, again.AgreementWith([named with { Members = [.. named.Members, EgoGraph.Owner, 999] }, new(EgoGraph.Owner, "nobody", [999])]).F1);
        Assert.Equal(1, again.AgreementWith([new(EgoGraph.Owner, "nobody", [999]), named]).Known);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Many_owners_at_once_have_the_circles_that_each_has_alone(int threads)
    {
        var random = new Random(4);
        CustomerGraph<int> graph = CustomerGraph.FromTies(Enumerable.Range(0, 60).SelectMany(a => Enumerable.Range(0, 60).Where(b => b != a && random.NextDouble() < (a / 15 == b / 15 ? 0.5 : 0.08)).Select(b => new Tie<int>(a, b, 1))));
        FoundCirclesOfEach<int> each = graph.FindCirclesOfEach(configure: o => o with { Threads = threads });
        Assert.Equal(60, each.Count);
        Assert.True(each.CircleCount > 40);
        Assert.All(each, found => Assert.Equal(EgoGraph.Text(graph.FindCircles(found.Owner)), EgoGraph.Text(found)));
        Assert.Equal(Enumerable.Range(0, 60), each.Select(found => found.Owner));

        FoundCirclesOfEach<int> some = graph.FindCirclesOfEach([7, 3, 7], o => o with { Threads = threads });
        Assert.Equal([3, 7], some.Select(found => found.Owner));
        Assert.Equal(EgoGraph.Text(each[7]), EgoGraph.Text(some[7]));
        Assert.Equal($"{some.CircleCount} circles around 2 customers", some.ToString());
        Assert.Empty(graph.FindCirclesOfEach([]));
    }

    [Fact]
    public void Progress_counts_every_owner_once()
    {
        var told = new System.Collections.Concurrent.ConcurrentBag<WorkProgress>();
        EgoGraph.Planted(30, [[0, 1, 2, 3, 4]], 1, 0.1, 1).FindCirclesOfEach(configure: o => o with { Threads = 3 }, progress: new Told(told.Add));
        Assert.Equal(Enumerable.Range(1, 31).Select(done => new WorkProgress("customers", done, 31)), told.OrderBy(item => item.Done));
    }

    private sealed class Told(Action<WorkProgress> tell) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value) => tell(value);
    }

    [Fact]
    public void Tags_that_stand_out_are_named_with_their_lift()
    {
        CustomerGraph<int> graph = EgoGraph.Planted(20, [[0, 1, 2, 3, 4]], 1, 0, 1, person =>
            [new("everybody"), .. person < 4 || person == 12 ? new CustomerTag[] { new("chess") } : [], .. person == 0 ? new CustomerTag[] { new("rare") } : []]);
        FoundCircle<int> circle = Assert.Single(graph.FindCircles(EgoGraph.Owner).Circles);

        // Everybody has one tag, and one member alone another: neither tells anything of the circle.
        CircleTag tag = Assert.Single(circle.Tags);
        Assert.Equal(("chess", 4), (tag.Name, tag.Holders));
        Assert.Equal(0.8, tag.ShareInCircle, 1e-12);
        Assert.Equal(0.25, tag.ShareInNetwork, 1e-12);
        Assert.Equal(3.2, tag.Lift, 1e-12);
        Assert.Equal("chess (80 %, 3.2 times as frequent)", tag.ToString());
        Assert.Empty(graph.FindCircles(EgoGraph.Owner, o => o with { Tags = 0 }).Circles[0].Tags);
    }

    [Fact]
    public void Tags_decide_about_somebody_whose_ties_do_not()
    {
        // 0 to 7 and 8 to 15 are circles; 16 knows two of either, which is too few, and shares the many tags of the second.
        int[] left = [.. Enumerable.Range(0, 8)];
        int[] right = [.. Enumerable.Range(8, 8)];
        (int A, int B)[] ties = [.. EgoGraph.Clique(left), .. EgoGraph.Clique(right), (0, 16), (1, 16), (8, 16), (9, 16)];
        CustomerGraph<int> graph = CustomerGraph.FromTies(
            ties.Select(tie => new Tie<int>(tie.A, tie.B, 1)).Concat(Enumerable.Range(0, 30).Select(person => new Tie<int>(EgoGraph.Owner, person, 1))),
            Enumerable.Range(-1, 31).Select(key => new Customer<int>(key, 1) { Tags = key is >= 0 and <= 16 ? [.. Enumerable.Range(0, 14).Select(tag => new CustomerTag($"{(key < 8 ? "left" : "right")} {tag}"))] : [] }));
        Assert.Empty(graph.FindCircles(EgoGraph.Owner)[16]);
        FoundCircle<int> joined = Assert.Single(graph.FindCircles(EgoGraph.Owner, o => o with { TagShare = 0.5 })[16]);
        Assert.Equal([.. right, 16], joined.Members);
    }

    [Fact]
    public void Without_tags_the_share_of_tags_changes_nothing()
    {
        CustomerGraph<int> graph = EgoGraph.Planted(30, [[.. Enumerable.Range(0, 9)], [.. Enumerable.Range(7, 9)]], 0.8, 0.1, 3);
        Assert.Equal(EgoGraph.Text(graph.FindCircles(EgoGraph.Owner)), EgoGraph.Text(graph.FindCircles(EgoGraph.Owner, o => o with { TagShare = 0.7 })));
    }

    [Fact]
    public void The_receipt_says_what_was_asked_and_covers_tags_only_where_they_count()
    {
        CustomerGraph<int> With(string tag) => EgoGraph.Planted(20, [[0, 1, 2, 3, 4]], 1, 0, 1, _ => [new(tag)]);
        Receipt receipt = With("a").FindCircles(EgoGraph.Owner).Receipt;
        Assert.Equal("circles found around '-1'; Broad, MinSize 3, MaxCircles all, MinEvidence 0, TagShare 0, Tags 3, Seed 1", receipt.Options);
        Assert.NotEqual(receipt.DataHash, With("b").FindCircles(EgoGraph.Owner).Receipt.DataHash);
        Assert.Equal(With("a").FindCircles(EgoGraph.Owner, o => o with { Tags = 0 }).Receipt.DataHash, With("b").FindCircles(EgoGraph.Owner, o => o with { Tags = 0 }).Receipt.DataHash);
        Assert.Contains("around 20 customers", With("a").FindCirclesOfEach(Enumerable.Range(0, 20)).Receipt.Options, StringComparison.Ordinal);
    }

    [Fact]
    public void An_answer_is_stale_once_a_decision_may_change_it()
    {
        var ledger = new ConsentLedger<string>();
        ledger.Grant("ann", Purpose.Score, Channel.Any, January, "form");
        ledger.Grant("bob", Purpose.Score, Channel.Any, January, "form", until: June);
        CustomerGraph<string> graph = CustomerGraph.FromTies<string>([new("ann", "bob", 1)], consents: ledger);
        FoundCircleResult<string> one = graph.For(Purpose.Score, March).FindCircles("ann");
        FoundCirclesOfEach<string> each = graph.For(Purpose.Score, March).FindCirclesOfEach();
        Assert.False(one.IsStale || each.IsStale || one.IsStaleAt(June.AddTicks(-1)) || each.IsStaleAt(June.AddTicks(-1)));
        Assert.True(one.IsStaleAt(June) && each.IsStaleAt(June));
        graph.Consents.Refuse("bob", Purpose.Score, Channel.Any, March, "call");
        Assert.True(one.IsStale && each.IsStale);
    }
}
