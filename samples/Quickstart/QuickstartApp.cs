using System.CommandLine;
using System.CommandLine.Help;
using Quickstart.CommandLine;
using Quickstart.Crm;
using Quickstart.Csv;
using Quickstart.Florence;
using Quickstart.Output;
using Quickstart.Progress;

namespace Quickstart;

/// <summary>The program, callable from tests: arguments in, text and an exit code out.</summary>
public static class QuickstartApp
{
    /// <summary>Runs the program without a progress display.</summary>
    public static int Run(string[] args, TextWriter output, TextWriter errors, CancellationToken stop) =>
        Run(args, output, errors, new SilentDisplay(), stop);

    internal static int Run(string[] args, TextWriter output, TextWriter errors, IWorkDisplay display, CancellationToken stop)
    {
        try
        {
            return Answer(args, output, errors, display, stop);
        }
        catch (UsageException e)
        {
            return Failed(errors, e.Message, ExitCode.BadUsage);
        }
        catch (DataFileException e)
        {
            return Failed(errors, e.Message, ExitCode.BadData);
        }
        catch (OperationCanceledException)
        {
            return Failed(errors, "Cancelled; nothing was written.", ExitCode.Cancelled);
        }
    }

    private static int Answer(string[] args, TextWriter output, TextWriter errors, IWorkDisplay display, CancellationToken stop)
    {
        var options = new QuickstartOptions();
        ParseResult parsed = options.Parse(args);
        if (parsed.Errors.Count > 0 && parsed.Action is not HelpAction)
        {
            return Failed(errors, string.Join(Environment.NewLine, parsed.Errors.Select(error => error.Message)), ExitCode.BadUsage);
        }

        // --help and --version bring their own action; the program itself has none.
        if (parsed.Action is not null)
        {
            if (parsed.Action is HelpAction help)
            {
                help.MaxWidth = Paragraph.Width;
            }

            return parsed.Invoke(new() { Output = output, Error = errors });
        }

        if (new CrmRequestReader(options, parsed).Read() is CrmRequest request)
        {
            CrmRun.Run(request, output, display, stop);
        }
        else
        {
            FlorenceStory.Tell(output, parsed.GetValue(options.Chart), stop);
        }

        return ExitCode.Success;
    }

    private static int Failed(TextWriter errors, string message, int exitCode)
    {
        errors.WriteLine(message);
        return exitCode;
    }
}
