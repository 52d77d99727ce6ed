using System.Globalization;
using InfluenceGraph.Benchmarks.Compare;

namespace InfluenceGraph.Benchmarks.Loading;

/// <summary>What to load, how often, and beside whom.</summary>
internal sealed record LoadOptions(int[] Scales, int[] Threads, int Repeats, string Gapbs, string Networkit, string Igraph, string Networkx, string Note, string Out)
{
    internal static LoadOptions? Of(ReadOnlySpan<string> arguments)
    {
        int scales = 0;
        while (scales < arguments.Length && !arguments[scales].StartsWith("--", StringComparison.Ordinal))
        {
            scales++;
        }

        if (scales == 0)
        {
            return null;
        }

        var words = new OptionWords(arguments);
        int[] Numbers(IEnumerable<string> texts) => [.. texts.Select(text => int.Parse(text, CultureInfo.InvariantCulture))];
        return new(
            Numbers(arguments[..scales].ToArray()),
            Numbers(words.Text("--threads", "1,2").Split(',')),
            words.Whole("--repeats", 3),
            words.Text("--gapbs"),
            words.Text("--networkit"),
            words.Text("--igraph"),
            words.Text("--networkx"),
            words.Text("--note"),
            words.Text("--out"));
    }
}
