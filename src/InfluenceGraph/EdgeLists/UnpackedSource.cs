using System.IO.Compression;

namespace InfluenceGraph.EdgeLists;

/// <summary>
/// The text of a stream, unpacked where it is gzip, told by its first two bytes. The framework takes a packed file that was cut short
/// for a whole one (unless the application sets a switch), so a small packed member of ours is put behind the last one: only where all
/// before it is whole does it come out at the end.
/// </summary>
internal sealed class UnpackedSource : IDisposable
{
    private static readonly byte[] _mark = [0x06, .. "whole to the end"u8, 0x06];
    private static readonly byte[] _packedMark = Packed(_mark);
    private readonly TailedStream _packed;
    private readonly Stream _text;

    /// <summary>What was read beyond the text handed out: at the end, the mark.</summary>
    private readonly byte[] _held = new byte[_mark.Length];
    private int _heldCount;
    private byte[] _room = [];

    internal UnpackedSource(Stream stream)
    {
        byte[] head = new byte[2];
        int count = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        IsPacked = count == 2 && head[0] == 0x1F && head[1] == 0x8B;
        _packed = new(head[..count], stream, IsPacked ? _packedMark : []);
        _text = IsPacked ? new GZipStream(_packed, CompressionMode.Decompress) : _packed;
    }

    internal bool IsPacked { get; }

    /// <summary>Bytes of the stream read so far, packed ones where it is packed.</summary>
    internal long BytesRead => _packed.Count;

    /// <summary>Reads text; fills the buffer unless the end is reached.</summary>
    /// <exception cref="InvalidDataException">The packed data is damaged or cut short.</exception>
    internal int Read(Span<byte> buffer)
    {
        if (!IsPacked)
        {
            return _text.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        }

        // As many bytes as the mark has are held back, so that it is never handed out.
        if (_room.Length < _held.Length + buffer.Length)
        {
            _room = GC.AllocateUninitializedArray<byte>(_held.Length + buffer.Length);
        }

        Span<byte> all = _room.AsSpan(0, _held.Length + buffer.Length);
        _held.AsSpan(0, _heldCount).CopyTo(all);
        int read = _heldCount + _text.ReadAtLeast(all[_heldCount..], all.Length - _heldCount, throwOnEndOfStream: false);
        int count = Math.Max(0, read - _held.Length);
        all[..count].CopyTo(buffer);
        _heldCount = read - count;
        all.Slice(count, _heldCount).CopyTo(_held);
        if (read < all.Length && !_held.AsSpan(0, _heldCount).SequenceEqual(_mark))
        {
            throw new InvalidDataException("the packed data ends before its end, or something else follows it");
        }

        return count;
    }

    public void Dispose()
    {
        if (IsPacked)
        {
            _text.Dispose();
        }

        _packed.Dispose();
    }

    private static byte[] Packed(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var packing = new GZipStream(packed, CompressionLevel.Fastest))
        {
            packing.Write(bytes);
        }

        return packed.ToArray();
    }
}
