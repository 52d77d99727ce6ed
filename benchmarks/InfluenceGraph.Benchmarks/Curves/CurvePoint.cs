using System.Globalization;
using InfluenceGraph.Benchmarks.Compare;

namespace InfluenceGraph.Benchmarks.Curves;

/// <summary>What one size costs: a row of the table, which can be read back to draw the picture again.</summary>
internal sealed record CurvePoint
{
    internal static string[] Heads { get; } =
        ["scale", "customers", "ties", "build s", "first question s", "next question s", "sweeps", "gapbs s", "ties at rest MB", "all at rest MB", "peak building MB", "peak asking MB"];

    internal required int Scale { get; init; }

    internal required long Customers { get; init; }

    internal required long Ties { get; init; }

    internal required double BuildSeconds { get; init; }

    internal required double FirstSeconds { get; init; }

    internal required double NextSeconds { get; init; }

    internal required int Sweeps { get; init; }

    /// <summary>The better of gapbs' two, on the same edges without weights; not a number where it was not asked.</summary>
    internal required double GapbsSeconds { get; init; }

    /// <summary>Ties both ways, as <c>TieBytes</c> says.</summary>
    internal required double TieMegabytes { get; init; }

    /// <summary>All that stays after the first question.</summary>
    internal required double RestMegabytes { get; init; }

    /// <summary>By how much the process grew at most while building.</summary>
    internal required double BuildMegabytes { get; init; }

    /// <summary>All that stays, and by how much the process grew at most while a question was answered.</summary>
    internal required double AskMegabytes { get; init; }

    internal string[] Cells() =>
    [
        $"{Scale}",
        CompareReport.Number(Customers),
        CompareReport.Number(Ties),
        CompareReport.Number(BuildSeconds, "0.000"),
        CompareReport.Number(FirstSeconds, "0.000"),
        CompareReport.Number(NextSeconds, "0.0000"),
        $"{Sweeps}",
        double.IsNaN(GapbsSeconds) ? "" : CompareReport.Number(GapbsSeconds, "0.0000"),
        CompareReport.Number(TieMegabytes, "#,0.0"),
        CompareReport.Number(RestMegabytes, "#,0.0"),
        CompareReport.Number(BuildMegabytes, "#,0.0"),
        CompareReport.Number(AskMegabytes, "#,0.0"),
    ];

    /// <summary>The rows of the tables in a file that <c>curve</c> wrote, by size.</summary>
    internal static CurvePoint[] Read(string path) =>
    [
        .. File.ReadLines(path)
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Where(cells => cells.Length == Heads.Length + 2 && int.TryParse(cells[1], NumberStyles.None, CultureInfo.InvariantCulture, out _))
            .Select(cells => Parse(cells[1..^1]))
            .OrderBy(point => point.Ties),
    ];

    private static CurvePoint Parse(string[] cells)
    {
        double[] numbers = Array.ConvertAll(cells, cell => cell.Length == 0 ? double.NaN : double.Parse(cell, CultureInfo.InvariantCulture));
        return new()
        {
            Scale = (int)numbers[0],
            Customers = (long)numbers[1],
            Ties = (long)numbers[2],
            BuildSeconds = numbers[3],
            FirstSeconds = numbers[4],
            NextSeconds = numbers[5],
            Sweeps = (int)numbers[6],
            GapbsSeconds = numbers[7],
            TieMegabytes = numbers[8],
            RestMegabytes = numbers[9],
            BuildMegabytes = numbers[10],
            AskMegabytes = numbers[11],
        };
    }
}
