using System.CommandLine;
using InfluenceGraph.Data;
using InfluenceGraph.Tool.Generate;
using InfluenceGraph.Tool.Output;
using InfluenceGraph.Tool.Progress;
using InfluenceGraph.Tool.Sources;
using static InfluenceGraph.Tool.CommandLine.Options;

namespace InfluenceGraph.Tool.Commands;

/// <summary>Writes customers and ties for other programs.</summary>
internal sealed class ExportCommand : QuestionCommand
{
    private readonly Argument<string> _target = new("TARGET") { Description = "A file that ends in .graphml or .gexf, or a new folder for CSV files that --crm reads." };

    private readonly Option<bool> _scores = Switch("--with-scores", "Add social value and community to each customer.");

    internal ExportCommand(TimeProvider clock)
        : base("export", """
            Write customers and ties for other programs. GraphML or GEXF for Gephi, yEd and NetworkX, or a folder of
            CSV files. Only what takes part is written: give --purpose share where consents are kept and the file
            leaves your house.
            """, clock)
    {
        Add(_target, _scores);
        AddCommon();
    }

    internal override IReadOnlyList<string> Examples =>
    [
        "influencegraph export crm.graphml --crm crm --as-of 2026-01-01 --purpose share --with-scores",
        "influencegraph export crm.gexf --crm crm --as-of 2026-01-01 --purpose share",
        "influencegraph export copy --crm crm --as-of 2026-01-01 --with-scores",
    ];

    internal override AnswerShape Shape { get; } = new(
        ["target", "customers", "ties"],
        new TableShape("files", [new("file"), new("rows", CellKind.Whole), new("bytes", CellKind.Bytes), new("columns")]));

    protected override Answer AnswerTo(ToolRun run, Ground ground)
    {
        string target = run.Get(_target);
        CustomerGraphView<string> view = ground.View;
        (SocialValueResult<string> Value, CommunityResult<string> Communities)? scores = run.Get(_scores)
            ? (run.Show("Computing social value", tell => view.SocialValue(o => o with { Threads = Source.Threads(run) }, Reports.Iterations(tell), run.Stop)),
                run.Show("Finding communities", tell => view.Communities(o => o with { Threads = Source.Threads(run) }, Reports.Work(tell), run.Stop)))
            : null;
        IReadOnlyList<WrittenFile> files = Path.GetExtension(target).ToUpperInvariant() switch
        {
            ".GRAPHML" => WriteGraph(run, target, (path, configure, progress) => GraphMl.Write(path, view, configure, progress, run.Stop), view, scores),
            ".GEXF" => WriteGraph(run, target, (path, configure, progress) => Gexf.Write(path, view, configure, progress, run.Stop), view, scores),
            "" => WriteFolder(run, target, ground, scores),
            string other => throw ToolException.WrongUse($"TARGET is '{target}'; expected a name that ends in .graphml or .gexf, or a new folder without '{other.ToLowerInvariant()}'."),
        };
        return new()
        {
            Facts = [new("target", target), new("customers", view.Receipt.CustomersUsed, CellKind.Whole), new("ties", view.Receipt.TiesUsed, CellKind.Whole)],
            Tables = [Shape.Tables[0].Of(files, file => [file.Name, file.Rows, file.Bytes, file.Columns])],
            Receipt = scores?.Value.Receipt ?? view.Receipt,
        };
    }

    private static IReadOnlyList<WrittenFile> WriteGraph(
        ToolRun run,
        string file,
        Action<string, Func<GraphExportOptions, GraphExportOptions>, IProgress<RowProgress>> write,
        CustomerGraphView<string> view,
        (SocialValueResult<string> Value, CommunityResult<string> Communities)? scores)
    {
        CustomerColumn[] columns = scores is null ? [] : [CustomerColumn.Of("social_value", scores.Value.Value), CustomerColumn.Of("community", scores.Value.Communities)];
        Finished.RequireFilePlace("TARGET", file);
        run.Show($"Writing {Path.GetFileName(file)}", tell =>
        {
            write(file, o => o with { Columns = columns }, Reports.Rows(tell));
            return true;
        });
        return [new(Path.GetFileName(file), view.Receipt.CustomersUsed + view.Receipt.TiesUsed, new FileInfo(file).Length, string.Join(", ", columns.Select(column => column.Name)))];
    }

    private static IReadOnlyList<WrittenFile> WriteFolder(ToolRun run, string folder, Ground ground, (SocialValueResult<string> Value, CommunityResult<string> Communities)? scores)
    {
        CustomerGraphView<string> view = ground.View;
        string[] attributes = [.. view.Customers.SelectMany(customer => ground.Graph[customer].Attributes.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        IReadOnlyList<string> added = scores is null ? [] : ["social_value", "community"];
        IEnumerable<Customer<string>> customers = view.Customers.Select(customer => ground.Graph[customer]);
        IReadOnlyList<WrittenFile> files = [];
        Finished.WriteFolder("TARGET", folder, unfinished => files =
        [
            CrmFiles.WriteCustomers(
                unfinished,
                customers,
                attributes,
                view.CustomerCount,
                run,
                added,
                key => scores is null ? [] : [scores.Value.Value[key], scores.Value.Communities[key]]),
            CrmFiles.WriteTies(unfinished, view.Customers.SelectMany(view.TiesFrom), view.Receipt.TiesUsed, run),
            .. ground.Source.KeepsConsents
                ? [CrmFiles.WriteConsents(unfinished, view.Customers.SelectMany(ground.Graph.Consents.EntriesOf), expected: 0, run)]
                : (IReadOnlyList<WrittenFile>)[],
            .. ground.Source.HasInteractions
                ? [CrmFiles.WriteInteractions(unfinished, ground.Source.ReadInteractions(run).Where(action => view.Contains(action.Customer)), run)]
                : (IReadOnlyList<WrittenFile>)[],
        ]);
        return files;
    }
}
