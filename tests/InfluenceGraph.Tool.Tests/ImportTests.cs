using System.Text.Json;
using Xunit;

namespace InfluenceGraph.Tool.Tests;

/// <summary>Files become a store: counts reconcile, bad rows are told, nothing is imported twice.</summary>
public sealed class ImportTests(SharedCrm shared)
{
    [Fact]
    public void A_folder_becomes_a_store_that_answers_as_the_folder()
    {
        using var folder = new TemporaryFolder();
        string crm = shared.Path;
        string store = folder.Of("crm.db");
        JsonElement summary = Imported(store, "--crm", crm).GetProperty("summary");
        Assert.Equal(SharedCrm.Customers, summary.GetProperty("customers").GetInt64());
        Assert.Equal(File.ReadLines(Path.Combine(crm, "ties.csv")).Count() - 1, summary.GetProperty("ties").GetInt64());
        string[] question = ["score", "--as-of", "2026-01-01", "--json"];
        Assert.Equal(ToolRunner.Run([.. question, "--crm", crm]).Output, ToolRunner.Run([.. question, "--store", store]).Output);
    }

    [Fact]
    public void What_was_imported_before_is_not_imported_again()
    {
        using var folder = new TemporaryFolder();
        string crm = shared.Path;
        string store = folder.Of("crm.db");
        JsonElement first = Imported(store, "--crm", crm);
        JsonElement second = Imported(store, "--crm", crm);
        Assert.All(second.GetProperty("imports").EnumerateArray(), import => Assert.True(import.GetProperty("imported_before").GetBoolean()));
        Assert.Equal(first.GetProperty("summary").GetProperty("ties").GetInt64(), second.GetProperty("summary").GetProperty("ties").GetInt64());
        Assert.Equal(0, second.GetProperty("summary").GetProperty("rows_read").GetInt64());
    }

    [Fact]
    public void Rows_read_are_used_skipped_and_rejected_and_the_rejected_ones_are_kept_with_reason_and_content()
    {
        using var folder = new TemporaryFolder();
        string ties = folder.Write("ties.csv", "from,to,permission\nann,bob,0.5\nbob,cem,2\ncem,ann,\ndia,ann,often\neva,dia,1\n");
        JsonElement answer = Imported(folder.Of("own.db"), "--ties", ties, "--from", "from", "--to", "to", "--permission", "permission", "--rejects", folder.Of("rejects"));
        JsonElement import = Assert.Single(answer.GetProperty("imports").EnumerateArray());
        Assert.Equal([5, 2, 1, 2], new[] { "rows_read", "used", "skipped", "rejected" }.Select(name => import.GetProperty(name).GetInt64()));
        string rejects = File.ReadAllText(import.GetProperty("rejects_file").GetString()!);
        Assert.Contains("bob,cem,2", rejects, StringComparison.Ordinal);
        Assert.Contains("often", rejects, StringComparison.Ordinal);
        Assert.Equal(2, answer.GetProperty("examples").GetArrayLength());
    }

    [Fact]
    public void More_rejected_rows_than_may_be_end_the_import_with_bad_data()
    {
        using var folder = new TemporaryFolder();
        string ties = folder.Write("ties.csv", "from,to,permission\nann,bob,0.5\nbob,cem,2\n");
        Run run = ToolRunner.Run("import", "--store", folder.Of("own.db"), "--ties", ties, "--from", "from", "--to", "to", "--permission", "permission", "--max-rejects", "0");
        Assert.Equal(ExitCode.BadData, run.Code);
        Assert.Contains("line 3", run.Errors, StringComparison.Ordinal);
        Assert.Equal("", run.Output);
    }

    [Fact]
    public void A_whole_nightly_export_removes_what_it_no_longer_names_whatever_its_file_is_called()
    {
        using var folder = new TemporaryFolder();
        string store = folder.Of("own.db");
        string[] columns = ["--from", "from", "--to", "to", "--whole", "--name", "crm"];
        string monday = folder.Write("ties-monday.csv", "from,to\nann,bob\nbob,cem\ncem,ann\n");
        string tuesday = folder.Write("ties-tuesday.csv", "from,to\nann,bob\ncem,dia\n");
        Imported(store, ["--ties", monday, .. columns]);
        JsonElement answer = Imported(store, ["--ties", tuesday, .. columns]);

        Assert.Equal(2, answer.GetProperty("imports")[0].GetProperty("removed").GetInt64());
        Assert.Equal(2, answer.GetProperty("summary").GetProperty("ties").GetInt64());
    }

    [Theory]
    [InlineData("--name says which earlier export --whole takes the place of", "--store", "x.db", "--ties", "y", "--from", "a", "--to", "b", "--name", "crm")]
    [InlineData("--store is missing", "--crm", "x")]
    [InlineData("no source is given", "--store", "x.db")]
    [InlineData("--crm and --ties are given together", "--store", "x.db", "--crm", "x", "--ties", "y")]
    [InlineData("--key is about --customers; expected --customers FILE", "--store", "x.db", "--ties", "y", "--from", "a", "--to", "b", "--key", "c")]
    public void Wrong_use_is_told_and_no_store_is_made(string message, params string[] args)
    {
        Run run = ToolRunner.Run(["import", .. args]);
        Assert.Equal(ExitCode.WrongUse, run.Code);
        Assert.Contains(message, run.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists("x.db"));
    }

    [Fact]
    public void A_file_that_is_no_store_is_not_touched()
    {
        using var folder = new TemporaryFolder();
        string crm = shared.Path;
        string kept = folder.Write("crm.db", "kept");
        Run run = ToolRunner.Run("import", "--store", kept, "--crm", crm);
        Assert.Equal(ExitCode.StoreProblem, run.Code);
        Assert.Equal("kept", File.ReadAllText(kept));
    }

    private static JsonElement Imported(string store, params string[] args)
    {
        Run run = ToolRunner.Run(["import", "--store", store, .. args, "--json"]);
        Assert.True(run.Code == 0, run.Errors);
        return JsonDocument.Parse(run.Output).RootElement;
    }
}
