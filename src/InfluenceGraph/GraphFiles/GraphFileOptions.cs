namespace InfluenceGraph;

/// <summary>How a graph is written to a file.</summary>
public sealed record GraphFileOptions
{
    /// <summary>How exactly permissions are kept.</summary>
    /// <value><see cref="PermissionPrecision.Exact"/> by default: nothing is lost.</value>
    public PermissionPrecision Precision { get; init; } = PermissionPrecision.Exact;

    internal void Validate()
    {
        var errors = new OptionErrors(nameof(GraphFileOptions));
        errors.RequireDefined(Precision, nameof(Precision));
        errors.ThrowIfAny();
    }
}
