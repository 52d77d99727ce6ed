using Xunit;

namespace InfluenceGraph.Tests.FoundCircles;

/// <summary>Finding circles from first to last, with ties, with tags and more finely.</summary>
public sealed class FoundCircleExampleTests
{
    [Fact]
    public void One_network_is_asked_in_every_way()
    {
        string[] climbers = ["bob", "cat", "dan", "eve"];
        CustomerGraph<string> graph = CustomerGraph.FromTies(
            climbers.SelectMany(one => climbers.Where(other => other != one).Select(other => new Tie<string>(one, other, 1)))
                .Concat(climbers.Concat(["f1", "f2", "f3", "f4", "f5", "f6"]).Select(contact => new Tie<string>("ann", contact, 1))),
            climbers.Append("f6").Select(key => new Customer<string>(key, 1) { Tags = [new("rope")] })
                .Concat(((string[])["ann", "f1", "f2", "f3", "f4", "f5"]).Select(key => new Customer<string>(key, 1))));
        CustomerGraphView<string> view = graph.AsView();

        FoundCircleResult<string> found = view.FindCircles("ann");
        Assert.Equal(
            "circle 1 of ann: 4 members, density 1.00 (7.5 times the network's), 0 % of their ties lead outside, evidence " + FormattableString.Invariant($"{found.Circles[0].Evidence:0.0}") + "; rope (100 %, 2.0 times as frequent)",
            Assert.Single(found.Circles).ToString());
        IReadOnlyList<FoundCircle<string>> ofBob = found["bob"];
        IReadOnlyList<FoundCircleMember<string>> core = found.Circles[0].Closest;
        Assert.Equal((1, "bob"), (ofBob.Count, core[0].Customer));

        FoundCircleResult<string> alike = view.FindCircles("ann", o => o with { TagShare = 0.5 });
        FoundCircleResult<string> fine = view.FindCircles("ann", o => o with { Grain = CircleGrain.Fine });
        FoundCirclesOfEach<string> each = view.FindCirclesOfEach();
        Assert.Equal((1, 1, 11), (alike.Circles.Count, fine.Circles.Count, each.Count));
        Assert.True(alike.Circles[0].Evidence > found.Circles[0].Evidence);

        Circle<string> friends = found.Circles[0].AsNamed("climbing");
        CircleAgreement agreement = found.AgreementWith(view.CirclesOf("ann"));
        Assert.Equal((4, 0), (friends.Members.Count, agreement.Known));
    }
}
