using System.Collections;
using System.Globalization;
using System.Net;
using System.Reflection;
using System.Text;

namespace CSharpKernel.Host;

/// <summary>A value in the forms that a notebook can show.</summary>
/// <remarks>
/// By convention and not by type, so that a library needs to know nothing of a notebook: public methods without parameters
/// <c>ToSvg</c>, <c>ToHtml</c> and <c>ToMarkdown</c> that give a string. Rows become a table; where they have a text of their own, such as the
/// scores of a library, it stands above.
/// </remarks>
internal static class Mime
{
    private const int MostRows = 12;

    /// <summary>Letters of one form: more would make a notebook that cannot be opened.</summary>
    private const int MostLetters = 5_000_000;

    private static readonly (string Method, string Type)[] _conventions =
        [("ToSvg", "image/svg+xml"), ("ToHtml", "text/html"), ("ToMarkdown", "text/markdown")];

    internal static SortedDictionary<string, string> Of(object value)
    {
        var forms = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["text/plain"] = Text(value) };
        foreach ((string method, string type) in _conventions)
        {
            if (value.GetType().GetMethod(method, BindingFlags.Public | BindingFlags.Instance, []) is { } found && found.ReturnType == typeof(string) && found.Invoke(value, []) is string form)
            {
                forms[type] = form;
            }
        }

        if (forms.Count == 1 && value is IEnumerable rows and not string)
        {
            (string html, string text) = Rows(rows);
            bool saysWhatItIs = SaysWhatItIs(value.GetType());
            forms["text/html"] = saysWhatItIs ? $"<pre>{WebUtility.HtmlEncode(forms["text/plain"])}</pre>\n{html}" : html;
            forms["text/plain"] = saysWhatItIs ? forms["text/plain"] : text;
        }

        foreach ((string type, string form) in forms.Where(form => form.Value.Length > MostLetters).ToList())
        {
            forms.Remove(type);
            forms["text/plain"] = string.Create(CultureInfo.InvariantCulture, $"Not shown: {form.Length:#,0} letters of {type}; write them to a file, or show less.");
        }

        return forms;
    }

    /// <summary>A cell of a table: numbers with six digits that matter.</summary>
    private static string Cell(object? value) => value switch
    {
        null => "",
        double or float => ((IFormattable)value).ToString("G6", CultureInfo.InvariantCulture),
        _ => Text(value),
    };

    private static string Text(object value) => value is IFormattable formattable ? formattable.ToString(format: null, CultureInfo.InvariantCulture) : value.ToString() ?? "";

    /// <summary>Whether a type has a text of its own, and not only its name.</summary>
    private static bool SaysWhatItIs(Type type) =>
        type.GetMethod(nameof(ToString), []) is { } method && method.DeclaringType != typeof(object) && method.DeclaringType != typeof(ValueType);

    private static (string Html, string Text) Rows(IEnumerable rows)
    {
        object?[] first = [.. rows.Cast<object?>().Take(MostRows + 1)];
        Type? type = first.FirstOrDefault(row => row is not null)?.GetType();
        MemberInfo[] columns = type is null || type.IsPrimitive || type == typeof(string)
            ? []
            : [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetIndexParameters().Length == 0), .. type.GetFields(BindingFlags.Public | BindingFlags.Instance)];
        var html = new StringBuilder("<table>\n<thead><tr>");
        foreach (string head in columns.Length == 0 ? ["value"] : columns.Select(column => column.Name))
        {
            html.Append("<th>").Append(WebUtility.HtmlEncode(head)).Append("</th>");
        }

        html.Append("</tr></thead>\n<tbody>\n");
        foreach (object? row in first.Take(MostRows))
        {
            html.Append("<tr>");
            foreach (object? cell in columns.Length == 0 ? [row] : columns.Select(column => Read(column, row)))
            {
                html.Append("<td>").Append(WebUtility.HtmlEncode(Cell(cell))).Append("</td>");
            }

            html.Append("</tr>\n");
        }

        html.Append("</tbody>\n</table>");
        string text = string.Join('\n', first.Take(MostRows).Select(row => row is null ? "" : Text(row)));
        return first.Length > MostRows
            ? (html.Append("<p>and more</p>").ToString(), text + "\nand more")
            : (html.ToString(), text);
    }

    private static object? Read(MemberInfo column, object? row) => row is null ? null : column switch
    {
        PropertyInfo property => property.GetValue(row),
        FieldInfo field => field.GetValue(row),
        _ => null,
    };
}
