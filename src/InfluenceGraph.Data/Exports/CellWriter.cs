using System.Globalization;
using InfluenceGraph.Data.Tables;

namespace InfluenceGraph.Data.Exports;

/// <summary>Writes cells as options say.</summary>
internal sealed class CellWriter(TextWriter writer, ExportOptions options)
{
    private readonly NumberFormatInfo _numbers = new() { NumberDecimalSeparator = options.DecimalSign == ',' ? "," : "." };

    internal void WriteRow(IReadOnlyList<object?> cells)
    {
        for (int i = 0; i < cells.Count; i++)
        {
            if (i > 0)
            {
                writer.Write(options.Separator);
            }

            // A row with one empty cell would be a blank line.
            writer.Write(cells.Count == 1 && Text(cells[i]).Length == 0 ? "\"\"" : Text(cells[i]));
        }

        writer.WriteLine();
    }

    private string Text(object? value) => value switch
    {
        null => "",
        double number => double.IsFinite(number) ? number.ToString("R", _numbers) : "",
        float number => float.IsFinite(number) ? number.ToString("R", _numbers) : "",
        decimal number => number.ToString(_numbers),
        int or long or short or byte => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
        DateTimeOffset moment => moment.ToString("O", CultureInfo.InvariantCulture),
        DateTime moment => moment.ToString("O", CultureInfo.InvariantCulture),
        IFormattable other => Written(other.ToString(null, CultureInfo.InvariantCulture)),
        _ => Written(value.ToString()),
    };

    private string Written(string? text) =>
        HalfLetters.AreIn(text) ? throw new ArgumentException($"A cell, '{text}', has half of a letter beyond U+FFFF, which no file could hold; expected text. Look at how it was read.")
        : options.GuardFormulas ? SafeCsv.Cell(text, options.Separator) : SafeCsv.Quoted(text, options.Separator);
}
