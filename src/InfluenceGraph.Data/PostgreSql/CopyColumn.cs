namespace InfluenceGraph.Data.PostgreSql;

/// <summary>How the bytes of a cell are to be taken.</summary>
internal enum CopyKind
{
    Text,
    Bool,
    Int16,
    Int32,
    Int64,
    Single,
    Double,
    Numeric,
    Guid,
    Date,
    Timestamp,
    TimestampTz,

    /// <summary>A type that is not known here: the server writes it as text, which will do for keys and attributes.</summary>
    Other,
}

/// <summary>A column of a table or query.</summary>
/// <param name="Name">Its name.</param>
/// <param name="TypeId">The server's number of its type; a domain has that of what it is made of.</param>
/// <param name="TypeName">The name of its type.</param>
internal readonly record struct CopyColumn(string Name, uint TypeId, string TypeName)
{
    internal CopyKind Kind { get; } = TypeId switch
    {
        16 => CopyKind.Bool,
        20 => CopyKind.Int64,
        21 => CopyKind.Int16,
        23 => CopyKind.Int32,
        19 or 25 or 1042 or 1043 => CopyKind.Text,
        700 => CopyKind.Single,
        701 => CopyKind.Double,
        1082 => CopyKind.Date,
        1114 => CopyKind.Timestamp,
        1184 => CopyKind.TimestampTz,
        1700 => CopyKind.Numeric,
        2950 => CopyKind.Guid,
        _ => CopyKind.Other,
    };

    internal bool IsText => Kind is CopyKind.Text or CopyKind.Other;
}
