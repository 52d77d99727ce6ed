using System.Collections.Frozen;
using System.Globalization;
using InfluenceGraph.Data.Mappings;
using InfluenceGraph.Data.Tables;

namespace InfluenceGraph.Data;

/// <summary>What a cell of permission says: a share, a percentage, a yes or no, or words of the caller's own.</summary>
public sealed class PermissionScale
{
    private readonly string _text;
    private readonly double _unit;
    private readonly FrozenDictionary<string, double>? _words;

    private PermissionScale(string text, double unit, FrozenDictionary<string, double>? words = null)
    {
        _text = text;
        _unit = unit;
        _words = words;
    }

    /// <summary>A number from 0 (never) to 1 (always).</summary>
    public static PermissionScale Share { get; } = new("share", 1);

    /// <summary>A number from 0 to 100, with or without a sign of percent.</summary>
    public static PermissionScale Percent { get; } = new("percent", 100);

    /// <summary>Yes or no: yes, y, true, t, 1 are a full permission; no, n, false, f, 0 are an explicit no.</summary>
    public static PermissionScale YesNo { get; } = Named("yes=1, y=1, true=1, t=1, 1=1, no=0, n=0, false=0, f=0, 0=0");

    /// <summary>Words and what each means, as in <c>high=0.9, medium=0.5, low=0.2, never=0</c>. Capitals do not matter; another word is a rejected row.</summary>
    /// <param name="words">Words and numbers from 0 to 1 with a point, separated by commas.</param>
    /// <returns>The scale.</returns>
    /// <exception cref="ArgumentException">A word has no number, a number out of range, or stands twice.</exception>
    public static PermissionScale Named(string words)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(words);
        var scale = new Dictionary<string, double>(StringComparer.OrdinalIgnoreCase);
        foreach (string pair in words.Split(',', StringSplitOptions.TrimEntries))
        {
            int sign = pair.LastIndexOf('=');
            if (sign <= 0 || !double.TryParse(pair.AsSpan(sign + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out double permission) || !(permission is >= 0 and <= 1))
            {
                throw new ArgumentException($"A scale of permissions has '{pair}'; expected a word and a number from 0 to 1, such as high=0.9.", nameof(words));
            }

            if (!scale.TryAdd(pair[..sign].TrimEnd(), permission))
            {
                throw new ArgumentException($"A scale of permissions has '{pair[..sign].TrimEnd()}' twice; expected each word once.", nameof(words));
            }
        }

        string text = string.Join(", ", scale.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key.ToLowerInvariant()}={pair.Value:R}")));
        return new(text, 1, scale.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>The scale in words.</summary>
    /// <returns>A text that is the same for the same scale.</returns>
    public override string ToString() => _text;

    /// <summary>Reads a cell. Whether the permission is in range is for the caller to say.</summary>
    internal CellRead TryRead(RowSource source, int column, CellFormats formats, out double permission)
    {
        if (_words is not null)
        {
            permission = 0;
            return source.IsEmpty(column) ? CellRead.Empty : _words.TryGetValue(source.Text(column), out permission) ? CellRead.Value : CellRead.Wrong;
        }

        CellRead read = source.ReadNumber(column, formats, out permission);
        if (read == CellRead.Wrong && _unit > 1 && source.Text(column) is [.. string figures, '%'])
        {
            read = double.TryParse(figures.TrimEnd(), CellNumbers.Style, formats.Numbers, out permission) ? CellRead.Value : CellRead.Wrong;
        }

        permission /= _unit;
        return read;
    }

    internal string Expected(string text) =>
        _words is not null ? $"expected one of {string.Join(", ", _words.Keys.Order(StringComparer.Ordinal))}"
        : _unit > 1 ? "expected a percentage, 0 (never) to 100 (always)"
        : $"expected 0 (never) to 1 (always){HintFor(text)}";

    private static string HintFor(string text) =>
        text.EndsWith('%') || (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number is > 1 and <= 100)
            ? ". Where the column has percentages, say Scale = PermissionScale.Percent"
            : YesNo._words!.ContainsKey(text) ? ". Where the column says yes or no, say Scale = PermissionScale.YesNo"
            : text.Length > 0 && char.IsAsciiLetter(text[0]) && text is not ("NaN" or "nan") ? ". Where the column has words, say what each means by Scale = PermissionScale.Named(\"high=0.9, low=0.2\")" : "";
}
