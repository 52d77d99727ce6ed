using System.Text;
using System.Text.Json;
using InfluenceGraph.Data;
using Microsoft.Data.Sqlite;
using Xunit;

namespace InfluenceGraph.Tool.Tests;

/// <summary>An export as it comes: columns are told from the header and said, never silently wrong; what cannot be told is asked for by the option that says it.</summary>
public sealed class ColumnTests
{
    /// <summary>A spreadsheet's own: UTF-16, semicolons, decimal commas, points between thousands, a title, a missing cell, a header that stands twice, a line of totals.</summary>
    private const string Customers = "Umsatz 2025;;;;;\r\nKunden Nr;Name;Umsatz;Ort;Ort;Merkmale\r\nK1;Anna Weiß;1.234,50;Bonn;DE;sport|kochen\r\nK2;Bernd;99,90;Köln;DE;\r\nK3;Cem;;Ulm;DE;lesen\r\nK4;Dora;12,00;;DE;\r\nK5;Eva;450,00;Trier;DE;sport\r\nGesamt;;1.796,40;;;\r\n";

    private const string Ties = "Empfehler;Empfohlener;Freigabe in %;Seit\nK1;K2;80;01.02.2024\nK2;K3;50;03.04.2024\nK3;K1;100;\nK4;K1;;05.06.2024\nK5;K1;25,5;07.08.2025\n";

    private static readonly string[] _german =
    [
        "--from", "Empfehler", "--to", "Empfohlener", "--permission", "Freigabe in %", "--since", "Seit", "--key", "Kunden Nr", "--value", "Umsatz", "--tags", "Merkmale",
        "--skip-lines", "0", "--decimal-sign", ",", "--thousands", ".", "--dates", "dd.MM.yyyy", "--empty-value", "0",
    ];

    [Fact]
    public void A_spreadsheet_export_becomes_an_explained_ranking()
    {
        using var folder = new TemporaryFolder();
        string[] source = ["--ties", Write(folder, "ties.csv", Ties, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true)), "--customers", Write(folder, "customers.csv", WithoutTitle, Encoding.Unicode), .. _german];
        Run dry = ToolRunner.Run(["import", "--dry-run", .. source]);
        Assert.True(dry.Code == 0, dry.Errors);
        Assert.Contains("'Gesamt' has as own value 1796.4, the sum of all others: it may be a line of totals", dry.Errors, StringComparison.Ordinal);
        Assert.Contains("--scale percent", dry.Errors, StringComparison.Ordinal);
        Assert.Contains("not used, because they stand several times or have no name: 'Ort'", dry.Errors, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder.Path, "*.db"));
        Run ranking = ToolRunner.Run(["score", .. source, "--as-of", "2026-01-01", "--json"]);
        Assert.True(ranking.Code == 0, ranking.Errors);
        using var answer = JsonDocument.Parse(ranking.Output);
        Assert.Equal(2 * 1796.4, answer.RootElement.GetProperty("summary").GetProperty("total").GetDouble(), 6);
        Assert.Equal(0, ToolRunner.Run(["explain", "K1", .. source, "--as-of", "2026-01-01"]).Code);
    }

    [Fact]
    public void Lines_before_the_header_are_passed_over()
    {
        using var folder = new TemporaryFolder();
        string customers = Write(folder, "customers.csv", Customers, Encoding.Unicode);
        Run run = ToolRunner.Run("import", "--dry-run", "--customers", customers, "--skip-lines", "1", "--key", "Kunden Nr", "--value", "Umsatz", "--decimal-sign", ",", "--thousands", ".", "--json");
        Assert.True(run.Code == 0, run.Errors);
        using var answer = JsonDocument.Parse(run.Output);
        Assert.Equal(5, answer.RootElement.GetProperty("summary").GetProperty("customers").GetInt64());
        Assert.Contains("line 5", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_told_from_the_header_are_used_and_said_and_can_be_left_out()
    {
        using var folder = new TemporaryFolder();
        string ties = folder.Write("ties.csv", "who,whom,permission,weight,valid_from\nann,bob,0,2,2024-01-01\nbob,cem,1,3,2024-01-01\n");
        string[] question = ["score", "--ties", ties, "--from", "who", "--to", "whom", "--csv"];
        Run told = ToolRunner.Run(question);
        Assert.Contains("--permission permission --scale share --strength weight --since valid_from", told.Errors, StringComparison.Ordinal);
        Assert.Contains("told from the header: --permission, --strength, --since", told.Errors, StringComparison.Ordinal);
        Assert.Equal(told.Output, ToolRunner.Run([.. question, "--permission", "permission", "--strength", "weight", "--since", "valid_from"]).Output);
        Run without = ToolRunner.Run([.. question, "--permission", "none", "--strength", "none", "--since", "none"]);
        Assert.Equal("", without.Errors);
        Assert.NotEqual(told.Output, without.Output);
    }

    [Fact]
    public void A_missing_direction_is_asked_for_with_what_the_header_suggests()
    {
        using var folder = new TemporaryFolder();
        string ties = folder.Write("ties.csv", "follower,followee\nann,bob\n");
        Run run = ToolRunner.Run("score", "--ties", ties);
        Assert.Equal(ExitCode.WrongUse, run.Code);
        Assert.Contains("--from follower --to followee --direction to-reaches-from", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("percent", "50", "100")]
    [InlineData("yes-no", "no", "yes")]
    [InlineData("high=1,low=0.2", "low", "high")]
    public void Permissions_are_read_on_their_scale(string scale, string small, string large)
    {
        using var folder = new TemporaryFolder();
        string ties = folder.Write("ties.csv", $"from,to,allowed\nann,bob,{small}\nbob,cem,{large}\n");
        string[] question = ["score", "--ties", ties, "--from", "from", "--to", "to", "--permission", "allowed"];
        Assert.Equal(0, ToolRunner.Run([.. question, "--scale", scale]).Code);
        Run plain = ToolRunner.Run(question);
        Assert.Equal(ExitCode.BadData, plain.Code);
        Assert.Contains("--scale", plain.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--scale", "loud", "--scale is 'loud'; expected share (0 to 1), percent")]
    [InlineData("--offset", "25", "--offset is '25'; expected hours and minutes")]
    [InlineData("--decimal-sign", ";", "--decimal-sign is ';'; expected '.' or ','")]
    [InlineData("--dates", "soon", "--dates is 'soon'; expected 'iso'")]
    public void A_format_that_there_is_not_is_wrong_use(string option, string value, string message)
    {
        using var folder = new TemporaryFolder();
        string ties = folder.Write("ties.csv", "from,to,permission\nann,bob,1\n");
        Run run = ToolRunner.Run("import", "--dry-run", "--ties", ties, "--from", "from", "--to", "to", option, value);
        Assert.Equal(ExitCode.WrongUse, run.Code);
        Assert.Contains(message, run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_library_advises_is_said_as_options()
    {
        using var folder = new TemporaryFolder();
        string ties = folder.Write("ties.csv", "from,to,since\nann,bob,03.04.2024\n");
        Run run = ToolRunner.Run("score", "--ties", ties, "--from", "from", "--to", "to");
        Assert.Equal(ExitCode.BadData, run.Code);
        Assert.Contains("--dates", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("Formats.", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("MaxRejects", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_dry_run_reads_everything_writes_nothing_and_tells_whether_an_import_would_end()
    {
        using var folder = new TemporaryFolder();
        string ties = folder.Write("ties.csv", "from,to,permission\nann,bob,0.5\nbob,cem,2\ncem,ann,often\n");
        string[] dry = ["import", "--dry-run", "--ties", ties, "--from", "from", "--to", "to", "--json"];
        Run run = ToolRunner.Run([.. dry, "--max-rejects", "1"]);
        Assert.Equal(ExitCode.BadData, run.Code);
        Assert.Contains("more rejected rows than the 1 that --max-rejects allows", run.Errors, StringComparison.Ordinal);
        using var answer = JsonDocument.Parse(run.Output);
        Assert.Equal(2, answer.RootElement.GetProperty("summary").GetProperty("rows_rejected").GetInt64());
        Assert.Equal(0, ToolRunner.Run([.. dry, "--max-rejects", "2"]).Code);
        Assert.Single(Directory.GetFileSystemEntries(folder.Path));
        Assert.Equal(ExitCode.WrongUse, ToolRunner.Run([.. dry, "--rejects", folder.Of("rejects")]).Code);
    }

    [Fact]
    public void Empty_permissions_are_no_ties_for_either_reader()
    {
        using var folder = new TemporaryFolder();
        string[] question = ["score", "--from", "from", "--to", "to", "--permission", "permission", "--csv"];
        string fast = folder.Write("fast.csv", "from,to,permission\nann,bob,0.5\nbob,cem,1\ncem,ann,\n");
        string slow = Write(folder, "slow.csv", File.ReadAllText(fast), Encoding.Unicode);
        Run expected = ToolRunner.Run([.. question, "--ties", slow]);
        Assert.True(expected.Code == 0, expected.Errors);
        Assert.Equal(expected, ToolRunner.Run([.. question, "--ties", fast]));
    }

    [Fact]
    public void Scores_of_files_are_kept_in_a_store_that_is_made_for_them()
    {
        using var folder = new TemporaryFolder();
        string ties = folder.Write("ties.csv", "from,to\nann,bob\nbob,cem\ncem,ann\n");
        string store = folder.Of("scores.db");
        foreach (string measure in new[] { "social-value", "index", "reach", "bridging" })
        {
            Run run = ToolRunner.Run("score", "--ties", ties, "--from", "from", "--to", "to", "--measure", measure, "--top", "1", "--save", store);
            Assert.True(run.Code == 0, run.Errors);
            Assert.Contains(store, run.Output, StringComparison.Ordinal);
        }

        using CustomerStore kept = CustomerStore.Open(store, StoreAccess.Read);
        Assert.Equal(["bridging", "reach", "index", "social value"], kept.ScoreRuns().Select(run => run.Measure));
        Assert.All(kept.ScoreRuns(), run => Assert.Equal(3, run.Scores));
        using (var sql = new SqliteConnection($"Data Source={store};Mode=ReadOnly;Pooling=False"))
        {
            sql.Open();
            using SqliteCommand parts = sql.CreateCommand();
            parts.CommandText = "SELECT count(*) FROM latest_scores WHERE measure = 'social value' AND abs(own_part + circle_part + beyond_part - score) < 1e-9 * score";
            Assert.Equal(3L, parts.ExecuteScalar());
        }

        Assert.Equal(ExitCode.NotWritten, ToolRunner.Run("score", "--ties", ties, "--from", "from", "--to", "to", "--save", folder.Of("no/such/place.db")).Code);
        Assert.Equal(ExitCode.StoreProblem, ToolRunner.Run("score", "--ties", ties, "--from", "from", "--to", "to", "--save", ties).Code);
    }

    private static string WithoutTitle => Customers[(Customers.IndexOf('\n', StringComparison.Ordinal) + 1)..];

    private static string Write(TemporaryFolder folder, string name, string text, Encoding encoding)
    {
        File.WriteAllText(folder.Of(name), text, encoding);
        return folder.Of(name);
    }
}
