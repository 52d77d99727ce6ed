using FsCheck;
using FsCheck.Fluent;
using InfluenceGraph.Quadrants;
using Xunit;

namespace InfluenceGraph.Tests.Quadrants;

public sealed class SpendAgainstSocialTests
{
    [Fact]
    public void The_quadrants_are_told_apart()
    {
        // Everybody listens to hub; whale spends and nobody can reach them; star does both.
        Tie<string>[] ties = [.. Enumerable.Range(0, 6).Select(i => new Tie<string>("hub", $"c{i}", 1)), .. Enumerable.Range(0, 6).Select(i => new Tie<string>("star", $"c{i}", 1))];
        Customer<string>[] customers = [new("hub", 0), new("star", 50), new("whale", 100), .. Enumerable.Range(0, 6).Select(i => new Customer<string>($"c{i}", 10))];
        SpendAgainstSocial<string> places = CustomerGraph.FromTies(ties, customers).SocialValue().AgainstSpend(o => o with { TopFraction = 0.25 });

        Assert.Equal(SpendQuadrant.HiddenInfluencer, places["hub"].Quadrant);
        Assert.Equal(SpendQuadrant.Champion, places["star"].Quadrant);
        Assert.Equal(SpendQuadrant.BigSpender, places["whale"].Quadrant);
        Assert.Equal(6, places.CountIn(SpendQuadrant.Regular));
        Assert.Equal(["hub"], places.HiddenInfluencers.Select(place => place.Customer));
        Assert.Equal(9, places.Count());
        Assert.Equal(0, places["whale"].ValueFromOthers);
        Assert.Equal(50, places.OwnValueCut);
        Assert.Contains("1 champions, 1 big spenders, 1 hidden influencers, 6 regular", places.ToString(), StringComparison.Ordinal);
        Assert.Throws<KeyNotFoundException>(() => places["nobody"]);
    }

    [Fact]
    public void Value_from_others_is_what_the_social_value_has_beside_the_own_part()
    {
        SocialValueResult<int> value = SocialValues.TestGraph.Seeded(5, 40, 200).Build().SocialValue();
        SpendAgainstSocial<int> places = value.AgainstSpend();
        foreach (SocialValueParts<int> part in value.Breakdown())
        {
            // The parts add up to the score to rounding.
            Assert.Equal(part.SocialValue - part.OwnPart, places[part.Customer].ValueFromOthers, 1e-9 * (1 + part.SocialValue));
        }
    }

    [Fact]
    public void Who_has_nothing_is_never_at_the_top()
    {
        SpendAgainstSocial<string> places = CustomerGraph.FromTies([new Tie<string>("a", "b", 1)], [new Customer<string>("a", 0), new("b", 4), new("c", 0), new("d", 0)]).SocialValue().AgainstSpend(o => o with { TopFraction = 0.9 });
        Assert.Equal(SpendQuadrant.HiddenInfluencer, places["a"].Quadrant);
        Assert.Equal(SpendQuadrant.BigSpender, places["b"].Quadrant);
        Assert.Equal(SpendQuadrant.Regular, places["c"].Quadrant);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    [InlineData(20)]
    public void A_top_that_is_no_fraction_is_refused(double top) =>
        Assert.Contains(
            "TopFraction",
            Assert.Throws<ArgumentException>(() => SocialValues.TestGraph.Seeded(1, 5, 5).Build().SocialValue().AgainstSpend(o => o with { TopFraction = top })).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Concentration_is_that_of_the_scores()
    {
        SocialValueResult<int> value = SocialValues.TestGraph.Seeded(5, 40, 200).Build().SocialValue();
        Assert.Equal(Concentration.Of(value.Select(pair => pair.Value)).Gini, value.Concentration().Gini);
    }

    [Fact]
    public void Tau_agrees_with_counting_all_pairs() =>
        Prop.ForAll(Gen.Choose(0, 6).Two().ListOf().ToArbitrary(), pairs =>
        {
            double[] first = [.. pairs.Select(pair => (double)pair.Item1)];
            double[] second = [.. pairs.Select(pair => (double)pair.Item2)];
            double? tau = KendallTau.Of(first, second);
            double? expected = TauOfAllPairs(first, second);
            return tau is null == expected is null && Math.Abs((tau ?? 0) - (expected ?? 0)) < 1e-12;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Tau_of_a_published_example()
    {
        // scipy.stats.kendalltau documentation: tau = -0.47140452079103173.
        Assert.Equal(-0.47140452079103173, KendallTau.Of([12, 2, 1, 12, 2], [1, 4, 7, 1, 0])!.Value, 1e-15);
        Assert.Equal(1, KendallTau.Of([1, 2, 3], [10, 20, 30]));
        Assert.Equal(-1, KendallTau.Of([1, 2, 3], [3, 2, 1]));
        Assert.Null(KendallTau.Of([1, 1, 1], [3, 2, 1]));
        Assert.Null(KendallTau.Of([], []));
    }

    private static double? TauOfAllPairs(double[] first, double[] second)
    {
        (double agreement, double ofFirst, double ofSecond) = (0, 0, 0);
        for (int i = 0; i < first.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                int a = first[i].CompareTo(first[j]);
                int b = second[i].CompareTo(second[j]);
                agreement += a * b;
                ofFirst += a * a;
                ofSecond += b * b;
            }
        }

        return ofFirst * ofSecond > 0 ? agreement / Math.Sqrt(ofFirst * ofSecond) : null;
    }
}
