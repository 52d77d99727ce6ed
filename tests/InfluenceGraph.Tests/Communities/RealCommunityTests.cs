using InfluenceGraph.Communities;
using InfluenceGraph.Tests.RealData;
using Xunit;

namespace InfluenceGraph.Tests.Communities;

/// <summary>Beside igraph, on real data. The figures come from Oracle/make_community_figures.py.</summary>
public sealed class RealCommunityTests
{
    [Theory]
    [InlineData("karate")]
    [InlineData("lesmis")]
    [InlineData("football")]
    [InlineData("ukfaculty")]
    [InlineData("email-eu-core")]
    [InlineData("lastfm-asia")]
    [InlineData("ego-facebook")]
    [InlineData("wiki-vote")]
    public void Modularity_is_that_of_the_best_of_ten_runs_of_igraph(string name)
    {
        RealDataFiles.SkipWhereAbsent();
        string[] figures = Assert.Single(RealDataFiles.Figures("communities").Rows, row => row[0] == name);
        CustomerGraph<string> graph = CustomerGraph.FromTies(Arcs(name).Where(arc => arc.From != arc.To).Select(arc => new Tie<string>(arc.From, arc.To, 1, arc.Weight)));
        Assert.Equal(int.Parse(figures[1], null), graph.CustomerCount);
        CommunityResult<string> found = graph.Communities();
        Assert.True(found.Modularity >= RealGraph.Number(figures[2]) - 0.001, $"{found} against {figures[2]}");
        Assert.All(found.Communities, community => Assert.True(community.IsConnected));

        // The judge itself is judged by the sum over pairs, in integers, of the same grouping.
        CommunityResult<string> given = graph.AsView().CommunitiesFrom(found);
        Assert.Equal(found.Modularity, given.Modularity);
    }

    [Fact]
    public void Agreement_is_what_igraph_says()
    {
        foreach (string[] row in RealDataFiles.Figures("agreement").Rows)
        {
            GroupingAgreement agreement = GroupingAgreement.Of([.. row[0].Select(letter => letter - '0')], [.. row[1].Select(letter => letter - '0')]);
            Assert.Equal(RealGraph.Number(row[2]), agreement.Nmi!.Value, 1e-12);
            Assert.Equal(RealGraph.Number(row[3]), agreement.Ari!.Value, 1e-12);
        }
    }

    [Fact]
    public void Planted_communities_of_the_LFR_benchmark_are_found()
    {
        Benchmarks.Communities.LfrGraph graph = Benchmarks.Communities.LfrGraph.Create(1000, 20, 50, 0.3, 20, 100, seed: 3);
        int[] degrees = [.. Enumerable.Range(0, 1000).Select(graph.Graph.DegreeOf)];

        // 1000 draws of a degree with a standard deviation of about 10.
        Assert.InRange(degrees.Average(), 18.5, 21.5);
        Assert.InRange(degrees.Max(), 30, 51);
        Assert.All(graph.Groups.CountBy(group => group), pair => Assert.InRange(pair.Value, 20, 119));
        double outside = Enumerable.Range(0, 1000).Sum(node => (double)graph.Graph.TargetsOf(node).ToArray().Count(other => graph.Groups[other] != graph.Groups[node])) / graph.Graph.EdgeCount;
        Assert.InRange(outside, 0.28, 0.33);

        LeidenSolution found = Leiden.Solve(CommunityTies.Of(graph.Graph), new(CommunityQuality.Modularity, 1, false, 1, 10, 3, 1), null, CancellationToken.None);
        Assert.True(GroupingAgreement.Of(graph.Groups, found.GroupOf).Ami > 0.97);
    }

    private static IEnumerable<(string From, string To, double Weight)> Arcs(string name) => name switch
    {
        "football" => Football(),
        "lastfm-asia" => RealDataFiles.Rows("lastfm-asia/lastfm_asia_edges.csv.gz", ',', header: true).Select(row => (row[0], row[1], 1.0)),
        "ego-facebook" => RealDataFiles.Rows("ego-facebook/facebook_combined.txt.gz", ' ').Select(row => (row[0], row[1], 1.0)),
        _ => RealGraph.Load(name).Ties.Select(tie => (tie.From, tie.To, tie.Strength)),
    };

    private static IEnumerable<(string From, string To, double Weight)> Football()
    {
        string source = "";
        foreach (string[] words in RealDataFiles.Lines("classics/football.gml").Select(line => line.Trim().Split(' ')))
        {
            source = words[0] == "source" ? words[1] : source;
            if (words[0] == "target")
            {
                yield return (source, words[1], 1);
            }
        }
    }
}
