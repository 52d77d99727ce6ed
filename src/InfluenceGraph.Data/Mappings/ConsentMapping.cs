using InfluenceGraph.Data.Mappings;

namespace InfluenceGraph.Data;

/// <summary>Which columns make a consent: what a customer lets the enterprise do.</summary>
public sealed record ConsentMapping : RowMapping
{
    /// <summary>The column of the customer who decided.</summary>
    /// <value>The column <c>customer</c> by default.</value>
    public SourceColumn Customer { get; init; } = "customer";

    /// <summary>The column of the purpose.</summary>
    /// <value>The column <c>purpose</c> by default.</value>
    public SourceColumn Purpose { get; init; } = "purpose";

    /// <summary>The column of the channel. Empty means all channels.</summary>
    /// <value><see langword="null"/> by default: every row is about all channels.</value>
    public SourceColumn? Channel { get; init; }

    /// <summary>The column that says whether it is a grant: yes, true, 1, granted, opt-in; or no, false, 0, refused, revoked, withdrawn, denied, opt-out. Anything else, and an empty cell, is a rejected row: nobody's consent is guessed.</summary>
    /// <value>The column <c>granted</c> by default.</value>
    public SourceColumn Granted { get; init; } = "granted";

    /// <summary>The column of the moment from which it holds; never empty.</summary>
    /// <value>The column <c>from</c> by default.</value>
    public SourceColumn From { get; init; } = "from";

    /// <summary>The column of the first moment at which it no longer holds. Empty means until further notice.</summary>
    /// <value><see langword="null"/> by default: until further notice.</value>
    public SourceColumn? Until { get; init; }

    /// <summary>The column that says where it was given, for the audit.</summary>
    /// <value><see langword="null"/> by default: file or database and row, as in <c>consents.csv, line 17</c>.</value>
    public SourceColumn? Source { get; init; }

    internal override IEnumerable<(string Role, SourceColumn? Column)> Given =>
    [
        (nameof(Customer), Customer), (nameof(Purpose), Purpose), (nameof(Channel), Channel), (nameof(Granted), Granted),
        (nameof(From), From), (nameof(Until), Until), (nameof(Source), Source),
    ];

    /// <summary>Finds the columns by the names that CRMs commonly give them.</summary>
    /// <param name="columns">The names in the header: <see cref="RowSource.Columns"/>.</param>
    /// <returns>The mapping.</returns>
    /// <exception cref="CustomerDataException">A column is missing, or several may be it; the message lists the columns.</exception>
    public static ConsentMapping Guess(IReadOnlyList<string> columns)
    {
        var guess = new ColumnGuess("a consent", columns);
        return new()
        {
            Customer = guess.Require(nameof(Customer), ColumnWords.Key),
            Purpose = guess.Require(nameof(Purpose), ColumnWords.Purpose),
            Channel = guess.Find(nameof(Channel), ColumnWords.Channel),
            Granted = guess.Require(nameof(Granted), ColumnWords.Granted),
            From = guess.Require(nameof(From), ColumnWords.ConsentFrom),
            Until = guess.Find(nameof(Until), ColumnWords.Until),
            Source = guess.Find(nameof(Source), ColumnWords.Source),
        };
    }

    /// <summary>The mapping in one line.</summary>
    /// <returns>A text that is the same for the same mapping; a store keeps it with the import.</returns>
    public override string ToString() => Described();

    private protected override void Validate(OptionErrors errors)
    {
    }
}
