using System.Runtime.ExceptionServices;

namespace InfluenceGraph.Kernels;

/// <summary>
/// Runs rounds of independent blocks on a fixed team of threads, with one closing step between rounds. Nothing is
/// allocated per round. With one worker everything runs on the caller's thread.
/// </summary>
internal sealed class WorkerTeam
{
    private readonly int _blocks;
    private readonly Action<int> _block;
    private readonly Func<bool> _closeRound;
    private readonly CancellationToken _cancellationToken;
    private int _nextBlock;
    private bool _isDone;
    private ExceptionDispatchInfo? _failure;

    private WorkerTeam(int blocks, Action<int> block, Func<bool> closeRound, CancellationToken cancellationToken)
    {
        _blocks = blocks;
        _block = block;
        _closeRound = closeRound;
        _cancellationToken = cancellationToken;
    }

    /// <summary>Repeats rounds until one is the last.</summary>
    /// <param name="workers">The number of threads, the caller's included.</param>
    /// <param name="blocks">The number of blocks in a round.</param>
    /// <param name="block">Does one block; blocks of a round run at the same time.</param>
    /// <param name="closeRound">Runs alone after each round; <see langword="false"/> ends the run.</param>
    /// <param name="cancellationToken">Ends the run between blocks with <see cref="OperationCanceledException"/>.</param>
    internal static void Run(int workers, int blocks, Action<int> block, Func<bool> closeRound, CancellationToken cancellationToken)
    {
        var team = new WorkerTeam(blocks, block, closeRound, cancellationToken);
        using var barrier = new Barrier(workers, _ => team.Close());
        var helpers = new Thread[workers - 1];
        for (int i = 0; i < helpers.Length; i++)
        {
            try
            {
                helpers[i] = new Thread(() => team.Work(barrier)) { IsBackground = true, Name = "InfluenceGraph worker" };
                helpers[i].Start();
            }
            catch (Exception exception) when (team.Fail(exception))
            {
                // Those already started wait for all: let them go on without the missing ones, and end.
                barrier.RemoveParticipants(helpers.Length - i);
                Array.Resize(ref helpers, i);
            }
        }

        team.Work(barrier);
        foreach (Thread helper in helpers)
        {
            helper.Join();
        }

        team._failure?.Throw();
    }

    private void Work(Barrier barrier)
    {
        while (!_isDone)
        {
            try
            {
                for (int block = Interlocked.Increment(ref _nextBlock) - 1; block < _blocks; block = Interlocked.Increment(ref _nextBlock) - 1)
                {
                    _cancellationToken.ThrowIfCancellationRequested();
                    _block(block);
                }
            }
            catch (Exception exception) when (Fail(exception))
            {
            }

            barrier.SignalAndWait(CancellationToken.None);
        }
    }

    private void Close()
    {
        try
        {
            _isDone = _failure is not null || !_closeRound();
        }
        catch (Exception exception) when (Fail(exception))
        {
            _isDone = true;
        }

        _nextBlock = 0;
    }

    /// <summary>Keeps the first failure for the caller; the barrier needs every worker to arrive.</summary>
    private bool Fail(Exception exception)
    {
        Interlocked.CompareExchange(ref _failure, ExceptionDispatchInfo.Capture(exception), null);
        return true;
    }
}
