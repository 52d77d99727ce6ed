namespace InfluenceGraph.Cascades.Everyone;

/// <summary>What a computation of everyone's reach is told.</summary>
/// <param name="Worlds">The number of worlds.</param>
/// <param name="Seed">The caller's seed.</param>
/// <param name="Threads">The number of threads.</param>
/// <param name="SearchBudget">How many edges may be searched in a world for each of its components and edges, before what is left is estimated.</param>
internal readonly record struct ReachSettings(int Worlds, ulong Seed, int Threads, double SearchBudget = ReachSettings.DefaultSearchBudget)
{
    /// <summary>What estimates would cost as well; worlds of R-MAT under weighted cascade need 7 to 15.</summary>
    internal const double DefaultSearchBudget = 64;
}

/// <summary>Everyone's reach, by node.</summary>
/// <param name="Reach">The expected worth reached, own worth included.</param>
/// <param name="StandardError">Its standard error.</param>
/// <param name="Lean">To which side the truth may be farther off: see <see cref="ReachInterval"/>.</param>
/// <param name="Least">What is reached for certain and by first tries, in expectation: known without a world.</param>
/// <param name="Preparing">Time before the first world.</param>
/// <param name="Simulating">Time for the worlds.</param>
/// <param name="Combining">Time afterwards.</param>
internal sealed record ReachSolution(double[] Reach, double[] StandardError, double[] Lean, double[] Least, TimeSpan Preparing, TimeSpan Simulating, TimeSpan Combining);
