using InfluenceGraph.Data.GraphFormats;

namespace InfluenceGraph.Data;

/// <summary>How a GraphML file becomes customers and ties. Columns are named by their <c>attr.name</c>, letter by letter.</summary>
public sealed record GraphMlOptions
{
    /// <summary>Who reaches whom by a directed edge, with its source for From and its target for To. An edge without direction always makes ties both ways.</summary>
    /// <value><see cref="TieDirection.FromReachesTo"/> by default.</value>
    public TieDirection Direction { get; init; } = TieDirection.FromReachesTo;

    /// <summary>The column of nodes with own values.</summary>
    /// <value><c>own_value</c> by default. In a file without such a column each customer has 1, so that social value counts customers; in a file with it, a customer without a value there has 0.</value>
    public string OwnValue { get; init; } = ColumnNames.OwnValue;

    /// <summary>The column of nodes with tags, a JSON array of names or of objects with name, weight, inferred, since and until.</summary>
    /// <value><c>tags</c> by default, where its cells are such arrays; else it is an attribute. <see langword="null"/> for none.</value>
    public string? Tags { get; init; } = ColumnNames.Tags;

    /// <summary>The column of edges with permissions, 0 to 1.</summary>
    /// <value><c>permission</c> by default; 1 where the file has no such column or an edge no such cell.</value>
    public string Permission { get; init; } = ColumnNames.Permission;

    /// <summary>The column of edges with strengths, 0 or more.</summary>
    /// <value><c>strength</c> by default; where a file has neither that nor a column of permissions, <c>weight</c>, which most tools write; 1 where there is nothing.</value>
    public string Strength { get; init; } = ColumnNames.Strength;

    /// <summary>The column of edges with the moment from which the permission holds, in ISO 8601.</summary>
    /// <value><c>since</c> by default.</value>
    public string Since { get; init; } = ColumnNames.Since;

    /// <summary>The column of edges with the first moment at which the permission no longer holds, in ISO 8601.</summary>
    /// <value><c>until</c> by default.</value>
    public string Until { get; init; } = ColumnNames.Until;

    /// <summary>The column of edges with the moment when the two last had to do with each other, in ISO 8601.</summary>
    /// <value><c>last_contact</c> by default.</value>
    public string LastContact { get; init; } = ColumnNames.LastContact;

    /// <summary>The rules of the graph that <see cref="GraphMl.Read"/> builds.</summary>
    /// <value>The defaults of <see cref="CustomerGraphOptions"/> by default.</value>
    public CustomerGraphOptions Graph { get; init; } = new();

    internal void Validate()
    {
        var errors = new OptionErrors(nameof(GraphMlOptions));
        errors.RequireDefined(Direction, nameof(Direction));
        errors.Require(Graph is not null, $"{nameof(Graph)} is null; expected options");
        foreach ((string? name, string option) in new[] { (OwnValue, nameof(OwnValue)), (Permission, nameof(Permission)), (Strength, nameof(Strength)), (Since, nameof(Since)), (Until, nameof(Until)), (LastContact, nameof(LastContact)) })
        {
            errors.Require(name is not null, $"{option} is null; expected the name of a column, which a file need not have");
        }

        errors.ThrowIfAny();
    }
}
