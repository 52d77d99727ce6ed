using System.Text.Json;
using Xunit;

namespace InfluenceGraph.Tool.Tests;

/// <summary>Names that are made to do harm come out as the text that they are.</summary>
public sealed class SafeOutputTests
{
    private const string Markup = "[red]ann[/]";
    private const string Formula = "=HYPERLINK(\"http://x\")";
    private const string Escape = "eve\u001b[2J\u202Egnp";

    [Fact]
    public void An_answer_never_goes_over_the_files_that_it_is_computed_from()
    {
        using var folder = new TemporaryFolder();
        const string Rows = "from,to\nann,bob\n";
        string ties = folder.Write("ties.csv", Rows);
        foreach (string[] source in new string[][] { ["--ties", ties, "--from", "from", "--to", "to"], ["--crm", folder.Path] })
        {
            Run run = ToolRunner.Run(["score", .. source, "--out", Path.Combine(folder.Path, ".", "ties.csv")]);

            Assert.Equal(ExitCode.WrongUse, run.Code);
            Assert.Contains("which is read; expected another file", run.Errors, StringComparison.Ordinal);
            Assert.Equal(Rows, File.ReadAllText(ties));
        }

        Assert.Equal(0, ToolRunner.Run("score", "--ties", ties, "--from", "from", "--to", "to", "--out", folder.Of("ranking.csv")).Code);
    }

    [Fact]
    public void A_name_that_looks_like_markup_is_shown_as_it_is()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains(Markup, Ask(folder, "score").Output, StringComparison.Ordinal);
        Assert.Contains(Markup, Ask(folder, "explain", Markup).Output, StringComparison.Ordinal);
        Assert.Contains(Markup, Ask(folder, "card", Markup).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_with_control_characters_cannot_steer_the_terminal()
    {
        using var folder = new TemporaryFolder();
        string output = Ask(folder, "score").Output + Ask(folder, "card", Escape).Output;
        Assert.DoesNotContain('\u001b', output);
        Assert.DoesNotContain('\u202E', output);
        Run failed = ToolRunner.Run(["explain", "nobody\u001b[2J", "--ties", folder.Of("ties.csv"), "--from", "from", "--to", "to"]);
        Assert.DoesNotContain('\u001b', failed.Errors);
    }

    [Fact]
    public void No_command_lets_a_name_steer_the_terminal_in_any_form()
    {
        using var folder = new TemporaryFolder();
        string[][] questions =
        [
            ["score"], ["explain", Escape], ["card", Escape], ["circles"], ["circles", Escape], ["communities"], ["reach", Escape], ["seeds", "--count", "2"],
            ["contain", Escape], ["segment", "own value > 0"], ["inspect"],
        ];
        foreach (string[] question in questions)
        {
            foreach (string[] form in new string[][] { [], ["--csv"], ["--json"], ["--receipt"] })
            {
                Run run = Ask(folder, terminal: true, [.. question, .. form]);
                string output = run.Output + run.Errors;
                Assert.DoesNotContain('\u001b', output);
                Assert.DoesNotContain('\u202E', output);
            }
        }

        // A file for another program has the name as it is.
        Assert.Contains('\u001b', Ask(folder, "score", "--csv").Output);
    }

    [Fact]
    public void Names_of_columns_and_files_cannot_steer_the_terminal()
    {
        using var folder = new TemporaryFolder();
        string ties = folder.Write("ties\u001b[2J.csv", "from,to,permission,\u001b[31mred\nann,bob,1,x\nann\u001b[2J,bob,2,x\n");
        Run run = ToolRunner.Run("import", "--dry-run", "--ties", ties, "--from", "from", "--to", "to");
        Assert.Contains("not used:", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', run.Output + run.Errors);
        Run failed = ToolRunner.Run("score", "--ties", ties, "--from", "from", "--to", "to");
        Assert.Equal(ExitCode.BadData, failed.Code);
        Assert.DoesNotContain('\u001b', failed.Errors);
    }

    [Fact]
    public void A_name_that_a_spreadsheet_would_run_gets_an_apostrophe_in_csv_and_none_in_json()
    {
        using var folder = new TemporaryFolder();
        string csv = Ask(folder, "score", "--csv").Output;
        Assert.Contains($"\"'{Formula.Replace("\"", "\"\"", StringComparison.Ordinal)}\"", csv, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(Ask(folder, "score", "--json").Output);
        Assert.Contains(json.RootElement.GetProperty("scores").EnumerateArray(), row => row.GetProperty("customer").GetString() == Formula);
    }

    [Fact]
    public void Numbers_in_csv_are_numbers_even_below_zero()
    {
        Assert.Equal("-1.5", Tool.Output.AnswerCsv.Cell(-1.5));
        Assert.Equal("-1.5", Tool.Output.AnswerCsv.Cell("-1.5"));
        Assert.Equal("'-1+2", Tool.Output.AnswerCsv.Cell("-1+2"));
        Assert.Equal("", Tool.Output.AnswerCsv.Cell(double.NaN));
    }

    [Fact]
    public void Csv_json_and_files_say_the_same()
    {
        using var folder = new TemporaryFolder();
        string csv = Ask(folder, "score", "--csv").Output;
        Assert.Equal(0, Ask(folder, "score", "--out", folder.Of("scores.csv")).Code);
        Assert.Equal(csv, File.ReadAllText(folder.Of("scores.csv")));
        string json = Ask(folder, "score", "--json").Output;
        Assert.Equal(0, Ask(folder, "score", "--out", folder.Of("scores.json")).Code);
        Assert.Equal(json, File.ReadAllText(folder.Of("scores.json")));
        using var parsed = JsonDocument.Parse(json);
        double total = parsed.RootElement.GetProperty("scores").EnumerateArray().Sum(row => row.GetProperty("score").GetDouble());

        // Social value conserves what was spent: each of the three customers counts 1. The tolerance is the solver's.
        Assert.Equal(3, total, 6);
        Assert.Equal(64, parsed.RootElement.GetProperty("receipt").GetProperty("data_sha256").GetString()!.Length);
        Assert.DoesNotContain(Directory.GetFiles(folder.Path), file => file.EndsWith(".unfinished", StringComparison.Ordinal));
    }

    [Fact]
    public void A_receipt_is_shown_where_it_is_asked()
    {
        using var folder = new TemporaryFolder();
        string output = Ask(folder, "score", "--receipt").Output;
        Assert.Contains("receipt\n  data ", output, StringComparison.Ordinal);
        Assert.DoesNotContain("receipt", Ask(folder, "score").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Top_limits_rows_and_the_rest_is_counted()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains("2 more: --top N", Ask(folder, "score", "--top", "1").Output, StringComparison.Ordinal);
        Assert.Equal(2, Ask(folder, "score", "--top", "1", "--csv").Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    private static Run Ask(TemporaryFolder folder, params string[] args) => Ask(folder, terminal: false, args);

    private static Run Ask(TemporaryFolder folder, bool terminal, string[] args)
    {
        string ties = folder.Write("ties.csv", $"from,to\n{Markup},\"{Formula.Replace("\"", "\"\"", StringComparison.Ordinal)}\"\n{Escape},{Markup}\n");
        string[] all = [.. args, "--ties", ties, "--from", "from", "--to", "to"];
        Run run = terminal ? ToolRunner.RunAt(80, all) : ToolRunner.Run(all);
        Assert.True(run.Code == 0, run.Errors);
        return run;
    }
}
