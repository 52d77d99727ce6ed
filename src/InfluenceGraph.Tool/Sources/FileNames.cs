using System.Globalization;
using InfluenceGraph.Data;
using InfluenceGraph.Tool.Output;

namespace InfluenceGraph.Tool.Sources;

/// <summary>Which files hold what, and which columns are what.</summary>
internal sealed record FileNames
{
    internal string? Ties { get; init; }

    internal string? Customers { get; init; }

    internal string? Consents { get; init; }

    internal string? Interactions { get; init; }

    /// <summary>What stands between columns; told from the file where not given.</summary>
    internal char? Delimiter { get; init; }

    internal string From { get; init; } = "from";

    internal string To { get; init; } = "to";

    internal TieDirection Direction { get; init; } = TieDirection.FromReachesTo;

    internal string? Permission { get; init; }

    internal string? Strength { get; init; }

    internal string? Since { get; init; }

    internal string? Until { get; init; }

    internal string? LastContact { get; init; }

    internal string Key { get; init; } = "customer";

    internal string OwnValue { get; init; } = "own_value";

    internal string? Tags { get; init; }

    internal TieMapping TieMapping => new()
    {
        From = Column(From),
        To = Column(To),
        Direction = Direction,
        Permission = ColumnOrNone(Permission),
        Strength = ColumnOrNone(Strength),
        Since = ColumnOrNone(Since),
        Until = ColumnOrNone(Until),
        LastContact = ColumnOrNone(LastContact),
    };

    internal CustomerMapping CustomerMapping => new() { Key = Column(Key), OwnValue = Column(OwnValue), Tags = ColumnOrNone(Tags) };

    internal EdgeListOptions EdgeList => new()
    {
        From = Column(From),
        To = Column(To),
        Direction = Direction,
        Permission = ColumnOrNone(Permission),
        Strength = ColumnOrNone(Strength),
        Separator = Delimiter,
    };

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

    /// <summary>Opens a file of rows, or says why not.</summary>
    internal RowSource Open(string path)
    {
        try
        {
            return RowSource.FromFile(path, o => o with { Separator = Delimiter });
        }
        catch (CustomerDataException e)
        {
            throw ToolException.BadData(e.Message.Contains(Path.GetFileName(path), StringComparison.Ordinal) ? Sentence.Of(e.Message) : $"{path}: {Sentence.Of(e.Message)}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ToolException.BadData($"{path}: {Sentence.Of(File.Exists(path) ? e.Message : Directory.Exists(path) ? "is a folder; expected a file" : "there is no such file")}", e);
        }
    }

    /// <summary>A column by its name, or by its number from 1.</summary>
    private static SourceColumn Column(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0 ? number : text;

    private static SourceColumn? ColumnOrNone(string? text) => text is null ? default(SourceColumn?) : Column(text);

    private static string? IfThere(string folder, string name) =>
        new[] { $"{name}.csv", $"{name}.csv.gz" }.Select(file => Path.Combine(folder, file)).FirstOrDefault(File.Exists);
}
