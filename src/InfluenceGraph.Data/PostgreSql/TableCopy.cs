using System.Diagnostics;
using Npgsql;

namespace InfluenceGraph.Data.PostgreSql;

/// <summary>Rows into a table by binary COPY, within the caller's transaction.</summary>
internal static class TableCopy
{
    private const int TellingStride = 1 << 14;

    internal static void Write<TRow>(SqlSession session, string target, string phase, long total, IEnumerable<TRow> rows, Action<CopyWriter, TRow> write, IProgress<RowProgress>? progress, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        cancellationToken.ThrowIfCancellationRequested();
        NpgsqlRawCopyStream stream = session.Connection.BeginRawBinaryCopy($"COPY {target} FROM STDIN (FORMAT BINARY)");
        long count = 0;
        try
        {
            var writer = new CopyWriter(stream);
            writer.WriteHeader();
            foreach (TRow row in rows)
            {
                if (count++ % TellingStride == 0)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    progress?.Report(new(phase, count - 1, total, count - 1, watch.Elapsed));
                }

                write(writer, row);
            }

            writer.WriteEnd();
        }
        catch
        {
            Abandon(stream);
            throw;
        }

        stream.Dispose();
        progress?.Report(new(phase, count, total, count, watch.Elapsed));
    }

    /// <summary>Closing the stream would end the COPY as if all rows were there; it is made to fail instead.</summary>
    private static void Abandon(NpgsqlRawCopyStream stream)
    {
        try
        {
            stream.Cancel();
            stream.Dispose();
        }
        catch (Exception e) when (ServerProblems.IsOne(e) || e is OperationCanceledException or InvalidOperationException)
        {
            // What made it fail is on its way to the caller.
        }
    }
}
