namespace InfluenceGraph.EdgeLists;

/// <summary>Bytes, then a stream, then bytes. Counts what was read of the stream.</summary>
internal sealed class TailedStream(byte[] head, Stream stream, byte[] tail) : Stream
{
    private int _headRead;
    private int _tailRead;

    /// <summary>Bytes of head and stream that were read.</summary>
    internal long Count { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        int count = CopyFrom(head, ref _headRead, buffer);
        count = count == 0 ? stream.Read(buffer) : count;
        Count += count;
        return count == 0 ? CopyFrom(tail, ref _tailRead, buffer) : count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private static int CopyFrom(byte[] bytes, ref int read, Span<byte> buffer)
    {
        int count = Math.Min(buffer.Length, bytes.Length - read);
        bytes.AsSpan(read, count).CopyTo(buffer);
        read += count;
        return count;
    }
}
