namespace InfluenceGraph;

/// <summary>How far a question has come.</summary>
/// <param name="Phase">What is being done, in a word or two.</param>
/// <param name="Done">How much of it, in the phase's own unit (ties, customers, worlds, rounds, replicates).</param>
/// <param name="Total">What it comes to at most; the phase may end before.</param>
public readonly record struct WorkProgress(string Phase, long Done, long Total)
{
    /// <summary>The part of the phase done, 0 to 1.</summary>
    public double Fraction => Total <= 0 ? 1 : Math.Min(1, (double)Done / Total);
}
