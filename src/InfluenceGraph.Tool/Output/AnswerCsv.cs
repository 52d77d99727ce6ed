using System.Globalization;
using InfluenceGraph.Data;

namespace InfluenceGraph.Tool.Output;

/// <summary>The first table of an answer, or the named one, as RFC 4180 has it: a header line, commas, a line feed after each row.</summary>
internal static class AnswerCsv
{
    internal static void Write(AnswerTable table, TextWriter output, int? top, CancellationToken stop)
    {
        WriteRow(output, table.Columns.Select(column => SafeCsv.Cell(column.Name)));
        foreach (object?[] row in table.Rows.Take(top ?? int.MaxValue))
        {
            stop.ThrowIfCancellationRequested();
            WriteRow(output, row.Select(Cell));
        }
    }

    /// <summary>A value in full: numbers read back the same, what is unknown is an empty cell.</summary>
    internal static string Cell(object? value) => value switch
    {
        null => "",
        double number => double.IsFinite(number) ? number.ToString("R", CultureInfo.InvariantCulture) : "",
        float number => number.ToString("R", CultureInfo.InvariantCulture),
        int or long or decimal => ((IFormattable)value).ToString(format: null, CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        DateTimeOffset moment => ShownText.Moment(moment),
        _ => SafeCsv.Cell(value.ToString()),
    };

    private static void WriteRow(TextWriter output, IEnumerable<string> cells)
    {
        output.Write(string.Join(',', cells));
        output.Write('\n');
    }
}
