using Quickstart;
using Quickstart.Progress;

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, e) =>
{
    // The first Ctrl-C stops cleanly; a second one ends the process.
    e.Cancel = !stop.IsCancellationRequested;
    stop.Cancel();
};

return QuickstartApp.Run(args, Console.Out, Console.Error, TerminalDisplay.OnErrors(), stop.Token);
