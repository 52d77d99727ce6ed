namespace InfluenceGraph.Benchmarks.Forward;

/// <summary>What one engine did in one run.</summary>
/// <param name="Seconds">Processor time, so that others on the machine count less.</param>
/// <param name="Worlds">Worlds simulated.</param>
/// <param name="Visits">Tries on ties of activated customers, as the plain loop makes them.</param>
/// <param name="Spread">Mean number reached.</param>
/// <param name="StandardError">Its standard error.</param>
internal sealed record ForwardRun(double Seconds, long Worlds, double Visits, double Spread, double StandardError)
{
    internal double VisitsPerSecond => Visits / Seconds;

    internal double WorldsPerSecond => Worlds / Seconds;

    internal static ForwardRun OfSums(double seconds, long worlds, double visits, double sum, double squares)
    {
        double mean = sum / worlds;
        return new(seconds, worlds, visits, mean, Math.Sqrt(Math.Max(0, (squares / worlds) - (mean * mean)) / worlds));
    }

    /// <summary>Whether two spreads lie within four standard errors of their difference.</summary>
    internal bool Agrees(ForwardRun other) =>
        Math.Abs(Spread - other.Spread) <= 4 * Math.Sqrt((StandardError * StandardError) + (other.StandardError * other.StandardError));
}
