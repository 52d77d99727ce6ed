using System.Globalization;

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

        string[] words = arguments.ToArray();
        string Option(string name, string otherwise) => Array.IndexOf(words, name) is >= 0 and int at && at + 1 < words.Length ? words[at + 1] : otherwise;
        int[] Numbers(IEnumerable<string> texts) => [.. texts.Select(text => int.Parse(text, CultureInfo.InvariantCulture))];
        return new(
            Numbers(words[..scales]),
            Numbers(Option("--threads", "1,2").Split(',')),
            int.Parse(Option("--repeats", "3"), CultureInfo.InvariantCulture),
            Option("--gapbs", ""),
            Option("--networkit", ""),
            Option("--igraph", ""),
            Option("--networkx", ""),
            Option("--note", ""),
            Option("--out", ""));
    }
}
