using System.Globalization;

namespace InfluenceGraph.Tool.Output;

/// <summary>Values as people read them, invariant culture.</summary>
internal static class ShownText
{
    /// <summary>A customer's text on one line: control characters, which could steer a terminal, and the signs that turn text round become blanks.</summary>
    internal static string Clean(string text)
    {
        if (!text.Any(IsUnsafe))
        {
            return text;
        }

        return string.Concat(text.Select(c => IsUnsafe(c) ? ' ' : c));
    }

    internal static string Of(object? value, CellKind kind) => value switch
    {
        null => "-",
        string text => Clean(text),
        bool flag => flag ? "yes" : "no",
        DateTimeOffset moment => Moment(moment),
        double number when !double.IsFinite(number) => "-",
        double number => Number(number, kind),
        decimal number => Number((double)number, kind),
        int or long => Number(Convert.ToDouble(value, CultureInfo.InvariantCulture), kind),
        IFormattable other => Clean(other.ToString(format: null, CultureInfo.InvariantCulture)),
        _ => Clean(value.ToString() ?? ""),
    };

    internal static string Moment(DateTimeOffset moment) => moment.TimeOfDay == TimeSpan.Zero && moment.Offset == TimeSpan.Zero
        ? moment.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        : moment.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    internal static string Bytes(double bytes)
    {
        string[] units = ["B", "KiB", "MiB", "GiB", "TiB"];
        int unit = 0;
        for (; bytes >= 1024 && unit < units.Length - 1; unit++)
        {
            bytes /= 1024;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{bytes:0.#} {units[unit]}");
    }

    private static string Number(double number, CellKind kind) => kind switch
    {
        CellKind.Id => number.ToString("0", CultureInfo.InvariantCulture),
        CellKind.Whole => number.ToString("#,0", CultureInfo.InvariantCulture),
        CellKind.Amount => Math.Abs(number) is > 0 and < 0.005 ? number.ToString("0.##e+0", CultureInfo.InvariantCulture) : number.ToString("#,0.00", CultureInfo.InvariantCulture),
        CellKind.Share => string.Create(CultureInfo.InvariantCulture, $"{100 * number:0.0} %"),
        CellKind.Bytes => Bytes(number),
        CellKind.Seconds => number < 0.1 ? string.Create(CultureInfo.InvariantCulture, $"{1000 * number:0.#} ms") : number < 120 ? string.Create(CultureInfo.InvariantCulture, $"{number:0.#} s") : string.Create(CultureInfo.InvariantCulture, $"{number / 60:0.#} min"),
        _ => number.ToString("G5", CultureInfo.InvariantCulture),
    };

    internal static bool IsUnsafe(char c) => char.IsControl(c) || c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\u2028' or '\u2029';
}
