using System.Buffers.Binary;
using System.Text;

namespace InfluenceGraph.Data.PostgreSql;

/// <summary>Writes rows of run, rank, customer and score as COPY ... FROM STDIN (FORMAT BINARY) wants them; see <see cref="CopyReader"/>.</summary>
internal sealed class CopyWriter(Stream stream)
{
    private const int BufferLength = 1 << 16;
    private const int FixedLength = sizeof(short) + (4 * sizeof(int)) + (3 * sizeof(long));

    private byte[] _buffer = new byte[BufferLength];
    private int _length;

    internal void WriteHeader()
    {
        ReadOnlySpan<byte> header = [(byte)'P', (byte)'G', (byte)'C', (byte)'O', (byte)'P', (byte)'Y', (byte)'\n', 0xFF, (byte)'\r', (byte)'\n', 0, 0, 0, 0, 0, 0, 0, 0, 0];
        header.CopyTo(Room(header.Length));
        _length += header.Length;
    }

    internal void WriteRow(long run, long rank, string customer, double score)
    {
        Span<byte> room = Room(FixedLength + Encoding.UTF8.GetMaxByteCount(customer.Length));
        BinaryPrimitives.WriteInt16BigEndian(room, 4);
        int at = sizeof(short);
        at = Number(room, at, run);
        at = Number(room, at, rank);
        int bytes = Encoding.UTF8.GetBytes(customer, room[(at + sizeof(int))..]);
        BinaryPrimitives.WriteInt32BigEndian(room[at..], bytes);
        at += sizeof(int) + bytes;
        _length += Number(room, at, BitConverter.DoubleToInt64Bits(score));
    }

    internal void WriteEnd()
    {
        BinaryPrimitives.WriteInt16BigEndian(Room(sizeof(short)), -1);
        _length += sizeof(short);
        Flush();
    }

    private static int Number(Span<byte> room, int at, long number)
    {
        BinaryPrimitives.WriteInt32BigEndian(room[at..], sizeof(long));
        BinaryPrimitives.WriteInt64BigEndian(room[(at + sizeof(int))..], number);
        return at + sizeof(int) + sizeof(long);
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
