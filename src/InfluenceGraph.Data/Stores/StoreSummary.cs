namespace InfluenceGraph.Data;

/// <summary>What a store holds, counted.</summary>
/// <param name="Customers">Customers with an own value.</param>
/// <param name="NamedOnly">Keys that ties, circles, consents, interactions or scores name, but no customer row.</param>
/// <param name="Ties">Rows of ties.</param>
/// <param name="Consents">Decisions on consent.</param>
/// <param name="Interactions">Interactions.</param>
/// <param name="Imports">Imports begun.</param>
/// <param name="OpenImports">Imports that were begun and not completed.</param>
/// <param name="ScoreRuns">Score runs.</param>
/// <param name="SchemaVersion">The version of the schema.</param>
public sealed record StoreSummary(
    long Customers,
    long NamedOnly,
    long Ties,
    long Consents,
    long Interactions,
    long Imports,
    long OpenImports,
    long ScoreRuns,
    int SchemaVersion)
{
    /// <summary>The counts as a line.</summary>
    /// <returns>One line, invariant culture.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"{Customers} customers (and {NamedOnly} known by name only), {Ties} ties, {Consents} consents, {Interactions} interactions; {Imports} imports ({OpenImports} not completed), {ScoreRuns} score runs; schema {SchemaVersion}");
}
