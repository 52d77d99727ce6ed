using System.Globalization;
using System.Text;

namespace InfluenceGraph.Indexes;

/// <summary>A reference as text: a name and a value per line, numbers so that they come back with the same bits.</summary>
internal static class ReferenceText
{
    private const string FirstLine = "InfluenceGraph index reference, format 1";

    internal static string Write(IndexReference reference)
    {
        var text = new StringBuilder();
        text.Append(FirstLine).Append('\n');
        Line("version", reference.Version);
        Line("as-of", reference.AsOf?.ToString("O", CultureInfo.InvariantCulture) ?? "none");
        Line("population", reference.Population.ToString(CultureInfo.InvariantCulture));
        Line("strength-share", Number(reference.StrengthShare));
        Line("own-value", Numbers(reference.OwnValue));
        Line("circle", Numbers(reference.Circle));
        foreach ((string name, RoleScales scales) in reference.Roles.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            Line("role", name);
            Line("within", Numbers(scales.Within));
            Line("between", Numbers(scales.Between));
        }

        return text.ToString();

        void Line(string name, string value) => text.Append(name).Append(' ').Append(value).Append('\n');
    }

    internal static IndexReference Read(string text)
    {
        var lines = new Lines(text);
        lines.Require(string.Equals(lines.Next(), FirstLine, StringComparison.Ordinal), $"'{FirstLine}'");
        string version = lines.Value("version");
        lines.Require(!string.IsNullOrWhiteSpace(version), "a version");
        string moment = lines.Value("as-of");
        DateTimeOffset asOf = default;
        bool isDated = !string.Equals(moment, "none", StringComparison.Ordinal);
        lines.Require(!isDated || DateTimeOffset.TryParseExact(moment, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out asOf), "a moment such as 2026-01-01T00:00:00.0000000+00:00, or 'none'");
        lines.Require(int.TryParse(lines.Value("population"), NumberStyles.None, CultureInfo.InvariantCulture, out int population) && population > 0, "a number of customers, 1 or more");
        double share = lines.NumberOf(lines.Value("strength-share"));
        lines.Require(share is >= 0 and <= 1, "0 to 1");
        IndexScale ownValue = lines.Scale("own-value");
        IndexScale circle = lines.Scale("circle");
        var roles = new Dictionary<string, RoleScales>(StringComparer.Ordinal);
        while (!lines.IsAtEnd)
        {
            string name = lines.Value("role");
            lines.Require(roles.TryAdd(name, new(lines.Scale("within"), lines.Scale("between"))), $"each grouping once, but '{name}' comes twice");
        }

        return new(version, isDated ? asOf : null, population, share, ownValue, circle, roles.AsReadOnly());
    }

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Numbers(IndexScale scale) => string.Join(' ', scale.Select(Number));

    private sealed class Lines(string text)
    {
        private readonly string[] _lines = [.. text.Split('\n').Select(line => line.TrimEnd('\r')).Where(line => line.Length > 0)];
        private int _read;

        internal bool IsAtEnd => _read >= _lines.Length;

        internal string Next() => IsAtEnd ? "" : _lines[_read++];

        internal string Value(string name)
        {
            string line = Next();
            Require(line.StartsWith($"{name} ", StringComparison.Ordinal), $"a line that begins with '{name} '");
            return line[(name.Length + 1)..];
        }

        internal double NumberOf(string number)
        {
            Require(double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value) && value >= 0, $"a number, 0 or more, where '{number}' stands");
            return value;
        }

        internal IndexScale Scale(string name)
        {
            double[] quantiles = [.. Value(name).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(NumberOf)];
            Require(quantiles.Length == IndexScale.Steps + 1, $"{IndexScale.Steps + 1} numbers instead of {quantiles.Length}");
            for (int i = 1; i < quantiles.Length; i++)
            {
                Require(quantiles[i - 1] <= quantiles[i], $"rising numbers, but number {i + 1} is below the one before");
            }

            return new(quantiles);
        }

        internal void Require(bool condition, string expected)
        {
            if (!condition)
            {
                throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"Line {_read} of the index reference cannot be read; expected {expected}. Give the text that {nameof(IndexReference.ToText)} wrote."));
            }
        }
    }
}
