using System.Globalization;
using InfluenceGraph.Benchmarks.GraphFiles;

namespace InfluenceGraph.Benchmarks.PageRanks;

/// <summary>The most memory that a process had at once, as Linux tells it (VmHWM); 0 where it does not.</summary>
internal static class ProcessGrowth
{
    /// <summary>The peak of a process that still runs.</summary>
    internal static long Of(int process) => Field($"/proc/{process}/status", "VmHWM:");

    /// <summary>Runs and says by how much this process grew at most, what it had given back before not counted.</summary>
    internal static (T Result, long Bytes) While<T>(Func<T> run)
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        ProcessPeak.Reset();
        long before = Field("/proc/self/status", "VmRSS:");
        T result = run();
        return (result, Field("/proc/self/status", "VmHWM:") - before);
    }

    private static long Field(string path, string name)
    {
        try
        {
            string? line = File.ReadLines(path).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal));
            return line is null ? 0 : 1024 * long.Parse(line[name.Length..].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
