using Xunit;

namespace InfluenceGraph.Tests;

/// <summary>How far questions about circles, communities, tags and topics have come, and how they are stopped.</summary>
public sealed class GroupQuestionProgressTests
{
    private const int Customers = 300;

    private static readonly Topic[] _topics = [Topic.Of("t0"), Topic.Of("t1")];

    private static readonly Dictionary<string, Func<CustomerGraphView<int>, IProgress<WorkProgress>?, CancellationToken, object>> _questions = new(StringComparer.Ordinal)
    {
        ["circle strength"] = (view, progress, stop) => view.CircleStrength(o => o with { Threads = 2 }, progress, stop),
        ["brokerage"] = (view, progress, stop) => view.Brokerage(o => o with { Threads = 2 }, progress, stop),
        ["communities"] = (view, progress, stop) => view.Communities(o => o with { Runs = 3, Threads = 2, TagShare = 0.5, SimilarCustomers = 3 }, progress, stop),
        ["overlapping communities"] = (view, progress, stop) => view.OverlappingCommunities(o => o with { Rounds = 20 }, progress, stop),
        ["shared interests"] = (view, progress, stop) => view.SharedInterests(o => o with { Threads = 2 }, progress, stop),
        ["opinion leaders"] = (view, progress, stop) => view.OpinionLeaders(_topics, o => o, progress, stop),
    };

    public static TheoryData<string, string> Phases => new()
    {
        { "circle strength", "ties, triangles, circles, named circles" },
        { "brokerage", "triangles, customers" },
        { "communities", "ties, neighbours, search" },
        { "overlapping communities", "rounds, groups" },
        { "shared interests", "tags, neighbours, groups" },
        { "opinion leaders", "values, replicates" },
    };

    private static CustomerGraphView<int> View()
    {
        var random = new Random(3);
        Customer<int>[] customers = [.. Enumerable.Range(0, Customers).Select(key => new Customer<int>(key, 1 + (key % 7))
        {
            Tags = [.. Enumerable.Range(0, 3).Select(_ => new CustomerTag($"t{random.Next(9)}"))],
            Circles = new Dictionary<string, IReadOnlyList<int>> { ["near"] = [(key + 1) % Customers, (key + 2) % Customers, (key + 3) % Customers] },
        })];
        return CustomerGraph.FromTies(Enumerable.Range(0, 6 * Customers).Select(_ => new Tie<int>(random.Next(Customers), random.Next(Customers), 1)), customers).AsView();
    }

    [Theory]
    [MemberData(nameof(Phases))]
    public void Each_phase_is_told_from_nothing_to_all_of_it(string question, string phases)
    {
        var told = new List<WorkProgress>();
        string answer = _questions[question](View(), new Listener(told.Add), TestContext.Current.CancellationToken).ToString()!;
        Assert.Equal(phases, string.Join(", ", told.Select(report => report.Phase).Distinct()));
        foreach (IGrouping<string, WorkProgress> phase in told.GroupBy(report => report.Phase, StringComparer.Ordinal))
        {
            WorkProgress[] reports = [.. phase];
            Assert.Equal(0, reports[0].Fraction);
            Assert.Equal(1, reports[^1].Fraction);
            Assert.Equal(reports[0].Total, reports[^1].Done);
            Assert.All(reports.Zip(reports.Skip(1)), pair => Assert.True(pair.First.Done < pair.Second.Done && pair.First.Total == pair.Second.Total));
        }

        // Who does not listen gets the same.
        Assert.Equal(answer, _questions[question](View(), null, TestContext.Current.CancellationToken).ToString());
    }

    [Theory]
    [MemberData(nameof(Phases))]
    public void It_can_be_stopped_in_each_phase_and_asked_again(string question, string phases)
    {
        CustomerGraphView<int> view = View();
        Assert.ThrowsAny<OperationCanceledException>(() => _questions[question](view, null, new(canceled: true)));
        foreach (string phase in phases.Split(", "))
        {
            using var stop = new CancellationTokenSource();
            int late = 0;
            var listener = new Listener(report =>
            {
                late += stop.IsCancellationRequested && report.Phase != phase ? 1 : 0;
                if (report.Phase == phase && report.Done == 0)
                {
                    stop.Cancel();
                }
            });
            Assert.ThrowsAny<OperationCanceledException>(() => _questions[question](view, listener, stop.Token));
            Assert.Equal(0, late);
        }

        Assert.Equal(_questions[question](View(), null, CancellationToken.None).ToString(), _questions[question](view, null, TestContext.Current.CancellationToken).ToString());
    }

    [Fact]
    public void Look_alikes_tell_sweeps_and_can_be_stopped()
    {
        CustomerGraphView<int> view = View();
        int sweeps = 0;
        using var stop = new CancellationTokenSource();
        LookAlikeResult<int> like = view.LookAlikes([1, 2], null, new Sweeps(_ => sweeps++), TestContext.Current.CancellationToken);
        Assert.InRange(sweeps, 5, 1000);
        Assert.ThrowsAny<OperationCanceledException>(() => view.LookAlikes([1, 2], null, new Sweeps(_ => stop.Cancel()), stop.Token));
        Assert.ThrowsAny<OperationCanceledException>(() => View().LookAlikes([1, 2], o => o with { TagShare = 1 }, null, stop.Token));
        Assert.ThrowsAny<OperationCanceledException>(() => View().SimilarByTags(1, 5, null, stop.Token));
        Assert.Equal(like.ToString(), view.LookAlikes([1, 2], cancellationToken: TestContext.Current.CancellationToken).ToString());
    }

    [Fact]
    public void A_fraction_is_within_0_and_1()
    {
        Assert.Equal(1, new WorkProgress("x", 0, 0).Fraction);
        Assert.Equal(0.25, new WorkProgress("x", 1, 4).Fraction);
        Assert.Equal(1, new WorkProgress("x", 5, 4).Fraction);
    }

    private sealed class Listener(Action<WorkProgress> told) : IProgress<WorkProgress>
    {
        private readonly Lock _gate = new();

        public void Report(WorkProgress value)
        {
            lock (_gate)
            {
                told(value);
            }
        }
    }

    private sealed class Sweeps(Action<IterationProgress> told) : IProgress<IterationProgress>
    {
        public void Report(IterationProgress value) => told(value);
    }
}
