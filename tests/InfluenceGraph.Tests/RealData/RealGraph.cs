using System.Globalization;

namespace InfluenceGraph.Tests.RealData;

/// <summary>A real graph as customers and ties, with the scores that others computed for it.</summary>
/// <param name="Customers">The customers, with the own values that the figures were made with.</param>
/// <param name="Ties">The ties: value walks from To to From, so an arc a -> b of a walk is the tie From b, To a.</param>
/// <param name="NetworkX">NetworkX's personalised PageRank, by customer; sums to 1.</param>
/// <param name="Igraph">igraph's.</param>
internal sealed record RealGraph(
    IReadOnlyList<Customer<string>> Customers,
    IReadOnlyList<Tie<string>> Ties,
    IReadOnlyDictionary<string, double> NetworkX,
    IReadOnlyDictionary<string, double> Igraph)
{
    /// <summary>Loads a graph, or skips the test where the data is not at hand.</summary>
    internal static RealGraph Load(string name)
    {
        RealDataFiles.SkipWhereAbsent();
        string[][] figures = RealDataFiles.Figures(name).Rows;
        return new(
            [.. figures.Select(row => new Customer<string>(row[0], Number(row[1])))],
            [.. Walk(name).Select(arc => new Tie<string>(From: arc.To, To: arc.From, Permission: 1, Strength: arc.Weight))],
            figures.ToDictionary(row => row[0], row => Number(row[2])),
            figures.ToDictionary(row => row[0], row => Number(row[3])));
    }

    internal CustomerGraph<string> Build() => CustomerGraph.FromTies(Ties, Customers);

    internal static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>The arcs that value walks along, as in make_figures.py.</summary>
    private static IEnumerable<(string From, string To, double Weight)> Walk(string name) => name switch
    {
        "karate" => BothWays(Weighted("classics/karate_weighted.csv")),
        "lesmis" => BothWays(LesMiserables()),
        "ukfaculty" => Weighted("classics/ukfaculty_weighted.csv"),
        "wiki-vote" => Unweighted("wiki-vote/wiki-Vote.txt.gz", '\t', header: false),
        "email-eu-core" => Unweighted("email-eu-core/email-Eu-core.txt.gz", ' ', header: false).Select(arc => (arc.To, arc.From, arc.Weight)),
        "bitcoin-otc" => Weighted("bitcoin-otc/soc-sign-bitcoinotc.csv.gz").Where(arc => arc.Weight > 0),
        "lastfm-hetrec" => Unweighted("lastfm-hetrec/user_friends.dat.gz", '\t', header: true),
        "florentine" => BothWays(Unweighted("classics/florentine_marriage.csv", ',', header: true).Concat(Unweighted("classics/florentine_business.csv", ',', header: true))),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "Not a graph with figures."),
    };

    private static IEnumerable<(string From, string To, double Weight)> Weighted(string file) =>
        RealDataFiles.Rows(file, ',', header: true).Select(row => (row[0], row[1], Number(row[2])));

    private static IEnumerable<(string From, string To, double Weight)> Unweighted(string file, char separator, bool header) =>
        RealDataFiles.Rows(file, separator, header).Select(row => (row[0], row[1], 1.0));

    private static IEnumerable<(string From, string To, double Weight)> BothWays(IEnumerable<(string From, string To, double Weight)> ties) =>
        ties.SelectMany(tie => new[] { tie, (tie.To, tie.From, tie.Weight) });

    private static IEnumerable<(string From, string To, double Weight)> LesMiserables()
    {
        var names = new Dictionary<string, string>();
        (string id, string source, string target) = ("", "", "");
        foreach (string line in RealDataFiles.Lines("classics/lesmis.gml"))
        {
            string[] parts = line.Trim().Split(' ', 2);
            switch (parts[0])
            {
                case "id": id = parts[1]; break;
                case "name": names[id] = parts[1].Trim('"'); break;
                case "source": source = names[parts[1]]; break;
                case "target": target = names[parts[1]]; break;
                case "value": yield return (source, target, Number(parts[1])); break;
                default: break;
            }
        }
    }
}
