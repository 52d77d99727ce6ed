using System.Text;
using System.Text.RegularExpressions;
using InfluenceGraph.Data.Tests.Tables;
using InfluenceGraph.Tests.Repository;
using Xunit;

namespace InfluenceGraph.Data.Tests.Imports;

/// <summary>The lines of docs/import.md and docs/export.md are those of these tests, which run them.</summary>
public sealed partial class DocumentTests
{
    [Fact]
    public void The_lines_of_importing_into_a_store_run()
    {
        using TempFolder folder = Trust();

        using var store = CustomerStore.OpenOrCreate(folder.File("crm.igs"));
        using RowSource trust = RowSource.FromFile(folder.File("trust.csv.gz"));

        var mapping = TieMapping.Guess(trust.Columns);              // from truster and trustee; share is the permission
        Console.WriteLine(mapping);                                 // look at it: it says who reaches whom
        mapping = mapping with { Scale = PermissionScale.Percent }; // 80 means 0.8

        ImportReport report = store.ImportTies(trust, mapping, o => o with { MaxRejects = 1000, RejectsFile = folder.File("rejects.csv") });
        Console.WriteLine(report);                                  // trust.csv.gz: 4 rows = 2 used + 1 skipped + 1 rejected; ...

        Assert.Equal(TieDirection.ToReachesFrom, mapping.Direction);
        Assert.StartsWith("trust.csv.gz: 4 rows = 2 used + 1 skipped + 1 rejected;", report.ToString());
    }

    [Fact]
    public void The_lines_of_reading_straight_into_a_graph_run()
    {
        using TempFolder folder = Trust();

        using RowSource rows = RowSource.FromFile(folder.File("trust.csv.gz"));
        RowReading<Tie<string>> ties = rows.ReadTies<string>(TieMapping.Guess(rows.Columns) with { Scale = PermissionScale.Percent });
        var graph = CustomerGraph.FromTies(ties);
        Console.WriteLine(ties.Report.Counts);

        Assert.Equal((3, 2L), (graph.CustomerCount, ties.Report.Counts.Used));
    }

    [Fact]
    public void The_lines_of_exporting_run()
    {
        using var folder = new TempFolder();
        var graph = CustomerGraph.FromTies<string>([new("ann", "bob", 1)], [new("ann", 1), new("bob", 2)]);

        SocialValueResult<string> value = graph.SocialValue();
        CsvExport.WriteRanking(folder.File("ranking.csv"), "social value", value, value.Receipt, top: 100);
        CsvExport.WriteExplanations(folder.File("why.csv"), value.Top(10).Customers.Select(customer => value.Explain(customer)), value.Receipt);
        CsvExport.WriteTable(folder.File("own.csv"), ["customer", "note"], [["ann", "=1+1"]], configure: o => o with { Separator = ';', DecimalSign = ',' });

        Assert.Equal("ann;'=1+1", File.ReadAllLines(folder.File("own.csv"))[1]);
        Assert.Equal(["own.csv", "ranking.csv", "ranking.csv.receipt.json", "why.csv", "why.csv.receipt.json"], folder.Names);
    }

    [Theory]
    [InlineData("import.md", 2)]
    [InlineData("export.md", 1)]
    public void Every_line_of_code_of_a_page_is_one_that_runs_here(string page, int blocks)
    {
        string here = File.ReadAllText(RepositoryRoot.PathOf("tests", "InfluenceGraph.Data.Tests", "Imports", "DocumentTests.cs"));
        here = Places().Replace(here, "${name}");
        string[] code = [.. Code().Matches(File.ReadAllText(RepositoryRoot.PathOf("docs", page)).ReplaceLineEndings("\n")).Select(match => match.Groups["code"].Value)];
        Assert.Equal(blocks, code.Length);
        Assert.All(code, block => Assert.Contains(string.Join('\n', block.TrimEnd().Split('\n').Select(line => line.Length > 0 ? $"        {line}" : "")), here));
    }

    private static TempFolder Trust()
    {
        var folder = new TempFolder();
        File.WriteAllBytes(folder.File("trust.csv.gz"), TestSource.Packed(Encoding.UTF8.GetBytes("truster,trustee,share\nann,bob,80\nbob,cid,100\ncid,dan,\ndan,eve,perhaps\n")));
        return folder;
    }

    [GeneratedRegex("```csharp\n(?<code>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Code();

    [GeneratedRegex(@"folder\.File\((?<name>""[^""]*"")\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Places();
}
