using Xunit;
using static InfluenceGraph.Tests.Moments;

namespace InfluenceGraph.Tests.Updates;

public sealed class LiveSocialValueTests
{
    private static readonly Customer<string>[] _customers = [new("ann", 100), new("bob", 50), new("cat", 20), new("dan", 5)];

    private static readonly Tie<string>[] _ties = [new("ann", "bob", 1), new("bob", "cat", 0.5, 4), new("cat", "ann", 0.25), new("ann", "cat", 1), new("dan", "ann", 0)];

    private static CustomerGraph<string> Graph => CustomerGraph.FromTies(_ties, _customers);

    [Fact]
    public void A_changed_tie_gives_a_new_version_and_leaves_the_old_one_to_its_readers()
    {
        LiveSocialValue<string> live = Graph.KeepSocialValue(o => o with { Tolerance = 1e-9 });
        SocialValueSnapshot<string> before = live.Current;
        double annBefore = before["ann"];

        SocialValueSnapshot<string> after = live.Apply([GraphChange.SetTie("dan", "bob", permission: 0.9), GraphChange.AddCustomer("eve", 30.0)]);

        Assert.Same(after, live.Current);
        Assert.Equal((0, 1), (before.Version, after.Version));
        Assert.Equal(annBefore, before["ann"]);
        Assert.True(after["dan"] > before["dan"]);
        Assert.False(before.Contains("eve"));
        Assert.Equal(30, after["eve"], 1e-6);
        Assert.Equal(205, after.Sum(pair => pair.Value), 1e-6);
        Assert.Equal((2, 0), (after.Work.Changes, after.Work.Skipped));
        Assert.Equal(Graph.AsView().Receipt.DataHash, live.StartReceipt.DataHash);
        Assert.Contains("Tolerance 1E-09", live.StartReceipt.ToString(), StringComparison.Ordinal);
        Assert.StartsWith("version 1: social value of 5 customers, 205 in all, within ", after.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_example_of_the_documentation_holds()
    {
        CustomerGraph<string> graph = Graph;
        LiveSocialValue<string> live = graph.KeepSocialValue();
        SocialValueSnapshot<string> before = live.Current;

        SocialValueSnapshot<string> after = live.Apply(
        [
            GraphChange.SetTie("dan", "bob", permission: 0.9),
            GraphChange.RemoveTie("ann", "cat"),
            GraphChange.AddCustomer("eve", ownValue: 30),
            GraphChange.SetOwnValue("ann", 120),
            GraphChange.RemoveCustomer("cat"),
        ]);

        CustomerGraph<string> now = live.ToGraph();
        SocialValueResult<string> anew = now.SocialValue();
        Assert.StartsWith("version 1: social value of 4 customers, ", after.ToString(), StringComparison.Ordinal);
        Assert.Equal(anew.Top(100).Customers, after.Top(100).Customers);
        Assert.True(anew.Sum(pair => Math.Abs(pair.Value - after[pair.Key])) <= after.ErrorBound + anew.ErrorBound);
        Assert.True(after.ErrorBound <= 1e-4 * after.TotalValue);
        Assert.True(before.Contains("cat"));
        Assert.Equal(4, now.CustomerCount);
    }

    [Fact]
    public void A_deleted_customer_leaves_no_trace()
    {
        LiveSocialValue<string> live = Graph.KeepSocialValue(o => o with { Tolerance = 1e-12 });
        SocialValueSnapshot<string> snapshot = live.Apply([GraphChange.RemoveCustomer("cat")]);
        CustomerGraph<string> never = CustomerGraph.FromTies(_ties.Where(tie => tie.From != "cat" && tie.To != "cat"), _customers.Where(customer => customer.Key != "cat"));

        Assert.Equal(["ann", "bob", "dan"], snapshot.Select(pair => pair.Key));
        Assert.All(never.SocialValue(), pair => Assert.Equal(pair.Value, snapshot[pair.Key], 1e-7));
        Assert.Equal(never.AsView().Receipt.DataHash, live.ToGraph().AsView().Receipt.DataHash);
        Assert.Contains("'cat' is not a customer of version 1", Assert.Throws<KeyNotFoundException>(() => snapshot["cat"]).Message, StringComparison.Ordinal);

        // Who comes back comes as a stranger.
        snapshot = live.Apply([GraphChange.AddCustomer("cat", 7.0)]);
        Assert.Equal(7, snapshot["cat"], 1e-9);
        Assert.Equal(1, snapshot.TieCount);
    }

    [Fact]
    public void What_the_graph_knew_beside_ties_stays_but_for_who_was_deleted()
    {
        CustomerGraph<string> graph = CustomerGraph.FromTies(
            [new Tie<string>("ann", "bob", 1, LastContact: January), new("dan", "ann", 0), new("cat", "ann", 0)],
            _customers.Select(customer => customer.Key == "ann"
                ? customer with { Attributes = new Dictionary<string, string> { ["city"] = "x" }, Tags = [new("chess")], Circles = new Dictionary<string, IReadOnlyList<string>> { ["all"] = ["bob", "cat"] } }
                : customer));
        LiveSocialValue<string> live = graph.KeepSocialValue();
        live.Apply([GraphChange.RemoveCustomer("cat"), GraphChange.SetOwnValue("ann", 11.0), GraphChange.AddCustomer("cat", 1.0), GraphChange.SetTie("bob", "dan", 0)]);
        CustomerGraph<string> now = live.ToGraph();

        Customer<string> ann = now["ann"];
        Assert.Equal((11, "x", "chess"), (ann.OwnValue, ann.Attributes["city"], ann.Tags.Single().Name));
        Assert.Equal(["bob"], ann.Circles["all"]);
        Assert.Equal(January, now.AsView().TiesFrom("ann").Single().LastContact);
        Assert.True(now.AsView().IsDenied(now.AsView().RequireNode("dan"), now.AsView().RequireNode("ann")));
        Assert.True(now.AsView().IsDenied(now.AsView().RequireNode("bob"), now.AsView().RequireNode("dan")));
        Assert.False(now.AsView().IsDenied(now.AsView().RequireNode("cat"), now.AsView().RequireNode("ann")));
    }

    public static TheoryData<string, GraphChange<string>?> BadChanges => new()
    {
        { "tie of 'zoe', who is not a customer here", GraphChange.SetTie("zoe", "ann", 1) },
        { "tie of 'zoe', who is not a customer here", GraphChange.SetTie("ann", "zoe", 1) },
        { "permission of 'ann' -> 'bob' is 1.5; expected 0 (never) to 1 (always)", GraphChange.SetTie("ann", "bob", 1.5) },
        { "permission of 'ann' -> 'bob' is NaN", GraphChange.SetTie("ann", "bob", double.NaN) },
        { "strength of 'ann' -> 'bob' is -1", GraphChange.SetTie("ann", "bob", 1, -1) },
        { "influence weight of 'ann' -> 'bob'", GraphChange.SetTie("ann", "bob", 1e-30, 1e-30) },
        { "From is null", GraphChange.SetTie<string>(null!, "bob", 1) },
        { "there is no tie 'bob' -> 'ann'; expected one to remove", GraphChange.RemoveTie("bob", "ann") },
        { "tie of 'zoe'", GraphChange.RemoveTie("zoe", "ann") },
        { "the key of the tie is null", GraphChange.RemoveTie<string>("ann", null!) },
        { "'ann' is a customer already", GraphChange.AddCustomer("ann", 1.0) },
        { "own value of 'eve' is -1; expected 0 to 1e100", GraphChange.AddCustomer("eve", -1.0) },
        { "the key of the customer is null", GraphChange.AddCustomer<string>(null!, 1) },
        { "own value of 'ann' is NaN", GraphChange.SetOwnValue("ann", double.NaN) },
        { "own value of 'ann' is Infinity", GraphChange.SetOwnValue("ann", double.PositiveInfinity) },
        { "own value of 'zoe', who is not a customer here", GraphChange.SetOwnValue("zoe", 1.0) },
        { "removal of 'zoe', who is not a customer here", GraphChange.RemoveCustomer("zoe") },
        { "'ann' has a tie to itself", GraphChange.SetTie("ann", "ann", 1) },
        { "it is null; expected a change", null },
    };

    [Theory]
    [MemberData(nameof(BadChanges))]
    public void A_bad_change_is_named_by_its_place_and_none_of_its_batch_is_applied(string expected, GraphChange<string>? bad)
    {
        LiveSocialValue<string> live = Graph.KeepSocialValue(o => o with { OnSelfTie = SelfTieRule.Refuse });
        SocialValueSnapshot<string> before = live.Current;
        string hash = live.ToGraph().AsView().Receipt.DataHash;

        GraphChangeException error = Assert.Throws<GraphChangeException>(() =>
            live.Apply([GraphChange.SetTie("ann", "dan", 1), GraphChange.AddCustomer("fay", 3.0), GraphChange.RemoveCustomer("cat"), bad!]));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.StartsWith("Change 4: ", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("No change of this batch was applied.", error.Message, StringComparison.Ordinal);
        Assert.Equal(4, error.Position);
        Assert.Same(before, live.Current);
        Assert.Equal(hash, live.ToGraph().AsView().Receipt.DataHash);
    }

    [Fact]
    public void Later_changes_of_a_batch_see_the_earlier_ones()
    {
        LiveSocialValue<string> live = Graph.KeepSocialValue();
        SocialValueSnapshot<string> snapshot = live.Apply(
        [
            GraphChange.AddCustomer("eve", 1.0),
            GraphChange.SetTie("eve", "ann", 1),
            GraphChange.RemoveTie("eve", "ann"),
            GraphChange.RemoveCustomer("eve"),
            GraphChange.AddCustomer("eve", 2.0),
        ]);

        Assert.Equal(2, snapshot["eve"]);
        Assert.Equal(4, snapshot.TieCount);
    }

    [Fact]
    public void A_denied_tie_can_be_taken_back_once()
    {
        LiveSocialValue<string> live = Graph.KeepSocialValue();
        live.Apply([GraphChange.RemoveTie("dan", "ann")]);

        Assert.Throws<GraphChangeException>(() => live.Apply([GraphChange.RemoveTie("dan", "ann")]));
    }

    [Fact]
    public void Ties_to_oneself_are_skipped_and_counted_by_default()
    {
        SocialValueSnapshot<string> snapshot = Graph.KeepSocialValue().Apply([GraphChange.SetTie("ann", "ann", 1)]);

        Assert.Equal((1, 1), (snapshot.Work.Changes, snapshot.Work.Skipped));
        Assert.Equal(4, snapshot.TieCount);
    }

    [Fact]
    public void A_customer_base_can_begin_with_nobody()
    {
        LiveSocialValue<string> live = CustomerGraph.FromTies<string>([]).KeepSocialValue(o => o with { Tolerance = 1e-10 });
        Assert.Equal(0, live.Current.Count);
        Assert.Empty(live.Current.Top(5));

        live.Apply(_customers.Select(customer => GraphChange.AddCustomer(customer.Key, customer.OwnValue)));
        SocialValueSnapshot<string> snapshot = live.Apply(_ties.Select(tie => GraphChange.SetTie(tie.From, tie.To, tie.Permission, tie.Strength)));

        SocialValueResult<string> expected = Graph.SocialValue();
        Assert.All(expected, pair => Assert.Equal(pair.Value, snapshot[pair.Key], 1e-6));
        Assert.Equal(expected.Top(4).Customers, snapshot.Top(4).Customers);
        Assert.Equal(Graph.AsView().Receipt.DataHash, live.ToGraph().AsView().Receipt.DataHash);
    }

    [Fact]
    public void Nobody_is_left_when_all_are_removed()
    {
        LiveSocialValue<string> live = Graph.KeepSocialValue();
        SocialValueSnapshot<string> snapshot = live.Apply(_customers.Select(customer => GraphChange.RemoveCustomer(customer.Key)));

        Assert.Equal((0, 0L, 0.0, 0.0), (snapshot.Count, snapshot.TieCount, snapshot.TotalValue, snapshot.ErrorBound));
        Assert.Empty(snapshot);
        Assert.Equal(0, live.ToGraph().CustomerCount);
    }

    [Fact]
    public void Equal_scores_stand_in_the_order_of_keys_also_of_customers_who_came_later()
    {
        LiveSocialValue<string> live = CustomerGraph.FromTies([], [new Customer<string>("b", 1), new("d", 1), new("e", 0)]).KeepSocialValue();
        SocialValueSnapshot<string> snapshot = live.Apply([GraphChange.AddCustomer("c", 1.0), GraphChange.AddCustomer("a", 1.0), GraphChange.AddCustomer("f", 1.0)]);

        Assert.Equal(["a", "b", "c"], snapshot.Top(3).Customers);
        Assert.Equal(["a", "b", "c", "d", "f", "e"], snapshot.Top(9).Customers);
        Assert.Throws<ArgumentOutOfRangeException>(() => snapshot.Top(-1));
    }

    [Fact]
    public void Places_are_certain_as_far_as_the_bound_tells_them_apart()
    {
        SocialValueSnapshot<string> snapshot = CustomerGraph.FromTies([], [new Customer<string>("a", 100), new("b", 50), new("c", 50), new("d", 1)]).KeepSocialValue().Current;

        Assert.Equal(1, snapshot.Top(3).CertainThrough);
        Assert.True(snapshot.ErrorBound < 1);
        Assert.Equal(1, snapshot.Top(1).CertainThrough);
    }

    [Fact]
    public void Very_large_and_very_small_money_is_kept_within_the_bound()
    {
        foreach (double unit in new[] { 1e97, 1e-97 })
        {
            LiveSocialValue<string> live = CustomerGraph.FromTies(_ties, _customers.Select(customer => customer with { OwnValue = customer.OwnValue * unit })).KeepSocialValue(o => o with { Tolerance = 1e-9 });
            SocialValueSnapshot<string> snapshot = live.Apply([GraphChange.SetTie("dan", "bob", 1)]);
            SocialValueResult<string> anew = live.ToGraph().SocialValue();

            Assert.True(snapshot.IsWithinTolerance);
            Assert.True(anew.Sum(pair => Math.Abs(pair.Value - snapshot[pair.Key])) <= snapshot.ErrorBound + anew.ErrorBound);
        }
    }

    [Fact]
    public void A_view_of_a_moment_or_with_changed_ties_can_be_kept()
    {
        CustomerGraph<string> graph = CustomerGraph.FromTies([.. _ties, new("bob", "dan", 1, Until: March), new("cat", "dan", 1, Since: March), new("dan", "cat", 0, Since: January)], _customers);
        CustomerGraphView<string> view = graph.At(January).WithPermission("ann", "dan", 0.5);
        LiveSocialValue<string> live = view.KeepSocialValue(o => o with { Tolerance = 1e-12 });
        SocialValueResult<string> expected = view.SocialValue();

        Assert.All(expected, pair => Assert.Equal(pair.Value, live.Current[pair.Key], 1e-7));
        Assert.Equal(view.Receipt.DataHash, live.ToGraph().AsView().Receipt.DataHash);
        Assert.False(live.IsStaleAt(March.AddDays(-1)));
        Assert.True(live.IsStaleAt(March));
        CustomerGraphView<string> now = live.ToGraph().AsView();
        Assert.True(now.IsDenied(now.RequireNode("dan"), now.RequireNode("cat")));

        // A change says what holds from now on, also for a tie that had periods.
        live.Apply([GraphChange.SetTie("cat", "dan", 1), GraphChange.RemoveTie("dan", "cat")]);
        Assert.Contains("cat", live.ToGraph().AsView().TiesTo("dan").Select(tie => tie.From));
    }

    [Fact]
    public async Task Readers_see_whole_versions_while_batches_are_applied()
    {
        LiveSocialValue<string> live = Graph.KeepSocialValue(o => o with { Tolerance = 1e-9 });
        using var stop = new CancellationTokenSource();
        long reads = 0;
        void Read()
        {
            while (!stop.IsCancellationRequested)
            {
                SocialValueSnapshot<string> snapshot = live.Current;
                Assert.Equal(snapshot.Count, snapshot.Select(pair => pair.Key).Distinct(StringComparer.Ordinal).Count());
                Assert.Equal(snapshot.TotalValue, snapshot.Sum(pair => pair.Value), 1e-5);
                Assert.Equal(snapshot.Count, snapshot.Top(snapshot.Count).Count);
                Interlocked.Increment(ref reads);
            }
        }

        Task readers = Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(Read, TestContext.Current.CancellationToken)));
        for (int i = 0; i < 300 || (Interlocked.Read(ref reads) < 10 && !readers.IsCompleted); i++)
        {
            // They go again, so that a slow reader has no more to read the longer it takes.
            string customer = $"new{i / 2}";
            live.Apply(i % 2 == 0 ? [GraphChange.AddCustomer(customer, 3.0), GraphChange.SetTie("ann", customer, 0.5)] : [GraphChange.RemoveCustomer(customer)]);
        }

        await stop.CancelAsync();
        await readers;
    }

    [Fact]
    public void Every_wrong_option_is_named_in_one_message()
    {
        string message = Assert.Throws<ArgumentException>(() => Graph.KeepSocialValue(o => o with { Damping = 1, Tolerance = 0, Threads = 0, Unreached = (UnreachedPolicy)9, OnSelfTie = (SelfTieRule)9 })).Message;

        Assert.All(
            ["Damping is 1;", "Tolerance is 0; expected 1E-15 or more", "Threads is 0;", "Unreached is 9;", "OnSelfTie is 9;"],
            expected => Assert.Contains(expected, message, StringComparison.Ordinal));
        Assert.Throws<ArgumentNullException>(() => Graph.KeepSocialValue().Apply(null!));
    }

    [Fact]
    public void A_start_that_is_cancelled_throws()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();

        Assert.Throws<OperationCanceledException>(() => Graph.KeepSocialValue(cancellationToken: stop.Token));
    }
}
