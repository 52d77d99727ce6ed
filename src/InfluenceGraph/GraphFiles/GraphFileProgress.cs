namespace InfluenceGraph;

/// <summary>How far the building of a graph file has come.</summary>
/// <param name="Phase">What is being done, in a few words.</param>
/// <param name="Done">How many rows of ties or customers, in this phase.</param>
/// <param name="Total">What it comes to.</param>
/// <param name="Elapsed">The time that this phase has taken so far.</param>
public readonly record struct GraphFileProgress(string Phase, long Done, long Total, TimeSpan Elapsed)
{
    /// <summary>The part of the phase done, 0 to 1.</summary>
    public double Fraction => Total <= 0 ? 1 : Math.Min(1, (double)Done / Total);

    /// <summary>Rows a second in this phase, so far.</summary>
    public double RowsPerSecond => Elapsed > TimeSpan.Zero ? Done / Elapsed.TotalSeconds : 0;

    /// <summary>The time that this phase still takes, at the rate so far; <see langword="null"/> where nothing is done yet.</summary>
    public TimeSpan? Remaining => Done > 0 ? Elapsed * (Math.Max(0, Total - Done) / (double)Done) : null;

    /// <summary>One line: phase, part done, rate and remaining time.</summary>
    /// <returns>The line, invariant culture.</returns>
    public override string ToString() => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"{Phase}: {Done} of {Total} ({100 * Fraction:0} %), {RowsPerSecond / 1e6:0.0} M rows/s{(Remaining is TimeSpan remaining ? $", {remaining.TotalSeconds:0} s left" : "")}");
}
