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

    [Fact]
    public void Found_circles_agree_better_with_labelled_ones_than_any_baseline()
    {
        RealDataFiles.SkipWhereAbsent();
        var means = EgoCirclesCommand.Methods()
            .Where(method => method.Name is not (EgoCirclesCommand.FineByTies or EgoCirclesCommand.FineWithTags))
            .ToDictionary(method => method.Name, method => MeansOf([.. _egos.Value.Select(method.Judge)]));
        (double F1, double Balanced, double BestF1) byTies = means[EgoCirclesCommand.ByTies];
        (double F1, double Balanced, double BestF1) withTags = means[EgoCirclesCommand.WithTags];

        // Measured: 0.686, 0.820, 0.492 by ties and 0.689, 0.825, 0.491 with tags. The paper's are 0.59 and 0.84.
        Assert.True(byTies is { F1: > 0.67, Balanced: > 0.81, BestF1: > 0.48 }, $"{byTies}");
        Assert.True(withTags is { F1: > 0.67, Balanced: > 0.81, BestF1: > 0.48 }, $"{withTags}");
        Assert.All(means.Where(pair => !pair.Key.Contains("circles", StringComparison.Ordinal)), pair =>
        {
            Assert.True(pair.Value.F1 < byTies.F1 && pair.Value.Balanced < byTies.Balanced && pair.Value.BestF1 < byTies.BestF1, $"{pair}");
            Assert.True(pair.Value.F1 < withTags.F1 && pair.Value.Balanced < withTags.Balanced && pair.Value.BestF1 < withTags.BestF1, $"{pair}");
        });
    }

    private static (double F1, double Balanced, double BestF1) MeansOf(EgoCirclesCommand.Row[] rows) =>
        (EgoCirclesCommand.MeanF1(rows), EgoCirclesCommand.MeanBalanced(rows), rows.Average(row => row.Agreement.MeanBestF1 ?? 0));
}
