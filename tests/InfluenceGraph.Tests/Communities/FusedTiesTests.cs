using InfluenceGraph.Communities;
using InfluenceGraph.Graphs;
using Xunit;

namespace InfluenceGraph.Tests.Communities;

public sealed class FusedTiesTests
{
    [Fact]
    public void A_tie_weighs_its_share_and_what_the_two_have_in_common()
    {
        CustomerGraphView<int> view = Tagged();
        CommunityTies fused = FusedTies.Of(view.Used.Mutual, view.TagVectorsFor(useInferred: true), 0.25);

        // Ties weigh 2 (both ways) and 4; their mean is 3. 0 and 1 have the same tags, 1 and 2 share one of two.
        double rare = Math.Log(1 + (4 / 2.0));
        double common = Math.Log(1 + (4 / 3.0));
        double cosine = common / Math.Sqrt((rare * rare) + (common * common));
        Assert.Equal([1], fused.Graph.TargetsOf(0).ToArray());
        Assert.Equal((0.75 * 2) + (0.25 * 3), fused.Graph.WeightsOf(0)[0], 1e-6);
        Assert.Equal((0.75 * 4) + (0.25 * 3 * cosine), fused.Graph.WeightsOf(2)[0], 1e-6);

        // What was one way stays more that way: 1 -> 2 of weight 4.
        Assert.Equal((0.75 * 4) + (0.25 * 3 * cosine / 2) + (0.75 * 1) + (0.25 * 3 / 2), fused.Sent[1], 1e-6);
        Assert.Equal(fused.Sent.Sum(), fused.Received.Sum(), 1e-6);
    }

    [Fact]
    public void Further_pairs_that_are_alike_are_added_where_there_is_no_tie()
    {
        CustomerGraphView<int> view = Tagged();
        var similar = new CsrGraph([0, 2, 3, 4, 4], [1, 2, 0, 0], [1, 0.5f, 1, 0.5f]);
        CommunityTies fused = FusedTies.Of(view.Used.Mutual, view.TagVectorsFor(useInferred: true), 0.5, similar);
        Assert.Equal([1, 2], fused.Graph.TargetsOf(0).ToArray());
        Assert.Equal([0, 1, 3], fused.Graph.TargetsOf(2).ToArray());
        Assert.Equal((0.5 * 2) + (0.5 * 3), fused.Graph.WeightsOf(0)[0], 1e-6);
        Assert.Equal(0.5 * 3 * 0.5, fused.Graph.WeightsOf(0)[1], 1e-6);
        Assert.Equal(fused.Graph.WeightsOf(0)[1], fused.Graph.WeightsOf(2)[0]);
    }

    [Fact]
    public void Tags_alone_leave_no_ties_between_people_who_share_none()
    {
        CustomerGraphView<int> view = Tagged();
        CommunityTies fused = FusedTies.Of(view.Used.Mutual, view.TagVectorsFor(useInferred: true), 1);
        Assert.Equal(0, fused.Graph.DegreeOf(3));
    }

    private static CustomerGraphView<int> Tagged()
    {
        CustomerTag[] both = [new("running", 1), new("chess", 1)];
        Customer<int>[] customers =
        [
            new(0, 1) { Tags = both },
            new(1, 1) { Tags = both },
            new(2, 1) { Tags = [new("running", 2)] },
            new(3, 1),
        ];
        return CustomerGraph.FromTies([new Tie<int>(0, 1, 1), new(1, 0, 1), new(1, 2, 1, 4), new(2, 3, 0.75, 4)], customers).AsView();
    }
}
