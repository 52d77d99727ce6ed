using InfluenceGraph.Graphs;
using InfluenceGraph.Tests.SocialValues;
using Xunit;

namespace InfluenceGraph.Tests.Graphs;

public sealed class EdgeTableBuilderTests
{
    [Fact]
    public void A_table_holds_what_a_grouping_by_pairs_holds() => TestGraph.ForAll(graph =>
    {
        EdgeTable table = Build(graph, keepSelfEdges: true);
        IReadOnlyDictionary<(int From, int To), float> weights = graph.Weights();
        int pairs = graph.Ties.Select(tie => (tie.From, tie.To)).Distinct().Count();
        int denied = graph.Ties.GroupBy(tie => (tie.From, tie.To)).Count(rows => rows.Any(row => row.Permission == 0));

        Assert.Equal(weights.OrderBy(pair => pair.Key).Select(pair => (pair.Key.From, pair.Key.To, pair.Value)), EdgesOf(table.Forward));
        Assert.Equal(weights.OrderBy(pair => (pair.Key.To, pair.Key.From)).Select(pair => (pair.Key.To, pair.Key.From, pair.Value)), EdgesOf(table.Backward));
        Assert.Equal(new EdgeCounts(graph.Ties.Length, graph.Ties.Length - pairs, denied, pairs - denied - weights.Count, weights.Count), table.Counts);
    });

    [Fact]
    public void Self_edges_and_nodes_left_out_are_not_in_the_table() => TestGraph.ForAll(graph =>
    {
        // Every third node is left out; the others move up.
        int next = 0;
        int[] nodeOf = [.. Enumerable.Range(0, graph.Count).Select(id => id % 3 == 2 ? -1 : next++)];
        EdgeTable table = Build(graph, keepSelfEdges: false, nodeOf);
        var expected = graph.Weights()
            .Where(pair => pair.Key.From != pair.Key.To && nodeOf[pair.Key.From] >= 0 && nodeOf[pair.Key.To] >= 0)
            .Select(pair => (nodeOf[pair.Key.From], nodeOf[pair.Key.To], pair.Value));

        Assert.Equal(expected.Order(), EdgesOf(table.Forward));
    });

    [Fact]
    public void Many_chunks_of_rows_give_the_same_table_as_a_grouping()
    {
        var graph = TestGraph.Seeded(5, 300, 200_000);
        EdgeTable table = Build(graph, keepSelfEdges: true);

        Assert.Equal(graph.Weights().OrderBy(pair => pair.Key).Select(pair => (pair.Key.From, pair.Key.To, pair.Value)), EdgesOf(table.Forward));
    }

    [Fact]
    public void Strengths_that_add_up_to_more_than_single_precision_holds_are_an_error_also_when_dated()
    {
        Tie<string> huge = new("ann", "bob", 1, 3e38);
        var since = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        foreach (Tie<string>[] rows in new Tie<string>[][] { [huge, huge], [huge with { Since = since }, huge with { Since = since.AddDays(1) }] })
        {
            string message = Assert.Throws<CustomerDataException>(() => CustomerGraph.FromTies(rows)).Message;
            Assert.Contains("'ann' -> 'bob'", message, StringComparison.Ordinal);
            Assert.Contains("smaller unit", message, StringComparison.Ordinal);
        }

        // The same rows under a rule that does not add are fine.
        Assert.Equal(1, CustomerGraph.FromTies([huge, huge], options => options with { OnDuplicate = TieMerge.Strongest }).TieCount);
    }

    [Fact]
    public void A_permission_or_strength_below_single_precision_is_an_error_and_never_an_explicit_no()
    {
        Assert.Throws<CustomerDataException>(() => CustomerGraph.FromTies<string>([new("ann", "bob", 1e-50, 0), new("ann", "bob", 1)]));
        Assert.Throws<CustomerDataException>(() => CustomerGraph.FromTies<string>([new("ann", "bob", 2e-45, 1e38)]));
        Assert.Throws<CustomerDataException>(() => CustomerGraph.FromTies<string>([new("ann", "bob", 1, 1e-50)]));
    }

    private static EdgeTable Build(TestGraph graph, bool keepSelfEdges, int[]? nodeOf = null)
    {
        var rows = new ChunkedList<RawEdge>();
        foreach (Tie<int> tie in graph.Ties)
        {
            rows.Add(new(tie.From, tie.To, (float)tie.Permission, (float)tie.Strength));
        }

        nodeOf ??= [.. Enumerable.Range(0, graph.Count)];
        return new EdgeTableBuilder(nodeOf.Count(node => node >= 0), TieMerge.Sum, (_, _, problem) => new InvalidOperationException(problem))
            .Build(rows, [], new ContactList(), nodeOf, keepSelfEdges, CancellationToken.None);
    }

    private static IEnumerable<(int, int, float)> EdgesOf(CsrGraph graph)
    {
        for (int u = 0; u < graph.NodeCount; u++)
        {
            for (int e = (int)graph.Offsets[u]; e < graph.Offsets[u + 1]; e++)
            {
                yield return (u, graph.Targets[e], graph.Weights[e]);
            }
        }
    }
}
