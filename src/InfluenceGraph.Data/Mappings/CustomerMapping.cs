using System.Globalization;
using InfluenceGraph.Data.Mappings;

namespace InfluenceGraph.Data;

/// <summary>Which columns make a customer.</summary>
public sealed record CustomerMapping : RowMapping
{
    /// <summary>The column of the key.</summary>
    /// <value>The first column by default.</value>
    public SourceColumn Key { get; init; } = 1;

    /// <summary>The column of the own value, in money.</summary>
    /// <value><see langword="null"/> by default: every customer counts 1, so that scores count customers.</value>
    public SourceColumn? OwnValue { get; init; }

    /// <summary>The own value of a customer whose cell is empty.</summary>
    /// <value><see langword="null"/> by default: such a row is rejected. 0 where empty means that nothing was spent.</value>
    public double? EmptyOwnValue { get; init; }

    /// <summary>The columns that become attributes, under the names of the header. Empty cells become none.</summary>
    /// <value><see langword="null"/> by default: all columns that nothing else takes.</value>
    public IReadOnlyList<SourceColumn>? Attributes { get; init; }

    /// <summary>The column of the tags.</summary>
    /// <value><see langword="null"/> by default: no tags.</value>
    public SourceColumn? Tags { get; init; }

    /// <summary>What stands between the tags of a cell.</summary>
    /// <value>A bar by default, as in <c>running|cooking</c>.</value>
    public char TagSeparator { get; init; } = '|';

    internal override IEnumerable<(string Role, SourceColumn? Column)> Given =>
        [(nameof(Key), Key), (nameof(OwnValue), OwnValue), (nameof(Tags), Tags), .. (Attributes ?? []).Select(column => (nameof(Attributes), (SourceColumn?)column))];

    /// <summary>Finds the columns by the names that CRMs commonly give them, such as customer_id, revenue, tags.</summary>
    /// <param name="columns">The names in the header: <see cref="RowSource.Columns"/>.</param>
    /// <returns>The mapping; all other columns become attributes.</returns>
    /// <exception cref="CustomerDataException">No column names the customer, or several may; the message lists the columns.</exception>
    public static CustomerMapping Guess(IReadOnlyList<string> columns)
    {
        var guess = new ColumnGuess("a customer", columns);
        return new()
        {
            Key = guess.Require(nameof(Key), ColumnWords.Key),
            OwnValue = guess.Find(nameof(OwnValue), ColumnWords.OwnValue),
            Tags = guess.Find(nameof(Tags), ColumnWords.Tags),
        };
    }

    /// <summary>The mapping in one line.</summary>
    /// <returns>A text that is the same for the same mapping; a store keeps it with the import.</returns>
    public override string ToString() => Described(
        EmptyOwnValue is double value ? string.Create(CultureInfo.InvariantCulture, $"empty own value {value:R}") : "empty own value rejected",
        Attributes is null ? "all other columns are attributes" : "no other columns",
        $"tags separated by '{TagSeparator}'");

    private protected override void Validate(OptionErrors errors)
    {
        errors.Require(Key != OwnValue && Key != Tags && (OwnValue is null || OwnValue != Tags), $"{nameof(Key)}, {nameof(OwnValue)} and {nameof(Tags)} name a column twice; expected different ones");
        errors.Require(EmptyOwnValue is not double value || value is >= 0 and <= RowRules.LargestOwnValue, string.Create(CultureInfo.InvariantCulture, $"{nameof(EmptyOwnValue)} is {EmptyOwnValue}; expected {RowRules.OwnValueRange}"));
        errors.Require(!char.IsWhiteSpace(TagSeparator) && !char.IsLetterOrDigit(TagSeparator), $"{nameof(TagSeparator)} is '{TagSeparator}'; expected a sign such as '|'");
    }
}
