using System.Globalization;
using System.Text;

namespace InfluenceGraph.Data;

/// <summary>What became of the rows of a source. Nothing is lost silently: rows read = used + skipped by a rule + rejected.</summary>
public sealed record ImportReport
{
    internal ImportReport()
    {
    }

    /// <summary>What the source is called.</summary>
    public required string Source { get; init; }

    /// <summary>What the rows became: customers, ties, consents or interactions.</summary>
    public required string Kind { get; init; }

    /// <summary>Rows read, used, skipped and rejected. All 0 where <see cref="WasComplete"/>.</summary>
    public required ImportCounts Counts { get; init; }

    /// <summary>Customers, ties, consents or interactions that the used rows made: twice as many ties where rows run both ways.</summary>
    public required long Made { get; init; }

    /// <summary>Rows of earlier imports of a whole source that this one no longer names, and that were removed; see <see cref="StoreImport.Removed"/>.</summary>
    public long Removed { get; init; }

    /// <summary>Rows skipped, by rule; rules that skipped none are absent.</summary>
    public required IReadOnlyList<LeftOut> Skipped { get; init; }

    /// <summary>Rows rejected, by reason, the most frequent first.</summary>
    public required IReadOnlyList<LeftOut> Rejected { get; init; }

    /// <summary>The first rejected rows, as many as <see cref="ImportOptions.Examples"/>.</summary>
    public required IReadOnlyList<RejectedRow> Examples { get; init; }

    /// <summary>The file with all rejected rows; <see langword="null"/> where none was asked for.</summary>
    public required string? RejectsFile { get; init; }

    /// <summary>Rows that an earlier, cut off import had dealt with already.</summary>
    public required long ResumedAfter { get; init; }

    /// <summary>Whether the store had taken in this very source before, so that nothing was to be done.</summary>
    public required bool WasComplete { get; init; }

    /// <summary>The time that it took.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>A few lines for people.</summary>
    /// <returns>Counts, rules, reasons and the first rejected rows; invariant culture.</returns>
    public override string ToString()
    {
        var text = new StringBuilder();
        void Line(string line) => text.Append(text.Length > 0 ? "\n" : "").Append(line);
        if (WasComplete)
        {
            return $"{Source}: imported before, with the same content and mapping; nothing to do.";
        }

        Line(string.Create(CultureInfo.InvariantCulture, $"{Source}: {Counts.RowsRead:#,0} rows = {Counts.Used:#,0} used + {Counts.Skipped:#,0} skipped + {Counts.Rejected:#,0} rejected; {Made:#,0} {Kind} in {Duration.TotalSeconds:0.0} s"));
        if (ResumedAfter > 0)
        {
            Line(string.Create(CultureInfo.InvariantCulture, $"  went on after row {ResumedAfter:#,0}, where an earlier import was cut off"));
        }

        if (Removed > 0)
        {
            Line(string.Create(CultureInfo.InvariantCulture, $"  removed {Removed:#,0} that the source no longer names"));
        }

        foreach (LeftOut rule in Skipped)
        {
            Line(string.Create(CultureInfo.InvariantCulture, $"  skipped {rule.Count:#,0}: {rule.Reason}"));
        }

        foreach (LeftOut reason in Rejected)
        {
            Line(string.Create(CultureInfo.InvariantCulture, $"  rejected {reason.Count:#,0}: {reason.Reason}"));
        }

        foreach (RejectedRow row in Examples.Take(3))
        {
            Line($"  {row}");
        }

        if (RejectsFile is not null)
        {
            Line($"  all rejected rows: {RejectsFile}");
        }

        return text.ToString();
    }
}

/// <summary>A row that could not be used.</summary>
/// <param name="Place">Where it stands, such as <c>line 17</c>.</param>
/// <param name="Reason">What was got, what was expected and what to do.</param>
/// <param name="Content">What stands there.</param>
public sealed record RejectedRow(string Place, string Reason, string Content)
{
    /// <summary>Place, reason and content.</summary>
    /// <returns>One line; long content is cut.</returns>
    public override string ToString()
    {
        string content = Content.ReplaceLineEndings("\\n");
        return $"{Place}: {Reason}: {(content.Length > 100 ? $"{content[..100]}..." : content)}";
    }
}
