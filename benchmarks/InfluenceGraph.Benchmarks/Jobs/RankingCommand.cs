using System.Globalization;
using InfluenceGraph.Benchmarks.Compare;
using static InfluenceGraph.Benchmarks.Compare.CompareReport;

namespace InfluenceGraph.Benchmarks.Jobs;

/// <summary>From a CRM's CSV files to scores in a SQLite store, beside what a data team writes in Python. Whole processes, from start to end.</summary>
internal sealed class RankingCommand
{
    // igraph solves to 1e-10 and we to 1e-10 of all value; both store double precision, and our ties are weighed in single.
    private const double Tolerance = 1e-6;

    private const string Usage = """
        ranking [--ties 10000000] [--scale 20] [--repeats 3] [--python PYTHON] [--tool PROGRAM] [--no-store] [--note TEXT] [--out FILE.md]
          --ties      lines of the file of ties; --scale: 2^SCALE customers
          --python    a Python that can import pandas and igraph
          --tool      the tool, built: src/InfluenceGraph.Tool/bin/Release/net10.0/InfluenceGraph.Tool
          --no-store  without the way that keeps the ties in the store
          --repeats   how often each runs, in turns; the median counts
        """;

    private readonly RankingOptions _options;
    private readonly CompareReport _report;
    private readonly string _folder;

    private RankingCommand(RankingOptions options, CompareReport report, string folder) => (_options, _report, _folder) = (options, report, folder);

    internal static int Run(ReadOnlySpan<string> arguments)
    {
        if (arguments is ["once", string way, string ties, string customers, string store])
        {
            return OwnRanking.Run(way, ties, customers, store);
        }

        if (RankingOptions.Of(arguments) is not RankingOptions options)
        {
            Console.Error.WriteLine(Usage);
            return 2;
        }

        var report = new CompareReport(
            "From CSV to scores in a store",
            string.Create(CultureInfo.InvariantCulture, $"dotnet run -c Release --project benchmarks/InfluenceGraph.Benchmarks -- ranking --ties {options.Ties} --scale {options.Scale} [--python PYTHON] [--tool PROGRAM]"),
            compiler: "not needed");
        if (options.Note.Length > 0)
        {
            report.Row("note", options.Note);
        }

        DirectoryInfo folder = Directory.CreateTempSubdirectory("ranking");
        try
        {
            return new RankingCommand(options, report, folder.FullName).Run() ? 0 : 1;
        }
        finally
        {
            folder.Delete(recursive: true);
            if (options.Out.Length > 0)
            {
                report.Save(options.Out);
            }
        }
    }

    private bool Run()
    {
        CrmExport export = CrmExport.Write(_folder, _options.Scale, _options.Ties);
        _report.Row("ties", $"{Number(export.TieCount)} lines, {Number(new FileInfo(export.Ties).Length / 1e6)} MB; R-MAT scale {_options.Scale}, without parallel and self ties");
        _report.Row("customers", $"{Number(export.CustomerCount)} lines, {Number(new FileInfo(export.Customers).Length / 1e6)} MB");

        string program = Environment.ProcessPath!;
        bool isHost = Path.GetFileNameWithoutExtension(program).Equals("dotnet", StringComparison.Ordinal);
        string[] own = [.. isHost ? (string[])[typeof(RankingCommand).Assembly.Location] : [], "ranking", "once"];
        List<RankingJob> jobs = [new("library, files to graph", program, [.. own, "files", export.Ties, export.Customers], StoredRanking.Ours)];
        if (_options.Store)
        {
            jobs.Add(new("library, everything through the store", program, [.. own, "store", export.Ties, export.Customers], StoredRanking.Ours));
        }

        if (_options.Tool.Length > 0)
        {
            jobs.Add(new(
                "tool",
                _options.Tool,
                ["score", "--ties", export.Ties, "--from", "reaches", "--to", "reached", "--permission", "permission", "--strength", "contacts", "--customers", export.Customers, "--key", "customer", "--value", "own_value", "--unreached", "prior", "--save-to"],
                StoredRanking.Ours));
        }

        if (_options.Python.Length > 0)
        {
            jobs.Add(new("pandas + igraph", _options.Python, [Path.Combine(AppContext.BaseDirectory, "Native", "ranking_peers.py"), export.Ties, export.Customers], StoredRanking.Peers));
        }

        for (int turn = 0; turn < _options.Repeats; turn++)
        {
            foreach (RankingJob job in jobs)
            {
                job.RunOnce(Path.Combine(_folder, "store.db"));
            }
        }

        return Tell(jobs);
    }

    private bool Tell(List<RankingJob> jobs)
    {
        bool agree = true;
        RankingJob first = jobs[0];
        _report.Table("job", "s", "ratio", "peak MiB", "ratio", "steps (most memory at each; of Python so far)", "scores differ by");
        foreach (RankingJob job in jobs)
        {
            double difference = StoredRanking.Difference(first.Scores, job.Scores);
            agree &= difference < Tolerance;
            _report.Cells(
                job.Name,
                Number(job.Seconds, "0.00"),
                Number(job.Seconds / first.Seconds, "0.00"),
                Number(job.Kibibytes / 1024.0),
                Number((double)job.Kibibytes / first.Kibibytes, "0.00"),
                job.Steps,
                ReferenceEquals(job, first) ? "" : difference.ToString("0.0e0", CultureInfo.InvariantCulture));
        }

        _report.Say(agree
            ? $"All wrote the same scores: the sum of differences is below {Tolerance.ToString("0e0", CultureInfo.InvariantCulture)} of all value."
            : "**The scores differ.**");
        return agree;
    }
}
