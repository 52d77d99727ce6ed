using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace InfluenceGraph.GraphFiles;

/// <summary>Writes one section from its beginning to its end, with a checksum for each block.</summary>
internal sealed class SectionWriter
{
    private const int BufferBytes = 16 * GraphFileLayout.BlockBytes;

    private readonly SafeFileHandle _file;
    private readonly List<uint> _checksums = [];
    private byte[] _buffer = new byte[1 << 12];
    private long _flushed;
    private int _used;

    internal SectionWriter(SafeFileHandle file, long offset, string name, ElementKind kind, int elementBytes)
    {
        _file = file;
        Offset = offset;
        (Name, Kind, ElementBytes) = (name, kind, elementBytes);
    }

    internal string Name { get; }

    internal ElementKind Kind { get; }

    internal int ElementBytes { get; }

    internal long Offset { get; }

    internal long Length => _flushed + _used;

    internal IReadOnlyList<uint> Checksums => _checksums;

    internal void Write<T>(ReadOnlySpan<T> elements)
        where T : unmanaged
    {
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(elements);
        while (!bytes.IsEmpty)
        {
            if (_used == _buffer.Length)
            {
                // Most sections of small graphs are small.
                Array.Resize(ref _buffer, (int)Math.Min(BufferBytes, Math.Max(2L * _buffer.Length, (long)_used + bytes.Length)));
            }

            int count = Math.Min(bytes.Length, _buffer.Length - _used);
            bytes[..count].CopyTo(_buffer.AsSpan(_used));
            bytes = bytes[count..];
            _used += count;
            if (_used == BufferBytes)
            {
                Flush();
            }
        }
    }

    internal void Write<T>(T element)
        where T : unmanaged => Write(new ReadOnlySpan<T>(in element));

    /// <summary>Writes what is left. Only the last block is shorter than the others.</summary>
    internal void Flush()
    {
        ReadOnlySpan<byte> bytes = _buffer.AsSpan(0, _used);
        for (int start = 0; start < bytes.Length; start += GraphFileLayout.BlockBytes)
        {
            _checksums.Add(Crc32C.Of(bytes[start..Math.Min(start + GraphFileLayout.BlockBytes, bytes.Length)]));
        }

        RandomAccess.Write(_file, bytes, Offset + _flushed);
        _flushed += _used;
        _used = 0;
    }
}
