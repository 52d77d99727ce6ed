using InfluenceGraph.EdgeLists;

namespace InfluenceGraph.Data.Files;

/// <summary>The text of a stream, unpacked where it is packed, and then a block ahead of whoever reads it. A single item of it may be kept from taking more than a limit, so that a hostile file cannot fill the memory.</summary>
internal sealed class UnpackedStream(Stream stream, long itemLimit = long.MaxValue) : Stream
{
    private const int BlockBytes = 1 << 18;

    private readonly UnpackedSource _source = new(stream);
    private byte[] _block = [];
    private byte[] _nextBlock = [];
    private int _at;
    private int _end;
    private Task<int>? _ahead;
    private long _itemBytes;

    /// <summary>Bytes of the stream read so far, packed ones where it is packed.</summary>
    internal long BytesRead => _source.BytesRead;

    /// <summary>Whether reading stopped because an item was too large.</summary>
    internal bool IsOverLimit { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>The next item begins.</summary>
    internal void BeginItem() => _itemBytes = 0;

    public override int Read(Span<byte> buffer)
    {
        if (_itemBytes > itemLimit)
        {
            IsOverLimit = true;
            throw new IOException($"One item of the file takes more than {itemLimit} bytes.");
        }

        int read = _source.IsPacked ? ReadUnpacked(buffer) : _source.Read(buffer);
        _itemBytes += read;
        return read;
    }

    /// <summary>Waits until nothing is read from the stream any more, until the next <see cref="Read(Span{byte})"/>.</summary>
    internal void Settle() => _ahead?.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).Wait();

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Settle();
            _source.Dispose();
        }

        base.Dispose(disposing);
    }

    private int ReadUnpacked(Span<byte> buffer)
    {
        if (_at == _end)
        {
            _end = (_ahead ?? ReadBlock()).GetAwaiter().GetResult();
            _at = 0;
            (_block, _nextBlock) = (_nextBlock, _block);
            _ahead = _end == 0 ? _ahead : ReadBlock();
        }

        int count = Math.Min(buffer.Length, _end - _at);
        _block.AsSpan(_at, count).CopyTo(buffer);
        _at += count;
        return count;
    }

    /// <summary>Unpacks while the block before is made use of.</summary>
    private Task<int> ReadBlock()
    {
        byte[] block = _nextBlock.Length > 0 ? _nextBlock : GC.AllocateUninitializedArray<byte>(BlockBytes);
        _nextBlock = block;
        return Task.Run(() => _source.Read(block));
    }
}
