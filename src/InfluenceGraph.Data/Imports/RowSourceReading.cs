using InfluenceGraph.Data.Imports;
using InfluenceGraph.Data.Mappings;

namespace InfluenceGraph.Data;

/// <summary>Reads rows straight into customers, ties, consents and interactions, without a store.</summary>
public static class RowSourceReading
{
    /// <summary>Reads ties, as in <c>CustomerGraph.FromTies(source.ReadTies&lt;string&gt;(TieMapping.Guess(source.Columns)))</c>. O(bytes), one row at a time.</summary>
    /// <typeparam name="TKey">The key: <see cref="string"/>, <see cref="long"/> or <see cref="Guid"/>.</typeparam>
    /// <param name="source">The rows.</param>
    /// <param name="mapping">Which columns are what.</param>
    /// <param name="configure">Changes the default options, as in <c>o => o with { MaxRejects = 1000, RejectsFile = "rejects.csv" }</c>.</param>
    /// <param name="progress">Told about every 16,384 rows.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>The ties, and, when all are read, what became of each row.</returns>
    /// <exception cref="CustomerDataException">A column is missing or ambiguous; the message lists those that there are. Reading on throws it where more rows are rejected than may be.</exception>
    /// <exception cref="ArgumentException">An option or the mapping is out of range, or keys of this type cannot be read.</exception>
    public static RowReading<Tie<TKey>> ReadTies<TKey>(this RowSource source, TieMapping mapping, Func<ImportOptions, ImportOptions>? configure = null, IProgress<RowProgress>? progress = null, CancellationToken cancellationToken = default)
        where TKey : notnull =>
        Reading(source, mapping, static (rows, how) => new TieMapper<TKey>(rows, how), RowKinds.Ties, configure, progress, cancellationToken);

    /// <summary>Reads customers; see <see cref="ReadTies{TKey}"/>.</summary>
    /// <typeparam name="TKey">The key: <see cref="string"/>, <see cref="long"/> or <see cref="Guid"/>.</typeparam>
    /// <param name="source">The rows.</param>
    /// <param name="mapping">Which columns are what.</param>
    /// <param name="configure">Changes the default options.</param>
    /// <param name="progress">Told about every 16,384 rows.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>The customers, each once, and, when all are read, what became of each row.</returns>
    /// <exception cref="CustomerDataException">A column is missing or ambiguous; the message lists those that there are.</exception>
    /// <exception cref="ArgumentException">An option or the mapping is out of range, or keys of this type cannot be read.</exception>
    public static RowReading<Customer<TKey>> ReadCustomers<TKey>(this RowSource source, CustomerMapping mapping, Func<ImportOptions, ImportOptions>? configure = null, IProgress<RowProgress>? progress = null, CancellationToken cancellationToken = default)
        where TKey : notnull =>
        Reading(source, mapping, static (rows, how) => new CustomerMapper<TKey>(rows, how), RowKinds.Customers, configure, progress, cancellationToken);

    /// <summary>Reads consents, for <see cref="ConsentLedger{TKey}.Record"/>; see <see cref="ReadTies{TKey}"/>.</summary>
    /// <typeparam name="TKey">The key: <see cref="string"/>, <see cref="long"/> or <see cref="Guid"/>.</typeparam>
    /// <param name="source">The rows.</param>
    /// <param name="mapping">Which columns are what.</param>
    /// <param name="configure">Changes the default options.</param>
    /// <param name="progress">Told about every 16,384 rows.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>The consents, and, when all are read, what became of each row.</returns>
    /// <exception cref="CustomerDataException">A column is missing or ambiguous; the message lists those that there are.</exception>
    /// <exception cref="ArgumentException">An option or the mapping is out of range, or keys of this type cannot be read.</exception>
    public static RowReading<Consent<TKey>> ReadConsents<TKey>(this RowSource source, ConsentMapping mapping, Func<ImportOptions, ImportOptions>? configure = null, IProgress<RowProgress>? progress = null, CancellationToken cancellationToken = default)
        where TKey : notnull =>
        Reading(source, mapping, static (rows, how) => new ConsentMapper<TKey>(rows, how), RowKinds.Consents, configure, progress, cancellationToken);

    /// <summary>Reads interactions, for <see cref="ActionLog.FromRows{TKey}"/>; see <see cref="ReadTies{TKey}"/>.</summary>
    /// <typeparam name="TKey">The key: <see cref="string"/>, <see cref="long"/> or <see cref="Guid"/>.</typeparam>
    /// <param name="source">The rows.</param>
    /// <param name="mapping">Which columns are what.</param>
    /// <param name="configure">Changes the default options.</param>
    /// <param name="progress">Told about every 16,384 rows.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>The interactions, and, when all are read, what became of each row.</returns>
    /// <exception cref="CustomerDataException">A column is missing or ambiguous; the message lists those that there are.</exception>
    /// <exception cref="ArgumentException">An option or the mapping is out of range, or keys of this type cannot be read.</exception>
    public static RowReading<CustomerAction<TKey>> ReadInteractions<TKey>(this RowSource source, InteractionMapping mapping, Func<ImportOptions, ImportOptions>? configure = null, IProgress<RowProgress>? progress = null, CancellationToken cancellationToken = default)
        where TKey : notnull =>
        Reading(source, mapping, static (rows, how) => new InteractionMapper<TKey>(rows, how), RowKinds.Interactions, configure, progress, cancellationToken);

    /// <summary>Reads tags, for <see cref="CustomerGraphBuilder{TKey}.AddTag"/>; see <see cref="ReadTies{TKey}"/>.</summary>
    /// <typeparam name="TKey">The key: <see cref="string"/>, <see cref="long"/> or <see cref="Guid"/>.</typeparam>
    /// <param name="source">The rows.</param>
    /// <param name="mapping">Which columns are what.</param>
    /// <param name="configure">Changes the default options.</param>
    /// <param name="progress">Told about every 16,384 rows.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>The rows and, when all are read, what became of each.</returns>
    /// <exception cref="CustomerDataException">A column is missing or ambiguous; the message lists those that there are.</exception>
    /// <exception cref="ArgumentException">An option or the mapping is out of range, or keys of this type cannot be read.</exception>
    public static RowReading<TagRow<TKey>> ReadTags<TKey>(this RowSource source, TagMapping mapping, Func<ImportOptions, ImportOptions>? configure = null, IProgress<RowProgress>? progress = null, CancellationToken cancellationToken = default)
        where TKey : notnull =>
        Reading(source, mapping, static (rows, how) => new TagMapper<TKey>(rows, how), RowKinds.Tags, configure, progress, cancellationToken);

    /// <summary>Reads members of circles, for <see cref="CustomerGraphBuilder{TKey}.AddCircle"/>; see <see cref="ReadTies{TKey}"/>.</summary>
    /// <typeparam name="TKey">The key: <see cref="string"/>, <see cref="long"/> or <see cref="Guid"/>.</typeparam>
    /// <param name="source">The rows.</param>
    /// <param name="mapping">Which columns are what.</param>
    /// <param name="configure">Changes the default options.</param>
    /// <param name="progress">Told about every 16,384 rows.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>The rows and, when all are read, what became of each.</returns>
    /// <exception cref="CustomerDataException">A column is missing or ambiguous; the message lists those that there are.</exception>
    /// <exception cref="ArgumentException">An option or the mapping is out of range, or keys of this type cannot be read.</exception>
    public static RowReading<CircleRow<TKey>> ReadCircles<TKey>(this RowSource source, CircleMapping mapping, Func<ImportOptions, ImportOptions>? configure = null, IProgress<RowProgress>? progress = null, CancellationToken cancellationToken = default)
        where TKey : notnull =>
        Reading(source, mapping, static (rows, how) => new CircleMapper<TKey>(rows, how), RowKinds.Circles, configure, progress, cancellationToken);

    private static RowReading<TRow> Reading<TRow, TMapping>(RowSource source, TMapping mapping, Func<RowSource, TMapping, RowMapper<TRow>> bind, string kind, Func<ImportOptions, ImportOptions>? configure, IProgress<RowProgress>? progress, CancellationToken cancellationToken)
        where TMapping : RowMapping
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(mapping);
        var options = ImportOptions.Checked(configure);
        ColumnBinding.Prepare(source, mapping);
        RowMapper<TRow> mapper = bind(source, mapping);
        return new(() => new(source, mapper, kind, options, rejects: null, progress, cancellationToken));
    }
}
