using Xunit;

namespace InfluenceGraph.Tool.Tests;

/// <summary>Each way of failing has its code, one line of words on standard error, and nothing on standard output.</summary>
public sealed class ExitCodeTests
{
    private const string Ties = "from,to,permission\nann,bob,0.5\nbob,cem,1\ncem,ann,0.2\n";

    [Fact]
    public void A_customer_who_is_not_there_is_not_found_and_one_who_is_alike_is_named()
    {
        using var folder = new TemporaryFolder();
        Run run = OnTies(folder, Ties, "explain", "ANN");
        RequireFailed(run, ExitCode.NotFound, "'ANN' is not among the 3 customers", "There is 'ann'.");
    }

    [Fact]
    public void A_segment_without_members_is_not_found_but_is_answered()
    {
        using var folder = new TemporaryFolder();
        Run run = OnTies(folder, Ties, "segment", "own value > 5", "--json");
        Assert.Equal(ExitCode.NotFound, run.Code);
        Assert.Contains("\"members\": []", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_customer_who_takes_no_part_is_not_found_with_the_reason()
    {
        using var folder = new TemporaryFolder();
        string consents = folder.Write("consents.csv", "customer,purpose,channel,granted,from,until,source\nann,score,any,true,2025-01-01,,form\nbob,score,any,false,2025-01-01,,form\n");
        RequireFailed(OnTies(folder, Ties, "explain", "bob", "--consents", consents), ExitCode.NotFound, "'bob' takes no part here", "--ignore-consent");
    }

    [Fact]
    public void Nobody_who_takes_part_is_not_found_but_can_be_inspected()
    {
        using var folder = new TemporaryFolder();
        string consents = folder.Write("consents.csv", "customer,purpose,channel,granted,from,until,source\nbob,score,any,false,2025-01-01,,form\n");
        RequireFailed(OnTies(folder, Ties, "score", "--consents", consents), ExitCode.NotFound, "nobody of the 3 customers takes part", "1 refused score");
        Assert.Equal(0, OnTies(folder, Ties, "inspect", "--consents", consents).Code);
    }

    [Fact]
    public void Utf_16_and_blanks_between_columns_are_understood()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.Of("wide.csv"), Ties, System.Text.Encoding.Unicode);
        Run wide = ToolRunner.Run("score", "--ties", folder.Of("wide.csv"), "--from", "from", "--to", "to", "--csv");
        Assert.Equal(OnTies(folder, Ties, "score", "--csv").Output, wide.Output);
        string snap = folder.Write("snap.txt", "# FromNodeId ToNodeId\n1\t2\n2\t3\n");
        Assert.Equal(0, ToolRunner.Run("score", "--ties", snap, "--from", "1", "--to", "2", "--direction", "to-reaches-from").Code);
    }

    [Theory]
    [InlineData("no source of customers is given", "score")]
    [InlineData("--json and --csv are both given", "score", "--crm", "x", "--json", "--csv")]
    [InlineData("given together", "score", "--crm", "x", "--ties", "y")]
    [InlineData("--damping is '1'; expected a number from 0 to below 1", "score", "--crm", "x", "--damping", "1")]
    [InlineData("--measure is 'pagerank'; expected one of social-value", "score", "--crm", "x", "--measure", "pagerank")]
    [InlineData("--out is 'x.xls'; expected a name that ends in", "score", "--crm", "x", "--out", "x.xls")]
    [InlineData("--table chooses what --csv writes", "score", "--crm", "x", "--table", "scores")]
    [InlineData("--from is about files; expected --ties FILE", "score", "--store", "x", "--from", "a")]
    [InlineData("--as-of is 'yesterday'; expected a date such as", "score", "--crm", "x", "--as-of", "yesterday")]
    [InlineData("--customers is missing", "estimate", "--ties", "5")]
    [InlineData("Required command was not provided")]
    [InlineData("rank", "rank")]
    public void Wrong_use_is_told_before_anything_is_read(string message, params string[] args) =>
        RequireFailed(ToolRunner.Run(args), ExitCode.WrongUse, message);

    [Fact]
    public void A_direction_is_never_guessed_and_the_columns_are_listed()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("ties.csv", Ties);
        RequireFailed(ToolRunner.Run("score", "--ties", file), ExitCode.WrongUse, "--from is missing", "from, to, permission");
    }

    [Fact]
    public void A_question_that_cannot_be_read_says_where()
    {
        using var folder = new TemporaryFolder();
        RequireFailed(OnTies(folder, Ties, "segment", "own value >="), ExitCode.WrongUse, "expected");
    }

    [Fact]
    public void Consent_is_asked_only_where_it_is_kept()
    {
        using var folder = new TemporaryFolder();
        RequireFailed(OnTies(folder, Ties, "score", "--purpose", "contact"), ExitCode.WrongUse, "--purpose is given", "keeps no consents");
    }

    [Theory]
    [InlineData("from,to,permission\nann,bob,1.5\n", "line 2")]
    [InlineData("from,to,permission\nann,bob,NaN\n", "line 2")]
    [InlineData("from,to,permission\nann,bob,high\n", "line 2")]
    [InlineData("from,to,permission\nann,bob,0.5\nann\n", "line 3")]
    [InlineData("a,b\nann,bob\n", "from")]
    [InlineData("", "ties.csv")]
    public void Bad_data_is_told_with_file_and_line(string ties, string place)
    {
        using var folder = new TemporaryFolder();
        RequireFailed(OnTies(folder, ties, "score", "--permission", "permission"), ExitCode.BadData, "ties.csv", place);
    }

    [Fact]
    public void A_file_that_is_not_there_is_bad_data()
    {
        RequireFailed(ToolRunner.Run("score", "--crm", "/nowhere/crm"), ExitCode.BadData, "/nowhere/crm: there is no such folder", "generate");
        RequireFailed(ToolRunner.Run("score", "--ties", "/nowhere/ties.csv", "--from", "a", "--to", "b"), ExitCode.BadData, "/nowhere/ties.csv");
    }

    [Fact]
    public void An_answer_that_cannot_be_written_is_told_before_any_work()
    {
        using var folder = new TemporaryFolder();
        RequireFailed(OnTies(folder, Ties, "score", "--out", folder.Of("no/such/place.csv")), ExitCode.NotWritten, "there is no folder");
        RequireFailed(OnTies(folder, Ties, "score", "--csv", "--out", folder.Path), ExitCode.NotWritten, "that is a folder");
    }

    [Fact]
    public void A_folder_that_holds_something_is_not_overwritten()
    {
        using var folder = new TemporaryFolder();
        string kept = folder.Write("kept.txt", "kept");
        RequireFailed(ToolRunner.Run("generate", folder.Path), ExitCode.NotWritten, "the folder is not empty");
        Assert.Equal("kept", File.ReadAllText(kept));
        Assert.Single(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void Scores_are_kept_in_stores_only()
    {
        using var folder = new TemporaryFolder();
        RequireFailed(OnTies(folder, Ties, "score", "--save"), ExitCode.WrongUse, "--save FILE.db");
    }

    private static Run OnTies(TemporaryFolder folder, string ties, params string[] args) =>
        ToolRunner.Run([.. args, "--ties", folder.Write("ties.csv", ties), "--from", "from", "--to", "to"]);

    private static void RequireFailed(Run run, int code, params string[] words)
    {
        Assert.Equal(code, run.Code);
        Assert.Equal("", run.Output);
        Assert.Single(run.Errors.TrimEnd('\n').Split('\n'), line => line.StartsWith("influencegraph", StringComparison.Ordinal));
        Assert.All(words, word => Assert.Contains(word, run.Errors, StringComparison.Ordinal));
    }
}
