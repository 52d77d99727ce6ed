using System.CommandLine;
using System.CommandLine.Help;
using InfluenceGraph.Tool.CommandLine;
using InfluenceGraph.Tool.Commands;
using InfluenceGraph.Tool.Output;

namespace InfluenceGraph.Tool;

/// <summary>The tool, callable from tests: arguments in, text and an exit code out.</summary>
internal static class ToolApp
{
    private const string Purpose = """
        What customers are worth to others, from the shell: from a CRM's data to a ranking that can be explained.

        Begin with a CRM that nobody lives in: influencegraph generate crm, then influencegraph score --crm crm.
        """;

    internal static IReadOnlyList<ToolCommand> Commands(TimeProvider clock) =>
    [
        new GenerateCommand(clock),
        new ImportCommand(),
        new ScoreCommand(clock),
        new ExplainCommand(clock),
        new CardCommand(clock),
        new CirclesCommand(clock),
        new CommunitiesCommand(clock),
        new ReachCommand(clock),
        new SeedsCommand(clock),
        new ContainCommand(clock),
        new SegmentCommand(clock),
        new ExportCommand(clock),
        new InspectCommand(clock),
        new EstimateCommand(),
    ];

    internal static RootCommand Root(IReadOnlyList<ToolCommand> commands, int width)
    {
        var root = new RootCommand(Purpose);
        foreach (ToolCommand command in commands)
        {
            root.Add(command.Command);
        }

        foreach (HelpOption help in root.Options.OfType<HelpOption>())
        {
            help.Action = new HelpWithExamples(commands, width);
        }

        return root;
    }

    internal static int Run(string[] args, ToolHost host, CancellationToken stop)
    {
        IReadOnlyList<ToolCommand> commands = Commands(host.Clock);

        // An @ in a customer's key is no file of further arguments, and -ab is not -a -b.
        ParseResult parsed = Root(commands, host.Width).Parse(args, new() { ResponseFileTokenReplacer = null, EnablePosixBundling = false });
        // --help and --version bring their own action; the commands have none.
        if (parsed.Action is HelpWithExamples || (parsed.Action is not null && parsed.Errors.Count == 0))
        {
            return parsed.Invoke(new() { Output = host.Output, Error = host.Errors });
        }

        ToolCommand? command = commands.FirstOrDefault(command => command.Command == parsed.CommandResult.Command);
        string name = command is null ? "influencegraph" : $"influencegraph {command.Command.Name}";
        if (parsed.Errors.Count > 0 || command is null)
        {
            string problem = parsed.Errors.Count > 0 ? string.Join(Environment.NewLine, parsed.Errors.Select(error => error.Message)) : "no command is given.";
            return Failed(host, name, $"{problem} See {name} --help.", ExitCode.WrongUse);
        }

        return Guarded(host, name, () => command.Run(new(parsed, host, stop)), stop);
    }

    private static int Guarded(ToolHost host, string name, Func<int> run, CancellationToken stop)
    {
        try
        {
            return run();
        }
        catch (ToolException e)
        {
            return Failed(host, name, e.Message, e.ExitCode);
        }
        catch (Exception e) when (e is Data.StoreException or System.Data.Common.DbException)
        {
            return Failed(host, name, Sentence.Of(e.Message), ExitCode.StoreProblem);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return Failed(host, name, "stopped; nothing was left half-written.", ExitCode.Cancelled);
        }
        catch (Exception e) when (e is SegmentSyntaxException or ArgumentException or NotSupportedException)
        {
            return Failed(host, name, Sentence.Of(e.Message), ExitCode.WrongUse);
        }
        catch (Exception e) when (e is CustomerDataException or InvalidDataException or FormatException)
        {
            return Failed(host, name, Sentence.Of(e.Message), ExitCode.BadData);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Failed(host, name, Sentence.Of(e.Message), ExitCode.NotWritten);
        }
        catch (OutOfMemoryException)
        {
            return Failed(host, name, "not enough memory; influencegraph estimate tells beforehand what a run needs.", ExitCode.BadData);
        }
    }

    private static int Failed(ToolHost host, string name, string message, int exitCode)
    {
        host.Errors.WriteLine($"{name}: {ShownText.Clean(OptionWords.Of(message))}");
        return exitCode;
    }
}
