using System.Runtime.CompilerServices;
using InfluenceGraph.Buffers;
using Xunit;

namespace InfluenceGraph.Tests.Buffers;

/// <summary>Counts the bytes of the whole process, so no graph may be built at the same time.</summary>
[Collection(nameof(MemoryEstimateTests))]
public sealed class NativeBufferTests
{
    [Fact]
    public void Holds_what_is_written_and_refuses_to_be_read_once_it_is_given_back()
    {
        var buffer = new NativeBuffer<long>(1000);
        using (buffer)
        {
            for (int i = 0; i < 1000; i++)
            {
                buffer.GetSpan()[i] = i * 7L;
            }

            Assert.Equal(999 * 7L, buffer.Memory.Span[999]);
            Assert.Equal(1000, buffer.Memory.Length);
        }

        Assert.Throws<ObjectDisposedException>(() => buffer.GetSpan().Length);
    }

    [Fact]
    public void An_empty_buffer_is_a_buffer()
    {
        using var buffer = new NativeBuffer<int>(0);
        Assert.True(buffer.GetSpan().IsEmpty);
    }

    [Fact]
    public void A_built_graph_has_given_all_its_rows_back()
    {
        long before = Settled();
        var graph = CustomerGraph.FromTies(Enumerable.Range(0, 200_000).Select(i => new Tie<int>(i % 1000, (i * 7) % 1001, 1)), o => o with { OnUnknownCustomer = UnknownCustomerRule.Add });
        Assert.Equal(before, NativeBlock.BytesInUse);
        GC.KeepAlive(graph);
    }

    [Fact]
    public void Rows_of_a_builder_that_was_forgotten_are_found_by_the_collector()
    {
        long before = Settled();
        Forget();
        Assert.Equal(before, Settled());
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Forget()
    {
        long before = NativeBlock.BytesInUse;
        var builder = new CustomerGraphBuilder<int>();
        builder.AddTie(new(1, 2, 1));
        Assert.True(NativeBlock.BytesInUse > before);
    }

    private static long Settled()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return NativeBlock.BytesInUse;
    }
}
