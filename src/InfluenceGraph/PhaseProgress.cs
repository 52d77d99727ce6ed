namespace InfluenceGraph;

/// <summary>
/// Tells a caller how far several threads have come together: one report at a time, and each further than the one before.
/// A thread that finds another one telling counts and goes on with its work, so a caller who takes his time stops one thread only.
/// </summary>
internal class PhaseProgress<T>(IProgress<T> progress, Func<long, T> report)
{
    private long _done;
    private long _told;
    private int _isTelling;

    /// <summary>Counts, and tells where nobody else does. Holds no lock while the caller is told.</summary>
    internal void Add(long more)
    {
        Interlocked.Add(ref _done, more);

        // Looked at again after each report, for those who meanwhile found this thread telling and left it to that.
        while (Interlocked.Read(ref _told) < Interlocked.Read(ref _done) && Interlocked.CompareExchange(ref _isTelling, 1, 0) == 0)
        {
            try
            {
                Tell();
            }
            finally
            {
                Interlocked.Exchange(ref _isTelling, 0);
            }
        }
    }

    private void Tell()
    {
        long done = Interlocked.Read(ref _done);
        if (done > Interlocked.Read(ref _told))
        {
            Interlocked.Exchange(ref _told, done);
            progress.Report(report(done));
        }
    }
}
