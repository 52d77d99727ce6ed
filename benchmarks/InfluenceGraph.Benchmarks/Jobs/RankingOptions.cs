using System.Globalization;

namespace InfluenceGraph.Benchmarks.Jobs;

/// <summary>How many ties, and beside whom.</summary>
internal sealed record RankingOptions(int Ties, int Scale, int Repeats, string Python, string Tool, bool Store, string Note, string Out)
{
    internal static RankingOptions? Of(ReadOnlySpan<string> arguments)
    {
        string[] words = arguments.ToArray();
        string Option(string name, string otherwise) => Array.IndexOf(words, name) is >= 0 and int at && at + 1 < words.Length ? words[at + 1] : otherwise;
        int Whole(string name, int otherwise) => int.Parse(Option(name, otherwise.ToString(CultureInfo.InvariantCulture)), CultureInfo.InvariantCulture);
        return words.Contains("--help", StringComparer.Ordinal)
            ? null
            : new(
                Whole("--ties", 10_000_000),
                Whole("--scale", 20),
                Whole("--repeats", 3),
                Option("--python", ""),
                Option("--tool", ""),
                !words.Contains("--no-store", StringComparer.Ordinal),
                Option("--note", ""),
                Option("--out", ""));
    }
}
