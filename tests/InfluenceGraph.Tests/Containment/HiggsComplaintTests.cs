using InfluenceGraph.Tests.RealData;
using Xunit;

namespace InfluenceGraph.Tests.Containment;

/// <summary>A complaint at the most retweeted user of the Higgs network: 256,491 users, of whom whoever retweeted can be reached by whom they retweeted.</summary>
public sealed class HiggsComplaintTests
{
    [Fact]
    public void A_complaint_is_traced_and_contained()
    {
        RealDataFiles.SkipWhereAbsent();
        Tie<int>[] ties = [.. RealDataFiles.Rows("higgs/higgs-retweet_network.edgelist.gz", ' ').Select(row => new Tie<int>(From: int.Parse(row[1]), To: int.Parse(row[0]), Permission: 1, Strength: int.Parse(row[2])))];
        CustomerGraph<int> graph = CustomerGraph.FromTies(ties);
        int top = ties.GroupBy(tie => tie.From).MaxBy(group => group.Count())!.Key;
        Assert.Equal(256_491, graph.CustomerCount);

        DominoResult<int> domino = graph.Domino([top], o => o with { Worlds = 100 });
        ContainmentPlan<int> plan = graph.Containment([top], o => o with { Worlds = 60, Count = 5, Exclude = [top], AdvocateCount = 3 });

        Assert.InRange(domino.Reached.StandardError / domino.Reached.Value, 1e-6, 0.1);
        Assert.InRange(plan.LossWithoutAction.Value, domino.Reached.Value * 0.8, domino.Reached.Value * 1.2);
        Assert.InRange(domino.TippingTies.Count, 5, 10);
        Assert.Equal(10, domino.MostAtRisk.Count);
        Assert.Equal(8, plan.Steps.Count);
        Assert.True(plan.AvoidedByAnswers.Low > 0);
        Assert.True(plan.AvoidedByAdvocates.Low > 0);
        Assert.InRange(plan.AdvocateRatio!.Value, 1 - (1 / Math.E), 1 + 1e-12);
        Assert.Equal(plan.LossWithoutAction.Value, plan.LossAvoided.Value + plan.LossRemaining.Value, 1e-6);
    }
}
