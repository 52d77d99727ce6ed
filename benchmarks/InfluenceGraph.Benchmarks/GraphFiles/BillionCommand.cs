using System.Diagnostics;
using System.Globalization;
using System.Text;
using InfluenceGraph.Benchmarks.Graphs;

namespace InfluenceGraph.Benchmarks.GraphFiles;

/// <summary>
/// <c>billion</c>: seeded ties streamed to a graph file, the file opened, one customer asked for, social value computed from the file,
/// each with its time and the most memory that the process took, as Markdown.
/// </summary>
internal static class BillionCommand
{
    internal static int Run(string[] args)
    {
        BillionOptions options;
        try
        {
            options = BillionOptions.Parse(args);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException)
        {
            Console.Error.WriteLine(exception.Message);
            Console.Error.WriteLine(BillionOptions.Usage);
            return 2;
        }

        try
        {
            string report = Measure(options);
            Console.Write(report);
            if (options.Out is not null)
            {
                File.WriteAllText(options.Out, report);
            }

            return 0;
        }
        finally
        {
            if (!options.IsKept && options.IsBuilt)
            {
                File.Delete(options.File);
            }
        }
    }

    private static string Measure(BillionOptions options)
    {
        var report = new StringBuilder();
        report.AppendLine(CultureInfo.InvariantCulture, $"## {options.Ties:N0} rows of ties, {options.Customers:N0} customers, {options.Bits} bits a permission, keys {(options.AreKeysScattered ? "scattered" : "counting")}");
        report.AppendLine();
        string arguments = string.Join(' ', Environment.GetCommandLineArgs().SkipWhile(arg => !string.Equals(arg, "billion", StringComparison.Ordinal)).Skip(1));
        report.AppendLine(CultureInfo.InvariantCulture, $"Made with `billion {arguments}`: {options.Threads} threads, {options.Memory} MiB for ties while building, .NET {Environment.Version}.");
        report.AppendLine();
        report.AppendLine("| step | seconds | ns a tie | processor, s | peak RSS, MiB | |");
        report.AppendLine("|---|---:|---:|---:|---:|---|");
        TimeSpan before = Processor();
        void Row(string step, double seconds, string remark)
        {
            TimeSpan now = Processor();
            report.AppendLine(
                CultureInfo.InvariantCulture,
                $"| {step} | {seconds:0.000} | {seconds * 1e9 / options.Ties:0.0} | {(now - before).TotalSeconds:0.0} | {ProcessPeak.Mebibytes()} | {remark} |");
            before = now;
        }

        if (options.IsBuilt)
        {
            Build(options, Row);
        }

        // What was built with is given back to the system, so that the steps below show what they take themselves.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        ProcessPeak.Reset();
        long began = Stopwatch.GetTimestamp();
        using CustomerGraphFile<long> file = CustomerGraphFile.Open<long>(options.File);
        Row("open", Stopwatch.GetElapsedTime(began).TotalSeconds, string.Create(CultureInfo.InvariantCulture, $"{file.TieCount:N0} ties, {(double)file.TieBytes / 2 / file.TieCount:0.00} bytes a tie and direction, {new FileInfo(options.File).Length / 1e9:0.00} GB in all"));
        ProcessPeak.Reset();
        began = Stopwatch.GetTimestamp();
        int ties = file.TiesFrom(KeyOf(0, options)).Count;
        Row("ties of a customer, first time", Stopwatch.GetElapsedTime(began).TotalSeconds, $"{ties} ties");
        if (options.IsValueComputed)
        {
            Value(options, file, Row);
        }

        return report.ToString();
    }

    private static void Build(BillionOptions options, Action<string, double, string> row)
    {
        ProcessPeak.Reset();
        long began = Stopwatch.GetTimestamp();
        using var builder = new CustomerGraphFileBuilder<long>(
            options.File,
            new() { OnDuplicate = TieMerge.Strongest },
            o => o with { Precision = options.Precision, MemoryLimit = (long)options.Memory << 20, Threads = options.Threads, TemporaryFolder = options.Temp });
        for (int customer = 0; customer < options.Customers; customer++)
        {
            builder.AddCustomer(KeyOf(customer, options), SeededGraph.OwnValueOf(customer));
        }

        row("add customers", Stopwatch.GetElapsedTime(began).TotalSeconds, "");
        began = Stopwatch.GetTimestamp();
        var made = new PowerLawTies(options.Customers);
        long unused = 0;
        for (long tie = 0; tie < Math.Min(options.Ties, 10_000_000); tie++)
        {
            unused += made[tie].From;
        }

        double making = Stopwatch.GetElapsedTime(began).TotalSeconds * (options.Ties / (double)Math.Min(options.Ties, 10_000_000));
        began = Stopwatch.GetTimestamp();
        for (long tie = 0; tie < options.Ties; tie++)
        {
            (int from, int to, double permission) = made[tie];
            builder.AddTie(KeyOf(from, options), KeyOf(to, options), permission);
            if (tie % 50_000_000 == 0)
            {
                Console.Error.WriteLine(FormattableString.Invariant($"{tie} ties added"));
            }
        }

        row("add ties", Stopwatch.GetElapsedTime(began).TotalSeconds, string.Create(CultureInfo.InvariantCulture, $"of which making them {making:0.0} s ({unused & 1})"));
        began = Stopwatch.GetTimestamp();
        builder.Build(new ToldOnConsole());
        row("build", Stopwatch.GetElapsedTime(began).TotalSeconds, string.Create(CultureInfo.InvariantCulture, $"{builder.TemporaryBytes / (double)options.Ties:0.0} bytes a tie in temporary files at most"));
    }

    private static void Value(BillionOptions options, CustomerGraphFile<long> file, Action<string, double, string> row)
    {
        ProcessPeak.Reset();
        long began = Stopwatch.GetTimestamp();
        FileSocialValueResult<long> value = file.SocialValue(o => o with { Tolerance = options.Tolerance, Threads = options.Threads }, new SweepsOnConsole());
        double seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        row("social value", seconds, string.Create(CultureInfo.InvariantCulture, $"{value.Iterations} sweeps, {seconds * 1e9 / value.Iterations / file.TieCount:0.00} ns a tie and sweep, residual {value.Residual:0.0e+0}"));
        began = Stopwatch.GetTimestamp();
        Ranking<long> top = value.Top(10);
        row("top 10", Stopwatch.GetElapsedTime(began).TotalSeconds, $"{top.CertainThrough} certain");
    }

    private static TimeSpan Processor()
    {
        using Process process = Process.GetCurrentProcess();
        return process.TotalProcessorTime;
    }

    /// <summary>A bijection of 64 bits where keys are scattered.</summary>
    private static long KeyOf(int customer, BillionOptions options) => options.AreKeysScattered ? unchecked((long)((ulong)customer * 0x9E3779B97F4A7C15)) : customer;

    private sealed class ToldOnConsole : IProgress<RowProgress>
    {
        private int _told = -1;

        public void Report(RowProgress value)
        {
            int tenth = (int)(value.Fraction * 10);
            if (Interlocked.Exchange(ref _told, tenth) != tenth)
            {
                Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{value} (processor {Processor().TotalSeconds:0.0} s)"));
            }
        }
    }

    private sealed class SweepsOnConsole : IProgress<IterationProgress>
    {
        public void Report(IterationProgress value) => Console.Error.WriteLine(FormattableString.Invariant($"sweep {value.Iteration}: residual {value.Residual:0.0e+0}"));
    }
}
