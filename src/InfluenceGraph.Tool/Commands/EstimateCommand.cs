using System.CommandLine;
using System.Diagnostics;
using InfluenceGraph.Data;
using InfluenceGraph.Tool.Generate;
using InfluenceGraph.Tool.Output;
using InfluenceGraph.Tool.Sources;
using static InfluenceGraph.Tool.CommandLine.Options;

namespace InfluenceGraph.Tool.Commands;

/// <summary>Tells what a run needs before it is started.</summary>
internal sealed class EstimateCommand : ToolCommand
{
    private const int ProbeCustomers = 5_000;

    private const int Trials = 3;

    private readonly Option<int?> _customers = CountOrNone("--customers", "N", "How many customers.", least: 1);

    private readonly Option<int?> _ties = CountOrNone("--ties", "N", "How many ties.", least: 0);

    private readonly Option<string?> _tiesFile = Text("--ties-file", "FILE", "Count the ties of this file by its size and its first rows.");

    private readonly Option<string?> _store = Text("--store", "FILE.db", "Count the customers and ties of this store.");

    private readonly Option<int> _keyLength = Count("--key-length", "N", "How many letters a customer's key has on average.", 12, least: 1);

    private readonly Option<int> _attributes = Count("--attributes", "N", "How many attributes and tags a customer has on average.", 0, least: 0);

    private readonly Option<int?> _consents = CountOrNone("--consents", "N", "How many consents there are. [default: those of the store, else 0]", least: 0);

    private readonly Option<bool> _dated = Switch("--dated", "Ties have a beginning, an end or a last contact; assumed of a store.");

    internal EstimateCommand()
        : base("estimate", """
            How much memory and time will a run need? The peak memory of a whole score, by the library's formulas and
            by what measured runs took besides: within a factor of 1.5 of runs on generated data, and of a store, whose ties are taken for dated,
            up to twice too much. Of each step, what the library's arrays take. Time by a small CRM that is generated and computed here and now, scaled by ties and customers: right
            within a factor of three or so, on a machine that is as busy then as now.
            """)
    {
        Add(_customers, _ties, _tiesFile, _store, _keyLength, _attributes, _consents, _dated);
        Result.AddTo(Command);
    }

    internal override IReadOnlyList<string> Examples =>
    [
        "influencegraph estimate --customers 1000000 --ties 10000000",
        "influencegraph estimate --customers 1000 --ties-file crm/ties.csv --attributes 5 --consents 2600 --dated",
    ];

    internal override AnswerShape Shape { get; } = new(
        ["customers", "ties", "peak_memory", "memory_of_this_machine", "fits"],
        new TableShape("steps", [new("step"), new("memory", CellKind.Bytes), new("seconds", CellKind.Seconds), new("scales_with")]));

    protected override Answer AnswerTo(ToolRun run)
    {
        StoreSummary? store = run.Get(_store) is string path ? StoreSource.SummaryOf(path) : null;
        long customers = run.Get(_customers) ?? store?.Customers + store?.NamedOnly ?? throw ToolException.WrongUse("--customers is missing; expected how many customers there will be, or --store FILE.db.");
        long ties = run.Get(_ties) ?? store?.Ties ?? (run.Get(_tiesFile) is string file ? RowCount.Of(file) : throw ToolException.WrongUse("--ties is missing; expected how many ties there will be, --ties-file FILE, or --store FILE.db."));
        MemoryEstimate memory = CustomerGraph.EstimateMemory<string>(customers, ties, run.Get(_keyLength));
        long peak = RunMemory.Of(memory, customers, ties, run.Get(_consents) ?? store?.Consents ?? 0, run.Get(_attributes), run.Get(_dated) || store is not null, store is not null);
        long machine = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        return new()
        {
            Facts =
            [
                new("customers", customers, CellKind.Whole),
                new("ties", ties, CellKind.Whole),
                new("peak_memory", peak, CellKind.Bytes),
                new("memory_of_this_machine", machine, CellKind.Bytes),
                new("fits", peak < machine),
            ],
            Tables = [Shape.Tables[0].Of(run.Show("Trying a small CRM", tell => Steps(customers, ties, memory, tell, run.Stop)), step => [step.What, step.Memory, step.Seconds, step.ScalesWith])],
        };
    }

    private static List<Step> Steps(long customers, long ties, MemoryEstimate memory, Action<double, string> tell, CancellationToken stop)
    {
        var crm = new SyntheticCrm(new() { Customers = ProbeCustomers });
        Tie<string>[] rows = [.. crm.Ties()];
        Customer<string>[] people = [.. crm.Customers().Select(customer => new Customer<string>(customer.Key, customer.OwnValue))];
        DateTimeOffset asOf = crm.Plan.AsOf;
        double byTies = (double)ties / rows.Length;
        double byBoth = (double)(ties + customers) / (rows.Length + people.Length);
        var steps = new List<Step>();
        CustomerGraphView<string>? view = null;
        void Measured(string what, long? bytes, double factor, string scalesWith, Action work)
        {
            tell(0.2 * (steps.Count + 1), what);
            stop.ThrowIfCancellationRequested();
            work();
            double best = double.PositiveInfinity;
            for (int trial = 0; trial < Trials; trial++)
            {
                long start = Stopwatch.GetTimestamp();
                work();
                best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
            }

            steps.Add(new(what, bytes, best * factor, scalesWith));
        }

        Measured("build the graph", memory.PeakWhileBuilding, byBoth, "ties + customers", () => view = CustomerGraph.FromTies(rows, people, o => o with { AsOf = asOf }, cancellationToken: stop).At(asOf));
        steps.Add(new("keep the graph", memory.AtRest, null, ""));
        Measured("social value", memory.SocialValue, byBoth, "ties + customers, per sweep", () => view!.SocialValue(cancellationToken: stop));
        Measured("circle strength", Scaled(view!.EstimateCircleStrengthMemory(), byBoth), byTies * Math.Max(1, Density(ties, customers, rows.Length)), "ties x mean ties", () => view!.CircleStrength(cancellationToken: stop));
        Measured("communities", Scaled(view!.EstimateCommunitiesMemory(), byBoth), byTies, "ties x runs; fewer runs on larger graphs", () => view!.Communities(o => o with { Runs = 1 }, cancellationToken: stop));
        Measured("seeds (10)", null, byBoth, "ties reached by samples", () => view!.Seeds(10, cancellationToken: stop));
        return steps;
    }

    private static double Density(long ties, long customers, int probeTies) => (double)ties / customers / ((double)probeTies / ProbeCustomers);

    private static long Scaled(long bytes, double factor) => (long)(bytes * factor);

    private sealed record Step(string What, long? Memory, double? Seconds, string ScalesWith);
}
