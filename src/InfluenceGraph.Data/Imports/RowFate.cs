namespace InfluenceGraph.Data.Imports;

/// <summary>What becomes of a row: used, skipped by a rule, or rejected. A reason is a few words that many rows share; a problem is about this row.</summary>
internal readonly record struct RowFate(string? Rule, string? Reason, string? Problem)
{
    internal static RowFate Used => default;

    internal bool IsUsed => Rule is null && Reason is null;

    internal static RowFate Skipped(string rule) => new(rule, null, null);

    internal static RowFate Rejected(string reason, string problem) => new(null, reason, problem);
}
