namespace InfluenceGraph;

/// <summary>What a batch took.</summary>
/// <param name="Changes">Changes in the batch.</param>
/// <param name="Skipped">Those of them that a rule left out: ties of customers to themselves.</param>
/// <param name="CustomersRescored">Customers whose score was computed again.</param>
/// <param name="Pushes">How often a customer's outstanding value was passed on.</param>
/// <param name="TieVisits">Ties looked at in doing so.</param>
public readonly record struct UpdateWork(int Changes, int Skipped, int CustomersRescored, long Pushes, long TieVisits)
{
    /// <summary>The counts.</summary>
    /// <returns>One line, invariant culture.</returns>
    public override string ToString() => FormattableString.Invariant($"{Changes} changes{(Skipped > 0 ? FormattableString.Invariant($" ({Skipped} skipped)") : "")}, {CustomersRescored} customers rescored, {TieVisits} ties visited");
}
