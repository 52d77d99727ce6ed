using System.Runtime.InteropServices;

namespace InfluenceGraph.GraphFiles;

/// <summary>Rows of ties by provisional ids, a column each. In store a row takes 9 bytes where permissions are few and strengths 1, else 12 or 16.</summary>
internal sealed class RowChunk
{
    internal const int Capacity = 1 << 16;

    internal readonly int[] From = new int[Capacity];
    internal readonly int[] To = new int[Capacity];
    internal readonly float[] Permissions = new float[Capacity];
    internal readonly float[] Strengths = new float[Capacity];
    private readonly byte[] _codes = new byte[Capacity];
    private bool _hasCodes;

    internal int Count { get; set; }

    /// <summary>Of a chunk from store: the rows' permissions as codes, in place of <see cref="Permissions"/>; empty where those are set, or strengths.</summary>
    internal ReadOnlySpan<byte> Codes => _hasCodes ? _codes.AsSpan(0, Count) : [];

    /// <summary>The number of rows before the first.</summary>
    internal long FirstRow { get; set; }

    /// <summary>Whether any strength differs from 1; kept by who fills the chunk.</summary>
    internal bool HasStrengths { get; set; }

    /// <summary>The rows' permissions as codes; empty where one has none.</summary>
    internal ReadOnlySpan<byte> Code(PermissionPalette palette)
    {
        for (int i = 0; i < Count; i++)
        {
            int code = palette.CodeOf(Permissions[i]);
            if (code < 0)
            {
                return [];
            }

            _codes[i] = (byte)code;
        }

        return _codes.AsSpan(0, Count);
    }

    /// <summary>Puts the columns one after the other.</summary>
    /// <returns>The bytes used.</returns>
    internal int Pack(ReadOnlySpan<byte> codes, ref byte[] buffer)
    {
        int length = Count * (sizeof(int) + sizeof(int) + (codes.IsEmpty ? sizeof(float) : 1) + (HasStrengths ? sizeof(float) : 0));
        buffer = buffer.Length < length ? new byte[length] : buffer;
        Span<byte> rest = buffer.AsSpan(0, length);
        Put(From.AsSpan(0, Count), ref rest);
        Put(To.AsSpan(0, Count), ref rest);
        if (HasStrengths)
        {
            Put(Strengths.AsSpan(0, Count), ref rest);
        }

        if (codes.IsEmpty)
        {
            Put(Permissions.AsSpan(0, Count), ref rest);
        }
        else
        {
            codes.CopyTo(rest);
        }

        return length;
    }

    /// <summary>Takes them apart again.</summary>
    internal void Unpack(ReadOnlySpan<byte> packed, PackedChunk chunk, PermissionPalette palette)
    {
        (Count, FirstRow, HasStrengths) = (chunk.Rows, chunk.FirstRow, chunk.HasStrengths);
        Take(From.AsSpan(0, Count), ref packed);
        Take(To.AsSpan(0, Count), ref packed);
        if (HasStrengths)
        {
            Take(Strengths.AsSpan(0, Count), ref packed);
        }

        _hasCodes = chunk.HasCodes && !HasStrengths;
        if (_hasCodes)
        {
            packed.CopyTo(_codes);
            return;
        }

        if (!chunk.HasCodes)
        {
            Take(Permissions.AsSpan(0, Count), ref packed);
            return;
        }

        for (int i = 0; i < Count; i++)
        {
            Permissions[i] = palette[packed[i]];
        }
    }

    private static void Put<T>(ReadOnlySpan<T> column, ref Span<byte> rest)
        where T : unmanaged
    {
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(column);
        bytes.CopyTo(rest);
        rest = rest[bytes.Length..];
    }

    private static void Take<T>(Span<T> column, ref ReadOnlySpan<byte> packed)
        where T : unmanaged
    {
        Span<byte> bytes = MemoryMarshal.AsBytes(column);
        packed[..bytes.Length].CopyTo(bytes);
        packed = packed[bytes.Length..];
    }
}

/// <summary>A chunk in store.</summary>
internal readonly record struct PackedChunk(SpilledBlock Block, int Rows, long FirstRow, bool HasCodes, bool HasStrengths);
