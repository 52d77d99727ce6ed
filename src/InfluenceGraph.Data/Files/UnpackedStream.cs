using InfluenceGraph.EdgeLists;

namespace InfluenceGraph.Data.Files;

/// <summary>The text of a stream, unpacked where it is packed. A single item of it may be kept from taking more than a limit, so that a hostile file cannot fill the memory.</summary>
internal sealed class UnpackedStream(Stream stream, long itemLimit = long.MaxValue) : Stream
{
    private readonly UnpackedSource _source = new(stream);
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

        int read = _source.Read(buffer);
        _itemBytes += read;
        return read;
    }

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
            _source.Dispose();
        }

        base.Dispose(disposing);
    }
}
