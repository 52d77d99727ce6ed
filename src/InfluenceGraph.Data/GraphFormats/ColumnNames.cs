namespace InfluenceGraph.Data.GraphFormats;

/// <summary>The names of columns where nobody says otherwise.</summary>
internal static class ColumnNames
{
    internal const string Label = "label";
    internal const string OwnValue = "own_value";
    internal const string Tags = "tags";
    internal const string Permission = "permission";
    internal const string Strength = "strength";
    internal const string Weight = "weight";
    internal const string Since = "since";
    internal const string Until = "until";
    internal const string LastContact = "last_contact";
}
