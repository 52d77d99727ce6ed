using InfluenceGraph.Data;

namespace InfluenceGraph.Tool.Sources;

/// <summary>Which files, tables or queries hold what, and which columns are what, as far as it was said.</summary>
internal sealed record DataNames
{
    /// <summary>Says of a column that there is none, where one would be told from the header.</summary>
    internal const string None = "none";

    /// <summary>A graph file that holds customers and ties at once.</summary>
    internal string? Graph { get; init; }

    /// <summary>How to connect to the database whose tables and queries the others name; files where there is none.</summary>
    internal string? Database { get; init; }

    /// <summary>Which state of the database it is.</summary>
    internal string? Snapshot { get; init; }

    internal string? Ties { get; init; }

    internal string? Customers { get; init; }

    internal string? Consents { get; init; }

    internal string? Interactions { get; init; }

    internal RowFileOptions Files { get; init; } = new();

    internal CellFormats Formats { get; init; } = new();

    internal string? From { get; init; }

    internal string? To { get; init; }

    internal TieDirection Direction { get; init; } = TieDirection.FromReachesTo;

    internal string? Permission { get; init; }

    internal PermissionScale? Scale { get; init; }

    internal string? Strength { get; init; }

    internal string? Since { get; init; }

    internal string? Until { get; init; }

    internal string? LastContact { get; init; }

    internal string? Key { get; init; }

    internal string? OwnValue { get; init; }

    /// <summary>What an empty cell of the own value counts.</summary>
    internal double? EmptyValue { get; init; }

    internal string? Tags { get; init; }

    /// <summary>The files of a folder as <c>generate</c> and <c>export</c> write it.</summary>
    internal static DataNames OfFolder(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw ToolException.BadData($"{folder}: there is no such folder; expected one with customers.csv and ties.csv, as 'influencegraph generate {folder}' makes it, or a file that ends in .graphml.");
        }

        return new()
        {
            Ties = IfThere(folder, "ties") ?? throw ToolException.BadData($"{folder}: there is no ties.csv; expected a folder with customers.csv and ties.csv, or --ties FILE for files with other names."),
            Customers = IfThere(folder, "customers"),
            Consents = IfThere(folder, "consents"),
            Interactions = IfThere(folder, "interactions"),
            From = "from",
            To = "to",
            Permission = "permission",
            Scale = PermissionScale.Share,
            Strength = "strength",
            Since = "since",
            Until = "until",
            LastContact = "last_contact",
            Key = "customer",
            OwnValue = "own_value",
            Tags = "tags",
        };
    }

    private static string? IfThere(string folder, string name) =>
        new[] { $"{name}.csv", $"{name}.csv.gz" }.Select(file => Path.Combine(folder, file)).FirstOrDefault(File.Exists);
}
