using InfluenceGraph.Tests.RealData;
using MathNet.Numerics.LinearAlgebra;
using Xunit;
using static InfluenceGraph.Tests.Moments;

namespace InfluenceGraph.Tests.LookAlikes;

public sealed class LookAlikeTests
{
    [Fact]
    public void Closeness_by_ties_is_the_chance_that_a_walk_stops_with_a_member()
    {
        for (int seed = 1; seed <= 20; seed++)
        {
            SocialValues.TestGraph graph = SocialValues.TestGraph.Seeded(seed, 30, 60);
            int[] members = [1, 4, 7];
            LookAlikeResult<int> result = graph.Build(SelfTieRule.Skip).LookAlikes(members, o => o with { TagShare = 0, Damping = 0.7 });

            // A dense solve of f = (1 - d) 1_S + d P f, P the row-stochastic walk on ties without direction.
            var weights = Matrix<double>.Build.Dense(graph.Count, graph.Count);
            foreach (((int from, int to), float weight) in graph.Weights().Where(pair => pair.Key.From != pair.Key.To))
            {
                weights[from, to] += weight;
                weights[to, from] += weight;
            }

            var walk = Matrix<double>.Build.Dense(graph.Count, graph.Count, (row, column) => weights.Row(row).Sum() is > 0 and double sum ? weights[row, column] / sum : 0);
            Vector<double> expected = (Matrix<double>.Build.DenseIdentity(graph.Count) - (0.7 * walk)).Solve(
                Vector<double>.Build.Dense(graph.Count, node => members.Contains(node) ? 0.3 : 0));
            foreach (LookAlike<int> found in result.Top(graph.Count))
            {
                // The sweeps stop at 1e-9 of all value, which is the sum of the members' weights.
                Assert.Equal(expected[found.Customer], found.ByTies, 1e-7);
            }

            Assert.Equal(Enumerable.Range(0, graph.Count).Count(node => expected[node] > 1e-7 && !members.Contains(node)), result.Top(graph.Count).Count);
        }
    }

    /// <summary>One way of weighing tags: whoever asks who is alike gets the same number, to rounding.</summary>
    [Fact]
    public void A_list_of_one_is_alike_to_others_as_that_customer_is()
    {
        for (int seed = 1; seed <= 5; seed++)
        {
            Customer<int>[] customers = Topics.TestTags.Customers([.. Enumerable.Repeat(1.0, 40)], 9, seed);
            CustomerGraph<int> graph = CustomerGraph.FromTies([], customers);
            foreach (int customer in Enumerable.Range(0, 40).Where(key => customers[key].Tags.Count > 0))
            {
                var byTags = graph.SimilarByTags(customer, 40).Nearest.ToDictionary(other => other.Customer);
                IReadOnlyList<LookAlike<int>> alike = graph.LookAlikes([customer], o => o with { TagShare = 1 }).Top(40);
                Assert.Equal(byTags.Keys.Order(), alike.Select(other => other.Customer).Order());
                Assert.All(alike, other => Assert.Equal(byTags[other.Customer].Similarity, other.ByTags, 1e-12));
                Assert.All(alike, other => Assert.Equal(byTags[other.Customer].SharedTags, other.SharedTags));
            }
        }
    }

    [Fact]
    public void Closeness_by_tags_is_the_cosine_with_the_members_where_rare_tags_count_more()
    {
        CustomerGraph<string> graph = Tagged();
        LookAlikeResult<string> like = graph.LookAlikes(["ann"], o => o with { TagShare = 1 });
        LookAlike<string> first = like.Top(10)[0];

        // ann: running (3 of 5 customers), chess (2 of 5); bob has both; cat running only.
        double running = Math.Log(1 + (5 / 3.0));
        double chess = Math.Log(1 + (5 / 2.0));
        Assert.Equal("bob", first.Customer);
        Assert.Equal(1, first.ByTags, 1e-12);
        Assert.Equal(["chess", "running"], first.SharedTags);
        Assert.Equal(running / Math.Sqrt((running * running) + (chess * chess)), like.Top(10)[1].ByTags, 1e-12);
        Assert.Equal(["bob", "cat"], like.Top(10).Select(found => found.Customer));
        Assert.Equal(0, like["dan"]);
    }

    [Fact]
    public void Where_only_one_of_ties_and_tags_is_known_it_counts_alone()
    {
        CustomerGraph<string> graph = Tagged();
        Assert.Equal(1, graph.LookAlikes(["eve"])["dan"], 1e-12);
        Assert.Equal(1, graph.LookAlikes(["ann"])["bob"], 1e-12);
    }

    [Fact]
    public void Members_who_may_not_be_used_count_for_nothing()
    {
        CustomerGraph<string> graph = Tagged();
        foreach (string customer in (string[])["ann", "cat", "dan", "eve"])
        {
            graph.Consents.Grant(customer, Purpose.Score, Channel.Any, January, "form");
        }

        CustomerGraphView<string> view = graph.For(Purpose.Score, June);
        LookAlikeResult<string> like = view.LookAlikes(["ann", "bob"]);
        Assert.Equal(1, like.MemberCount);
        Assert.Contains(new("members of the list who may not be used", 1), like.Receipt.Notes);
        Assert.Throws<KeyNotFoundException>(() => like["bob"]);
        Assert.Throws<KeyNotFoundException>(() => like["ann"]);
        Assert.Contains("no member who may be used (1 may not)", Assert.Throws<ArgumentException>(() => view.LookAlikes(["bob"])).Message, StringComparison.Ordinal);
        Assert.Throws<KeyNotFoundException>(() => view.LookAlikes(["zoe"]));
        graph.Consents.Refuse("cat", Purpose.Score, Channel.Any, January, "call");
        Assert.True(like.IsStale);
    }

    [Theory]
    [InlineData(-0.1, 0.85)]
    [InlineData(1.1, 0.85)]
    [InlineData(double.NaN, 0.85)]
    [InlineData(0.5, 0)]
    [InlineData(0.5, 1)]
    public void Bad_options_are_refused(double tagShare, double damping) =>
        Assert.Throws<ArgumentException>(() => Tagged().LookAlikes(["ann"], o => o with { TagShare = tagShare, Damping = damping }));

    [Fact]
    public void Half_a_department_finds_its_other_half()
    {
        RealGraph graph = RealGraph.Load("email-eu-core");
        Dictionary<string, string> departments = RealDataFiles.Rows("email-eu-core/email-Eu-core-department-labels.txt", ' ').ToDictionary(row => row[0], row => row[1].Trim());
        CustomerGraphView<string> view = graph.Build().AsView();
        var areas = new List<double>();
        foreach (IGrouping<string, string> department in departments.GroupBy(pair => pair.Value, pair => pair.Key).Where(group => group.Count() >= 20))
        {
            string[] people = [.. department.Where(view.Contains).Order(StringComparer.Ordinal)];
            string[] known = [.. people.Where((_, i) => i % 2 == 0)];
            LookAlikeResult<string> like = view.LookAlikes(known);
            double[] others = [.. view.Customers.Where(customer => departments[customer] != department.Key).Select(customer => like[customer])];
            double[] hidden = [.. people.Where((_, i) => i % 2 == 1).Select(customer => like[customer])];

            // The probability that a hidden member stands before somebody else: 0.5 is a guess.
            areas.Add(hidden.Average(member => others.Average(other => member > other ? 1 : member == other ? 0.5 : 0)));
        }

        Assert.Equal(18, areas.Count);
        Assert.True(areas.Average() > 0.9, $"mean area {areas.Average()}");
        Assert.True(areas.Min() > 0.7, $"least area {areas.Min()}");
    }

    private static CustomerGraph<string> Tagged() => CustomerGraph.FromTies(
        [new Tie<string>("dan", "eve", 1)],
        [
            new Customer<string>("ann", 1) { Tags = [new("running"), new("chess")] },
            new Customer<string>("bob", 1) { Tags = [new("running", 2), new("chess", 2)] },
            new Customer<string>("cat", 1) { Tags = [new("running")] },
            new Customer<string>("dan", 1),
            new Customer<string>("eve", 1),
        ]);
}
