using InfluenceGraph.Data.Mappings;

namespace InfluenceGraph.Data;

/// <summary>Which columns make a tag (<see cref="TagRow{TKey}"/>): a row for each customer and tag. Tags without weights and periods may as well stand in a cell: <see cref="CustomerMapping.Tags"/>.</summary>
public sealed record TagMapping : RowMapping
{
    /// <summary>The column of the customer.</summary>
    /// <value>The column <c>customer</c> by default.</value>
    public SourceColumn Customer { get; init; } = "customer";

    /// <summary>The column of the tag.</summary>
    /// <value>The column <c>tag</c> by default.</value>
    public SourceColumn Tag { get; init; } = "tag";

    /// <summary>The column of the weight, more than 0. Empty counts as 1.</summary>
    /// <value><see langword="null"/> by default: every tag has weight 1.</value>
    public SourceColumn? Weight { get; init; }

    /// <summary>The column of the moment from which the tag holds.</summary>
    /// <value><see langword="null"/> by default: it always has.</value>
    public SourceColumn? Since { get; init; }

    /// <summary>The column of the first moment at which it no longer holds.</summary>
    /// <value><see langword="null"/> by default: until further notice.</value>
    public SourceColumn? Until { get; init; }

    /// <summary>Whether the enterprise concluded these tags; else the customers declared them.</summary>
    /// <value><see langword="false"/> by default: declared.</value>
    public bool AreInferred { get; init; }

    internal override IEnumerable<(string Role, SourceColumn? Column)> Given =>
        [(nameof(Customer), Customer), (nameof(Tag), Tag), (nameof(Weight), Weight), (nameof(Since), Since), (nameof(Until), Until)];

    /// <summary>Finds the columns by the names that CRMs commonly give them, such as customer_id, interest, weight, valid_from.</summary>
    /// <param name="columns">The names in the header: <see cref="RowSource.Columns"/>.</param>
    /// <returns>The mapping.</returns>
    /// <exception cref="CustomerDataException">A column is missing, or several may be it; the message lists the columns.</exception>
    public static TagMapping Guess(IReadOnlyList<string> columns)
    {
        var guess = new ColumnGuess("a tag", columns);
        return new()
        {
            Customer = guess.Require(nameof(Customer), ColumnWords.Key),
            Tag = guess.Require(nameof(Tag), ColumnWords.Tag),
            Weight = guess.Find(nameof(Weight), ColumnWords.Weight),
            Since = guess.Find(nameof(Since), ColumnWords.Since),
            Until = guess.Find(nameof(Until), ColumnWords.Until),
        };
    }

    /// <summary>The mapping in one line.</summary>
    /// <returns>A text that is the same for the same mapping; a store keeps it with the import.</returns>
    public override string ToString() => Described(AreInferred ? "inferred" : "declared");

    private protected override void Validate(OptionErrors errors) =>
        errors.Require(Customer != Tag, $"{nameof(Customer)} and {nameof(Tag)} are both {Customer}; expected two columns");
}
