using System.Text.Json;
using InfluenceGraph.Data;
using Xunit;

namespace InfluenceGraph.Tool.Tests.Sources;

/// <summary>Graph files and Parquet answer as text files do.</summary>
public sealed class GraphFileTests(SharedCrm shared)
{
    /// <summary>Three ties: columns a, b, permission; ann, bob, 0.5; bob, cem, 1; cem, ann, 0.25. Written by DuckDB.</summary>
    private const string Parquet = "UEFSMRUAFTYVNiwVBhUAFQYVBgAAAgAAAAYBAwAAAGFubgMAAABib2IDAAAAY2VtFQAVNhU2LBUGFQAVBhUGAAACAAAABgEDAAAAYm9iAwAAAGNlbQMAAABhbm4VABU8FTwsFQYVABUGFQYAAAIAAAAGAQAAAAAAAOA/AAAAAAAA8D8AAAAAAADQPxUCGUw1ABgNZHVja2RiX3NjaGVtYRUGABUMJQIYAWElAAAVDCUCGAFiJQAAFQolAhgKcGVybWlzc2lvbgAWBhkcGTwmABwVDBkVABkYAWEVABYGFlgWWCYIPBgDY2VtGANhbm4WACgDY2VtGANhbm4REQAAACYAHBUMGRUAGRgBYhUAFgYWWBZYJmA8GANjZW0YA2FubhYAKANjZW0YA2FubhERAAAAJgAcFQoZFQAZGApwZXJtaXNzaW9uFQAWBhZeFl4muAE8GAgAAAAAAADwPxgIAAAAAAAA0D8WACgIAAAAAAAA8D8YCAAAAAAAANA/EREAAAAWjgIWBiYIFo4CACgoRHVja0RCIHZlcnNpb24gdjEuNS42IChidWlsZCAwNjljYzlmOWI1KRk8HAAAHAAAHAAAADgBAABQQVIx";

    private static readonly string[] _at = ["--as-of", "2026-01-01"];

    [Fact]
    public void Graphml_answers_as_what_it_was_exported_from()
    {
        using var folder = new TemporaryFolder();
        string crm = shared.Path;
        string graph = folder.Of("crm.graphml");
        string[] everybody = ["--ignore-consent", "a test"];
        Require(["export", graph, "--crm", crm, .. _at, .. everybody]);
        string expected = Require(["score", "--crm", crm, .. _at, .. everybody, "--csv"]).Output;
        Assert.Equal(expected, Require(["score", "--crm", graph, .. _at, "--csv"]).Output);
        string store = folder.Of("own.db");
        using var imported = JsonDocument.Parse(Require(["import", "--store", store, "--crm", graph, "--json"]).Output);
        Assert.Equal(SharedCrm.Customers, imported.RootElement.GetProperty("summary").GetProperty("customers").GetInt64());
        Assert.Equal(expected, Require(["score", "--store", store, .. _at, "--csv"]).Output);
        using var again = JsonDocument.Parse(Require(["import", "--store", store, "--crm", graph, "--json"]).Output);
        Assert.All(again.RootElement.GetProperty("imports").EnumerateArray(), import => Assert.True(import.GetProperty("imported_before").GetBoolean()));
        using var dry = JsonDocument.Parse(Require(["import", "--dry-run", "--crm", graph, "--json"]).Output);
        Assert.Equal(imported.RootElement.GetProperty("summary").GetProperty("rows_read").GetInt64(), dry.RootElement.GetProperty("summary").GetProperty("rows_read").GetInt64());
    }

    [Fact]
    public void Graphml_of_others_has_its_columns_named()
    {
        using var folder = new TemporaryFolder();
        string graph = folder.Write("other.graphml", """
            <graphml xmlns="http://graphml.graphdrawing.org/xmlns">
              <key id="k" for="edge" attr.name="calls" attr.type="double"/>
              <graph edgedefault="directed"><node id="ann"/><node id="bob"/><edge source="ann" target="bob"><data key="k">3</data></edge></graph>
            </graphml>
            """);
        Assert.Contains("bob", Require("score", "--crm", graph, "--strength", "calls", "--direction", "to-reaches-from").Output, StringComparison.Ordinal);
        Run run = ToolRunner.Run("score", "--crm", graph, "--key", "id");
        Assert.Equal(ExitCode.WrongUse, run.Code);
        Assert.Contains("--crm and --key are given together", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cut.graphml", "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\"><graph edgedefault=\"directed\"><node id=\"a\"/>")]
    [InlineData("none.graphml", null)]
    public void A_graph_file_that_cannot_be_read_is_bad_data_and_makes_no_store(string name, string? content)
    {
        using var folder = new TemporaryFolder();
        string graph = content is null ? folder.Of(name) : folder.Write(name, content);
        Assert.Equal(ExitCode.BadData, ToolRunner.Run("score", "--crm", graph).Code);
        Run run = ToolRunner.Run("import", "--store", folder.Of("own.db"), "--crm", graph);
        Assert.Equal(ExitCode.BadData, run.Code);
        Assert.Contains(name, run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Parquet_answers_as_text_or_says_what_it_needs()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Of("ties.parquet");
        File.WriteAllBytes(file, Convert.FromBase64String(Parquet));
        string[] columns = ["--from", "a", "--to", "b"];
        Run run = ToolRunner.Run(["score", "--ties", file, .. columns, "--csv"]);
        if (!ParquetFile.IsAvailable)
        {
            Assert.Equal(ExitCode.BadData, run.Code);
            Assert.Contains("INFLUENCEGRAPH_DUCKDB", run.Errors, StringComparison.Ordinal);
            Assert.Skip("DuckDB's library is not on this machine: only the message was tested.");
        }

        string text = folder.Write("ties.csv", "a,b,permission\nann,bob,0.5\nbob,cem,1\ncem,ann,0.25\n");
        Assert.Equal(Require(["score", "--ties", text, .. columns, "--csv"]).Output, run.Output);
        string[] import = ["import", "--store", folder.Of("own.db"), "--ties", file, .. columns, "--json"];
        Require(import);
        Assert.Contains("\"imported_before\": true", Require(import).Output, StringComparison.Ordinal);
    }

    private static Run Require(params string[] args)
    {
        Run run = ToolRunner.Run(args);
        Assert.True(run.Code == 0, $"{string.Join(' ', args)} gave {run.Code}: {run.Errors}");
        return run;
    }
}
