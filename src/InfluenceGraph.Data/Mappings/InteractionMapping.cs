using InfluenceGraph.Data.Mappings;

namespace InfluenceGraph.Data;

/// <summary>Which columns make an interaction (<see cref="CustomerAction{TKey}"/>): who did what, when.</summary>
public sealed record InteractionMapping : RowMapping
{
    /// <summary>The column of the customer who acted.</summary>
    /// <value>The column <c>customer</c> by default.</value>
    public SourceColumn Customer { get; init; } = "customer";

    /// <summary>The column of what was done: a campaign, a product, a link.</summary>
    /// <value>The column <c>action</c> by default.</value>
    public SourceColumn Action { get; init; } = "action";

    /// <summary>The column of the moment; never empty.</summary>
    /// <value>The column <c>at</c> by default.</value>
    public SourceColumn At { get; init; } = "at";

    internal override IEnumerable<(string Role, SourceColumn? Column)> Given => [(nameof(Customer), Customer), (nameof(Action), Action), (nameof(At), At)];

    /// <summary>Finds the columns by the names that CRMs commonly give them.</summary>
    /// <param name="columns">The names in the header: <see cref="RowSource.Columns"/>.</param>
    /// <returns>The mapping.</returns>
    /// <exception cref="CustomerDataException">A column is missing, or several may be it; the message lists the columns.</exception>
    public static InteractionMapping Guess(IReadOnlyList<string> columns)
    {
        var guess = new ColumnGuess("an interaction", columns);
        return new()
        {
            Customer = guess.Require(nameof(Customer), ColumnWords.Key),
            Action = guess.Require(nameof(Action), ColumnWords.Action),
            At = guess.Require(nameof(At), ColumnWords.At),
        };
    }

    /// <summary>The mapping in one line.</summary>
    /// <returns>A text that is the same for the same mapping; a store keeps it with the import.</returns>
    public override string ToString() => Described();

    private protected override void Validate(OptionErrors errors)
    {
    }
}
