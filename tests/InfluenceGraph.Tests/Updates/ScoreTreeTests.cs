using InfluenceGraph.Updates;
using Xunit;

namespace InfluenceGraph.Tests.Updates;

public sealed class ScoreTreeTests
{
    [Fact]
    public void A_tree_holds_what_was_set_and_earlier_trees_what_they_held()
    {
        const int Nodes = 10_000;
        var random = new Random(1);
        double[] expected = new double[Nodes];
        Array.Fill(expected, ScoreTree.Absent);
        ScoreTree tree = ScoreTree.Empty;
        var seen = new List<(ScoreTree Tree, double[] Expected)>();
        for (int round = 0; round < 30; round++)
        {
            var editor = new ScoreTree.Editor(tree);
            int known = Math.Min(Nodes, 1 + (round * 400));
            for (int change = 0; change < 60; change++)
            {
                int node = random.Next(known);
                expected[node] = random.Next(5) == 0 ? ScoreTree.Absent : random.Next(50);
                editor.Set(node, expected[node]);
            }

            // So that every node below is there.
            editor.Set(known - 1, expected[known - 1]);
            tree = editor.Build();
            seen.Add((tree, expected[..known]));
        }

        Assert.All(seen, pair => Assert.Equal(pair.Expected, Enumerable.Range(0, pair.Expected.Length).Select(node => pair.Tree[node])));
    }

    [Theory]
    [InlineData(10, 1_000_000)]
    [InlineData(63, 5)]
    [InlineData(4096, 7)]
    [InlineData(4097, 1)]
    [InlineData(20_000, 1_000_000)]
    [InlineData(20_000, 40)]
    public void The_best_are_all_that_may_stand_in_the_first_places(int nodes, int values)
    {
        var random = new Random(nodes + values);
        double[] scores = [.. Enumerable.Range(0, nodes).Select(_ => random.Next(9) == 0 ? ScoreTree.Absent : random.Next(values))];
        var editor = new ScoreTree.Editor(ScoreTree.Empty);
        for (int node = 0; node < nodes; node++)
        {
            editor.Set(node, scores[node]);
        }

        ScoreTree tree = editor.Build();
        int present = scores.Count(score => score >= 0);
        foreach (int ordered in new[] { 0, nodes / 2, nodes })
        {
            foreach (int count in new[] { 1, 2, 5, 64, 65, 101, 1000, present }.Where(count => count <= present))
            {
                (double Score, int Node)[] expected = [.. scores.Select((score, node) => (score, node)).Where(pair => pair.score >= 0).OrderByDescending(pair => pair.score).ThenBy(pair => pair.node)];
                double last = expected[count - 1].Score;
                List<(double Score, int Node)> best = tree.Best(count, ordered);

                var found = best.ToHashSet();

                // Whatever order the nodes behind 'ordered' have among themselves, the first places can be filled from these.
                Assert.True(best.Count >= count);
                Assert.Equal(best.Count, found.Count);
                Assert.DoesNotContain(expected, pair => pair.Score > last && !found.Contains(pair));
                Assert.DoesNotContain(expected.Take(count), pair => pair.Node < ordered && !found.Contains(pair));
                Assert.DoesNotContain(expected, pair => pair.Score == last && pair.Node >= ordered && !found.Contains(pair));
                Assert.DoesNotContain(best, pair => pair.Score < last || pair.Score != scores[pair.Node]);
            }
        }
    }

    [Fact]
    public void The_largest_so_far_are_the_largest()
    {
        var random = new Random(3);
        for (int count = 1; count < 40; count++)
        {
            double[] numbers = [.. Enumerable.Range(0, 100).Select(_ => (double)random.Next(60))];
            var largest = new LargestSoFar(count);
            for (int seen = 0; seen < numbers.Length; seen++)
            {
                largest.Add(numbers.AsSpan(seen, 1));
                double? expected = seen + 1 < count ? null : numbers.Take(seen + 1).OrderDescending().ElementAt(count - 1);
                Assert.Equal(expected, largest.Least);
            }
        }
    }
}
