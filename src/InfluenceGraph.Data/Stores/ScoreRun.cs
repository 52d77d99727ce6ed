namespace InfluenceGraph.Data;

/// <summary>Scores that were written together, and what they were computed from.</summary>
/// <param name="Id">The run's number in its store; a later run has a larger one.</param>
/// <param name="Measure">What the scores are scores of, such as <c>social value</c>.</param>
/// <param name="WrittenAt">When they were written, by the clock of the machine that wrote them.</param>
/// <param name="Scores">How many there are.</param>
/// <param name="Receipt">What they were computed from.</param>
public sealed record ScoreRun(long Id, string Measure, DateTimeOffset WrittenAt, long Scores, StoredReceipt Receipt)
{
    /// <summary>The run as a line.</summary>
    /// <returns>One line, invariant culture.</returns>
    public override string ToString() => FormattableString.Invariant($"run {Id}: {Scores} scores of {Measure}, data {Receipt.DataHash[..Math.Min(16, Receipt.DataHash.Length)]}");
}
