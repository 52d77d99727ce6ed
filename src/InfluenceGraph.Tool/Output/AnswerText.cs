using System.Globalization;
using Spectre.Console;

namespace InfluenceGraph.Tool.Output;

/// <summary>An answer as people read it: facts, tables as wide as the terminal, the receipt.</summary>
internal static class AnswerText
{
    internal const int StandardTop = 20;

    /// <summary>Writes the answer. Names and keys are plain text: what looks like markup stays what it is.</summary>
    internal static void Write(Answer answer, TextWriter output, int width, int? top, bool withReceipt)
    {
        if (answer.Text is not null)
        {
            foreach (string line in answer.Text.TrimEnd().Split('\n').Select(line => ShownText.Clean(line.TrimEnd('\r'))).SelectMany(line => answer.IsExact ? [line] : Folded(line, width - 1)))
            {
                output.WriteLine(line);
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

    /// <summary>A long line goes on below where its text began, behind the label.</summary>
    private static IEnumerable<string> Folded(string line, int width)
    {
        if (line.Length <= width)
        {
            return [line];
        }

        int label = line.AsSpan(0, Math.Min(line.Length, width / 3)).LastIndexOf("  ");
        int indent = label < 0 ? 0 : label + 2;
        return CommandLine.WrappedText.Lines(line[indent..], width - indent).Select((text, place) => $"{(place == 0 ? line[..indent] : new string(' ', indent))}{text}");
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

        object?[][] rows = [.. table.Rows.Take(top)];
        TableLayout layout = TableLayout.Of(table.Columns, rows, width - 1);
        var shown = new Table { Border = TableBorder.Simple, UseSafeBorder = true };
        foreach ((int place, int columnWidth) in layout.Shown)
        {
            Column column = table.Columns[place];
            shown.AddColumn(new TableColumn(new Text(column.Heading))
            {
                Alignment = column.Kind == CellKind.Text ? Justify.Left : Justify.Right,
                Width = columnWidth,
                Padding = new(0, 0),
            });
        }

        foreach (object?[] row in rows)
        {
            shown.AddRow(layout.Shown.Select(column => new Text(ShownText.Of(row[column.Place], table.Columns[column.Place].Kind)) { Overflow = Overflow.Fold }));
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

        if (layout.Hidden.Count > 0)
        {
            foreach (string line in CommandLine.WrappedText.Lines($"Not shown for lack of room: {string.Join(", ", layout.Hidden.Select(place => table.Columns[place].Heading))}. A wider terminal, --csv and --json have them.", width - 3))
            {
                output.WriteLine($"  {line}");
            }
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
