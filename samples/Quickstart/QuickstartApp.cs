using Quickstart.Florence;

namespace Quickstart;

/// <summary>The program, callable from tests: arguments in, text and an exit code out.</summary>
public static class QuickstartApp
{
    public static int Run(string[] args, TextWriter output, TextWriter errors, CancellationToken stop)
    {
        FlorenceStory.Tell(output, stop);
        return ExitCode.Success;
    }
}
