namespace InfluenceGraph.EdgeLists;

/// <summary>Whole lines of the file, the last line end included.</summary>
internal sealed class ByteBlock
{
    /// <summary>Bytes that can be read beyond the end, so that eight can be read anywhere.</summary>
    internal const int Padding = 16;

    private byte[] _buffer = new byte[Padding];

    /// <summary>Its place among the blocks, from 0.</summary>
    internal long Number { get; private set; }

    internal int Length { get; private set; }

    /// <summary>How much of the file had been read when this block had.</summary>
    internal long BytesRead { get; private set; }

    internal ReadOnlySpan<byte> Bytes => _buffer.AsSpan(0, Length);

    /// <summary>The bytes with those beyond the end.</summary>
    internal ReadOnlySpan<byte> Padded => _buffer.AsSpan(0, Length + Padding);

    internal void Set(long number, ReadOnlySpan<byte> bytes, long bytesRead)
    {
        if (_buffer.Length < bytes.Length + Padding)
        {
            _buffer = GC.AllocateUninitializedArray<byte>(bytes.Length + (bytes.Length / 8) + Padding);
        }

        bytes.CopyTo(_buffer);
        _buffer.AsSpan(bytes.Length, Padding).Clear();
        (Number, Length, BytesRead) = (number, bytes.Length, bytesRead);
    }
}
