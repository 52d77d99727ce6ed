using System.Runtime.InteropServices;

namespace InfluenceGraph.Buffers;

/// <summary>Memory outside the managed heap, given back when it is disposed of or forgotten. The collector hears of it too, so that it looks for blocks that were forgotten.</summary>
internal sealed unsafe class NativeBlock : SafeHandle
{
    private static long _bytesInUse;

    private readonly long _bytes;

    internal NativeBlock(long bytes)
        : base(invalidHandleValue: 0, ownsHandle: true)
    {
        // An empty block is a block too.
        _bytes = Math.Max(1, bytes);
        SetHandle((nint)NativeMemory.Alloc((nuint)_bytes));
        GC.AddMemoryPressure(_bytes);
        Interlocked.Add(ref _bytesInUse, _bytes);
    }

    /// <summary>Of all blocks of the process.</summary>
    internal static long BytesInUse => Interlocked.Read(ref _bytesInUse);

    public override bool IsInvalid => handle == 0;

    internal void* Start
    {
        get
        {
            ObjectDisposedException.ThrowIf(IsClosed, this);
            return (void*)handle;
        }
    }

    protected override bool ReleaseHandle()
    {
        NativeMemory.Free((void*)handle);
        GC.RemoveMemoryPressure(_bytes);
        Interlocked.Add(ref _bytesInUse, -_bytes);
        return true;
    }
}
