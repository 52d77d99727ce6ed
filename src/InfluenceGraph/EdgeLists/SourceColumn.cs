namespace InfluenceGraph;

/// <summary>A column of a source of rows (a file, a table, a query), by its number from 1 or by its name.</summary>
/// <remarks>Numbers and texts convert by themselves: <c>o => o with { From = 2, To = "grantor" }</c>.</remarks>
public readonly record struct SourceColumn
{
    private SourceColumn(int number, string? name)
    {
        Number = number;
        Name = name;
    }

    /// <summary>The number, from 1; 0 where the column is named.</summary>
    public int Number { get; }

    /// <summary>The name, told apart by ordinal but for upper and lower case; <see langword="null"/> where the column is numbered.</summary>
    public string? Name { get; }

    /// <summary>The column with a number.</summary>
    /// <param name="number">The number, from 1.</param>
    /// <returns>The column.</returns>
    public static SourceColumn FromInt32(int number) => new(number, null);

    /// <summary>The column with a name.</summary>
    /// <param name="name">The name, as the header line or the database gives it.</param>
    /// <returns>The column.</returns>
    public static SourceColumn FromString(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return new(0, name);
    }

    /// <summary>The column with a number.</summary>
    /// <param name="number">The number, from 1.</param>
    public static implicit operator SourceColumn(int number) => FromInt32(number);

    /// <summary>The column with a name.</summary>
    /// <param name="name">The name, as the header line or the database gives it.</param>
    public static implicit operator SourceColumn(string name) => FromString(name);

    /// <summary>The number, or the name in quotes.</summary>
    /// <returns>A word or two.</returns>
    public override string ToString() => Name is null ? FormattableString.Invariant($"column {Number}") : $"column '{Name}'";
}
