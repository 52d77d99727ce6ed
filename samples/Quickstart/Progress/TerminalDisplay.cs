using Spectre.Console;

namespace Quickstart.Progress;

/// <summary>A bar on a terminal, gone when the work is done.</summary>
internal sealed class TerminalDisplay(IAnsiConsole console) : IWorkDisplay
{
    /// <summary>A display on standard error, or a silent one where that is redirected.</summary>
    internal static IWorkDisplay OnErrors() => Console.IsErrorRedirected
        ? new SilentDisplay()
        : new TerminalDisplay(AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) }));

    public T Show<T>(string what, Func<Action<double, string>, T> work) => console
        .Progress()
        .AutoClear(enabled: true)
        .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
        .Start(context =>
        {
            ProgressTask bar = context.AddTask(Markup.Escape(what), maxValue: 1);
            return work((fraction, detail) =>
            {
                bar.Value = fraction;
                bar.Description = Markup.Escape($"{what}: {detail}");
            });
        });
}
