using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Globalization;
using InfluenceGraph.Tool.Commands;

namespace InfluenceGraph.Tool.CommandLine;

/// <summary>Help that fits the terminal: options by what they are about, and command lines that can be tried.</summary>
internal sealed class HelpWithExamples(IReadOnlyList<ToolCommand> commands, int terminalWidth) : SynchronousCommandLineAction
{
    private const int Widest = 110;

    private const int Narrowest = 50;

    /// <summary>Where descriptions begin.</summary>
    private const int Column = 26;

    private readonly int _width = Math.Clamp(terminalWidth - 1, Narrowest, Widest);

    public override bool Terminating => true;

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        TextWriter output = parseResult.InvocationConfiguration.Output;
        ToolCommand? command = commands.FirstOrDefault(command => command.Command == parseResult.CommandResult.Command);
        foreach (string line in command is null ? OfTool(parseResult.RootCommandResult.Command) : OfCommand(command))
        {
            output.WriteLine(line);
        }

        return ExitCode.Done;
    }

    /// <summary>The value of an option, and its standard, as they are told.</summary>
    internal static (string Name, string Description) Told(Option option)
    {
        object? standard = option is HelpOption or VersionOption || !option.HasDefaultValue ? null : option.GetDefaultValue();
        string told = standard is null or false or string[] ? "" : string.Create(CultureInfo.InvariantCulture, $" [default: {standard}]");
        string value = option.HelpName is null ? "" : option.Arity.MinimumNumberOfValues == 0 ? $" [{option.HelpName}]" : $" {option.HelpName}";
        return ($"{option.Name}{value}", $"{option.Description}{told}");
    }

    private IEnumerable<string> OfTool(Command root) =>
    [
        .. root.Description!.ReplaceLineEndings("\n").Split("\n\n").SelectMany(paragraph => WrappedText.Lines(paragraph, _width).Append("")),
        "Usage:",
        "  influencegraph COMMAND [options]",
        "",
        "Commands:",
        .. commands.SelectMany(command => Entry(UsageOf(command.Command), command.Summary)),
        "",
        "Options:",
        .. Entry("--help, -h", "This help; after a command, that of the command."),
        .. Entry("--version", "The version of the tool."),
        "",
        "Exit codes:",
        .. ExitCode.All.SelectMany(exit => Entry(exit.Code.ToString(CultureInfo.InvariantCulture), exit.Meaning)),
    ];

    private IEnumerable<string> OfCommand(ToolCommand command)
    {
        HashSet<Option> grouped = [.. command.Groups.SelectMany(group => group.Options)];
        Option[] own = [.. command.Command.Options.Where(option => !grouped.Contains(option) && option is not HelpOption)];
        return
        [
            .. WrappedText.Lines(command.Command.Description!, _width),
            "",
            "Usage:",
            $"  influencegraph {UsageOf(command.Command)} [options]",
            .. Section("Arguments", command.Command.Arguments.SelectMany(argument => Entry(argument.Name, argument.Description!))),
            .. Section("Options", own.SelectMany(Entry)),
            .. command.Groups.SelectMany(group => Section(group.Title, group.Options.SelectMany(Entry))),
            "",
            "Examples:",
            .. command.Examples.SelectMany(example => WrappedText.CommandLines(example, _width - 2)).Select(line => $"  {line}"),
        ];
    }

    private static string UsageOf(Command command) => string.Join(' ', command.Arguments.Select(argument =>
        argument.Arity.MinimumNumberOfValues == 0 ? $"[{argument.Name}]" : argument.Arity.MaximumNumberOfValues > 1 ? $"{argument.Name}..." : argument.Name).Prepend(command.Name));

    private static IEnumerable<string> Section(string title, IEnumerable<string> lines)
    {
        string[] all = [.. lines];
        return all.Length == 0 ? [] : ["", $"{title}:", .. all];
    }

    private IEnumerable<string> Entry(Option option)
    {
        (string name, string description) = Told(option);
        return Entry(name, description);
    }

    /// <summary>A name and what it means beside it, or below it where the name is long.</summary>
    private IEnumerable<string> Entry(string name, string description)
    {
        string[] lines = [.. WrappedText.Lines(description, _width - Column)];
        bool isBeside = name.Length <= Column - 4;
        if (!isBeside)
        {
            yield return $"  {name}";
        }

        for (int i = 0; i < lines.Length; i++)
        {
            yield return (isBeside && i == 0 ? $"  {name}" : "").PadRight(Column) + lines[i];
        }
    }
}
