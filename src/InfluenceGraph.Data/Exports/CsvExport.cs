using System.Globalization;
using System.Text;
using InfluenceGraph.Data.Exports;
using InfluenceGraph.Files;

namespace InfluenceGraph.Data;

/// <summary>Writes scores, rankings, explanations and cards as CSV: UTF-8, RFC 4180, safe for spreadsheets, with the receipt beside it. A file appears when it is whole, and not at all where something goes wrong; one whose name ends in <c>.gz</c> is packed.</summary>
public static class CsvExport
{
    private const int CancellationStride = 1 << 12;

    /// <summary>Writes a score for each customer, in the order given: columns <c>customer</c> and the measure. O(customers).</summary>
    /// <typeparam name="TKey">The caller's customer key.</typeparam>
    /// <param name="path">The file; one of that name is replaced.</param>
    /// <param name="measure">What the scores are scores of, such as <c>social value</c>.</param>
    /// <param name="scores">The scores. One that is not a number becomes an empty cell.</param>
    /// <param name="receipt">What they were computed from.</param>
    /// <param name="configure">Changes the default options.</param>
    /// <param name="cancellationToken">Stops writing; the file is then as it was before.</param>
    /// <returns>The number of rows.</returns>
    /// <exception cref="ArgumentException">An option is out of range, or the measure is blank.</exception>
    /// <exception cref="IOException">The file cannot be written; it is then as it was before.</exception>
    public static long WriteScores<TKey>(string path, string measure, IEnumerable<KeyValuePair<TKey, double>> scores, Receipt? receipt, Func<ExportOptions, ExportOptions>? configure = null, CancellationToken cancellationToken = default)
        where TKey : notnull
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(measure);
        ArgumentNullException.ThrowIfNull(scores);
        return WriteTable(path, ["customer", measure], scores.Select(score => (IReadOnlyList<object?>)[score.Key, score.Value]), receipt, configure, cancellationToken);
    }

    /// <summary>Writes customers by falling score: columns <c>rank</c>, <c>customer</c> and the measure. Equal scores share a rank. O(customers log customers).</summary>
    /// <typeparam name="TKey">The caller's customer key.</typeparam>
    /// <param name="path">The file; one of that name is replaced.</param>
    /// <param name="measure">What the scores are scores of, such as <c>social value</c>.</param>
    /// <param name="scores">The scores, in any order. Those that are not a number come last, without rank and score.</param>
    /// <param name="receipt">What they were computed from.</param>
    /// <param name="top">How many customers at most; <see langword="null"/> for all.</param>
    /// <param name="configure">Changes the default options.</param>
    /// <param name="cancellationToken">Stops writing; the file is then as it was before.</param>
    /// <returns>The number of rows.</returns>
    /// <exception cref="ArgumentException">An option is out of range, or the measure is blank.</exception>
    /// <exception cref="IOException">The file cannot be written; it is then as it was before.</exception>
    public static long WriteRanking<TKey>(string path, string measure, IEnumerable<KeyValuePair<TKey, double>> scores, Receipt? receipt, int? top = null, Func<ExportOptions, ExportOptions>? configure = null, CancellationToken cancellationToken = default)
        where TKey : notnull
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(measure);
        ArgumentNullException.ThrowIfNull(scores);
        if (top is int asked)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(asked, nameof(top));
        }

        return WriteTable(path, ["rank", "customer", measure], Ranked(scores).Take(top ?? int.MaxValue), receipt, configure, cancellationToken);
    }

    /// <summary>Writes why social values are what they are: a row for each customer with own part, circle and beyond, which add up.</summary>
    /// <typeparam name="TKey">The caller's customer key.</typeparam>
    /// <param name="path">The file; one of that name is replaced.</param>
    /// <param name="explanations">The explanations.</param>
    /// <param name="receipt">What they were computed from.</param>
    /// <param name="configure">Changes the default options.</param>
    /// <param name="cancellationToken">Stops writing; the file is then as it was before.</param>
    /// <returns>The number of rows.</returns>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="IOException">The file cannot be written; it is then as it was before.</exception>
    public static long WriteExplanations<TKey>(string path, IEnumerable<Explanation<TKey>> explanations, Receipt? receipt, Func<ExportOptions, ExportOptions>? configure = null, CancellationToken cancellationToken = default)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(explanations);
        return WriteTable(
            path,
            ["rank", "customer", "social value", "own part", "circle part", "beyond part", "own value", "ties", "most from"],
            explanations.Select(one => (IReadOnlyList<object?>)[one.Rank, one.Customer, one.SocialValue, one.OwnPart, one.CirclePart, one.BeyondPart, one.OwnValue, one.TieCount, one.Origins.Count > 0 ? one.Origins[0].Customer : null]),
            receipt,
            configure,
            cancellationToken);
    }

    /// <summary>Writes where social values come from: a row for each customer and each customer from whom value comes, as far as the explanations name them.</summary>
    /// <typeparam name="TKey">The caller's customer key.</typeparam>
    /// <param name="path">The file; one of that name is replaced.</param>
    /// <param name="explanations">The explanations.</param>
    /// <param name="receipt">What they were computed from.</param>
    /// <param name="configure">Changes the default options.</param>
    /// <param name="cancellationToken">Stops writing; the file is then as it was before.</param>
    /// <returns>The number of rows.</returns>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="IOException">The file cannot be written; it is then as it was before.</exception>
    public static long WriteOrigins<TKey>(string path, IEnumerable<Explanation<TKey>> explanations, Receipt? receipt, Func<ExportOptions, ExportOptions>? configure = null, CancellationToken cancellationToken = default)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(explanations);
        return WriteTable(
            path,
            ["customer", "from", "amount", "at most", "starting value", "in circle"],
            explanations.SelectMany(one => one.Origins, (one, origin) => (IReadOnlyList<object?>)[one.Customer, origin.Customer, origin.Amount, origin.AtMost, origin.StartingValue, origin.IsInCircle ? "yes" : "no"]),
            receipt,
            configure,
            cancellationToken);
    }

    /// <summary>Writes the numbers of customers' cards: a row for each customer. What is not known is an empty cell.</summary>
    /// <typeparam name="TKey">The caller's customer key.</typeparam>
    /// <param name="path">The file; one of that name is replaced.</param>
    /// <param name="cards">The cards.</param>
    /// <param name="configure">Changes the default options. The receipt is that of the first card's ground.</param>
    /// <param name="cancellationToken">Stops writing; the file is then as it was before.</param>
    /// <returns>The number of rows.</returns>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="IOException">The file cannot be written; it is then as it was before.</exception>
    public static long WriteCards<TKey>(string path, IEnumerable<CustomerCard<TKey>> cards, Func<ExportOptions, ExportOptions>? configure = null, CancellationToken cancellationToken = default)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(cards);
        IReadOnlyList<CustomerCard<TKey>> all = [.. cards];
        return WriteTable(
            path,
            [
                "customer", "own value", "social value", "social value rank", "index", "index rank", "circle strength", "circle rank", "contacts", "effective size", "constraint",
                "reach", "reach low", "reach high", "reach rank", "community", "can reach", "can be reached by", "last contact", "segments", "missing",
            ],
            all.Select(card => (IReadOnlyList<object?>)
            [
                card.Customer, card.OwnValue, card.SocialValue?.SocialValue, card.SocialValue?.Rank, card.Index?.Index, card.IndexPlace?.Rank, card.CircleStrength?.Score, card.CirclePlace?.Rank,
                card.Brokerage?.Contacts, card.Brokerage?.EffectiveSize, card.Brokerage?.Constraint, card.Reach?.Value, card.Reach?.Low, card.Reach?.High, card.ReachPlace?.Rank,
                card.Community?.Id, card.Ties.CanReach, card.Ties.CanBeReachedBy, card.Ties.LastContact, string.Join("; ", card.Segments), string.Join(" ", card.Missing),
            ]),
            all.Count > 0 ? all[0].Receipt : null,
            configure,
            cancellationToken);
    }

    /// <summary>Writes any table. Numbers are written so that they read back to the same bits, moments as ISO 8601, texts quoted and guarded.</summary>
    /// <param name="path">The file; one of that name is replaced.</param>
    /// <param name="columns">The names of the columns.</param>
    /// <param name="rows">The rows, each with a cell for each column; <see langword="null"/> and numbers that are none become empty cells.</param>
    /// <param name="receipt">What the table was computed from; <see langword="null"/> for none.</param>
    /// <param name="configure">Changes the default options.</param>
    /// <param name="cancellationToken">Stops writing; the file is then as it was before.</param>
    /// <returns>The number of rows.</returns>
    /// <exception cref="ArgumentException">An option is out of range, there is no column, or a row has another number of cells.</exception>
    /// <exception cref="IOException">The file cannot be written; it is then as it was before.</exception>
    public static long WriteTable(string path, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<object?>> rows, Receipt? receipt = null, Func<ExportOptions, ExportOptions>? configure = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(rows);
        var options = ExportOptions.Checked(configure);
        if (columns.Count == 0)
        {
            throw new ArgumentException("There are no columns; expected at least one.", nameof(columns));
        }

        using var file = FinishedFile.Begin(path);
        using FinishedFile? beside = receipt is not null && options.Receipt == ReceiptPlace.Beside ? FinishedFile.Begin(ReceiptPathOf(path)) : null;
        long count = WriteRows(file.Stream, columns, rows, options, cancellationToken);
        if (beside is not null)
        {
            ReceiptJson.Write(beside.Stream, receipt!);
        }

        // The receipt first: a table without one is worse than a receipt without a table.
        cancellationToken.ThrowIfCancellationRequested();
        beside?.Finish();
        file.Finish();
        return count;
    }

    /// <summary>Where the receipt of a file lies.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The path with <c>.receipt.json</c> behind it.</returns>
    public static string ReceiptPathOf(string path) => $"{path}.receipt.json";

    private static long WriteRows(Stream stream, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<object?>> rows, ExportOptions options, CancellationToken cancellationToken)
    {
        long count = 0;
        using var writer = new StreamWriter(stream, new UTF8Encoding(options.ByteOrderMark), 1 << 16, leaveOpen: true) { NewLine = "\r\n" };
        var cells = new CellWriter(writer, options);
        cells.WriteRow(columns);
        foreach (IReadOnlyList<object?> row in rows)
        {
            if (count % CancellationStride == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            if (row.Count != columns.Count)
            {
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Row {count + 1} has {row.Count} cells; expected {columns.Count}, one for each column."), nameof(rows));
            }

            cells.WriteRow(row);
            count++;
        }

        return count;
    }

    private static IEnumerable<IReadOnlyList<object?>> Ranked<TKey>(IEnumerable<KeyValuePair<TKey, double>> scores)
        where TKey : notnull
    {
        int place = 0;
        int rank = 0;
        double last = double.NaN;
        foreach ((TKey customer, double score) in scores.OrderByDescending(score => score.Value))
        {
            place++;

            // NaN is equal to nothing, and comes last when sorted.
            rank = score == last ? rank : place;
            last = score;
            yield return [double.IsNaN(score) ? null : rank, customer, score];
        }
    }
}
