using InfluenceGraph.Tool.Output;
using Spectre.Console;

namespace InfluenceGraph.Tool.Progress;

/// <summary>A bar on a terminal with rate and remaining time, gone when the work is done.</summary>
internal sealed class TerminalDisplay(IAnsiConsole console) : IWorkDisplay
{
    private const int BarWidth = 20;

    /// <summary>What bar, percentage, remaining time and the blanks between them take.</summary>
    private const int OtherColumns = BarWidth + 20;

    /// <summary>A display on standard error, or a silent one where that is redirected.</summary>
    internal static IWorkDisplay OnErrors() => Console.IsErrorRedirected
        ? new SilentDisplay()
        : new TerminalDisplay(AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) }));

    public T Show<T>(string what, Func<Action<double, string>, T> work) => console
        .Progress()
        .AutoClear(enabled: true)
        .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn { Width = BarWidth }, new PercentageColumn(), new RemainingTimeColumn())
        .Start(context =>
        {
            ProgressTask bar = context.AddTask(Markup.Escape(Fitting(what)), maxValue: 1);
            return work((fraction, detail) =>
            {
                // The total is not always known; then the bar moves without a percentage.
                bar.IsIndeterminate = fraction <= 0;
                bar.Value = fraction;
                bar.Description = Markup.Escape(Fitting(detail.Length == 0 ? what : $"{what}: {detail}"));
            });
        });

    /// <summary>One line is enough: a longer text would be folded, and the display would jump.</summary>
    private string Fitting(string text)
    {
        text = ShownText.Clean(text);
        int room = Math.Max(10, console.Profile.Width - OtherColumns);
        return text.Length <= room ? text : text[..room];
    }
}
