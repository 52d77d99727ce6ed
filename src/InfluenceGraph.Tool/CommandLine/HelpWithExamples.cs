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
        int status = new HelpAction { MaxWidth = Width }.Invoke(parseResult);
        ToolCommand? command = commands.FirstOrDefault(command => command.Command == parseResult.CommandResult.Command);
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

        output.WriteLine();
        return status;
    }
}
