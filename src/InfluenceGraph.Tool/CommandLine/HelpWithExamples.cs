using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using InfluenceGraph.Tool.Commands;

namespace InfluenceGraph.Tool.CommandLine;

/// <summary>The help of System.CommandLine, and command lines that can be tried.</summary>
internal sealed class HelpWithExamples(IReadOnlyList<ToolCommand> commands) : SynchronousCommandLineAction
{
    internal const int Width = 110;

    public override bool Terminating => true;

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        TextWriter output = parseResult.InvocationConfiguration.Output;
        using var help = new StringWriter { NewLine = "\n" };
        parseResult.InvocationConfiguration.Output = help;
        ToolCommand? command = commands.FirstOrDefault(command => command.Command == parseResult.CommandResult.Command);
        int status = command is null ? Summarised(parseResult) : new HelpAction { MaxWidth = Width }.Invoke(parseResult);
        parseResult.InvocationConfiguration.Output = output;

        // The command is called otherwise than the assembly, and lines are filled with blanks.
        string text = help.ToString().Replace($"  {RootCommand.ExecutableName}", "  influencegraph", StringComparison.Ordinal);
        foreach (string line in text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'))
        {
            output.WriteLine(line.TrimEnd());
        }

        output.WriteLine();
        if (command is not null)
        {
            output.WriteLine("Examples:");
            foreach (string example in command.Examples)
            {
                output.WriteLine($"  {example}");
            }
        }
        else
        {
            output.WriteLine("Exit codes:");
            foreach ((int code, string meaning) in ExitCode.All)
            {
                output.WriteLine($"  {code,3}  {meaning}");
            }
        }

        return status;
    }

    /// <summary>The list of commands has a sentence for each.</summary>
    private int Summarised(ParseResult parseResult)
    {
        string?[] descriptions = [.. commands.Select(command => command.Command.Description)];
        foreach (ToolCommand command in commands)
        {
            command.Command.Description = command.Summary;
        }

        try
        {
            return new HelpAction { MaxWidth = Width }.Invoke(parseResult);
        }
        finally
        {
            for (int i = 0; i < commands.Count; i++)
            {
                commands[i].Command.Description = descriptions[i];
            }
        }
    }
}
