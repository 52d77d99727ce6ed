using System.Diagnostics;

namespace InfluenceGraph.Data.GraphFormats;

/// <summary>What goes into a file, and how far its writing has come.</summary>
internal sealed class ExportRows(IEnumerable<Customer<string>> customers, IEnumerable<Tie<string>> ties, GraphExportOptions options, IProgress<RowProgress>? progress, CancellationToken cancellationToken)
{
    private const int RowsPerReport = 65_536;

    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private long _rows;

    internal IReadOnlyList<ExportColumn<Customer<string>>> CustomerColumns { get; } = ExportColumns.OfCustomers(options, customers, cancellationToken);

    internal IEnumerable<Customer<string>> Customers => Counted(customers, "writing customers");

    internal IEnumerable<Tie<string>> Ties => Counted(ties, "writing ties");

    internal string LabelOf(Customer<string> customer) => options.Label?.Invoke(customer) ?? customer.Key;

    internal bool HasLabels => options.Label is not null;

    private IEnumerable<TRow> Counted<TRow>(IEnumerable<TRow> rows, string phase)
    {
        foreach (TRow row in rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (++_rows % RowsPerReport == 0)
            {
                progress?.Report(new(phase, _rows, 0, _rows, _watch.Elapsed));
            }

            yield return row;
        }

        progress?.Report(new(phase, _rows, 0, _rows, _watch.Elapsed));
    }
}
