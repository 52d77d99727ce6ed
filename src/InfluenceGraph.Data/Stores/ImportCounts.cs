namespace InfluenceGraph.Data;

/// <summary>Where the rows of a source went. Nothing is lost silently: <paramref name="RowsRead"/> is the sum of the other three.</summary>
/// <param name="RowsRead">Rows read, without header, comments and blank lines.</param>
/// <param name="Used">Rows that went in.</param>
/// <param name="Skipped">Rows that a rule of the caller left out.</param>
/// <param name="Rejected">Rows that could not be used.</param>
public readonly record struct ImportCounts(long RowsRead, long Used, long Skipped, long Rejected)
{
    /// <summary>Refuses counts that do not add up, or that lie behind what was dealt with already.</summary>
    internal void RequireAfter(ImportCounts before)
    {
        if (Used < 0 || Skipped < 0 || Rejected < 0 || RowsRead != Used + Skipped + Rejected)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"{RowsRead} rows read, {Used} used, {Skipped} skipped, {Rejected} rejected; expected rows read to be the sum of the others. Count every row once."));
        }

        if (RowsRead < before.RowsRead || Used < before.Used || Skipped < before.Skipped || Rejected < before.Rejected)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"{RowsRead} rows read, {Used} used, {Skipped} skipped, {Rejected} rejected, but {before} before; expected counts that grow. Count on from the import's Counts when it is resumed."));
        }
    }
}
