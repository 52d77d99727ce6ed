using InfluenceGraph.Benchmarks.Compare;

namespace InfluenceGraph.Benchmarks.Jobs;

/// <summary>How many ties, and beside whom.</summary>
internal sealed record RankingOptions(int Ties, int Scale, int Repeats, string Python, string Tool, bool Store, string Note, string Out)
{
    internal static RankingOptions? Of(ReadOnlySpan<string> arguments)
    {
        var words = new OptionWords(arguments);
        return words.Has("--help")
            ? null
            : new(
                words.Whole("--ties", 10_000_000),
                words.Whole("--scale", 20),
                words.Whole("--repeats", 3),
                words.Text("--python"),
                words.Text("--tool"),
                !words.Has("--no-store"),
                words.Text("--note"),
                words.Text("--out"));
    }
}
