namespace InfluenceGraph.Tool.Sources;

/// <summary>Which files hold what, and which columns are what.</summary>
internal sealed record FileNames
{
    internal required string Ties { get; init; }

    internal string? Customers { get; init; }

    internal string? Consents { get; init; }

    internal string? Interactions { get; init; }

    internal char Delimiter { get; init; } = ',';

    internal string From { get; init; } = "from";

    internal string To { get; init; } = "to";

    internal EdgeListDirection Direction { get; init; } = EdgeListDirection.FromReachesTo;

    internal string? Permission { get; init; }

    internal string? Strength { get; init; }

    internal string? Since { get; init; }

    internal string? Until { get; init; }

    internal string? LastContact { get; init; }

    internal string Key { get; init; } = "customer";

    internal string OwnValue { get; init; } = "own_value";

    internal string? Tags { get; init; }

    /// <summary>The files of a folder as <c>generate</c> and <c>export</c> write it.</summary>
    internal static FileNames OfFolder(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw ToolException.BadData($"{folder}: there is no such folder; expected one with customers.csv and ties.csv, as 'influencegraph generate {folder}' makes it.");
        }

        return new()
        {
            Ties = IfThere(folder, "ties") ?? throw ToolException.BadData($"{folder}: there is no ties.csv; expected a folder with customers.csv and ties.csv, or --ties FILE for files with other names."),
            Customers = IfThere(folder, "customers"),
            Consents = IfThere(folder, "consents"),
            Interactions = IfThere(folder, "interactions"),
            Permission = "permission",
            Strength = "strength",
            Since = "since",
            Until = "until",
            LastContact = "last_contact",
            Tags = "tags",
        };
    }

    private static string? IfThere(string folder, string name) =>
        new[] { $"{name}.csv", $"{name}.csv.gz" }.Select(file => Path.Combine(folder, file)).FirstOrDefault(File.Exists);
}
