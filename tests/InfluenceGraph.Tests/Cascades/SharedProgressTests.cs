using InfluenceGraph.Cascades;
using Xunit;

namespace InfluenceGraph.Tests.Cascades;

/// <summary>What a caller is told by several threads.</summary>
public sealed class SharedProgressTests
{
    [Fact]
    public void Reports_of_many_threads_come_one_at_a_time_grow_and_end_with_all()
    {
        const int Threads = 8;
        const int Times = 2_000;
        var told = new List<long>();
        int inside = 0;
        var progress = new SharedProgress(
            new Listener(report =>
            {
                Assert.Equal(1, Interlocked.Increment(ref inside));
                told.Add(report.Done);
                Assert.Equal(0, Interlocked.Decrement(ref inside));
            }),
            "worlds",
            Threads * Times);
        Parallel.For(0, Threads, _ =>
        {
            for (int i = 0; i < Times; i++)
            {
                progress.Add(1);
            }
        });

        Assert.Equal(told.Distinct().Order(), told);
        Assert.Equal(Threads * Times, told[^1]);
    }

    [Fact]
    public async Task A_report_that_takes_its_time_holds_up_nobody_else_and_is_followed_by_the_latest_state()
    {
        using var isTelling = new ManualResetEventSlim();
        using var mayGoOn = new ManualResetEventSlim();
        var told = new List<long>();
        var progress = new SharedProgress(
            new Listener(report =>
            {
                told.Add(report.Done);
                isTelling.Set();
                mayGoOn.Wait();
            }),
            "worlds",
            100);
        Task slow = Task.Run(() => progress.Add(1));
        isTelling.Wait();
        for (int i = 0; i < 10; i++)
        {
            progress.Add(1);
        }

        mayGoOn.Set();
        await slow;
        Assert.Equal([1, 11], told);
    }

    [Fact]
    public void A_listener_that_fails_leaves_the_next_report_to_others()
    {
        bool fails = true;
        var told = new List<long>();
        var progress = new SharedProgress(new Listener(report => told.Add(fails ? throw new InvalidOperationException("full") : report.Done)), "worlds", 100);

        Assert.Throws<InvalidOperationException>(() => progress.Add(5));
        fails = false;
        progress.Add(2);
        Assert.Equal([7], told);
    }

    [Fact]
    public void A_listener_may_ask_the_graph_itself_and_wait_for_other_threads()
    {
        CustomerGraph<int> graph = CustomerGraph.FromTies(Enumerable.Range(0, 99).Select(i => new Tie<int>(i, i + 1, 1)));
        CascadeReachOptions Configure(CascadeReachOptions options) => options with { Threads = 2, Precision = 0, MaxWorlds = 4_096, Model = new() { Propensity = Propensity.Constant(0.5) } };
        CascadeReachResult<int> alone = graph.CascadeReach([0], Configure);
        var within = new List<double>();
        CascadeReachResult<int> reach = graph.CascadeReach([0], Configure, new Listener(_ => within.Add(Task.Run(() => graph.CascadeReach([0], Configure)).Result.Reach.Value)));

        Assert.Equal(alone.Reach, reach.Reach);
        Assert.NotEmpty(within);
        Assert.All(within, value => Assert.Equal(alone.Reach.Value, value));
    }

    private sealed class Listener(Action<WorkProgress> then) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value) => then(value);
    }
}
