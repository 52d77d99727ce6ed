using System.Diagnostics;
using InfluenceGraph.Data;

namespace InfluenceGraph.Tool.Imports;

/// <summary>Reads all rows as an import would, and keeps nothing but counts and the customers' keys.</summary>
internal sealed class DryRun : IImportTarget
{
    private readonly HashSet<string> _customers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _unknown = new(StringComparer.Ordinal);
    private readonly TotalLine _total = new();
    private string? _example;

    public IReadOnlyList<string> Findings =>
    [
        .. _total.Finding is string total ? [total] : Array.Empty<string>(),
        .. _customers.Count > 0 && _unknown.Count > 0
            ? [FormattableString.Invariant($"{_unknown.Count} customers are named by ties only, such as '{_example}'. Their own value is unknown: questions refuse their ties unless --unknown says skip or add.")]
            : Array.Empty<string>(),
    ];

    public ImportReport Take(RowSource source, CustomerMapping mapping, Func<ImportOptions, ImportOptions> configure, IProgress<RowProgress> progress, CancellationToken stop) =>
        Read(source.ReadCustomers<string>(mapping, Unlimited(configure), progress, stop), Look);

    public ImportReport Take(RowSource source, TieMapping mapping, Func<ImportOptions, ImportOptions> configure, IProgress<RowProgress> progress, CancellationToken stop) =>
        Read(source.ReadTies<string>(mapping, Unlimited(configure), progress, stop), Look);

    public ImportReport Take(RowSource source, ConsentMapping mapping, Func<ImportOptions, ImportOptions> configure, IProgress<RowProgress> progress, CancellationToken stop) =>
        Read(source.ReadConsents<string>(mapping, Unlimited(configure), progress, stop), _ => { });

    public ImportReport Take(RowSource source, InteractionMapping mapping, Func<ImportOptions, ImportOptions> configure, IProgress<RowProgress> progress, CancellationToken stop) =>
        Read(source.ReadInteractions<string>(mapping, Unlimited(configure), progress, stop), _ => { });

    public ImportOutcome Take(ImportSource source, IEnumerable<Customer<string>> customers, CancellationToken stop) => Counted(source, customers, Look);

    public ImportOutcome Take(ImportSource source, IEnumerable<Tie<string>> ties, CancellationToken stop) => Counted(source, ties, Look);

    public StoreSummary? Summary() => null;

    public void Dispose()
    {
    }

    /// <summary>All rejected rows are of interest here, and none has a file to go to.</summary>
    private static Func<ImportOptions, ImportOptions> Unlimited(Func<ImportOptions, ImportOptions> configure) =>
        options => configure(options) with { MaxRejects = long.MaxValue, RejectsFile = null };

    private static ImportReport Read<TRow>(RowReading<TRow> rows, Action<TRow> look)
    {
        foreach (TRow row in rows)
        {
            look(row);
        }

        return rows.Report;
    }

    private static ImportOutcome Counted<TRow>(ImportSource source, IEnumerable<TRow> rows, Action<TRow> look)
    {
        long start = Stopwatch.GetTimestamp();
        long count = 0;
        foreach (TRow row in rows)
        {
            count++;
            look(row);
        }

        return new(source.Name, source.Kind.ToString().ToLowerInvariant(), new(count, count, 0, 0), count) { Duration = Stopwatch.GetElapsedTime(start) };
    }

    private void Look(Customer<string> customer)
    {
        _customers.Add(customer.Key);
        _total.Look(customer.Key, customer.OwnValue);
    }

    private void Look(Tie<string> tie)
    {
        LookForUnknown(tie.From);
        LookForUnknown(tie.To);
    }

    private void LookForUnknown(string customer)
    {
        if (!_customers.Contains(customer) && _unknown.Add(customer))
        {
            _example ??= customer;
        }
    }
}
