namespace InfluenceGraph.Benchmarks.Forward;

/// <summary>What one engine did in one run.</summary>
internal sealed record ForwardRun(double Seconds, long Worlds, double Visits, double Spread, double StandardError)
{
    internal double VisitsPerSecond => Visits / Seconds;

    internal static ForwardRun OfSums(double seconds, long worlds, double visits, double sum, double squares)
    {
        double mean = sum / worlds;
        return new(seconds, worlds, visits, mean, Math.Sqrt(Math.Max(0, (squares / worlds) - (mean * mean)) / worlds));
    }
}
