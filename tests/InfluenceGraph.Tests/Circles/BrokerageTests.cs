using InfluenceGraph.Tests.RealData;
using InfluenceGraph.Tests.SocialValues;
using Xunit;

namespace InfluenceGraph.Tests.Circles;

public sealed class BrokerageTests
{
    /// <summary>The figures are written down with 12 digits.</summary>
    private const double Agreement = 1e-9;

    [Theory]
    [InlineData("karate", 45, 0.570638)]
    [InlineData("lesmis", 467, 0.573137)]
    [InlineData("ego-facebook", 1_612_010, 0.605547)]
    [InlineData("wiki-vote", 608_389, 0.140898)]
    [InlineData("email-eu-core", 105_461, 0.399355)]
    [InlineData("lastfm-asia", 40_433, 0.219418)]
    public void Measures_are_those_of_NetworkX_and_igraph(string name, long triangles, double averageClustering)
    {
        BrokerageResult<string> brokerage = CircleData.Load(name).Brokerage();
        (string[] header, string[][] rows) = RealDataFiles.Figures($"circles-{name}");
        Assert.Equal(triangles, brokerage.TotalTriangles);
        Assert.Equal(rows.Length, brokerage.Count);

        // NetworkX counts 0 where there are no two contacts.
        Assert.Equal(averageClustering, brokerage.Average(place => place.Clustering ?? 0), 5e-7);
        foreach (string[] row in rows)
        {
            BrokeragePlace<string> place = brokerage[row[0]];
            Assert.Equal(RealGraph.Number(row[Array.IndexOf(header, "triangles")]), place.Triangles);
            Assert.Equal(RealGraph.Number(row[Array.IndexOf(header, "core")]), place.CoreNumber);
            AssertClose("clustering", place.Clustering);
            AssertClose("barrat", place.BarratClustering);
            AssertClose("onnela", place.OnnelaClustering);
            AssertClose("constraint", place.Constraint);
            AssertClose("effective_size", place.EffectiveSize);
            AssertClose("hierarchy", place.Hierarchy);
            AssertClose("reciprocity", place.DirectedReciprocity);

            void AssertClose(string measure, double? found)
            {
                string text = row[Array.IndexOf(header, measure)];
                if (text.Length > 0)
                {
                    double expected = RealGraph.Number(text);
                    Assert.True(found is not null, $"{row[0]} has no {measure}");
                    Assert.Equal(expected, found.Value, Agreement * Math.Max(1, Math.Abs(expected)));
                }
            }
        }
    }

    [Fact]
    public void Two_equal_contacts_who_know_each_other_constrain_by_1_125()
    {
        BrokerageResult<string> triad = Mutual(("a", "b"), ("b", "c"), ("c", "a")).Brokerage();
        Assert.All(triad, place =>
        {
            Assert.Equal(1.125, place.Constraint!.Value, 1e-12);
            Assert.Equal(1, place.EffectiveSize!.Value, 1e-12);
            Assert.Equal(0.5, place.Efficiency!.Value, 1e-12);
            Assert.Equal(0, place.Hierarchy!.Value, 1e-12);
            Assert.Equal(1, place.Clustering);
            Assert.Equal(2, place.CoreNumber);
        });
    }

    [Fact]
    public void A_star_is_all_brokerage_and_its_ends_none()
    {
        BrokerageResult<string> star = Mutual(("hub", "a"), ("hub", "b"), ("hub", "c"), ("hub", "d")).Brokerage();
        Assert.Equal(0.25, star["hub"].Constraint!.Value, 1e-12);
        Assert.Equal(4, star["hub"].EffectiveSize!.Value, 1e-12);
        Assert.Equal(1, star["hub"].Efficiency!.Value, 1e-12);
        Assert.Equal(0, star["hub"].Clustering);
        Assert.Equal(1, star["a"].Constraint);
        Assert.Null(star["a"].Hierarchy);
        Assert.Null(star["a"].Clustering);
        Assert.Equal("hub", star.Top(1)[0].Customer);
    }

    [Fact]
    public void Without_contacts_nothing_is_defined()
    {
        CustomerGraph<string> graph = CustomerGraph.FromTies([new Tie<string>("a", "a", 1)], [new Customer<string>("a", 1), new Customer<string>("b", 1)], o => o with { OnSelfTie = SelfTieRule.Keep });
        BrokeragePlace<string> place = graph.Brokerage()["a"];
        Assert.Equal(new("a", 0, null, null, null, null, 0, 0, null, null, null, null), place);
        Assert.Equal("a: no contacts", place.ToString());
        Assert.Empty(graph.Brokerage().Top(5));
        Assert.Empty(CustomerGraph.FromTies(Array.Empty<Tie<string>>()).Brokerage());
    }

    [Fact]
    public void Measures_stay_within_their_bounds() => TestGraph.ForAll(graph =>
    {
        foreach (BrokeragePlace<int> place in graph.Build().Brokerage())
        {
            Assert.True(place.Constraint is null or (> 0 and < 2.000001), $"{place} of {graph}");
            Assert.True(place.Efficiency is null or (> 0 and <= 1.000001), $"efficiency {place.Efficiency} of {graph}");
            foreach (double? share in (double?[])[place.Hierarchy, place.Clustering, place.BarratClustering, place.OnnelaClustering, place.DirectedReciprocity])
            {
                Assert.True(share is null or (>= 0 and <= 1), $"{share} of {graph}");
            }

            Assert.InRange(place.CoreNumber, 0, place.Contacts);
            Assert.Equal(place.Contacts == 0, place.Constraint is null);
            Assert.Equal(place.Contacts < 2, place.Clustering is null);
        }
    });

    [Fact]
    public void Bad_options_are_refused_and_cancelling_stops()
    {
        CustomerGraph<string> graph = Mutual(("a", "b"));
        Assert.Contains("Threads is 0", Assert.Throws<ArgumentException>(() => graph.Brokerage(o => o with { Threads = 0 })).Message, StringComparison.Ordinal);
        Assert.Throws<OperationCanceledException>(() => graph.Brokerage(cancellationToken: new(canceled: true)));
        Assert.Throws<ArgumentOutOfRangeException>(() => graph.Brokerage().Top(-1));
        Assert.Throws<KeyNotFoundException>(() => graph.Brokerage()["z"]);
    }

    private static CustomerGraph<string> Mutual(params (string A, string B)[] ties) =>
        CustomerGraph.FromTies(ties.SelectMany(tie => new[] { new Tie<string>(tie.A, tie.B, 1), new Tie<string>(tie.B, tie.A, 1) }));
}
