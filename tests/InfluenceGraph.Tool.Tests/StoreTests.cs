using System.Text.Json;
using InfluenceGraph.Data;
using Xunit;

namespace InfluenceGraph.Tool.Tests;

/// <summary>A store answers as the files do that it was made of.</summary>
public sealed class StoreTests(SharedCrm shared)
{
    private static readonly string[] _at = ["--as-of", "2026-01-01"];

    [Fact]
    public void A_store_gives_the_same_ranking_and_receipt_a_files()
    {
        using var folder = new TemporaryFolder();
        string crm = shared.Path;
        string store = folder.Of("crm.db");
        Require("generate", "--store", store);
        foreach (string[] question in new[] { new[] { "score", "--json" }, ["communities", "--csv", "--table", "members"], ["seeds", "--count", "3", "--json"], ["segment", "tag cooking and own value > 0", "--csv"] })
        {
            Assert.Equal(Require([.. question, "--crm", crm, .. _at]).Output, Require([.. question, "--store", store, .. _at]).Output);
        }
    }

    [Fact]
    public void Saved_scores_stand_in_the_store_with_their_receipt()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Of("crm.db");
        Require("generate", "--store", path, "--customers", "300");
        using var answer = JsonDocument.Parse(Require(["score", "--store", path, .. _at, "--save", "--json"]).Output);
        using CustomerStore store = CustomerStore.Open(path, StoreAccess.Read);
        ScoreRun run = Assert.Single(store.ScoreRuns());
        Assert.Equal("social value", run.Measure);
        Assert.Equal(answer.RootElement.GetProperty("receipt").GetProperty("data_sha256").GetString(), run.Receipt.DataHash);
        var saved = store.ReadScores(run).ToDictionary(score => score.Key, score => score.Value, StringComparer.Ordinal);
        JsonElement[] rows = [.. answer.RootElement.GetProperty("scores").EnumerateArray()];
        Assert.Equal(rows.Length, saved.Count);
        Assert.All(rows, row => Assert.Equal(row.GetProperty("score").GetDouble(), saved[row.GetProperty("customer").GetString()!]));
        Assert.Contains(run.Receipt.DataHash[..16], Require(["inspect", "--store", path, .. _at]).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_exported_answers_as_what_it_was_exported_from()
    {
        using var folder = new TemporaryFolder();
        string crm = shared.Path;
        Require(["export", folder.Of("copy"), "--crm", crm, .. _at]);
        Assert.Equal(
            Require(["score", "--crm", crm, .. _at, "--csv"]).Output,
            Require(["score", "--crm", folder.Of("copy"), .. _at, "--csv"]).Output);
    }

    [Fact]
    public void A_store_is_never_made_over_another_file()
    {
        using var folder = new TemporaryFolder();
        string kept = folder.Write("crm.db", "kept");
        Run run = ToolRunner.Run("generate", "--store", kept);
        Assert.Equal(ExitCode.StoreProblem, run.Code);
        Assert.Equal("kept", File.ReadAllText(kept));
        Assert.Equal(ExitCode.StoreProblem, ToolRunner.Run("score", "--store", kept).Code);
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void A_stopped_command_leaves_what_was_there()
    {
        using var folder = new TemporaryFolder();
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.Equal(ExitCode.Cancelled, ToolRunner.RunUntil(stop.Token, "generate", folder.Of("crm")).Code);
        Assert.Equal(ExitCode.Cancelled, ToolRunner.RunUntil(stop.Token, "generate", "--store", folder.Of("crm.db")).Code);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
        string crm = shared.Path;
        string ranking = folder.Write("ranking.csv", "kept");
        Assert.Equal(ExitCode.Cancelled, ToolRunner.RunUntil(stop.Token, ["score", "--crm", crm, .. _at, "--out", ranking]).Code);
        Assert.Equal("kept", File.ReadAllText(ranking));
        Assert.Single(Directory.GetFileSystemEntries(folder.Path));
    }

    private static Run Require(params string[] args)
    {
        Run run = ToolRunner.Run(args);
        Assert.True(run.Code == 0, $"{string.Join(' ', args)} gave {run.Code}: {run.Errors}");
        return run;
    }
}
