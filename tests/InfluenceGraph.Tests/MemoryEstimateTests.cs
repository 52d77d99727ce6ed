using System.Runtime.CompilerServices;
using Xunit;

namespace InfluenceGraph.Tests;

/// <summary>Measures the managed heap, so nothing else may run at the same time.</summary>
[CollectionDefinition(nameof(MemoryEstimateTests), DisableParallelization = true)]
[Collection(nameof(MemoryEstimateTests))]
public sealed class MemoryEstimateTests
{
    private const int Customers = 50_000;
    private const int TiesEach = 10;

    [Fact]
    public void A_graph_with_numbers_as_keys_takes_what_was_estimated() =>
        AssertEstimated(customer => (long)customer, CustomerGraph.EstimateMemory<long>(Customers, Customers * TiesEach));

    [Fact]
    public void A_graph_with_texts_as_keys_takes_what_was_estimated() =>
        AssertEstimated(customer => $"customer{customer:00000}", CustomerGraph.EstimateMemory<string>(Customers, Customers * TiesEach, averageKeyLength: 13));

    [Fact]
    public void Building_from_a_file_of_numbers_stays_within_what_was_estimated() =>
        AssertPeak<long>(CustomerGraph.EstimateMemory<long>(FileCustomers, FileTies, hasPermissionAndStrength: false), "");

    [Fact]
    public void Building_from_a_file_of_texts_stays_within_what_was_estimated() =>
        AssertPeak<string>(CustomerGraph.EstimateMemory<string>(FileCustomers, FileTies, averageKeyLength: 14, hasPermissionAndStrength: false), "customer");

    [Fact]
    public void A_tie_takes_8_bytes_a_direction_and_8_more_where_permission_and_strength_both_vary()
    {
        Tie<int>[] Ties(double permission, double strength) => [new(1, 2, permission, strength), new(2, 3, 1, 1)];
        long offsets = 2 * 4 * sizeof(long);

        Assert.Equal(offsets + (2 * 16), CustomerGraph.FromTies(Ties(1, 3)).TieBytes - EmptyDatedBytes);
        Assert.Equal(offsets + (2 * 16), CustomerGraph.FromTies(Ties(0.5, 1)).TieBytes - EmptyDatedBytes);
        Assert.Equal(offsets + (2 * 24), CustomerGraph.FromTies(Ties(0.5, 3)).TieBytes - EmptyDatedBytes);
    }

    [Fact]
    public void Social_value_takes_no_more_than_was_estimated_and_not_much_less()
    {
        long estimate = CustomerGraph.EstimateMemory<long>(Customers, Customers * TiesEach).SocialValue;
        HeapPeak<IterationProgress>.AssertWithin(estimate / 2, estimate * 11 / 10, () => Build(customer => (long)customer), (graph, heap) =>
        {
            SocialValueResult<long> value = graph.SocialValue(o => o with { Damping = 0.99 }, heap);
            heap.Look();
            Assert.True(value.Iterations > InfluenceGraph.SocialValues.PageRankSolver.MostMoves);
        });
    }

    private const int FileCustomers = 200_000;
    private const int FileTies = 1_000_000;

    /// <summary>At each step that is told; the highest lies between two of them, hence the lower bound. Blocks of the file come on top, 6 MiB for each thread.</summary>
    private static void AssertPeak<TKey>(MemoryEstimate estimate, string prefix)
        where TKey : notnull
    {
        const int PerThread = 6 << 20;
        byte[] text = System.Text.Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, FileTies)
            .Select(i => $"{prefix}{100_000 + (i * 7919L % FileCustomers)},{prefix}{100_000 + (i * 104_729L % (FileCustomers - 3))}\n")));
        HeapPeak<RowProgress>.AssertWithin((long)(0.6 * estimate.PeakWhileBuilding), (long)(1.1 * estimate.PeakWhileBuilding) + (2 * PerThread), heap =>
        {
            using var stream = new MemoryStream(text);
            EdgeListResult<TKey> read = CustomerGraph.FromEdgeList<TKey>(stream, o => o with { Threads = 2 }, progress: heap);
            heap.Look();
            GC.KeepAlive(read);
        });
    }

    /// <summary>The one offset of an empty list of dated ties.</summary>
    private const int EmptyDatedBytes = sizeof(int);

    /// <summary>Within 10 %, as the documentation promises.</summary>
    private static void AssertEstimated<TKey>(Func<int, TKey> keyOf, MemoryEstimate estimate)
        where TKey : notnull
    {
        long before = GC.GetTotalMemory(forceFullCollection: true);
        CustomerGraph<TKey> graph = Build(keyOf);
        long taken = GC.GetTotalMemory(forceFullCollection: true) - before;

        Assert.InRange(taken, 0.9 * estimate.AtRest, 1.1 * estimate.AtRest);
        Assert.True(estimate.PeakWhileBuilding > estimate.AtRest);
        GC.KeepAlive(graph);
    }

    /// <summary>Not inlined, so that nothing of the build lives on in the caller's frame.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static CustomerGraph<TKey> Build<TKey>(Func<int, TKey> keyOf)
        where TKey : notnull
    {
        TKey[] keys = [.. Enumerable.Range(0, Customers).Select(keyOf)];
        var builder = new CustomerGraphBuilder<TKey>();
        for (int i = 0; i < Customers; i++)
        {
            builder.AddCustomer(keys[i], i);
            for (int step = 1; step <= TiesEach; step++)
            {
                builder.AddTie(new(keys[i], keys[(i + (step * step)) % Customers], 1.0 / step, step));
            }
        }

        return builder.Build();
    }
}
