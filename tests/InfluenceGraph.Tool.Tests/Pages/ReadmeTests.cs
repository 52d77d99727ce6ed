using System.Text.RegularExpressions;
using InfluenceGraph.Tool.Tests.CommandLine;
using Microsoft.Data.Sqlite;
using Xunit;

namespace InfluenceGraph.Tool.Tests.Pages;

/// <summary>From an own CSV export to an explained ranking, by the commands that the README shows, on the files that it shows.</summary>
public sealed partial class ReadmeTests
{
    private const string Accept = "INFLUENCEGRAPH_ACCEPT_TOOL";

    private readonly ShellPage _page = new("README.md");

    [Fact]
    public void The_commands_take_the_files_shown_to_the_ranking_shown_and_SQL_reads_it()
    {
        using var folder = new TemporaryFolder();
        WriteFiles(folder);
        string actual = _page.Rerun(folder);
        if (Environment.GetEnvironmentVariable(Accept) is not null)
        {
            _page.Write(actual);
        }

        Assert.Equal(_page.Text, actual);
        Assert.Equal([(1, "cat", 695), (2, "ann", 450), (3, "bob", 175), (4, "dan", 60)], Asked(folder.Of("crm.db")));
    }

    [Fact]
    public void Every_command_of_the_page_ends_well()
    {
        using var folder = new TemporaryFolder();
        WriteFiles(folder);
        string[] lines = [.. _page.ToolLines];

        Assert.Equal(["import", "inspect", "score", "explain", "generate", "score"], lines.Select(line => line.Split(' ')[1]));
        Assert.All(lines, line =>
        {
            Run run = ToolRunner.Run(CommandText.Arguments(line, folder.Path));
            Assert.True(run.Code == 0, $"{line} gave {run.Code}: {run.Errors}");
        });
    }

    /// <summary>The two files stand side by side; each begins in the column where its name does.</summary>
    private void WriteFiles(TemporaryFolder folder)
    {
        string[] lines = Files().Match(_page.Text).Groups["lines"].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        int second = lines[0].IndexOf("ties.csv", StringComparison.Ordinal);
        Assert.True(second > 0, "The README shows no customers.csv beside ties.csv.");
        folder.Write("customers.csv", string.Concat(lines[1..].Select(line => $"{line[..second].TrimEnd()}\n")));
        folder.Write("ties.csv", string.Concat(lines[1..].Select(line => $"{line[second..]}\n")));
    }

    private IEnumerable<(long Rank, string Customer, double Score)> Asked(string store)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = store, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ConnectionString);
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // The query is the README's own.
        command.CommandText = Sql().Match(_page.Text).Groups["lines"].Value;
#pragma warning restore CA2100
        using SqliteDataReader rows = command.ExecuteReader();
        while (rows.Read())
        {
            yield return (rows.GetInt64(0), rows.GetString(1), Math.Round(rows.GetDouble(2), 6));
        }
    }

    [GeneratedRegex("```\n(?<lines>customers\\.csv +ties\\.csv\n[^`]*)```", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Files();

    [GeneratedRegex("```sql\n(?<lines>[^`]*)```", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Sql();
}
