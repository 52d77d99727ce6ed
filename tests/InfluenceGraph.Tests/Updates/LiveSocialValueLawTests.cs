using InfluenceGraph.Tests.SocialValues;
using Xunit;

namespace InfluenceGraph.Tests.Updates;

/// <summary>What holds after any sequence of batches: the answer is that of a computation from nothing, within the bound that it states.</summary>
public sealed class LiveSocialValueLawTests
{
    [Theory]
    [InlineData(1e-2)]
    [InlineData(1e-6)]
    [InlineData(1e-13)]
    public void After_any_batches_the_scores_are_those_of_a_new_computation_within_the_stated_bound(double tolerance) => ChangeScript.ForAll(script =>
    {
        foreach (UnreachedPolicy policy in TestGraph.Policies)
        {
            foreach (double damping in new[] { 0.85, 0.3 })
            {
                LiveSocialValue<int> live = script.Start.Build().KeepSocialValue(o => o with { Tolerance = tolerance, Unreached = policy, Damping = damping, OnSelfTie = SelfTieRule.Keep });
                foreach ((GraphChange<int>[] changes, PlainCustomers after) in script.Steps())
                {
                    SocialValueSnapshot<int> snapshot = live.Apply(changes);
                    AssertAgrees(snapshot, after, policy, damping);
                    Assert.Equal(snapshot.ErrorBound <= tolerance * snapshot.TotalValue, snapshot.IsWithinTolerance);

                    // Rounding alone may come to more than the smallest tolerance.
                    Assert.True(snapshot.IsWithinTolerance || tolerance < 1e-12, $"{policy}: {snapshot}");
                }
            }
        }
    });

    [Fact]
    public void The_graph_that_is_given_out_is_the_one_that_the_changes_make() => ChangeScript.ForAll(script =>
    {
        LiveSocialValue<int> live = script.Start.Build().KeepSocialValue(o => o with { OnSelfTie = SelfTieRule.Keep });
        foreach ((GraphChange<int>[] changes, PlainCustomers after) in script.Steps())
        {
            live.Apply(changes);
            CustomerGraph<int> expected = after.Build();
            CustomerGraph<int> actual = live.ToGraph();

            // The hash covers keys, own values and weights.
            Assert.Equal(expected.AsView().Receipt.DataHash, actual.AsView().Receipt.DataHash);
            Assert.Equal(expected.TieCount, live.Current.TieCount);
            AssertAgrees(live.Current, after, UnreachedPolicy.Keep, 0.85);
        }
    });

    [Fact]
    public void Earlier_snapshots_stay_as_they_were() => ChangeScript.ForAll(script =>
    {
        LiveSocialValue<int> live = script.Start.Build().KeepSocialValue(o => o with { OnSelfTie = SelfTieRule.Keep });
        var seen = new List<(SocialValueSnapshot<int> Snapshot, string Text)>();
        foreach ((GraphChange<int>[] changes, _) in script.Steps())
        {
            seen.Add((live.Current, TextOf(live.Current)));
            live.Apply(changes);
        }

        Assert.All(seen, pair => Assert.Equal(pair.Text, TextOf(pair.Snapshot)));
        Assert.Equal(Enumerable.Range(0, seen.Count).Select(version => (long)version), seen.Select(pair => pair.Snapshot.Version));
    });

    [Fact]
    public void A_batch_that_fails_or_is_cancelled_changes_no_bit_of_what_comes_after() => ChangeScript.ForAll(script =>
    {
        foreach (UnreachedPolicy policy in TestGraph.Policies)
        {
            LiveSocialValue<int> disturbed = script.Start.Build().KeepSocialValue(o => o with { Unreached = policy, OnSelfTie = SelfTieRule.Keep });
            LiveSocialValue<int> undisturbed = script.Start.Build().KeepSocialValue(o => o with { Unreached = policy, OnSelfTie = SelfTieRule.Keep });
            foreach ((GraphChange<int>[] changes, _) in script.Steps())
            {
                SocialValueSnapshot<int> before = disturbed.Current;
                Assert.Throws<GraphChangeException>(() => disturbed.Apply([.. changes, GraphChange.SetOwnValue(99_999, 1.0)]));
                using var stop = new CancellationTokenSource();
                Assert.Throws<OperationCanceledException>(() => disturbed.Apply(StoppedAtTheEnd(changes, stop), stop.Token));
                Assert.Same(before, disturbed.Current);

                Assert.Equal(TextOf(undisturbed.Apply(changes)), TextOf(disturbed.Apply(changes)));
                Assert.Equal(undisturbed.ToGraph().AsView().Receipt.DataHash, disturbed.ToGraph().AsView().Receipt.DataHash);
            }
        }
    });

    [Fact]
    public void The_best_are_those_of_all_scores_sorted() => ChangeScript.ForAll(script =>
    {
        LiveSocialValue<int> live = script.Start.Build().KeepSocialValue(o => o with { OnSelfTie = SelfTieRule.Keep });
        foreach ((GraphChange<int>[] changes, _) in script.Steps())
        {
            SocialValueSnapshot<int> snapshot = live.Apply(changes);
            KeyValuePair<int, double>[] sorted = [.. snapshot.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key)];
            for (int count = 0; count <= sorted.Length + 1; count++)
            {
                Ranking<int> top = snapshot.Top(count);
                Assert.Equal(sorted.Take(count).Select(pair => (pair.Key, pair.Value)), top.Select(ranked => (ranked.Customer, ranked.Score)));
                Assert.Equal(Enumerable.Range(1, top.Count), top.Select(ranked => ranked.Rank));
            }
        }
    });

    private static void AssertAgrees(SocialValueSnapshot<int> snapshot, PlainCustomers expected, UnreachedPolicy policy, double damping)
    {
        Assert.Equal(expected.OwnValues.Count, snapshot.Count);
        Assert.Equal(expected.OwnValues.Keys.Order(), snapshot.Select(pair => pair.Key).Order());
        if (!expected.HasValue)
        {
            Assert.All(snapshot, pair => Assert.Equal(0, pair.Value));
            return;
        }

        SocialValueResult<int> anew = expected.Build().SocialValue(o => o with { Unreached = policy, Damping = damping, Tolerance = 1e-14 });
        double apart = expected.OwnValues.Keys.Sum(key => Math.Abs(anew[key] - snapshot[key]));
        double bound = snapshot.ErrorBound + anew.ErrorBound;
        Assert.True(apart <= bound, $"{policy}, damping {damping}, version {snapshot.Version}: apart {apart:R}, bound {bound:R}");
        Assert.True(Math.Abs(anew.TotalValue - snapshot.TotalValue) <= 1e-12 * anew.TotalValue, "Totals differ by more than rounding.");
        Assert.True(Math.Abs(anew.DroppedValue - snapshot.DroppedValue) <= bound, $"{policy}: dropped {snapshot.DroppedValue:R}, anew {anew.DroppedValue:R}");
    }

    /// <summary>The changes, and a token that is cancelled once they were all read.</summary>
    private static IEnumerable<GraphChange<int>> StoppedAtTheEnd(GraphChange<int>[] changes, CancellationTokenSource stop)
    {
        foreach (GraphChange<int> change in changes)
        {
            yield return change;
        }

        stop.Cancel();
    }

    private static string TextOf(SocialValueSnapshot<int> snapshot) =>
        $"{snapshot.Version} {snapshot.Count} {snapshot.TieCount} {snapshot.TotalValue:R} {snapshot.ErrorBound:R} {snapshot.Work} {string.Join(' ', snapshot.Select(pair => $"{pair.Key}={pair.Value:R}"))} top {snapshot.Top(3)}";
}
