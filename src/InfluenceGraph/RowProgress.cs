using System.Globalization;

namespace InfluenceGraph;

/// <summary>How far reading or writing many rows has come: an edge list, a graph file, a database.</summary>
/// <param name="Phase">What is being done, in a few words.</param>
/// <param name="Done">How much of the phase: bytes of a file, packed ones where it is packed, or rows.</param>
/// <param name="Total">What it comes to, in the same unit; 0 where that is not known.</param>
/// <param name="Rows">Rows dealt with so far.</param>
/// <param name="Elapsed">The time that it took.</param>
public readonly record struct RowProgress(string Phase, long Done, long Total, long Rows, TimeSpan Elapsed)
{
    /// <summary>The part of the phase done, 0 to 1; 0 where the total is not known.</summary>
    public double Fraction => Total <= 0 ? 0 : Math.Min(1, (double)Done / Total);

    /// <summary>Rows a second so far.</summary>
    public double RowsPerSecond => Elapsed > TimeSpan.Zero ? Rows / Elapsed.TotalSeconds : 0;

    /// <summary>The time that the phase still takes at the rate so far; <see langword="null"/> where it cannot be told.</summary>
    public TimeSpan? Remaining => Done <= 0 || Total < Done ? null : Elapsed * (((double)Total / Done) - 1);

    /// <summary>One line: phase, part done, rate and remaining time.</summary>
    /// <returns>The line, invariant culture.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Phase}: {(Total > 0 ? $"{100 * Fraction:0} %, " : "")}{Rows} rows, {RowsPerSecond / 1e6:0.0} M rows/s{(Remaining is TimeSpan remaining ? $", {remaining.TotalSeconds:0} s left" : "")}");
}
