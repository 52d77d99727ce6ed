using InfluenceGraph.Tests.SocialValues;
using Xunit;
using static InfluenceGraph.Tests.Moments;

namespace InfluenceGraph.Tests.FoundCircles;

/// <summary>What holds of any graph, also with parallel ties, denials, ties to oneself and weights of any size.</summary>
public sealed class FoundCirclePropertyTests
{
    [Theory]
    [InlineData(0, CircleGrain.Broad)]
    [InlineData(0, CircleGrain.Fine)]
    [InlineData(0.5, CircleGrain.Fine)]
    [InlineData(1, CircleGrain.Broad)]
    public void Members_are_contacts_of_the_owner_and_never_the_owner_and_each_once(double tagShare, CircleGrain grain) => TestGraph.ForAll(
        graph =>
        {
            CustomerGraphView<int> view = Tagged(graph).AsView();
            FoundCirclesOfEach<int> each = view.FindCirclesOfEach(configure: o => o with { Grain = grain, MinSize = 2, TagShare = tagShare });
            Assert.Equal(graph.Count, each.Count);
            foreach (FoundCircleResult<int> found in each)
            {
                int[] contacts = [.. view.TiesFrom(found.Owner).Select(tie => tie.To).Concat(view.TiesTo(found.Owner).Select(tie => tie.From)).Where(other => other != found.Owner).Distinct().Order()];
                Assert.Equal(contacts.Length, found.Contacts);
                Assert.All(found.Circles, circle =>
                {
                    Assert.True(circle.Members.Count >= 2);
                    Assert.Equal(circle.Members.Distinct().Order(), circle.Members);
                    Assert.Subset(new HashSet<int>(contacts), new HashSet<int>(circle.Members));
                    Assert.Equal(circle.Members, circle.Closest.Select(member => member.Customer).Order());
                    Assert.InRange(circle.Density, 0, 1);
                    Assert.InRange(circle.OutsideShare, 0, 1);
                    Assert.True(circle.Evidence > 0 && circle.TimesDenser > 0);
                    Assert.All(circle.Closest, member => Assert.Equal(member.Ties, circle.Members.Count(other => Tied(view, member.Customer, other))));
                    Assert.True(HangsTogether(view, circle.Members));
                });
                Assert.Equal(found.Circles.Select(circle => circle.Evidence).OrderDescending(), found.Circles.Select(circle => circle.Evidence));
                Assert.Equal(found.Circles.Count, found.Circles.Select(circle => string.Join(' ', circle.Members)).Distinct().Count());
                Assert.Equal(contacts.Except(found.Circles.SelectMany(circle => circle.Members)), found.InNoCircle);
                Assert.All(contacts, contact => Assert.Equal(found.Circles.Where(circle => circle.Members.Contains(contact)), found[contact]));
            }
        },
        tests: 60);

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    public void Names_that_sort_alike_change_nothing(double tagShare) => TestGraph.ForAll(
        graph =>
        {
            CustomerGraph<string> renamed = CustomerGraph.FromTies(
                graph.Ties.Select(tie => new Tie<string>(Name(tie.From), Name(tie.To), tie.Permission, tie.Strength)),
                graph.Customers.Select(customer => new Customer<string>(Name(customer.Key), customer.OwnValue) { Tags = TagsOf(customer.Key) }),
                o => o with { OnSelfTie = SelfTieRule.Keep });
            Assert.Equal(
                Tagged(graph).FindCirclesOfEach(configure: o => o with { MinSize = 2, TagShare = tagShare }).Select(found => EgoGraph.Text(found, Name)),
                renamed.FindCirclesOfEach(configure: o => o with { MinSize = 2, TagShare = tagShare }).Select(found => EgoGraph.Text(found)));
        },
        tests: 30);

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    public void Who_is_left_out_changes_no_bit_against_a_graph_without_them(double tagShare) => TestGraph.ForAll(
        graph =>
        {
            bool IsLeftOut(int key) => key % 3 == 1;
            CustomerGraph<int> graphWithAll = Tagged(graph, new());
            foreach (int key in Enumerable.Range(0, graph.Count).Where(key => !IsLeftOut(key)))
            {
                graphWithAll.Consents.Grant(key, Purpose.Score, Channel.Any, January, "form");
            }

            CustomerGraph<int> without = CustomerGraph.FromTies(
                graph.Ties.Where(tie => !IsLeftOut(tie.From) && !IsLeftOut(tie.To)),
                graph.Customers.Where(customer => !IsLeftOut(customer.Key)).Select(customer => customer with { Tags = TagsOf(customer.Key) }),
                o => o with { OnSelfTie = SelfTieRule.Keep });
            FoundCirclesOfEach<int> found = graphWithAll.For(Purpose.Score, March).FindCirclesOfEach(configure: o => o with { MinSize = 2, TagShare = tagShare });
            Assert.Equal(
                without.FindCirclesOfEach(configure: o => o with { MinSize = 2, TagShare = tagShare }).Select(each => EgoGraph.Text(each)),
                found.Select(each => EgoGraph.Text(each)));
        },
        tests: 40);

    [Fact]
    public void Only_proportions_of_strengths_count() => TestGraph.ForAll(
        graph =>
        {
            // Doubling is exact in floating point, so every bit has to stay.
            TestGraph doubled = graph with { Ties = [.. graph.Ties.Select(tie => tie with { Strength = 2 * tie.Strength })] };
            Assert.Equal(
                Tagged(graph).FindCirclesOfEach().Select(found => EgoGraph.Text(found)),
                Tagged(doubled).FindCirclesOfEach().Select(found => EgoGraph.Text(found)));
        },
        tests: 40);

    [Fact]
    public void Ties_beyond_the_owners_network_count_for_nothing() => TestGraph.ForAll(
        graph =>
        {
            CustomerGraphView<int> view = Tagged(graph).AsView();
            FoundCircleResult<int> found = view.FindCircles(0, o => o with { MinSize = 2 });
            int[] network = [0, .. view.TiesFrom(0).Select(tie => tie.To).Concat(view.TiesTo(0).Select(tie => tie.From)).Where(other => other != 0).Distinct().Order()];
            TestGraph cut = graph with { Ties = [.. graph.Ties.Where(tie => network.Contains(tie.From) && network.Contains(tie.To))] };
            Assert.Equal(EgoGraph.Text(Tagged(cut).FindCircles(0, o => o with { MinSize = 2 })), EgoGraph.Text(found));
        },
        tests: 60);

    private static string Name(int key) => $"k{key:00000}";

    private static CustomerTag[] TagsOf(int key) => [.. Enumerable.Range(0, 6).Where(tag => (key * 7 % (tag + 2)) == 0).Select(tag => new CustomerTag($"t{tag}"))];

    private static CustomerGraph<int> Tagged(TestGraph graph, ConsentLedger<int>? consents = null) => CustomerGraph.FromTies(
        graph.Ties,
        graph.Customers.Select(customer => customer with { Tags = TagsOf(customer.Key) }),
        o => o with { OnSelfTie = SelfTieRule.Keep },
        consents);

    private static bool Tied(CustomerGraphView<int> view, int one, int other) =>
        one != other && (view.TiesFrom(one).Any(tie => tie.To == other) || view.TiesTo(one).Any(tie => tie.From == other));

    private static bool HangsTogether(CustomerGraphView<int> view, IReadOnlyList<int> members)
    {
        var left = new HashSet<int>(members);
        var waiting = new Queue<int>([members[0]]);
        left.Remove(members[0]);
        while (waiting.TryDequeue(out int one))
        {
            foreach (int other in left.Where(other => Tied(view, one, other)).ToArray())
            {
                left.Remove(other);
                waiting.Enqueue(other);
            }
        }

        return left.Count == 0;
    }
}
