using System.CommandLine;

namespace InfluenceGraph.Tool.Commands;

/// <summary>One run of a command: what was asked, where, and until when.</summary>
internal sealed record ToolRun(ParseResult Parsed, ToolHost Host, CancellationToken Stop)
{
    internal T Get<T>(Option<T> option) => Parsed.GetValue(option)!;

    internal T Get<T>(Argument<T> argument) => Parsed.GetValue(argument)!;

    internal bool IsGiven(Option option) => Parsed.GetResult(option) is { Implicit: false };

    internal T Show<T>(string what, Func<Action<double, string>, T> work) => Host.Display.Show(what, work);
}
