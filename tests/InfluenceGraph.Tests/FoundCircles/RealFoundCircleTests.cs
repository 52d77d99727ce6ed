using InfluenceGraph.Benchmarks.EgoCircles;
using InfluenceGraph.Tests.RealData;
using Xunit;

namespace InfluenceGraph.Tests.FoundCircles;

/// <summary>The ten labelled egos of ego-facebook (McAuley, Leskovec 2012).</summary>
public sealed class RealFoundCircleTests
{
    private static readonly Lazy<IReadOnlyList<LabelledEgo>> _egos = new(() => LabelledEgo.ReadAll(RealDataFiles.Open("ego-facebook/facebook.tar.gz")));

    [Fact]
    public void The_data_are_those_of_the_paper()
    {
        RealDataFiles.SkipWhereAbsent();
        Assert.Equal(["0", "107", "348", "414", "686", "698", "1684", "1912", "3437", "3980"], _egos.Value.Select(ego => ego.Ego));
        Assert.Equal(193, _egos.Value.Sum(ego => ego.Circles.Count));
        Assert.Equal((347, 2519, 24, 224), (_egos.Value[0].Alters.Count, _egos.Value[0].Ties.Count, _egos.Value[0].Circles.Count, _egos.Value[0].Features.SelectMany(names => names).Distinct().Count()));
        Assert.Equal(5, _egos.Value.Count(ego => ego.IsChoosing));
    }
}
