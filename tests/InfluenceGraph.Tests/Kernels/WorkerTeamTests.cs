using InfluenceGraph.Kernels;
using Xunit;

namespace InfluenceGraph.Tests.Kernels;

public sealed class WorkerTeamTests
{
    public static TheoryData<int> Workers => [1, 2, 3, 8];

    [Theory]
    [MemberData(nameof(Workers))]
    public void Every_block_is_done_once_in_every_round_and_before_it_closes(int workers)
    {
        foreach (int blocks in new[] { 0, 1, 2, 7, 100 })
        {
            int[] done = new int[blocks];
            int rounds = 0;
            WorkerTeam.Run(
                workers,
                blocks,
                block => Interlocked.Increment(ref done[block]),
                () =>
                {
                    rounds++;
                    Assert.All(done, count => Assert.Equal(rounds, count));
                    return rounds < 20;
                },
                CancellationToken.None);

            Assert.Equal(20, rounds);
        }
    }

    [Theory]
    [MemberData(nameof(Workers))]
    public void What_one_round_writes_the_next_one_reads(int workers)
    {
        const int Blocks = 16;
        long[] now = new long[Blocks];
        long[] next = new long[Blocks];
        Array.Fill(now, 1);
        int rounds = 0;
        WorkerTeam.Run(
            workers,
            Blocks,
            block => next[block] = now.Sum() % 1_000_003,
            () =>
            {
                (now, next) = (next, now);
                return ++rounds < 200;
            },
            CancellationToken.None);

        long expected = 1;
        for (int i = 0; i < 200; i++)
        {
            expected = Blocks * expected % 1_000_003;
        }

        Assert.All(now, value => Assert.Equal(expected, value));
    }

    [Theory]
    [MemberData(nameof(Workers))]
    public void An_exception_in_a_block_reaches_the_caller_and_ends_the_run(int workers)
    {
        int closed = 0;
        InvalidTimeZoneException error = Assert.Throws<InvalidTimeZoneException>(() => WorkerTeam.Run(
            workers,
            50,
            block =>
            {
                if (closed == 2 && block == 17)
                {
                    throw new InvalidTimeZoneException("seventeen");
                }
            },
            () => ++closed < 100,
            CancellationToken.None));

        Assert.Equal("seventeen", error.Message);
        Assert.Equal(2, closed);
    }

    [Theory]
    [MemberData(nameof(Workers))]
    public void When_every_block_fails_the_caller_gets_one_of_the_exceptions(int workers) =>
        Assert.Throws<InvalidTimeZoneException>(() => WorkerTeam.Run(workers, 50, _ => throw new InvalidTimeZoneException(), () => true, CancellationToken.None));

    [Theory]
    [MemberData(nameof(Workers))]
    public void An_exception_between_rounds_reaches_the_caller(int workers) =>
        Assert.Throws<InvalidTimeZoneException>(() => WorkerTeam.Run(workers, 5, _ => { }, () => throw new InvalidTimeZoneException(), CancellationToken.None));

    [Theory]
    [MemberData(nameof(Workers))]
    public void Cancelling_in_a_block_ends_the_run_within_the_round(int workers)
    {
        using var cancellation = new CancellationTokenSource();
        int done = 0;
        Assert.Throws<OperationCanceledException>(() => WorkerTeam.Run(
            workers,
            1000,
            _ =>
            {
                int number = Interlocked.Increment(ref done);
                if (number == 10)
                {
                    cancellation.Cancel();
                }
                else if (number > 10)
                {
                    // Blocks that began before the token was told must not outrun it.
                    cancellation.Token.WaitHandle.WaitOne();
                }
            },
            () => true,
            cancellation.Token));

        // Each worker may be in one block more.
        Assert.InRange(done, 10, 10 + workers);
    }
}
