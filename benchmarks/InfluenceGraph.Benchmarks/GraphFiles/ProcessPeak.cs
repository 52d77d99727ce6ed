using System.Globalization;

namespace InfluenceGraph.Benchmarks.GraphFiles;

/// <summary>The most memory that the process took, as Linux counts it (pages of files included); the working set elsewhere.</summary>
internal static class ProcessPeak
{
    private const string Status = "/proc/self/status";

    internal static void Reset()
    {
        try
        {
            File.WriteAllText("/proc/self/clear_refs", "5");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Then the peak is that of all steps so far.
        }
    }

    internal static long Mebibytes()
    {
        if (!File.Exists(Status))
        {
            return Environment.WorkingSet >> 20;
        }

        string line = File.ReadLines(Status).First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return long.Parse(line.AsSpan(6, line.Length - 6 - 2).Trim(), CultureInfo.InvariantCulture) >> 10;
    }
}
