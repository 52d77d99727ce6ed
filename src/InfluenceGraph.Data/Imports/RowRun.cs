using System.Collections.ObjectModel;
using System.Diagnostics;
using static System.FormattableString;

namespace InfluenceGraph.Data.Imports;

/// <summary>Goes through the rows of a source, counts what becomes of each, and keeps the bad ones.</summary>
internal sealed class RowRun<TRow> : IDisposable
{
    private const int TellingStride = 1 << 14;

    private readonly RowSource _source;
    private readonly RowMapper<TRow> _mapper;
    private readonly ImportOptions _options;
    private readonly string _kind;
    private readonly IProgress<RowProgress>? _progress;
    private readonly CancellationToken _cancellationToken;
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly Dictionary<string, long> _skipped = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _rejected = new(StringComparer.Ordinal);
    private readonly List<RejectedRow> _examples = [];
    private readonly RejectsFile? _rejects;
    private long _used;
    private long _skippedCount;
    private long _rejectedCount;

    internal RowRun(RowSource source, RowMapper<TRow> mapper, string kind, ImportOptions options, IProgress<RowProgress>? progress, CancellationToken cancellationToken)
    {
        (_source, _mapper, _kind, _options, _progress, _cancellationToken) = (source, mapper, kind, options, progress, cancellationToken);
        source.Take();
        _rejects = options.RejectsFile is string path ? new(path) : null;
    }

    internal ImportCounts Counts => new(_source.RowsRead, _used, _skippedCount, _rejectedCount);

    internal long Made { get; set; }

    /// <summary>Reads one row of the source and adds what it means.</summary>
    /// <exception cref="CustomerDataException">More rows were rejected than may be, or the source broke off.</exception>
    internal bool MoveNext(List<TRow> rows)
    {
        if (_source.RowsRead % TellingStride == 0)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            Tell();
        }

        if (!_source.Read())
        {
            return false;
        }

        int before = rows.Count;
        RowFate fate = _mapper.Map(rows);
        if (fate.IsUsed)
        {
            _used++;
            Made += rows.Count - before;
        }
        else if (fate.Rule is string rule)
        {
            _skippedCount++;
            _skipped[rule] = _skipped.GetValueOrDefault(rule) + 1;
        }
        else
        {
            Reject(fate.Reason!, fate.Problem!);
        }

        return true;
    }

    /// <summary>Puts the rejects file in its place and says what became of all rows.</summary>
    internal ImportReport Finish(long resumedAfter = 0)
    {
        Tell();
        _rejects?.Finish();
        return new()
        {
            Source = _source.Name,
            Kind = _kind,
            Counts = Counts,
            Made = Made,
            Skipped = Sorted(_skipped),
            Rejected = Sorted(_rejected),
            Examples = _examples.AsReadOnly(),
            RejectsFile = _options.RejectsFile,
            ResumedAfter = resumedAfter,
            WasComplete = false,
            Duration = _watch.Elapsed,
        };
    }

    public void Dispose() => _rejects?.Dispose();

    private void Reject(string reason, string problem)
    {
        _rejectedCount++;
        _rejected[reason] = _rejected.GetValueOrDefault(reason) + 1;
        string content = _rejects is not null || _examples.Count < _options.Examples ? _source.Content() : "";
        if (_examples.Count < _options.Examples)
        {
            _examples.Add(new(_source.Place, problem, content));
        }

        _rejects?.Write(_source.PlaceNumber, problem, content);
        if (_rejectedCount > _options.MaxRejects)
        {
            _rejects?.Finish();
            string reasons = string.Join("; ", Sorted(_rejected).Select(some => Invariant($"{some.Count} {some.Reason}")));
            string where = _options.RejectsFile is string path ? $" They stand in {path}." : $" Say {nameof(ImportOptions.RejectsFile)} to have them all.";
            throw _source.ErrorAt(_source.PlaceNumber, Invariant($"{problem}. {_rejectedCount} of {_source.RowsRead} rows were rejected ({reasons}), and {nameof(ImportOptions.MaxRejects)} is {_options.MaxRejects}.{where}"));
        }
    }

    private void Tell()
    {
        if (_progress is not null)
        {
            (long done, long total) = _source.Progress;
            _progress.Report(new($"reading {_kind}", done, total, _source.RowsRead, _watch.Elapsed));
        }
    }

    private static ReadOnlyCollection<LeftOut> Sorted(Dictionary<string, long> counts) =>
        Array.AsReadOnly([.. counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new LeftOut(pair.Key, pair.Value))]);
}
