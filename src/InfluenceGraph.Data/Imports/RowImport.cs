using InfluenceGraph.Data.Mappings;
using static System.FormattableString;

namespace InfluenceGraph.Data.Imports;

/// <summary>Takes the rows of a source into a target: once, in whole batches, and from where an earlier import was cut off. One batch is written while the next is read.</summary>
internal static class RowImport
{
    /// <summary>
    /// Rows that were dealt with before are read and mapped again, but not put again: so counts, rejects and doubled customers come out as if nothing
    /// had been cut off, and nothing but a number has to be kept.
    /// </summary>
    internal static ImportReport Run<TRow, TMapping>(
        RowSource source,
        TMapping mapping,
        Func<RowSource, TMapping, RowMapper<TRow>> bind,
        ImportKind kind,
        Func<ImportSource, IRowTarget<TRow>> begin,
        ImportOptions options,
        IProgress<RowProgress>? progress,
        CancellationToken cancellationToken,
        RejectsFile? rejects = null)
        where TMapping : RowMapping
    {
        ColumnBinding.Prepare(source, mapping);
        RowMapper<TRow> mapper = bind(source, mapping);
        string name = Enum.GetName(kind)!.ToLowerInvariant();
        using IRowTarget<TRow> target = begin(new(options.Name ?? source.Name, kind, source.Sha256(), $"{mapping}; {source.FormatText}") { IsWhole = options.IsWhole });
        if (target.IsComplete)
        {
            return Nothing(source, name);
        }

        long position = target.Position;
        using var run = new RowRun<TRow>(source, mapper, name, options, rejects, progress, cancellationToken);
        var writer = new BatchWriter<TRow>(target);
        var batch = new List<TRow>();
        try
        {
            while (run.MoveNext(batch))
            {
                if (source.RowsRead <= position)
                {
                    batch.Clear();
                }
                else if (batch.Count >= options.BatchRows)
                {
                    batch = writer.Begin(batch, run.Counts);
                }
            }

            if (source.RowsRead < position)
            {
                throw new CustomerDataException(Invariant($"{source.Name} has {source.RowsRead} rows, but {position} were imported before it was cut off; expected the same rows. Give another snapshot or name where the data has changed."));
            }

            if (batch.Count > 0)
            {
                writer.Begin(batch, run.Counts);
            }

            writer.Wait();
        }
        catch (CustomerDataException e)
        {
            writer.WaitAfterProblem();
            throw new CustomerDataException($"{e.Message} {KeptText(writer.Put)}", e);
        }
        catch (IOException e) when (e is not FileNotFoundException)
        {
            writer.WaitAfterProblem();
            throw new IOException($"{e.Message} {KeptText(writer.Put)}", e);
        }
        finally
        {
            writer.WaitAfterProblem();
        }

        ImportReport report = run.Finish(position);
        return report with { Removed = target.Complete(run.Counts) };
    }

    private static string KeptText(long rows) => rows == 0
        ? "Nothing was imported."
        : Invariant($"The first {rows} rows are imported; the same import again goes on after them.");

    private static ImportReport Nothing(RowSource source, string kind) => new()
    {
        Source = source.Name,
        Kind = kind,
        Counts = default,
        Made = 0,
        Skipped = [],
        Rejected = [],
        Examples = [],
        RejectsFile = null,
        ResumedAfter = 0,
        WasComplete = true,
        Duration = TimeSpan.Zero,
    };
}
