using InfluenceGraph.Tests.RealData;
using Xunit;

namespace InfluenceGraph.Tests.Oracle;

/// <summary>Against the figures that NetworkX, igraph and numpy computed on real data; make_figures.py made them.</summary>
public sealed class ReferenceFigureTests
{
    /// <summary>Scores sum to 1. NetworkX stops at an L1 change of about 1e-14, igraph at 1e-10 and is off by a tenth of that.</summary>
    private const double Agreement = 1e-10;

    public static TheoryData<string> Graphs => ["karate", "lesmis", "ukfaculty", "florentine", "wiki-vote", "email-eu-core", "bitcoin-otc", "lastfm-hetrec"];

    [Theory]
    [MemberData(nameof(Graphs))]
    public void Prior_policy_gives_the_scores_of_NetworkX_and_igraph(string name)
    {
        var real = RealGraph.Load(name);
        SocialValueResult<string> value = real.Build().SocialValue(options => options with
        {
            Unreached = UnreachedPolicy.Prior,
            Tolerance = 1e-14,
        });

        Assert.True(value.Converged);
        Assert.Equal(real.NetworkX.Count, value.Count);
        Assert.All(value, pair =>
        {
            double score = pair.Value / value.TotalValue;
            Assert.InRange(score - real.NetworkX[pair.Key], -Agreement, Agreement);
            Assert.InRange(score - real.Igraph[pair.Key], -Agreement, Agreement);
        });
    }

    [Theory]
    [InlineData("ukfaculty")]
    [InlineData("wiki-vote")]
    [InlineData("bitcoin-otc")]
    public void The_same_ties_turned_round_do_not_give_those_scores(string name)
    {
        var real = RealGraph.Load(name);
        CustomerGraph<string> turned = CustomerGraph.FromTies(real.Ties.Select(tie => tie with { From = tie.To, To = tie.From }), real.Customers);
        SocialValueResult<string> value = turned.SocialValue(options => options with { Unreached = UnreachedPolicy.Prior });

        // Far beyond any tolerance, so that the agreement above says something about the direction.
        Assert.Contains(value, pair => Math.Abs((pair.Value / value.TotalValue) - real.NetworkX[pair.Key]) > 1e-4);
    }

    [Fact]
    public void Keep_policy_gives_the_florentine_families_what_a_dense_solve_gives_them()
    {
        CustomerGraph<string> florence = RealGraph.Load("florentine").Build();
        (string[] header, string[][] rows) = RealDataFiles.Figures("florentine-keep");
        for (int column = 1; column < header.Length; column++)
        {
            SocialValueResult<string> value = florence.SocialValue(options => options with
            {
                Damping = RealGraph.Number(header[column]["d_".Length..]),
                Tolerance = 1e-14,
            });

            Assert.Equal(rows.Length, value.Count);

            // Money up to 150; the dense solve is good to some 1e-13 of that, the iteration to 1e-14 of 604.
            Assert.All(rows, row => Assert.Equal(RealGraph.Number(row[column]), value[row[0]], 1e-10));
        }
    }
}
