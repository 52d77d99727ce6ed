using System.Text.Json;
using InfluenceGraph.Tool.Commands;
using Xunit;

namespace InfluenceGraph.Tool.Tests.CommandLine;

/// <summary>What --help shows as examples works, and answers in the shape that the reference promises.</summary>
public sealed class ExamplesTests(SharedCrm shared)
{
    [Fact]
    public void Every_example_of_every_command_runs_and_answers()
    {
        using var folder = new TemporaryFolder();
        shared.CopyTo(folder.Of("crm"));
        foreach (ToolCommand command in ToolApp.Commands(ToolRunner.Clock))
        {
            Assert.NotEmpty(command.Examples);
            foreach (string example in command.Examples)
            {
                Assert.StartsWith($"influencegraph {command.Command.Name} ", example, StringComparison.Ordinal);
                string[] arguments = CommandText.Arguments(example, folder.Path);
                Run run = ToolRunner.Run(arguments);
                Assert.True(run.Code == 0, $"{example} gave {run.Code}: {run.Errors}");
                Assert.True(run.Output.Length > 0 || arguments.Contains("--out"), $"{example} said nothing.");
            }
        }
    }

    [Fact]
    public void Json_has_the_facts_and_tables_that_the_reference_promises()
    {
        using var folder = new TemporaryFolder();
        shared.CopyTo(folder.Of("crm"));
        foreach (ToolCommand command in ToolApp.Commands(ToolRunner.Clock))
        {
            string[] arguments = [.. CommandText.Arguments(command.Examples[0], folder.Path)];
            Run run = ToolRunner.Run([.. arguments, "--json"]);
            Assert.True(run.Code == 0, run.Errors);
            using var answer = JsonDocument.Parse(run.Output);
            Assert.Equal(command.Command.Name, answer.RootElement.GetProperty("command").GetString());
            Assert.Equal(command.Shape.Facts, answer.RootElement.GetProperty("summary").EnumerateObject().Select(fact => fact.Name));
            string[] tables = [.. answer.RootElement.EnumerateObject().Where(property => property.Value.ValueKind == JsonValueKind.Array).Select(property => property.Name)];
            Assert.Equal(command.Shape.Tables.Select(table => table.Name), tables);
            foreach (TableShape table in command.Shape.Tables)
            {
                foreach (JsonElement row in answer.RootElement.GetProperty(table.Name).EnumerateArray())
                {
                    Assert.Equal(table.Columns.Select(column => column.Name), row.EnumerateObject().Select(cell => cell.Name));
                }
            }
        }
    }

    [Fact]
    public void The_help_of_each_command_shows_its_examples()
    {
        foreach (ToolCommand command in ToolApp.Commands(ToolRunner.Clock))
        {
            Run run = ToolRunner.Run(command.Command.Name, "--help");
            Assert.Equal(0, run.Code);
            string unfolded = run.Output.Replace(" \\\n    ", " ", StringComparison.Ordinal);
            Assert.All(command.Examples, example => Assert.Contains(example, unfolded, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData(80)]
    [InlineData(100)]
    public void Help_fits_the_terminal(int width)
    {
        foreach (string[] arguments in ToolApp.Commands(ToolRunner.Clock).Select(command => new[] { command.Command.Name, "--help" }).Append(["--help"]))
        {
            Run run = ToolRunner.RunAt(width, arguments);
            Assert.Equal(0, run.Code);
            Assert.All(run.Output.Split('\n').Where(line => !line.TrimStart().StartsWith("--", StringComparison.Ordinal)), line => Assert.True(line.Length < width, line));
        }
    }
}
