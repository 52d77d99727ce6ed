using System.CommandLine;
using InfluenceGraph.Data;
using InfluenceGraph.Tool.CommandLine;
using InfluenceGraph.Tool.Imports;
using InfluenceGraph.Tool.Output;
using InfluenceGraph.Tool.Progress;
using InfluenceGraph.Tool.Sources;
using static InfluenceGraph.Tool.CommandLine.Options;

namespace InfluenceGraph.Tool.Commands;

/// <summary>Takes files and tables into a store.</summary>
internal sealed class ImportCommand : ToolCommand
{
    private readonly Option<string?> _store = Text("--store", "FILE.db", "The store; it is made where there is none.");

    private readonly SourceFileOptions _files = new();

    private readonly Option<string?> _snapshot = Text("--snapshot", "NAME", "Which state of the --database this is, such as 2026-11-22. A state is taken in once, and goes on where it was cut off. [default: the moment of reading, so that each import takes the rows anew]");

    private readonly Option<bool> _whole = Switch("--whole", "The rows are all that there is, as in a nightly export of whole tables: what the export before it under the same name brought, and this one no longer names, is removed when the import is complete. Interactions only ever grow.");

    private readonly Option<string?> _name = Text("--name", "NAME", "What the source is called, night after night, such as crm; with --whole. [default: the name of each file, table or query]");

    private readonly Option<bool> _dryRun = Switch("--dry-run", "Read everything, tell counts, rejected rows and what looks wrong, and write nothing.");

    private readonly Option<int> _maxRejects = Count("--max-rejects", "N", "How many rows of a source may be rejected; one more ends the import.", 100, least: 0);

    private readonly Option<string?> _rejects = Text("--rejects", "FOLDER", "Write rejected rows with line, reason and content into this folder, a file for each source.");

    internal ImportCommand()
        : base("import", """
            Take files and tables into a store, one SQLite file that every question then reads by --store. What was
            imported before is not imported again; what was cut off goes on where it stopped; a newer copy replaces
            what it names. How columns were told from the header is said before anything is read. Rows read are rows
            used, rows skipped by a rule and rows rejected; the counts of each are told.
            """)
    {
        Add(_store);
        _files.AddTo(Command);
        Add(_snapshot, _whole, _name, _dryRun, _maxRejects, _rejects);
        Result.AddTo(Command);
    }

    internal override IReadOnlyList<string> Examples =>
    [
        "influencegraph import --store imported.db --crm crm",
        "influencegraph import --dry-run --ties crm/ties.csv --from from --to to --customers crm/customers.csv",
        "influencegraph import --store own.db --ties crm/ties.csv --from from --to to --permission permission --customers crm/customers.csv --tags tags",
        "influencegraph import --store nightly.db --crm crm --whole --name crm",
        "influencegraph import --store own.db --consents crm/consents.csv --max-rejects 0 --json",
        "influencegraph import --store copy.db --database imported.db --ties 'select from_customer, to_customer, permission from ties' --from from_customer --to to_customer --customers customers",
    ];

    internal override IReadOnlyList<OptionGroup> Groups => [.. _files.Groups, .. base.Groups];

    internal override AnswerShape Shape { get; } = new(
        ["store", "customers", "ties", "consents", "interactions", "rows_read", "rows_used", "rows_skipped", "rows_rejected"],
        new TableShape("imports",
        [
            new("source"), new("kind"), new("rows_read", CellKind.Whole), new("used", CellKind.Whole), new("skipped", CellKind.Whole), new("rejected", CellKind.Whole), new("made", CellKind.Whole), new("removed", CellKind.Whole),
            new("imported_before"), new("resumed_after", CellKind.Whole), new("seconds", CellKind.Seconds), new("rejects_file"),
        ]),
        new TableShape("reasons", [new("source"), new("fate"), new("reason"), new("rows", CellKind.Whole)]),
        new TableShape("examples", [new("source"), new("place"), new("reason"), new("content")]));

    protected override Answer AnswerTo(ToolRun run)
    {
        bool isDry = run.Get(_dryRun);
        string? path = run.Get(_store);
        if (path is null && !isDry)
        {
            throw ToolException.WrongUse("--store is missing; expected the store to import into, as in --store crm.db, or --dry-run to look first.");
        }

        DataNames names = _files.Names(run) with { Snapshot = run.Get(_snapshot) };
        if (names.Snapshot is not null && names.Database is null)
        {
            throw ToolException.WrongUse("--snapshot names a state of a database; expected --database CONNECTION with it. A file is known by its content.");
        }

        string? rejects = run.Get(_rejects);
        if (rejects is not null && isDry)
        {
            throw ToolException.WrongUse("--rejects and --dry-run are given together; expected one of them: a dry run writes nothing, and tells the first rejected rows.");
        }

        if (run.Get(_name) is { } name && (!run.Get(_whole) || string.IsNullOrWhiteSpace(name)))
        {
            throw ToolException.WrongUse("--name says which earlier export --whole takes the place of; expected --whole with it, and a name such as crm.");
        }

        using IImportTarget target = isDry ? new DryRun() : new StoreTarget(path!);
        if (rejects is not null)
        {
            Directory.CreateDirectory(rejects);
        }

        IReadOnlyList<ImportOutcome> outcomes = names.Graph is null ? TakeRows(run, names, target, rejects) : TakeGraph(run, names, target);
        return AnswerOf(run, path, outcomes, target);
    }

    private List<ImportOutcome> TakeRows(ToolRun run, DataNames names, IImportTarget target, string? rejects)
    {
        using IRowPlace place = RowPlaces.Of(names, run.Host.Clock);
        var outcomes = new List<ImportOutcome>();
        void Take<TMapping>(string? what, string kind, Func<DataNames, RowSource, ColumnChoice<TMapping>> choose, Func<RowSource, TMapping, Func<ImportOptions, ImportOptions>, IProgress<RowProgress>, ImportReport> import)
        {
            if (what is null)
            {
                return;
            }

            using RowSource source = place.Open(what, kind);
            ColumnChoice<TMapping> columns = choose(names, source);
            if (!run.IsGiven(_files.Crm))
            {
                run.TellColumns(place.Shown(what), columns);
            }

            ImportOptions Configured(ImportOptions o) => o with
            {
                MaxRejects = run.Get(_maxRejects),
                IsWhole = IsWhole(run, kind),
                Name = IsWhole(run, kind) ? run.Get(_name) : null,
                RejectsFile = rejects is null ? null : Path.Combine(rejects, $"{Path.GetFileNameWithoutExtension(source.Name)}.rejects.csv"),
            };
            outcomes.Add(ImportOutcome.Of(run.Show($"Importing {source.Name}", tell => import(source, columns.Mapping, Configured, Reports.Rows(tell)))));
        }

        Take(names.Customers, "customers", ColumnChoice.OfCustomers, (source, mapping, options, progress) => target.Take(source, mapping, options, progress, run.Stop));
        Take(names.Ties, "ties", ColumnChoice.OfTies, (source, mapping, options, progress) => target.Take(source, mapping, options, progress, run.Stop));
        Take(names.Consents, "consents", ColumnChoice.OfConsents, (source, mapping, options, progress) => target.Take(source, mapping, options, progress, run.Stop));
        Take(names.Interactions, "interactions", ColumnChoice.OfInteractions, (source, mapping, options, progress) => target.Take(source, mapping, options, progress, run.Stop));
        return outcomes;
    }

    /// <summary>What was done is not undone by a log that no longer tells it.</summary>
    private bool IsWhole(ToolRun run, string kind) => run.Get(_whole) && !string.Equals(kind, "interactions", StringComparison.Ordinal);

    /// <summary>A graph file is read twice: once for customers, once for ties.</summary>
    private ImportOutcome[] TakeGraph(ToolRun run, DataNames names, IImportTarget target)
    {
        string path = names.Graph!;
        using var graph = new GraphMlSource(names);
        string content = graph.Guarded(() => FilePlace.Sha256(path));
        GraphMlOptions options = graph.Configured(new());
        ImportSource Source(ImportKind kind) => new(run.Get(_name) ?? Path.GetFileName(path), kind, content, $"GraphML; {options}") { IsWhole = run.Get(_whole) };
        return
        [
            run.Show("Importing customers", tell => graph.Guarded(() => target.Take(Source(ImportKind.Customers), GraphMl.ReadCustomers(path, _ => options, Reports.Rows(tell), run.Stop), run.Stop))),
            run.Show("Importing ties", tell => graph.Guarded(() => target.Take(Source(ImportKind.Ties), GraphMl.ReadTies(path, _ => options, Reports.Rows(tell), run.Stop), run.Stop))),
        ];
    }

    private Answer AnswerOf(ToolRun run, string? path, IReadOnlyList<ImportOutcome> outcomes, IImportTarget target)
    {
        StoreSummary? summary = target.Summary();
        long Made(ImportKind kind) => outcomes.Where(outcome => string.Equals(outcome.Kind, kind.ToString(), StringComparison.OrdinalIgnoreCase)).Sum(outcome => outcome.Made);
        string[] tooMany = [.. outcomes.Where(outcome => outcome.Counts.Rejected > run.Get(_maxRejects)).Select(outcome => outcome.Source)];
        return new()
        {
            Facts =
            [
                new("store", summary is null ? null : path),
                new("customers", summary?.Customers ?? Made(ImportKind.Customers), CellKind.Whole),
                new("ties", summary?.Ties ?? Made(ImportKind.Ties), CellKind.Whole),
                new("consents", summary?.Consents ?? Made(ImportKind.Consents), CellKind.Whole),
                new("interactions", summary?.Interactions ?? Made(ImportKind.Interactions), CellKind.Whole),
                new("rows_read", outcomes.Sum(outcome => outcome.Counts.RowsRead), CellKind.Whole),
                new("rows_used", outcomes.Sum(outcome => outcome.Counts.Used), CellKind.Whole),
                new("rows_skipped", outcomes.Sum(outcome => outcome.Counts.Skipped), CellKind.Whole),
                new("rows_rejected", outcomes.Sum(outcome => outcome.Counts.Rejected), CellKind.Whole),
            ],
            Tables =
            [
                Shape.Tables[0].Of(outcomes, outcome =>
                [
                    outcome.Source, outcome.Kind, outcome.Counts.RowsRead, outcome.Counts.Used, outcome.Counts.Skipped, outcome.Counts.Rejected, outcome.Made, outcome.Removed,
                    outcome.WasComplete, outcome.ResumedAfter, outcome.Duration.TotalSeconds, outcome.RejectsFile,
                ]),
                Shape.Tables[1].Of<(string Source, string Fate, LeftOut Reason)>(
                    [.. outcomes.SelectMany(outcome => outcome.Skipped.Select(reason => (outcome.Source, "skipped", reason)).Concat(outcome.Rejected.Select(reason => (outcome.Source, "rejected", reason))))],
                    row => [row.Source, row.Fate, row.Reason.Reason, row.Reason.Count]),
                Shape.Tables[2].Of<(string Source, RejectedRow Row)>(
                    [.. outcomes.SelectMany(outcome => outcome.Examples.Select(row => (outcome.Source, row)))],
                    row => [row.Source, row.Row.Place, OptionWords.Of(row.Row.Reason), row.Row.Content]),
            ],
            Warnings =
            [
                .. target.Findings,
                .. tooMany.Select(source => FormattableString.Invariant($"{source} has more rejected rows than the {run.Get(_maxRejects)} that --max-rejects allows: an import would end there.")),
            ],
            ExitCode = tooMany.Length > 0 ? ExitCode.BadData : ExitCode.Done,
        };
    }
}
