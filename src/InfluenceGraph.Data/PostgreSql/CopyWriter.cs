using System.Buffers.Binary;
using System.Text;
using InfluenceGraph.Data.Stores;

namespace InfluenceGraph.Data.PostgreSql;

/// <summary>Writes rows as COPY ... FROM STDIN (FORMAT BINARY) wants them, cell by cell; see <see cref="CopyReader"/>. Nothing is allocated per row.</summary>
internal sealed class CopyWriter(Stream stream)
{
    private const int BufferLength = 1 << 16;
    private const int Null = -1;

    /// <summary>From 1970 to 2000, where the server's clock begins.</summary>
    private const long EpochMicroseconds = 946_684_800_000_000;

    private byte[] _buffer = new byte[BufferLength];
    private int _length;

    internal void WriteHeader()
    {
        ReadOnlySpan<byte> header = [(byte)'P', (byte)'G', (byte)'C', (byte)'O', (byte)'P', (byte)'Y', (byte)'\n', 0xFF, (byte)'\r', (byte)'\n', 0, 0, 0, 0, 0, 0, 0, 0, 0];
        header.CopyTo(Room(header.Length));
        _length += header.Length;
    }

    internal CopyWriter BeginRow(short cells)
    {
        BinaryPrimitives.WriteInt16BigEndian(Room(sizeof(short)), cells);
        _length += sizeof(short);
        return this;
    }

    internal CopyWriter Text(string text)
    {
        Span<byte> room = Room(sizeof(int) + Encoding.UTF8.GetMaxByteCount(text.Length));
        int bytes = Encoding.UTF8.GetBytes(text, room[sizeof(int)..]);
        BinaryPrimitives.WriteInt32BigEndian(room, bytes);
        _length += sizeof(int) + bytes;
        return this;
    }

    internal CopyWriter TextOrNull(string? text) => text is null ? Nothing() : Text(text);

    internal CopyWriter Whole(long number)
    {
        Span<byte> room = Room(sizeof(int) + sizeof(long));
        BinaryPrimitives.WriteInt32BigEndian(room, sizeof(long));
        BinaryPrimitives.WriteInt64BigEndian(room[sizeof(int)..], number);
        _length += sizeof(int) + sizeof(long);
        return this;
    }

    internal CopyWriter Number(double number) => Whole(BitConverter.DoubleToInt64Bits(number));

    /// <summary>Yes and no as 1 and 0 of two bytes.</summary>
    internal CopyWriter YesOrNo(bool isYes)
    {
        Span<byte> room = Room(sizeof(int) + sizeof(short));
        BinaryPrimitives.WriteInt32BigEndian(room, sizeof(short));
        BinaryPrimitives.WriteInt16BigEndian(room[sizeof(int)..], isYes ? (short)1 : (short)0);
        _length += sizeof(int) + sizeof(short);
        return this;
    }

    /// <summary>A moment to the microsecond, as a store holds it.</summary>
    internal CopyWriter Moment(DateTimeOffset? moment) => StoreMoments.ToMicroseconds(moment) is long microseconds ? Whole(microseconds - EpochMicroseconds) : Nothing();

    internal void WriteEnd()
    {
        BeginRow(-1);
        Flush();
    }

    private CopyWriter Nothing()
    {
        BinaryPrimitives.WriteInt32BigEndian(Room(sizeof(int)), Null);
        _length += sizeof(int);
        return this;
    }

    private Span<byte> Room(int count)
    {
        if (_length + count > _buffer.Length)
        {
            Flush();
            if (count > _buffer.Length)
            {
                _buffer = new byte[count];
            }
        }

        return _buffer.AsSpan(_length);
    }

    private void Flush()
    {
        stream.Write(_buffer, 0, _length);
        _length = 0;
    }
}
