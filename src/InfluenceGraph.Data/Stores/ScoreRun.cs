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

/// <summary>A <see cref="Receipt"/> as it stands in a store: the same facts under the same names, and the text that people read.</summary>
/// <param name="DataHash">SHA-256 of the data that was used.</param>
/// <param name="LibraryVersion">The version of the library that computed.</param>
/// <param name="AsOf">The moment for which permissions and consents were taken.</param>
/// <param name="ValidUntil">The first later moment at which a recorded permission or consent begins or ends.</param>
/// <param name="Consent">How consent was applied.</param>
/// <param name="Options">The options of the computation.</param>
/// <param name="Customers">Customers in the graph.</param>
/// <param name="CustomersUsed">Customers who took part.</param>
/// <param name="TieRows">Rows of ties put in.</param>
/// <param name="TiesUsed">Ties that took part.</param>
/// <param name="CustomersLeftOut">Customers left out, by reason.</param>
/// <param name="TiesLeftOut">Rows of ties left out or folded into another one, by reason.</param>
/// <param name="Notes">Things worth knowing that left nothing out.</param>
/// <param name="Text">The receipt as its own <c>ToString()</c> wrote it.</param>
public sealed record StoredReceipt(
    string DataHash,
    string LibraryVersion,
    DateTimeOffset? AsOf,
    DateTimeOffset? ValidUntil,
    string Consent,
    string Options,
    long Customers,
    long CustomersUsed,
    long TieRows,
    long TiesUsed,
    IReadOnlyList<LeftOut> CustomersLeftOut,
    IReadOnlyList<LeftOut> TiesLeftOut,
    IReadOnlyList<LeftOut> Notes,
    string Text)
{
    /// <summary>The receipt's text.</summary>
    /// <returns>The lines that the receipt had when it was written.</returns>
    public override string ToString() => Text;
}
