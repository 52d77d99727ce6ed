using System.Collections;
using InfluenceGraph.Data.Imports;

namespace InfluenceGraph.Data;

/// <summary>Customers, ties, consents or interactions as they are read, one after the other, without a store: for <see cref="CustomerGraph"/> and the like. Can be gone through once.</summary>
/// <typeparam name="TRow">What a row becomes.</typeparam>
public sealed class RowReading<TRow> : IEnumerable<TRow>
{
    private readonly Func<RowRun<TRow>> _begin;
    private RowRun<TRow>? _run;
    private ImportReport? _report;

    internal RowReading(Func<RowRun<TRow>> begin) => _begin = begin;

    /// <summary>What became of the rows; known when all are read.</summary>
    /// <exception cref="InvalidOperationException">They are not.</exception>
    public ImportReport Report => _report ?? throw new InvalidOperationException("The rows are not read to the end; expected the report to be asked for afterwards.");

    /// <summary>Reads the rows.</summary>
    /// <returns>The rows. Going on throws <see cref="CustomerDataException"/> where more are rejected than may be, or where the source breaks off.</returns>
    /// <exception cref="InvalidOperationException">The rows were read before.</exception>
    public IEnumerator<TRow> GetEnumerator()
    {
        if (_run is not null)
        {
            throw new InvalidOperationException("The rows were read before; expected one reading. Open the source again, or keep the rows in a list.");
        }

        _run = _begin();
        return Rows(_run);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private IEnumerator<TRow> Rows(RowRun<TRow> run)
    {
        using (run)
        {
            var rows = new List<TRow>(2);
            while (run.MoveNext(rows))
            {
                foreach (TRow row in rows)
                {
                    yield return row;
                }

                rows.Clear();
            }

            _report = run.Finish();
        }
    }
}
