using System.Globalization;
using System.Text.RegularExpressions;
using InfluenceGraph.Benchmarks.Graphs;
using InfluenceGraph.Communities;
using InfluenceGraph.Graphs;

namespace InfluenceGraph.Benchmarks.Communities;

/// <summary>How far communities agree with what is known: conferences, departments, groups of a faculty, and communities that were planted.</summary>
internal static partial class AgreementReport
{
    internal static void Write(string data, Action<string> line)
    {
        line("");
        line("| graph | customers | known groups | found | modularity found | of the known | NMI | AMI | ARI |");
        line("|---|---|---|---|---|---|---|---|---|");
        (CsrGraph football, int[] conferences) = Football(Path.Combine(data, "classics", "football.gml"));
        Row("football, conferences", football, conferences, line);
        EdgeSource mails = EdgeListFile.Read(Path.Combine(data, "email-eu-core", "email-Eu-core.txt.gz"));
        int[] departments = new int[mails.NodeCount];
        foreach (string[] row in File.ReadLines(Path.Combine(data, "email-eu-core", "email-Eu-core-department-labels.txt")).Select(text => text.Trim().Split(' ')))
        {
            departments[Number(row[0])] = Number(row[1]);
        }

        Row("email-eu-core, departments", SymmetricGraph.Of(mails), departments, line);
        (CsrGraph faculty, int[] groups) = Faculty(Path.Combine(data, "classics"));
        Row("ukfaculty, groups", faculty, groups, line);
        for (int tenths = 1; tenths <= 7; tenths++)
        {
            double mu = tenths / 10.0;
            LfrGraph graph = LfrGraph.Create(5000, 20, 50, mu, 20, 100, seed: (ulong)tenths);
            Row(string.Create(CultureInfo.InvariantCulture, $"LFR 5,000, degree 20 (to 50), communities 20 to 100, mu {mu}"), graph.Graph, graph.Groups, line);
        }
    }

    private static void Row(string name, CsrGraph graph, int[] known, Action<string> line)
    {
        var ties = CommunityTies.Of(graph);
        var settings = new LeidenSettings(CommunityQuality.Modularity, 1, Directed: false, Seed: 1, MaxPasses: 10, Runs: 10, Threads: 1);
        LeidenSolution found = Leiden.Solve(ties, settings, null, CancellationToken.None);
        var truth = Partition.Of(known);
        double ofTruth = PartitionQuality.Of(ties, truth.GroupOf, truth.Count, 1).Modularity(directed: false);
        GroupingAgreement agreement = GroupingAgreement.Of(truth.GroupOf, found.GroupOf);
        line(string.Create(CultureInfo.InvariantCulture, $"| {name} | {graph.NodeCount:#,0} | {truth.Count} | {found.Count} | {found.Quality:0.0000} | {ofTruth:0.0000} | {agreement.Nmi:0.000} | {agreement.Ami:0.000} | {agreement.Ari:0.000} |"));
    }

    private static (CsrGraph Graph, int[] Groups) Football(string path)
    {
        string text = File.ReadAllText(path);
        int[] groups = [.. Values().Matches(text).Select(match => Number(match.Groups["value"].Value))];
        IEnumerable<(int From, int To)> ties = Edges().Matches(text).Select(match => (Number(match.Groups["source"].Value), Number(match.Groups["target"].Value)));
        return (SymmetricGraph.Of(new("football", groups.Length, ties)), groups);
    }

    /// <summary>Weighted: what the two say of each other, added up.</summary>
    private static (CsrGraph Graph, int[] Groups) Faculty(string folder)
    {
        string[][] known = [.. File.ReadLines(Path.Combine(folder, "ukfaculty_groups.csv")).Skip(1).Select(row => row.Split(','))];
        var index = known.Select((row, node) => (row[0], node)).ToDictionary(pair => pair.Item1, pair => pair.node, StringComparer.Ordinal);
        var weights = new Dictionary<(int, int), float>();
        foreach (string[] row in File.ReadLines(Path.Combine(folder, "ukfaculty_weighted.csv")).Skip(1).Select(row => row.Split(',')))
        {
            (int a, int b) = (index[row[0]], index[row[1]]);
            foreach ((int, int) pair in ((int, int)[])[(a, b), (b, a)])
            {
                weights[pair] = weights.GetValueOrDefault(pair) + float.Parse(row[2], CultureInfo.InvariantCulture);
            }
        }

        CsrGraph graph = SymmetricGraph.Of(new("ukfaculty", known.Length, weights.Keys));
        float[] ordered = [.. Enumerable.Range(0, graph.NodeCount).SelectMany(node => graph.TargetsOf(node).ToArray().Select(other => weights[(node, other)]))];
        return (graph.WithWeights(ordered), [.. known.Select(row => Number(row[1]))]);
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\bvalue (?<value>\d+)", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Values();

    [GeneratedRegex(@"source (?<source>\d+)\s+target (?<target>\d+)", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Edges();
}
