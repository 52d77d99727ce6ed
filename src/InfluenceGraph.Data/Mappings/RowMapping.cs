using InfluenceGraph.Data.Mappings;

namespace InfluenceGraph.Data;

/// <summary>What all mappings have in common: how cells are written, and which rows are meant.</summary>
public abstract record RowMapping
{
    private protected RowMapping()
    {
    }

    /// <summary>How numbers, dates and empty cells are written.</summary>
    /// <value>The defaults of <see cref="CellFormats"/>: a decimal point, ISO 8601, UTC.</value>
    public CellFormats Formats { get; init; } = new();

    /// <summary>Only rows with one of some texts in a column; the others are skipped.</summary>
    /// <value><see langword="null"/> by default: all rows.</value>
    public RowFilter? Only { get; init; }

    /// <summary>The columns that are given, each with what it is for.</summary>
    internal abstract IEnumerable<(string Role, SourceColumn? Column)> Given { get; }

    internal void Validate()
    {
        var errors = new OptionErrors(GetType().Name);
        foreach ((string role, SourceColumn? column) in Given)
        {
            RequireColumn(errors, column, role);
        }

        RequireColumn(errors, Only?.Column, nameof(Only));
        errors.Require(Only is null || Only.Texts is { Count: > 0 }, $"{nameof(Only)} has no texts; expected at least one");
        errors.Require(Formats is not null, $"{nameof(Formats)} is null; expected formats");
        Formats?.Validate(errors);
        Validate(errors);
        errors.ThrowIfAny();
    }

    private protected abstract void Validate(OptionErrors errors);

    /// <summary>The columns as text, the same for the same mapping.</summary>
    private protected string Described(params ReadOnlySpan<string> more) =>
        string.Join("; ", [.. Given.Where(given => given.Column is not null).Select(given => $"{given.Role} {given.Column}"), .. more, .. Only is null ? Array.Empty<string>() : [$"only {Only}"], $"{Formats}"]);

    private static void RequireColumn(OptionErrors errors, SourceColumn? column, string role) =>
        errors.Require(column is not SourceColumn given || given.Name is { Length: > 0 } || given is { Name: null, Number: >= 1 and <= ColumnBinding.MostColumns }, $"{role} is {column}; expected a name, or a number from 1 to {ColumnBinding.MostColumns}");
}

/// <summary>Rows with one of some texts in a column, such as <c>new RowFilter("status", ["active"])</c>.</summary>
/// <param name="Column">The column.</param>
/// <param name="Texts">The texts; capitals do not matter.</param>
public sealed record RowFilter(SourceColumn Column, IReadOnlyList<string> Texts)
{
    /// <summary>The column and the texts.</summary>
    /// <returns>A text that is the same for the same filter.</returns>
    public override string ToString() => $"{Column} is {string.Join(" or ", Texts.Select(text => $"'{text}'"))}";
}
