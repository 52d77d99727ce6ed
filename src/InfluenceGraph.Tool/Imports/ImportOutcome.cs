using InfluenceGraph.Data;

namespace InfluenceGraph.Tool.Imports;

/// <summary>What became of the rows of a source.</summary>
internal sealed record ImportOutcome(string Source, string Kind, ImportCounts Counts, long Made)
{
    internal bool WasComplete { get; init; }

    internal long Removed { get; init; }

    internal long ResumedAfter { get; init; }

    internal TimeSpan Duration { get; init; }

    internal string? RejectsFile { get; init; }

    internal IReadOnlyList<LeftOut> Skipped { get; init; } = [];

    internal IReadOnlyList<LeftOut> Rejected { get; init; } = [];

    internal IReadOnlyList<RejectedRow> Examples { get; init; } = [];

    internal static ImportOutcome Of(ImportReport report) => new(report.Source, report.Kind, report.Counts, report.Made)
    {
        WasComplete = report.WasComplete,
        Removed = report.Removed,
        ResumedAfter = report.ResumedAfter,
        Duration = report.Duration,
        RejectsFile = report.RejectsFile,
        Skipped = report.Skipped,
        Rejected = report.Rejected,
        Examples = report.Examples,
    };
}
