using InfluenceGraph.Graphs;
using Xunit;

namespace InfluenceGraph.Tests.Graphs;

public sealed class ParallelBuildTests
{
    private static readonly DateTimeOffset _start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    [Trait("Category", "Bits")]
    public void Any_number_of_threads_builds_the_same_graph()
    {
        string one = Built(1);

        Assert.All([2, 3, 8], threads => Assert.Equal(one, Built(threads)));
    }

    [Fact]
    public void Of_several_bad_pairs_the_first_in_order_is_told_whatever_the_threads()
    {
        const int Sources = 5_000;
        const int Each = 40;
        Tie<int>[] ties = [.. Enumerable.Range(0, Sources * Each).Select(i => new Tie<int>(i % Sources, Sources + (i / Sources), 1))];
        Tie<int>[] doubled = [new(4_000, Sources + 1, 1), new(1_000, Sources + 30, 1), new(1_000, Sources + 3, 1), new(2_000, Sources, 1)];
        foreach (int threads in new[] { 1, 2, 8 })
        {
            string message = Assert.Throws<CustomerDataException>(() => CustomerGraph.FromTies(
                ties.Concat(doubled), options => options with { OnDuplicate = TieMerge.Refuse, Threads = threads })).Message;
            Assert.Contains("'1000' -> '5003'", message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_hub_that_has_nearly_all_ties_is_built_and_turned_round()
    {
        const int Others = 150_000;
        Tie<int>[] ties = [.. Enumerable.Range(1, Others).Select(other => new Tie<int>(0, other, 0.5)), .. Enumerable.Range(1, 1_000).Select(other => new Tie<int>(other, 0, 1))];
        CustomerGraph<int> graph = CustomerGraph.FromTies(ties, options => options with { Threads = 3 });

        Assert.Equal(Others + 1_000, graph.TieCount);
        GraphView nodes = graph.AsView().Nodes;
        Assert.Equal(Enumerable.Range(1, Others), nodes.Forward.TargetsOf(0).ToArray());
        Assert.Equal(Enumerable.Range(1, 1_000), nodes.Backward.Value.TargetsOf(0).ToArray());
        Assert.All(Enumerable.Range(1, Others), other => Assert.Equal([0], nodes.Backward.Value.TargetsOf(other).ToArray()));
    }

    [Fact]
    public void A_build_that_is_stopped_throws_and_one_without_rows_is_empty()
    {
        var builder = new CustomerGraphBuilder<int>(new() { OnUnknownCustomer = UnknownCustomerRule.Add });
        foreach (Tie<int> tie in Rows(100))
        {
            builder.AddTie(tie);
        }

        Assert.Throws<OperationCanceledException>(() => builder.Build(new CancellationToken(canceled: true)));
        Assert.Equal((0, 0), (new CustomerGraphBuilder<int>().Build().CustomerCount, new CustomerGraphBuilder<int>().Build().TieCount));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1025)]
    public void A_number_of_threads_out_of_range_is_an_error(int threads) =>
        Assert.Contains("Threads", Assert.Throws<ArgumentException>(() => new CustomerGraphBuilder<int>(new() { Threads = threads })).Message, StringComparison.Ordinal);

    /// <summary>Everything that a build makes, as text: edges both ways, rows at two moments, contacts, counts.</summary>
    private static string Built(int threads)
    {
        CustomerGraph<int> graph = CustomerGraph.FromTies(Rows(300_000), options => options with { OnSelfTie = SelfTieRule.Keep, AsOf = _start, Threads = threads });
        var hash = new HashCode();
        CustomerGraphView<int> view = graph.At(_start.AddDays(3));
        foreach (CsrGraph way in new[] { view.Nodes.Forward, view.Nodes.Backward.Value })
        {
            hash.AddBytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes(way.Offsets.AsSpan()));
            hash.AddBytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes(way.Targets.AsSpan()));
            hash.AddBytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes(way.Weights.AsSpan()));
        }

        for (int source = 0; source < 50; source++)
        {
            foreach (int target in view.Nodes.Forward.TargetsOf(source))
            {
                hash.Add(view.RowOf(source, target));
                hash.Add(view.LastContactOf(source, target));
            }
        }

        return $"{graph} {hash.ToHashCode()} {view.Receipt}";
    }

    private static IEnumerable<Tie<int>> Rows(int count)
    {
        for (int i = 0; i < count; i++)
        {
            uint mixed = (uint)i * 2654435761;
            int from = (int)(mixed >> 12) % 5_000;
            int to = (int)((mixed ^ (mixed >> 7)) % 5_000);
            yield return new(
                from,
                to,
                i % 11 == 0 ? 0 : ((i % 7) + 1) / 8.0,
                i % 13,
                i % 17 == 0 ? _start.AddDays(i % 5) : null,
                i % 19 == 0 ? _start.AddDays((i % 5) + 5) : null,
                i % 23 == 0 ? _start.AddDays(-i % 100) : null);
        }
    }
}
