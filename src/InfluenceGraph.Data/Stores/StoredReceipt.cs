using System.Globalization;
using InfluenceGraph.Data.Stores;

namespace InfluenceGraph.Data;

/// <summary>A <see cref="Receipt"/> as it stands in a store: the same facts under the same names, and the text that people read.</summary>
/// <param name="DataHash">SHA-256 of the data that was used.</param>
/// <param name="LibraryVersion">The version of the library that computed.</param>
/// <param name="AsOf">The moment for which permissions and consents were taken.</param>
/// <param name="ValidUntil">The first later moment at which a recorded permission or consent begins or ends.</param>
/// <param name="Consent">How consent was applied.</param>
/// <param name="Options">The options of the computation.</param>
/// <param name="Customers">Customers in the graph.</param>
/// <param name="CustomersUsed">Customers who took part.</param>
/// <param name="TieRows">Rows of ties put in.</param>
/// <param name="TiesUsed">Ties that took part.</param>
/// <param name="CustomersLeftOut">Customers left out, by reason.</param>
/// <param name="TiesLeftOut">Rows of ties left out or folded into another one, by reason.</param>
/// <param name="Notes">Things worth knowing that left nothing out.</param>
/// <param name="Text">The receipt as its own <c>ToString()</c> wrote it.</param>
public sealed record StoredReceipt(
    string DataHash,
    string LibraryVersion,
    DateTimeOffset? AsOf,
    DateTimeOffset? ValidUntil,
    string Consent,
    string Options,
    long Customers,
    long CustomersUsed,
    long TieRows,
    long TiesUsed,
    IReadOnlyList<LeftOut> CustomersLeftOut,
    IReadOnlyList<LeftOut> TiesLeftOut,
    IReadOnlyList<LeftOut> Notes,
    string Text)
{
    /// <summary>A receipt's facts, as a store keeps them. Computes the data hash.</summary>
    /// <param name="receipt">The receipt of any result, graph or view.</param>
    /// <returns>The same facts.</returns>
    public static StoredReceipt Of(Receipt receipt)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        return new(
            receipt.DataHash,
            receipt.LibraryVersion,
            receipt.AsOf,
            receipt.ValidUntil,
            receipt.Consent,
            receipt.Options,
            receipt.Customers,
            receipt.CustomersUsed,
            receipt.TieRows,
            receipt.TiesUsed,
            receipt.CustomersLeftOut,
            receipt.TiesLeftOut,
            receipt.Notes,
            receipt.ToString());
    }

    /// <summary>What another receipt says otherwise.</summary>
    /// <param name="later">A later one.</param>
    /// <returns>A difference for each fact, in the order of the facts; empty where they say the same. Options count where both have them, as the receipt of a graph or view has none.</returns>
    public IReadOnlyList<ReceiptDifference> DifferencesFrom(StoredReceipt later)
    {
        ArgumentNullException.ThrowIfNull(later);
        bool haveOptions = Options.Length > 0 && later.Options.Length > 0;
        List<ReceiptDifference> all =
        [
            new("data", DataHash, later.DataHash),
            new("as of", TextOf(AsOf), TextOf(later.AsOf)),
            new("valid until", TextOf(ValidUntil), TextOf(later.ValidUntil)),
            new("consent", Consent, later.Consent),
            new("customers", TextOf(Customers), TextOf(later.Customers)),
            new("customers used", TextOf(CustomersUsed), TextOf(later.CustomersUsed)),
            .. DifferencesOf("customers left out: ", CustomersLeftOut, later.CustomersLeftOut),
            new("rows of ties", TextOf(TieRows), TextOf(later.TieRows)),
            new("ties used", TextOf(TiesUsed), TextOf(later.TiesUsed)),
            .. DifferencesOf("ties left out: ", TiesLeftOut, later.TiesLeftOut),
            .. DifferencesOf("note: ", Notes, later.Notes),
            .. haveOptions ? [new ReceiptDifference("options", Options, later.Options)] : Array.Empty<ReceiptDifference>(),
            new("library", LibraryVersion, later.LibraryVersion),
        ];
        all.RemoveAll(difference => string.Equals(difference.Then, difference.Now, StringComparison.Ordinal));
        return all.AsReadOnly();
    }

    /// <summary>The receipt's text.</summary>
    /// <returns>The lines that the receipt had when it was written.</returns>
    public override string ToString() => Text;

    private static IEnumerable<ReceiptDifference> DifferencesOf(string fact, IReadOnlyList<LeftOut> then, IReadOnlyList<LeftOut> now) =>
        then.Concat(now).Select(item => item.Reason).Distinct(StringComparer.Ordinal)
            .Select(reason => new ReceiptDifference($"{fact}{reason}", TextOf(CountOf(then, reason)), TextOf(CountOf(now, reason))));

    private static long CountOf(IReadOnlyList<LeftOut> items, string reason) => items.Where(item => string.Equals(item.Reason, reason, StringComparison.Ordinal)).Sum(item => item.Count);

    private static string TextOf(long count) => count.ToString(CultureInfo.InvariantCulture);

    private static string TextOf(DateTimeOffset? moment) => moment is DateTimeOffset known ? StoreMoments.ToMoment(StoreMoments.ToMicroseconds(known)).ToString("O", CultureInfo.InvariantCulture) : "";
}

/// <summary>What two receipts say otherwise.</summary>
/// <param name="Fact">Which fact, such as <c>data</c>, <c>ties used</c> or <c>ties left out: denied by permission 0</c>.</param>
/// <param name="Then">What the earlier receipt says; empty for nothing.</param>
/// <param name="Now">What the later one says.</param>
public sealed record ReceiptDifference(string Fact, string Then, string Now)
{
    /// <summary>The difference as a line.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => $"{Fact}: {(Then.Length == 0 ? "none" : Then)} -> {(Now.Length == 0 ? "none" : Now)}";
}
