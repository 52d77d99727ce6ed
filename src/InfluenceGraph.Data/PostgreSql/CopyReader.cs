using System.Buffers.Binary;
using static System.FormattableString;

namespace InfluenceGraph.Data.PostgreSql;

/// <summary>Reads the rows of COPY ... TO STDOUT (FORMAT BINARY) from its bytes: a signature, then for each row the number of cells and for each cell its length and its bytes, all numbers big-endian.</summary>
internal sealed class CopyReader(Stream stream, int columns)
{
    private const int FirstBuffer = 1 << 16;
    private const int Null = -1;
    private const short Trailer = -1;

    private readonly int[] _offsets = new int[columns];
    private readonly int[] _lengths = new int[columns];
    private byte[] _buffer = new byte[FirstBuffer];
    private int _begin;
    private int _end;
    private int _rowLength;
    private bool _hasBegun;

    private static ReadOnlySpan<byte> Signature => [(byte)'P', (byte)'G', (byte)'C', (byte)'O', (byte)'P', (byte)'Y', (byte)'\n', 0xFF, (byte)'\r', (byte)'\n', 0];

    /// <summary>Goes to the next row; after the last one the stream is at its end.</summary>
    internal bool MoveNext()
    {
        if (!_hasBegun)
        {
            ReadHeader();
        }

        _begin += _rowLength;
        _rowLength = 0;
        Need(sizeof(short));
        short cells = BinaryPrimitives.ReadInt16BigEndian(_buffer.AsSpan(_begin));
        if (cells == Trailer)
        {
            ReadToEnd();
            return false;
        }

        if (cells != _offsets.Length)
        {
            throw new InvalidDataException(Invariant($"a row has {cells} cells; expected {_offsets.Length}"));
        }

        int at = sizeof(short);
        for (int i = 0; i < _offsets.Length; i++)
        {
            Need(at + sizeof(int));
            int length = BinaryPrimitives.ReadInt32BigEndian(_buffer.AsSpan(_begin + at));
            at += sizeof(int);
            _offsets[i] = at;
            _lengths[i] = length;
            if (length > 0)
            {
                at = checked(at + length);
                Need(at);
            }
            else if (length < Null)
            {
                throw new InvalidDataException(Invariant($"a cell has {length} bytes; expected 0 or more"));
            }
        }

        _rowLength = at;
        return true;
    }

    internal bool IsNull(int column) => _lengths[column] == Null;

    /// <summary>The bytes of a cell that is not null, until the next row.</summary>
    internal ReadOnlySpan<byte> Cell(int column) => _buffer.AsSpan(_begin + _offsets[column], _lengths[column]);

    private void ReadHeader()
    {
        const int Fixed = 11 + (2 * sizeof(int));
        Need(Fixed);
        ReadOnlySpan<byte> header = _buffer.AsSpan(_begin, Fixed);
        int extension = BinaryPrimitives.ReadInt32BigEndian(header[(11 + sizeof(int))..]);
        if (!header.StartsWith(Signature) || extension < 0)
        {
            throw new InvalidDataException("the rows do not begin as binary COPY does");
        }

        Need(Fixed + extension);
        _begin += Fixed + extension;
        _hasBegun = true;
    }

    private void ReadToEnd()
    {
        while (stream.Read(_buffer, 0, _buffer.Length) > 0)
        {
        }
    }

    /// <summary>Reads on until that many bytes of the row are there.</summary>
    private void Need(int count)
    {
        while (_end - _begin < count)
        {
            if (_begin + count > _buffer.Length || _end == _buffer.Length)
            {
                MakeRoom(count);
            }

            int read = stream.Read(_buffer, _end, _buffer.Length - _end);
            if (read == 0)
            {
                throw new InvalidDataException("the rows end in the middle");
            }

            _end += read;
        }
    }

    private void MakeRoom(int count)
    {
        byte[] room = count > _buffer.Length ? new byte[(int)Math.Min(Array.MaxLength, Math.Max(count, 2L * _buffer.Length))] : _buffer;
        Buffer.BlockCopy(_buffer, _begin, room, 0, _end - _begin);
        (_buffer, _end, _begin) = (room, _end - _begin, 0);
    }
}
