using InfluenceGraph.Data.Mappings;

namespace InfluenceGraph.Data;

/// <summary>Which columns make a tie, and in which direction a row speaks.</summary>
/// <remarks><see cref="Guess"/> makes one from a header; what it guessed can be changed by <c>with</c>.</remarks>
public sealed record TieMapping : RowMapping
{
    /// <summary>The column of the customer who can reach the other one (<see cref="Tie{TKey}.From"/>), unless <see cref="Direction"/> says otherwise.</summary>
    /// <value>The first column by default.</value>
    public SourceColumn From { get; init; } = 1;

    /// <summary>The column of the customer who is reached and granted the permission (<see cref="Tie{TKey}.To"/>), unless <see cref="Direction"/> says otherwise.</summary>
    /// <value>The second column by default.</value>
    public SourceColumn To { get; init; } = 2;

    /// <summary>Who reaches whom. Tables speak either way: "A trusts B", "A follows B" say that B reaches A.</summary>
    /// <value><see cref="TieDirection.FromReachesTo"/> by default.</value>
    public TieDirection Direction { get; init; } = TieDirection.FromReachesTo;

    /// <summary>The column of the permission. A row where it is empty is skipped: nobody granted anything.</summary>
    /// <value><see langword="null"/> by default: every row is a full permission, 1.</value>
    public SourceColumn? Permission { get; init; }

    /// <summary>What a cell of <see cref="Permission"/> says.</summary>
    /// <value><see cref="PermissionScale.Share"/> by default: 0 to 1. 80 is then a rejected row, not 0.8.</value>
    public PermissionScale Scale { get; init; } = PermissionScale.Share;

    /// <summary>The column of the strength, 0 or more. Empty is unknown, and counts as 1.</summary>
    /// <value><see langword="null"/> by default: every row has strength 1.</value>
    public SourceColumn? Strength { get; init; }

    /// <summary>The column of the moment from which the permission holds.</summary>
    /// <value><see langword="null"/> by default: it always has.</value>
    public SourceColumn? Since { get; init; }

    /// <summary>The column of the first moment at which the permission no longer holds.</summary>
    /// <value><see langword="null"/> by default: until further notice.</value>
    public SourceColumn? Until { get; init; }

    /// <summary>The column of the moment when the two last had to do with each other.</summary>
    /// <value><see langword="null"/> by default: unknown.</value>
    public SourceColumn? LastContact { get; init; }

    internal override IEnumerable<(string Role, SourceColumn? Column)> Given =>
    [
        (nameof(From), From), (nameof(To), To), (nameof(Permission), Permission), (nameof(Strength), Strength),
        (nameof(Since), Since), (nameof(Until), Until), (nameof(LastContact), LastContact),
    ];

    /// <summary>Finds the columns by the names that CRMs and public data sets commonly give them, such as from and to, truster and trustee, permission_percent, weight, valid_from.</summary>
    /// <param name="columns">The names in the header: <see cref="RowSource.Columns"/>.</param>
    /// <returns>The mapping. Look at it (<see cref="ToString"/>) before you trust it.</returns>
    /// <exception cref="CustomerDataException">No two columns say who reaches whom, or several do; the message lists the columns.</exception>
    public static TieMapping Guess(IReadOnlyList<string> columns)
    {
        var guess = new ColumnGuess("a tie", columns);
        (SourceColumn from, SourceColumn to, TieDirection direction) = guess.Pair();
        SourceColumn? permission = guess.Find(nameof(Permission), ColumnWords.Permission);
        return new()
        {
            From = from,
            To = to,
            Direction = direction,
            Permission = permission,
            Scale = permission?.Name is string name && ColumnWords.IsPercent(name) ? PermissionScale.Percent : PermissionScale.Share,
            Strength = guess.Find(nameof(Strength), ColumnWords.Strength),
            Since = guess.Find(nameof(Since), ColumnWords.Since),
            Until = guess.Find(nameof(Until), ColumnWords.Until),
            LastContact = guess.Find(nameof(LastContact), ColumnWords.LastContact),
        };
    }

    /// <summary>The mapping in one line.</summary>
    /// <returns>A text that is the same for the same mapping; a store keeps it with the import.</returns>
    public override string ToString() => Described($"{Direction}", $"scale {Scale}");

    private protected override void Validate(OptionErrors errors)
    {
        errors.Require(From != To, $"{nameof(From)} and {nameof(To)} are both {From}; expected two columns");
        errors.RequireDefined(Direction, nameof(Direction));
        errors.Require(Scale is not null, $"{nameof(Scale)} is null; expected a scale");
    }
}
