using System.Globalization;
using System.Net;
using System.Text;

namespace NotebookKit;

/// <summary>Rows and columns, as HTML in a notebook and as aligned text in a terminal.</summary>
public sealed class Table
{
    private readonly string[] _heads;
    private readonly List<object?[]> _rows = [];
    private readonly bool[] _isNumber;

    /// <summary>A table with these heads and no rows.</summary>
    public Table(params string[] heads)
    {
        ArgumentNullException.ThrowIfNull(heads);
        _heads = heads;
        _isNumber = new bool[heads.Length];
        Array.Fill(_isNumber, true);
    }

    /// <summary>A table of these things, a row each.</summary>
    public static Table Of<T>(IEnumerable<T> things, params (string Head, Func<T, object?> Cell)[] columns)
    {
        ArgumentNullException.ThrowIfNull(things);
        ArgumentNullException.ThrowIfNull(columns);
        var table = new Table([.. columns.Select(column => column.Head)]);
        foreach (T thing in things)
        {
            table.Row([.. columns.Select(column => column.Cell(thing))]);
        }

        return table;
    }

    /// <summary>Adds a row; numbers stand right, and those of a column have the same digits after the point (a cell of another form can be given as text).</summary>
    public Table Row(params object?[] cells)
    {
        ArgumentNullException.ThrowIfNull(cells);
        if (cells.Length != _heads.Length)
        {
            throw new ArgumentException($"The row has {cells.Length} cells; expected {_heads.Length}, one for each of: {string.Join(", ", _heads)}.", nameof(cells));
        }

        for (int i = 0; i < cells.Length; i++)
        {
            _isNumber[i] &= cells[i] is null or double or float or int or long or decimal || (cells[i] is string text && LooksLikeNumber(text));
        }

        _rows.Add([.. cells]);
        return this;
    }

    /// <summary>The table for a notebook. What stands in a cell is text, never markup.</summary>
    public string ToHtml()
    {
        var html = new StringBuilder("<table>\n<thead><tr>");
        for (int i = 0; i < _heads.Length; i++)
        {
            html.Append(Invariant($"<th style=\"text-align:{Side(i)}\">")).Append(WebUtility.HtmlEncode(_heads[i])).Append("</th>");
        }

        html.Append("</tr></thead>\n<tbody>\n");
        foreach (string[] row in Texts())
        {
            html.Append("<tr>");
            for (int i = 0; i < row.Length; i++)
            {
                html.Append(Invariant($"<td style=\"text-align:{Side(i)}\">")).Append(WebUtility.HtmlEncode(row[i])).Append("</td>");
            }

            html.Append("</tr>\n");
        }

        return html.Append("</tbody>\n</table>").ToString();
    }

    /// <summary>The table for a terminal.</summary>
    public override string ToString()
    {
        List<string[]> rows = Texts();
        int[] widths = [.. _heads.Select((head, i) => Math.Max(head.Length, rows.Select(row => row[i].Length).DefaultIfEmpty(0).Max()))];
        var text = new StringBuilder();
        foreach (string[] row in rows.Prepend(_heads))
        {
            text.AppendLine(string.Join("  ", row.Select((cell, i) => _isNumber[i] ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i]))).TrimEnd());
        }

        return text.ToString().TrimEnd();
    }

    private string Side(int column) => _isNumber[column] ? "right" : "left";

    private static bool LooksLikeNumber(string text) => text.Length == 0 || double.TryParse(text.TrimEnd('%', ' '), CultureInfo.InvariantCulture, out _);

    private List<string[]> Texts()
    {
        string[] forms = [.. _heads.Select((_, i) => Form([.. _rows.Select(row => row[i]).OfType<IConvertible>().Where(cell => cell is double or float or decimal).Select(cell => cell.ToDouble(CultureInfo.InvariantCulture))]))];
        return [.. _rows.Select(row => row.Select((cell, i) => Text(cell, forms[i])).ToArray())];
    }

    /// <summary>Three digits that matter for the largest number of a column; no more than its numbers have.</summary>
    private static string Form(double[] numbers)
    {
        double most = numbers.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max();
        return Array.TrueForAll(numbers, number => number == Math.Round(number)) ? "#,0" : most switch
        {
            >= 1000 => "#,0",
            >= 10 => "0.0",
            >= 0.1 => "0.00",
            _ => "0.0000",
        };
    }

    private static string Text(object? cell, string form) => cell switch
    {
        null => "",
        double number => double.IsNaN(number) ? "" : number.ToString(form, CultureInfo.InvariantCulture),
        int or long => ((IFormattable)cell).ToString("#,0", CultureInfo.InvariantCulture),
        float or decimal => ((IFormattable)cell).ToString(form, CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(format: null, CultureInfo.InvariantCulture),
        _ => (cell.ToString() ?? "").ReplaceLineEndings(" "),
    };

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
