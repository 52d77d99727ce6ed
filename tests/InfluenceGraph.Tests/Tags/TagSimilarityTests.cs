using InfluenceGraph.Graphs;
using InfluenceGraph.Tags;
using InfluenceGraph.Tests.Topics;
using Xunit;
using static InfluenceGraph.Tests.Moments;

namespace InfluenceGraph.Tests.Tags;

public sealed class TagSimilarityTests
{
    [Fact]
    public void The_nearest_by_tags_are_those_of_all_pairs()
    {
        for (int seed = 1; seed <= 40; seed++)
        {
            int tags = 2 + (seed * 3);
            Customer<int>[] customers = TestTags.Customers([.. Enumerable.Repeat(1.0, 60)], tags, seed, mostPerCustomer: 1 + (seed % 9));
            CustomerGraphView<int> view = CustomerGraph.FromTies([], customers).AsView();
            double[,] cosines = AllPairs(customers);
            foreach (int count in (int[])[1, 3, 10, 100])
            {
                double least = seed % 3 == 0 ? 0.4 : 0;
                for (int node = 0; node < customers.Length; node++)
                {
                    SimilarCustomers<int> similar = view.SimilarByTags(node, count, o => o with { MinSimilarity = least });
                    double[] expected = [.. Enumerable.Range(0, customers.Length).Where(other => other != node).Select(other => cosines[node, other]).Where(cosine => cosine > 0 && cosine >= least).OrderDescending().Take(count)];
                    Assert.Equal(expected.Length, similar.Nearest.Count);
                    for (int i = 0; i < expected.Length; i++)
                    {
                        SimilarCustomer<int> found = similar.Nearest[i];
                        Assert.Equal(expected[i], found.Similarity, 1e-12);
                        Assert.Equal(cosines[node, found.Customer], found.Similarity, 1e-12);
                        Assert.Equal(i + 1, found.Rank);
                        Assert.True(i == 0 || similar.Nearest[i - 1].Similarity > found.Similarity || similar.Nearest[i - 1].Customer < found.Customer);
                    }
                }
            }
        }
    }

    [Fact]
    public void Neighbours_are_a_symmetric_graph_that_threads_do_not_change()
    {
        Customer<int>[] customers = TestTags.Customers([.. Enumerable.Repeat(1.0, 300)], 40, 5);
        CustomerGraphView<int> view = CustomerGraph.FromTies([], customers).AsView();
        TagVectors vectors = view.TagVectorsFor(useInferred: true);
        CsrGraph one = TagNeighbours.Of(vectors, 5, 0, 1, progress: null, TestContext.Current.CancellationToken);
        CsrGraph four = TagNeighbours.Of(vectors, 5, 0, 4, progress: null, TestContext.Current.CancellationToken);
        Assert.Equal(one.Targets, four.Targets);
        Assert.Equal(one.Weights, four.Weights);
        CsrGraph turned = one.Transpose();
        Assert.Equal(one.Offsets, turned.Offsets);
        Assert.Equal(one.Targets, turned.Targets);
        Assert.Equal(one.Weights, turned.Weights);
        for (int node = 0; node < one.NodeCount; node++)
        {
            int[] nearest = [.. view.SimilarByTags(node, 5).Nearest.Select(other => other.Customer)];
            Assert.Subset(one.TargetsOf(node).ToArray().ToHashSet(), nearest.ToHashSet());
        }

        Assert.Equal(0, TagNeighbours.Of(CustomerGraph.FromTies([], Array.Empty<Customer<int>>()).AsView().TagVectorsFor(true), 5, 0, 2, progress: null, TestContext.Current.CancellationToken).NodeCount);
    }

    [Fact]
    public void Who_has_no_tags_is_said_so_and_who_is_left_out_is_never_found()
    {
        CustomerGraph<string> graph = CustomerGraph.FromTies(
            [new Tie<string>("ann", "bob", 1)],
            [
                new Customer<string>("ann", 1) { Tags = [new("running"), new("chess", 0.5)] },
                new("bob", 1) { Tags = [new("running", 2), new("CHESS", 1)] },
                new("cat", 1) { Tags = [new("running"), new("opera")] },
                new("dan", 1),
            ]);
        SimilarCustomers<string> like = graph.SimilarByTags("ann", 5);
        Assert.Equal(["bob", "cat"], like.Nearest.Select(other => other.Customer));
        Assert.Equal(1, like.Nearest[0].Similarity, 1e-12);
        Assert.True(like.Nearest[0].AreTied);
        Assert.False(like.Nearest[1].AreTied);
        Assert.Equal(["running"], like.Nearest[1].SharedTags);
        Assert.False(graph.SimilarByTags("dan", 5).HasTags);
        Assert.Empty(graph.SimilarByTags("dan", 5).Nearest);
        Assert.Throws<ArgumentOutOfRangeException>(() => graph.SimilarByTags("ann", 0));
        Assert.Throws<ArgumentException>(() => graph.SimilarByTags("ann", 1, o => o with { MinSimilarity = double.NaN }));
        Assert.Throws<KeyNotFoundException>(() => graph.SimilarByTags("zoe", 1));

        foreach (string customer in (string[])["ann", "cat", "dan"])
        {
            graph.Consents.Grant(customer, Purpose.Score, Channel.Any, January, "form");
        }

        CustomerGraphView<string> view = graph.For(Purpose.Score, June);
        Assert.Equal(["cat"], view.SimilarByTags("ann", 5).Nearest.Select(other => other.Customer));
        Assert.Throws<KeyNotFoundException>(() => view.SimilarByTags("bob", 5));
    }

    [Fact]
    public void On_real_tags_the_nearest_are_those_of_all_pairs_and_most_entries_are_never_read()
    {
        Customer<string>[] customers = LastFm.Customers();
        Assert.Equal(1892, customers.Length);
        CustomerGraphView<string> view = CustomerGraph.FromTies([], customers).AsView();
        TagVectors vectors = view.TagVectorsFor(useInferred: true);
        var search = new TagSearch(vectors);
        long allEntries = 0;
        for (int node = 0; node < vectors.NodeCount; node++)
        {
            foreach (int tag in vectors.TagsOf(node))
            {
                allEntries += vectors.NodesOf(tag).Length;
            }

            (double Score, int Node)[] nearest = search.Nearest(node, 10, 0);
            if (node % 20 == 0)
            {
                double[] query = new double[vectors.TagCount];
                for (int t = 0; t < vectors.TagsOf(node).Length; t++)
                {
                    query[vectors.TagsOf(node)[t]] = vectors.ValuesOf(node)[t];
                }

                (double Score, int Node)[] expected = [.. Enumerable.Range(0, vectors.NodeCount)
                    .Where(other => other != node)
                    .Select(other => (Score: Product(vectors, other, query), Node: other))
                    .Where(item => item.Score > 0)
                    .OrderByDescending(item => item.Score)
                    .ThenBy(item => item.Node)
                    .Take(10)];
                Assert.Equal(expected.Select(item => item.Node), nearest.Select(item => item.Node));
            }
        }

        // Not a promise of speed: that the bounds do anything at all.
        Assert.True(search.EntriesRead < allEntries, $"{search.EntriesRead} of {allEntries} entries read");
        TestContext.Current.TestOutputHelper?.WriteLine($"{search.EntriesRead} of {allEntries} entries read");
    }

    private static double Product(TagVectors vectors, int node, double[] query)
    {
        double sum = 0;
        for (int t = 0; t < vectors.TagsOf(node).Length; t++)
        {
            sum += vectors.ValuesOf(node)[t] * query[vectors.TagsOf(node)[t]];
        }

        return Math.Min(1, sum);
    }

    private static double[,] AllPairs(Customer<int>[] customers)
    {
        var vectors = customers.Select(customer => customer.Tags.GroupBy(tag => tag.Name, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Sum(tag => tag.Weight), StringComparer.Ordinal)).ToArray();
        double Rarity(string tag) => Math.Log(1 + ((double)customers.Length / vectors.Count(vector => vector.ContainsKey(tag))));
        double[,] cosines = new double[customers.Length, customers.Length];
        for (int a = 0; a < customers.Length; a++)
        {
            for (int b = 0; b < customers.Length; b++)
            {
                double Dot(Dictionary<string, double> x, Dictionary<string, double> y) => x.Sum(pair => y.TryGetValue(pair.Key, out double weight) ? pair.Value * weight * Rarity(pair.Key) * Rarity(pair.Key) : 0);
                double product = Dot(vectors[a], vectors[b]);
                cosines[a, b] = product > 0 ? product / Math.Sqrt(Dot(vectors[a], vectors[a]) * Dot(vectors[b], vectors[b])) : 0;
            }
        }

        return cosines;
    }
}
