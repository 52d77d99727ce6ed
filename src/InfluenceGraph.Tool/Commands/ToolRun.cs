using System.CommandLine;
using InfluenceGraph.Tool.Output;
using InfluenceGraph.Tool.Sources;

namespace InfluenceGraph.Tool.Commands;

/// <summary>One run of a command: what was asked, where, and until when.</summary>
internal sealed record ToolRun(ParseResult Parsed, ToolHost Host, CancellationToken Stop)
{
    internal T Get<T>(Option<T> option) => Parsed.GetValue(option)!;

    internal T Get<T>(Argument<T> argument) => Parsed.GetValue(argument)!;

    internal bool IsGiven(Option option) => Parsed.GetResult(option) is { Implicit: false };

    /// <summary>Says on standard error how a source is read, so that a wrong guess is seen before its answer is believed.</summary>
    internal void TellColumns<TMapping>(string source, ColumnChoice<TMapping> columns)
    {
        foreach (string line in columns.Lines(source))
        {
            Host.Errors.WriteLine(ShownText.Clean(line));
        }
    }

    internal T Show<T>(string what, Func<Action<double, string>, T> work) => Host.Display.Show(what, work);
}
