using System.Globalization;

namespace InfluenceGraph.Benchmarks.Compare;

/// <summary>The options of a command line: a name, then its value.</summary>
internal sealed class OptionWords(ReadOnlySpan<string> arguments)
{
    private readonly string[] _words = arguments.ToArray();

    internal bool Has(string name) => _words.Contains(name, StringComparer.Ordinal);

    internal string Text(string name, string otherwise = "") =>
        Array.IndexOf(_words, name) is >= 0 and int at && at + 1 < _words.Length ? _words[at + 1] : otherwise;

    internal int Whole(string name, int otherwise) =>
        Text(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
