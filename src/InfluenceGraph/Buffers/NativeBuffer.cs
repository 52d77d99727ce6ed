using System.Buffers;

namespace InfluenceGraph.Buffers;

/// <summary>
/// An array outside the managed heap, for large rows that are needed for a moment only: its memory goes back when it is disposed of, while
/// the collector keeps that of a large array until it sees fit, so that a build took twice the memory that it had in use.
/// </summary>
/// <remarks>Elements are not cleared. A span must not be used after the buffer is disposed of, nor when nothing refers to the buffer any more.</remarks>
internal sealed unsafe class NativeBuffer<T>(int length) : MemoryManager<T>
    where T : unmanaged
{
    private readonly NativeBlock _block = new((long)length * sizeof(T));

    public override Span<T> GetSpan() => new(_block.Start, length);

    public override MemoryHandle Pin(int elementIndex = 0) => new((T*)_block.Start + elementIndex);

    public override void Unpin()
    {
        // It never moves.
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _block.Dispose();
        }
    }
}
