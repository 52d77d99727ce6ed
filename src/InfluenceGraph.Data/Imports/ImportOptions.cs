using static System.FormattableString;

namespace InfluenceGraph.Data;

/// <summary>What a source is to a store, how many bad rows are borne, and where they go.</summary>
public sealed record ImportOptions
{
    /// <summary>Whether the rows are all that there is, as a nightly export of a whole table has them: what earlier imports of the same <see cref="Name"/> and kind brought and this one no longer names is removed when it is complete.</summary>
    /// <value><see langword="false"/> by default: what the source does not name stays. Interactions cannot be whole.</value>
    public bool IsWhole { get; init; }

    /// <summary>What the source is called in a store. Rows belong to the name, so exports of one table whose files have dates in their names need one that stays.</summary>
    /// <value><see langword="null"/> by default: <see cref="RowSource.Name"/>, the file's name.</value>
    public string? Name { get; init; }

    /// <summary>How many rows may be rejected; one more ends the import.</summary>
    /// <value>100 by default; 0 where every row must be good.</value>
    public long MaxRejects { get; init; } = 100;

    /// <summary>A CSV file that gets every rejected row: its line or row number, the reason, and what stands in it. Written as a whole when the import ends, also when it ends because there were too many.</summary>
    /// <value><see langword="null"/> by default: no file; the report has the first ones all the same.</value>
    public string? RejectsFile { get; init; }

    /// <summary>How many customers, ties, consents or interactions go into a store at a time. A cut off import loses at most so many, and goes on there.</summary>
    /// <value>50,000 by default.</value>
    public int BatchRows { get; init; } = 50_000;

    /// <summary>How many rejected rows the report has word by word.</summary>
    /// <value>10 by default.</value>
    public int Examples { get; init; } = 10;

    internal static ImportOptions Checked(Func<ImportOptions, ImportOptions>? configure)
    {
        var options = new ImportOptions();
        options = configure is null ? options : configure(options) ?? throw new ArgumentException($"{nameof(configure)} returned null; expected options.", nameof(configure));
        options.Validate();
        return options;
    }

    internal void Validate()
    {
        var errors = new OptionErrors(nameof(ImportOptions));
        errors.Require(Name is null || !string.IsNullOrWhiteSpace(Name), $"{nameof(Name)} is blank; expected what the source is called, or null for the file's name");
        errors.Require(MaxRejects >= 0, Invariant($"{nameof(MaxRejects)} is {MaxRejects}; expected 0 or more"));
        errors.Require(RejectsFile is null || !string.IsNullOrWhiteSpace(RejectsFile), $"{nameof(RejectsFile)} is blank; expected the path of a file, or null for none");
        errors.Require(BatchRows is >= 1 and <= 10_000_000, Invariant($"{nameof(BatchRows)} is {BatchRows}; expected 1 to 10,000,000"));
        errors.Require(Examples is >= 0 and <= 10_000, Invariant($"{nameof(Examples)} is {Examples}; expected 0 to 10,000"));
        errors.ThrowIfAny();
    }
}
