using InfluenceGraph.Buffers;
using Xunit;

namespace InfluenceGraph.Tests;

/// <summary>The most that was in use when progress was told, beyond what was before. Measures the managed heap and native buffers, so nothing else may run at the same time.</summary>
internal sealed class HeapPeak<T> : IProgress<T>
{
    private readonly Lock _gate = new();
    private readonly long _before = Settled();

    internal long Peak { get; private set; }

    public void Report(T value) => Look();

    /// <summary>Also to be called while nothing is told, and where the answer is there.</summary>
    internal void Look()
    {
        long now = Settled() - _before;
        lock (_gate)
        {
            Peak = Math.Max(Peak, now);
        }
    }

    /// <summary>Whatever else lives in the process moves the heap too, so a measurement out of range is taken again; a wrong estimate is wrong each time.</summary>
    internal static void AssertWithin(long least, long most, Action<HeapPeak<T>> ask) => AssertWithin(least, most, () => true, (_, heap) => ask(heap));

    /// <summary>The same, where something is made before that is not measured.</summary>
    internal static void AssertWithin<TGiven>(long least, long most, Func<TGiven> given, Action<TGiven, HeapPeak<T>> ask)
    {
        const int Attempts = 4;
        long peak = 0;
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            TGiven made = given();
            var heap = new HeapPeak<T>();
            ask(made, heap);
            GC.KeepAlive(made);
            peak = heap.Peak;
            if (peak >= least && peak <= most)
            {
                return;
            }
        }

        Assert.InRange(peak, least, most);
    }

    /// <summary>What is in use once finalizers have let go of what other tests left behind. As the collection found it: what a search that goes on made since then may be garbage already.</summary>
    private static long Settled()
    {
        for (int round = 0; round < 2; round++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        GCMemoryInfo found = GC.GetGCMemoryInfo(GCKind.FullBlocking);
        return found.HeapSizeBytes - found.FragmentedBytes + NativeBlock.BytesInUse;
    }
}
