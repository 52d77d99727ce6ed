namespace InfluenceGraph.Cascades.Everyone;

/// <summary>
/// Tells a caller how many worlds are done: never fewer than before, one call at a time, and nobody waits for a slow
/// listener, who then hears the latest number only.
/// </summary>
internal sealed class ProgressTeller(IProgress<WorkProgress>? progress, int worlds)
{
    private readonly object _telling = new();
    private long _done;
    private long _told;

    internal void Tell(long done)
    {
        for (long before = Volatile.Read(ref _done); progress is not null && before < done;)
        {
            long seen = Interlocked.CompareExchange(ref _done, done, before);
            (before, bool isRaised) = (seen, seen == before);
            if (isRaised)
            {
                break;
            }
        }

        while (progress is not null && Volatile.Read(ref _told) < Volatile.Read(ref _done) && Monitor.TryEnter(_telling))
        {
            try
            {
                long now = Volatile.Read(ref _done);
                if (now > _told)
                {
                    Volatile.Write(ref _told, now);
                    progress.Report(new("worlds", now, worlds));
                }
            }
            finally
            {
                Monitor.Exit(_telling);
            }
        }
    }
}
