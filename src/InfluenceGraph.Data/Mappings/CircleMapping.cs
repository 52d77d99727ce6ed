using InfluenceGraph.Data.Mappings;

namespace InfluenceGraph.Data;

/// <summary>Which columns make a member of a circle (<see cref="CircleRow{TKey}"/>): a row for each owner, circle and member.</summary>
public sealed record CircleMapping : RowMapping
{
    /// <summary>The column of the customer whose circle it is.</summary>
    /// <value>The column <c>owner</c> by default.</value>
    public SourceColumn Owner { get; init; } = "owner";

    /// <summary>The column of what the owner calls it.</summary>
    /// <value>The column <c>circle</c> by default.</value>
    public SourceColumn Circle { get; init; } = "circle";

    /// <summary>The column of who belongs.</summary>
    /// <value>The column <c>member</c> by default.</value>
    public SourceColumn Member { get; init; } = "member";

    internal override IEnumerable<(string Role, SourceColumn? Column)> Given => [(nameof(Owner), Owner), (nameof(Circle), Circle), (nameof(Member), Member)];

    /// <summary>Finds the columns by the names that CRMs commonly give them, such as owner, circle, member_id.</summary>
    /// <param name="columns">The names in the header: <see cref="RowSource.Columns"/>.</param>
    /// <returns>The mapping.</returns>
    /// <exception cref="CustomerDataException">A column is missing, or several may be it; the message lists the columns.</exception>
    public static CircleMapping Guess(IReadOnlyList<string> columns)
    {
        var guess = new ColumnGuess("a circle", columns);
        return new()
        {
            Owner = guess.Require(nameof(Owner), ColumnWords.Owner),
            Circle = guess.Require(nameof(Circle), ColumnWords.Circle),
            Member = guess.Require(nameof(Member), ColumnWords.Member),
        };
    }

    /// <summary>The mapping in one line.</summary>
    /// <returns>A text that is the same for the same mapping; a store keeps it with the import.</returns>
    public override string ToString() => Described();

    private protected override void Validate(OptionErrors errors) =>
        errors.Require(Owner != Member && Owner != Circle && Circle != Member, $"{nameof(Owner)}, {nameof(Circle)} and {nameof(Member)} name a column twice; expected three columns");
}
