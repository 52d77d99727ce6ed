using System.Globalization;
using System.Text;

namespace InfluenceGraph;

/// <summary>What a result was computed from, so that somebody else can tell later whether it still holds and get it again.</summary>
/// <remarks><c>TieRows</c> is the sum of <c>TiesUsed</c> and of all counts in <see cref="TiesLeftOut"/>; <c>Customers</c> is the sum of <c>CustomersUsed</c> and of all in <see cref="CustomersLeftOut"/>.</remarks>
public sealed record Receipt
{
    private readonly Lazy<string> _dataHash;

    internal Receipt(Lazy<string> dataHash) => _dataHash = dataHash;

    /// <summary>SHA-256, in hexadecimal, of the customers, own values and ties that were used, and of nothing else. Computed when first asked for, in O(customers + ties).</summary>
    public string DataHash => _dataHash.Value;

    /// <summary>The version of the library.</summary>
    public required string LibraryVersion { get; init; }

    /// <summary>The moment for which permissions and consents were taken; <see langword="null"/> where nothing is dated.</summary>
    public required DateTimeOffset? AsOf { get; init; }

    /// <summary>The first later moment at which a permission or consent begins or ends that is known already, so that the answer may change without any new record.</summary>
    public required DateTimeOffset? ValidUntil { get; init; }

    /// <summary>How consent was applied: purpose, channel and policy, or why it was not.</summary>
    public required string Consent { get; init; }

    /// <summary>The options of the computation, as text; empty on the receipt of a graph or view.</summary>
    public string Options { get; init; } = "";

    /// <summary>Customers in the graph.</summary>
    public required long Customers { get; init; }

    /// <summary>Customers who took part.</summary>
    public required long CustomersUsed { get; init; }

    /// <summary>Rows of ties put in.</summary>
    public required long TieRows { get; init; }

    /// <summary>Ties (distinct pairs) that took part.</summary>
    public required long TiesUsed { get; init; }

    /// <summary>Customers left out, by reason; reasons that left nobody out are absent.</summary>
    public required IReadOnlyList<LeftOut> CustomersLeftOut { get; init; }

    /// <summary>Rows of ties left out or folded into another one, by reason; reasons that left nothing out are absent.</summary>
    public required IReadOnlyList<LeftOut> TiesLeftOut { get; init; }

    /// <summary>Things worth knowing that left nothing out, such as customers added because a tie named them.</summary>
    public required IReadOnlyList<LeftOut> Notes { get; init; }

    /// <summary>The receipt as a few lines of text.</summary>
    /// <returns>One line per fact, invariant culture.</returns>
    public override string ToString()
    {
        var text = new StringBuilder();
        void Line(string name, string value) => text.AppendLine(CultureInfo.InvariantCulture, $"{name,-11}{value}");

        Line("data", DataHash[..16]);
        Line("as of", AsOf is null ? "nothing is dated" : string.Create(CultureInfo.InvariantCulture, $"{AsOf:O}"));
        if (ValidUntil is not null)
        {
            Line("until", string.Create(CultureInfo.InvariantCulture, $"{ValidUntil:O}, the next recorded change"));
        }

        Line("consent", Consent);
        Line("customers", Sum(CustomersUsed, Customers, "in the graph", CustomersLeftOut));
        Line("ties", Sum(TiesUsed, TieRows, "rows", TiesLeftOut));
        foreach (LeftOut note in Notes)
        {
            Line("note", string.Create(CultureInfo.InvariantCulture, $"{note.Count} {note.Reason}"));
        }

        if (Options.Length > 0)
        {
            Line("options", Options);
        }

        Line("library", $"InfluenceGraph {LibraryVersion}");
        return text.ToString().TrimEnd();
    }

    private static string Sum(long used, long all, string unit, IReadOnlyList<LeftOut> leftOut)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{used} used of {all} {unit}");
        foreach (LeftOut item in leftOut)
        {
            text.Append(CultureInfo.InvariantCulture, $", {item.Count} {item.Reason}");
        }

        return text.ToString();
    }
}

/// <summary>How many were left out for one reason.</summary>
/// <param name="Reason">The reason, in words.</param>
/// <param name="Count">How many, more than 0.</param>
public readonly record struct LeftOut(string Reason, long Count);
