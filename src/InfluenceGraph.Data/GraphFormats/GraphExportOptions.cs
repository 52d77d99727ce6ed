using InfluenceGraph.Data.GraphFormats;

namespace InfluenceGraph.Data;

/// <summary>What a GraphML or GEXF file says of customers and ties, and under which names.</summary>
public sealed record GraphExportOptions
{
    /// <summary>Further columns of customers: scores, communities, segments.</summary>
    /// <value>Empty by default.</value>
    public IReadOnlyList<CustomerColumn> Columns { get; init; } = [];

    /// <summary>The attributes of customers that become columns, in this order.</summary>
    /// <value><see langword="null"/> by default: all that any customer has, in the order of their names. To find them, the customers are gone through once more; give none, or their names, where that is not possible.</value>
    public IReadOnlyList<string>? Attributes { get; init; }

    /// <summary>The name that the other tool shows for a customer.</summary>
    /// <value><see langword="null"/> by default: the key.</value>
    public Func<Customer<string>, string>? Label { get; init; }

    /// <summary>Whether tags are written, as a JSON array in one column.</summary>
    /// <value><see langword="true"/> by default.</value>
    public bool WithTags { get; init; } = true;

    /// <summary>The name of the column of own values.</summary>
    /// <value><c>own_value</c> by default.</value>
    public string OwnValue { get; init; } = ColumnNames.OwnValue;

    /// <summary>The name of the column of tags.</summary>
    /// <value><c>tags</c> by default.</value>
    public string Tags { get; init; } = ColumnNames.Tags;

    internal void Validate()
    {
        var errors = new OptionErrors(nameof(GraphExportOptions));
        errors.Require(Columns is not null && Columns.All(column => column is not null), $"{nameof(Columns)} is null or has a column that is; expected columns, or none");
        errors.Require(Attributes?.All(name => name is not null) != false, $"{nameof(Attributes)} has a name that is null; expected names of attributes");
        errors.Require(!string.IsNullOrWhiteSpace(OwnValue), $"{nameof(OwnValue)} has no name; expected one such as '{ColumnNames.OwnValue}'");
        errors.Require(!string.IsNullOrWhiteSpace(Tags), $"{nameof(Tags)} has no name; expected one such as '{ColumnNames.Tags}'");
        errors.ThrowIfAny();
    }
}
