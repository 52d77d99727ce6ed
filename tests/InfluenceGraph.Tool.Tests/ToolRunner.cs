using InfluenceGraph.Tool.Progress;

namespace InfluenceGraph.Tool.Tests;

/// <summary>The tool in this process, its text captured, its clock at the first of January 2026.</summary>
internal static class ToolRunner
{
    internal static TimeProvider Clock { get; } = new FixedClock();

    internal static Run Run(params string[] args) => RunUntil(CancellationToken.None, args);

    internal static Run RunUntil(CancellationToken stop, params string[] args) => Run(args, ToolHost.StandardWidth, stop);

    /// <summary>As on a terminal.</summary>
    internal static Run RunAt(int width, params string[] args) => Run(args, width, CancellationToken.None);

    private static Run Run(string[] args, int width, CancellationToken stop)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var errors = new StringWriter { NewLine = "\n" };
        int code = ToolApp.Run(args, new(output, errors) { Clock = Clock, Display = new SilentDisplay(), Width = width, IsTerminal = width != ToolHost.StandardWidth }, stop);
        return new(code, output.ToString(), errors.ToString());
    }

    private sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    }
}

/// <summary>What a run of the tool said.</summary>
internal sealed record Run(int Code, string Output, string Errors);
