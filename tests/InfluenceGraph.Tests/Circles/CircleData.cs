using InfluenceGraph.Tests.RealData;

namespace InfluenceGraph.Tests.Circles;

/// <summary>The graphs of make_circle_figures.py.</summary>
internal static class CircleData
{
    /// <summary>Loads a graph, or skips the test where the data is not at hand.</summary>
    internal static CustomerGraph<string> Load(string name)
    {
        if (name is "karate" or "lesmis" or "wiki-vote" or "email-eu-core")
        {
            return CustomerGraph.FromTies(RealGraph.Load(name).Ties);
        }

        RealDataFiles.SkipWhereAbsent();
        IEnumerable<string[]> rows = name switch
        {
            "ego-facebook" => RealDataFiles.Rows("ego-facebook/facebook_combined.txt.gz", ' '),
            "lastfm-asia" => RealDataFiles.Rows("lastfm-asia/lastfm_asia_edges.csv.gz", ',', header: true),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "Not a graph with figures of circles."),
        };
        return CustomerGraph.FromTies(rows.SelectMany(row => new[] { new Tie<string>(row[0], row[1], 1), new Tie<string>(row[1], row[0], 1) }));
    }
}
