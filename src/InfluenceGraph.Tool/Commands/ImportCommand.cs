using System.CommandLine;
using InfluenceGraph.Data;
using InfluenceGraph.Tool.CommandLine;
using InfluenceGraph.Tool.Output;
using InfluenceGraph.Tool.Progress;
using InfluenceGraph.Tool.Sources;
using static InfluenceGraph.Tool.CommandLine.Options;

namespace InfluenceGraph.Tool.Commands;

/// <summary>Takes files into a store.</summary>
internal sealed class ImportCommand : ToolCommand
{
    private readonly Option<string?> _store = Text("--store", "FILE.db", "The store; it is made where there is none.");

    private readonly SourceFileOptions _files = new();

    private readonly Option<int> _maxRejects = Count("--max-rejects", "N", "How many rows of a file may be rejected; one more ends the import.", 100, least: 0);

    private readonly Option<string?> _rejects = Text("--rejects", "FOLDER", "Write rejected rows with line, reason and content into this folder, a file for each source.");

    internal ImportCommand()
        : base("import", """
            Take files into a store, one SQLite file that every question then reads by --store. What was imported
            before is not imported again; what was cut off goes on where it stopped. Rows read are rows used, rows
            skipped by a rule and rows rejected; the counts of each are told.
            """)
    {
        Add(_store);
        _files.AddTo(Command);
        Add(_maxRejects, _rejects);
        Result.AddTo(Command);
    }

    internal override IReadOnlyList<string> Examples =>
    [
        "influencegraph import --store imported.db --crm crm",
        "influencegraph import --store own.db --ties crm/ties.csv --from from --to to --permission permission --customers crm/customers.csv --tags tags",
        "influencegraph import --store own.db --consents crm/consents.csv --max-rejects 0 --json",
    ];

    internal override AnswerShape Shape { get; } = new(
        ["store", "customers", "ties", "consents", "interactions", "rows_read", "rows_used", "rows_skipped", "rows_rejected"],
        new TableShape("imports",
        [
            new("source"), new("kind"), new("rows_read", CellKind.Whole), new("used", CellKind.Whole), new("skipped", CellKind.Whole), new("rejected", CellKind.Whole), new("made", CellKind.Whole),
            new("imported_before"), new("resumed_after", CellKind.Whole), new("seconds", CellKind.Seconds), new("rejects_file"),
        ]),
        new TableShape("reasons", [new("source"), new("fate"), new("reason"), new("rows", CellKind.Whole)]),
        new TableShape("examples", [new("source"), new("place"), new("reason"), new("content")]));

    protected override Answer AnswerTo(ToolRun run)
    {
        string path = run.Get(_store) ?? throw ToolException.WrongUse("--store is missing; expected the store to import into, as in --store crm.db.");
        FileNames names = _files.Names(run);
        string? rejects = run.Get(_rejects);
        if (rejects is not null)
        {
            Directory.CreateDirectory(rejects);
        }

        var reports = new List<ImportReport>();
        StoreSummary summary;
        using (CustomerStore store = CustomerStore.OpenOrCreate(path))
        {
            void Take(string? file, Func<RowSource, Func<ImportOptions, ImportOptions>, IProgress<RowProgress>, ImportReport> import)
            {
                if (file is null)
                {
                    return;
                }

                using RowSource source = names.Open(file);
                ImportOptions Configured(ImportOptions o) => o with
                {
                    MaxRejects = run.Get(_maxRejects),
                    RejectsFile = rejects is null ? null : Path.Combine(rejects, $"{Path.GetFileNameWithoutExtension(file)}.rejects.csv"),
                };
                reports.Add(run.Show($"Importing {Path.GetFileName(file)}", tell => import(source, Configured, Reports.Rows(tell))));
            }

            Take(names.Customers, (source, options, progress) => store.ImportCustomers(source, names.CustomerMapping, options, progress, run.Stop));
            Take(names.Ties, (source, options, progress) => store.ImportTies(source, names.TieMapping, options, progress, run.Stop));
            Take(names.Consents, (source, options, progress) => store.ImportConsents(source, ConsentMapping.Guess(source.Columns), options, progress, run.Stop));
            Take(names.Interactions, (source, options, progress) => store.ImportInteractions(source, InteractionMapping.Guess(source.Columns), options, progress, run.Stop));
            summary = store.Summary();
        }

        return new()
        {
            Facts =
            [
                new("store", path),
                new("customers", summary.Customers, CellKind.Whole),
                new("ties", summary.Ties, CellKind.Whole),
                new("consents", summary.Consents, CellKind.Whole),
                new("interactions", summary.Interactions, CellKind.Whole),
                new("rows_read", reports.Sum(report => report.Counts.RowsRead), CellKind.Whole),
                new("rows_used", reports.Sum(report => report.Counts.Used), CellKind.Whole),
                new("rows_skipped", reports.Sum(report => report.Counts.Skipped), CellKind.Whole),
                new("rows_rejected", reports.Sum(report => report.Counts.Rejected), CellKind.Whole),
            ],
            Tables =
            [
                Shape.Tables[0].Of(reports, report =>
                [
                    report.Source, report.Kind, report.Counts.RowsRead, report.Counts.Used, report.Counts.Skipped, report.Counts.Rejected, report.Made,
                    report.WasComplete, report.ResumedAfter, report.Duration.TotalSeconds, report.RejectsFile,
                ]),
                Shape.Tables[1].Of<(string Source, string Fate, LeftOut Reason)>(
                    [.. reports.SelectMany(report => report.Skipped.Select(reason => (report.Source, "skipped", reason)).Concat(report.Rejected.Select(reason => (report.Source, "rejected", reason))))],
                    row => [row.Source, row.Fate, row.Reason.Reason, row.Reason.Count]),
                Shape.Tables[2].Of<(string Source, RejectedRow Row)>(
                    [.. reports.SelectMany(report => report.Examples.Select(row => (report.Source, row)))],
                    row => [row.Source, row.Row.Place, row.Row.Reason, row.Row.Content]),
            ],
        };
    }
}
