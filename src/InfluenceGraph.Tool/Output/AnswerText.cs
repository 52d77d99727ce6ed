using System.Globalization;
using Spectre.Console;

namespace InfluenceGraph.Tool.Output;

/// <summary>An answer as people read it: facts, tables as wide as the terminal, the receipt.</summary>
internal static class AnswerText
{
    internal const int StandardTop = 20;

    private const int LongestUnfolded = 24;

    /// <summary>Writes the answer. Names and keys are plain text: what looks like markup stays what it is.</summary>
    internal static void Write(Answer answer, TextWriter output, int width, int? top, bool withReceipt)
    {
        if (answer.Text is not null)
        {
            foreach (string line in answer.Text.TrimEnd().Split('\n'))
            {
                output.WriteLine(ShownText.Clean(line.TrimEnd('\r')));
            }
        }
        else
        {
            WriteFacts(answer, output);
            foreach (AnswerTable table in answer.Tables.Where((table, place) => !table.IsForScripts && (place == 0 || table.Count > 0)))
            {
                WriteTable(output, width, table, top ?? StandardTop, isNamed: answer.Tables.Count > 1);
            }
        }

        if (withReceipt)
        {
            output.WriteLine();
            output.WriteLine("receipt");
            foreach (string line in (answer.Receipt?.ToString() ?? "none: nothing was computed from customers").Split('\n'))
            {
                output.WriteLine($"  {ShownText.Clean(line.TrimEnd('\r'))}");
            }
        }
    }

    private static void WriteFacts(Answer answer, TextWriter output)
    {
        Fact[] told = [.. answer.Facts.Where(fact => fact.Value is not null)];
        int width = told.Select(fact => fact.Name.Length).DefaultIfEmpty(0).Max();
        foreach (Fact fact in told)
        {
            output.WriteLine($"{fact.Name.Replace('_', ' ').PadRight(width)}  {ShownText.Of(fact.Value, fact.Kind)}");
        }
    }

    private static void WriteTable(TextWriter output, int width, AnswerTable table, int top, bool isNamed)
    {
        output.WriteLine();
        if (isNamed)
        {
            output.WriteLine(table.Name.Replace('_', ' '));
        }

        if (table.Count == 0)
        {
            output.WriteLine("  none");
            return;
        }

        // A column in which nothing is known tells people nothing.
        object?[][] rows = [.. table.Rows.Take(top)];
        int[] told = [.. Enumerable.Range(0, table.Columns.Count).Where(column => rows.Length == 0 || rows.Any(row => row[column] is not null))];
        var shown = new Table { Border = TableBorder.Simple, UseSafeBorder = true };
        foreach (int place in told)
        {
            // What is short stays on one line; sentences and long keys are folded.
            Column column = table.Columns[place];
            bool isShort = column.Kind != CellKind.Text || rows.All(row => ShownText.Of(row[place], column.Kind).Length <= LongestUnfolded);
            shown.AddColumn(new TableColumn(new Text(column.Heading))
            {
                Alignment = column.Kind == CellKind.Text ? Justify.Left : Justify.Right,
                NoWrap = isShort,
                Padding = new(0, 0),
            });
        }

        foreach (object?[] row in rows)
        {
            shown.AddRow(told.Select(place => new Text(ShownText.Of(row[place], table.Columns[place].Kind)) { Overflow = Overflow.Fold }));
        }

        using var drawn = new StringWriter();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new PlainOutput(drawn, width),
        });
        console.Write(shown);
        foreach (string line in drawn.ToString().Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0))
        {
            output.WriteLine(line);
        }

        if (table.Count > top)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {table.Count - top:#,0} more: --top N shows more of them, --csv and --json all."));
        }
    }

    /// <summary>A writer of ours as Spectre's terminal, with the width that the caller knows.</summary>
    private sealed class PlainOutput(TextWriter writer, int width) : IAnsiConsoleOutput
    {
        public TextWriter Writer => writer;

        public bool IsTerminal => false;

        public int Width => width;

        public int Height => 25;

        public void SetEncoding(System.Text.Encoding encoding)
        {
        }
    }
}
