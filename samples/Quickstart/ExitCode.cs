namespace Quickstart;

/// <summary>What the program tells the shell.</summary>
internal static class ExitCode
{
    internal const int Success = 0;

    /// <summary>A file or a row in it cannot be used.</summary>
    internal const int BadData = 1;

    /// <summary>The command line cannot be used.</summary>
    internal const int BadUsage = 2;

    /// <summary>Ctrl-C; 128 + SIGINT, as shells have it.</summary>
    internal const int Cancelled = 130;
}
