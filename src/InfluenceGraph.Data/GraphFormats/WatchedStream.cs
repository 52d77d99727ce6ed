using System.IO.Compression;

namespace InfluenceGraph.Data.GraphFormats;

/// <summary>Unpacks a file where it is packed, counts the bytes, and refuses to let a single item of the file take more than a limit, so that a hostile file cannot fill the memory.</summary>
internal sealed class WatchedStream(FileStream file, long itemLimit) : Stream
{
    private readonly Stream _inner = Unpacked(file);
    private long _itemStart;

    /// <summary>Bytes read so far.</summary>
    internal long BytesRead { get; private set; }

    /// <summary>Whether reading stopped because an item was too large.</summary>
    internal bool IsOverLimit { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => BytesRead;
        set => throw new NotSupportedException();
    }

    /// <summary>The next item begins.</summary>
    internal void BeginItem() => _itemStart = BytesRead;

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (BytesRead - _itemStart > itemLimit)
        {
            IsOverLimit = true;
            throw new IOException($"One item of the file takes more than {itemLimit} bytes.");
        }

        int read = _inner.Read(buffer);
        BytesRead += read;
        return read;
    }

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
            _inner.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Packed files are told by their first bytes, whatever they are called.</summary>
    private static Stream Unpacked(FileStream raw)
    {
        Span<byte> magic = stackalloc byte[2];
        bool isPacked = raw.ReadAtLeast(magic, 2, throwOnEndOfStream: false) == 2 && magic[0] == 0x1F && magic[1] == 0x8B;
        raw.Position = 0;
        return isPacked ? new GZipStream(raw, CompressionMode.Decompress) : raw;
    }
}
