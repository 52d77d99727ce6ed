using InfluenceGraph.Tool.Progress;

namespace InfluenceGraph.Tool;

/// <summary>Where a command runs: what it writes to, how wide that is, what time it is.</summary>
internal sealed record ToolHost(TextWriter Output, TextWriter Errors)
{
    internal const int StandardWidth = 120;

    internal IWorkDisplay Display { get; init; } = new SilentDisplay();

    internal TimeProvider Clock { get; init; } = TimeProvider.System;

    internal int Width { get; init; } = StandardWidth;

    /// <summary>Whether somebody looks at the output, so that nothing in it may steer the terminal.</summary>
    internal bool IsTerminal { get; init; }

    /// <summary>The terminal, or what stands in its place.</summary>
    internal static ToolHost OfProcess() => new(Console.Out, Console.Error)
    {
        Display = TerminalDisplay.OnErrors(),
        IsTerminal = !Console.IsOutputRedirected,
        Width = Console.IsOutputRedirected ? StandardWidth : Math.Max(40, Console.WindowWidth),
    };
}
