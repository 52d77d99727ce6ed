namespace InfluenceGraph.Data.Imports;

/// <summary>What rows become, in words.</summary>
internal static class RowKinds
{
    internal const string Customers = "customers";
    internal const string Ties = "ties";
    internal const string Consents = "consents";
    internal const string Interactions = "interactions";
    internal const string Tags = "tags";
    internal const string Circles = "circles";
}
