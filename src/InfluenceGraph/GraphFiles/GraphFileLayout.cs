using System.Buffers.Binary;
using System.Text;

namespace InfluenceGraph.GraphFiles;

/// <summary>What stands where in a graph file: a header of 64 bytes, sections at multiples of 64, their checksums, and the table of sections. docs/graph-files.md tells it byte by byte.</summary>
internal static class GraphFileLayout
{
    internal const int HeaderBytes = 64;

    internal const int EntryBytes = 64;

    /// <summary>Sections begin at multiples of this.</summary>
    internal const int Alignment = 64;

    /// <summary>Each so many bytes of a section have a checksum of their own.</summary>
    internal const int BlockBytes = 1 << 16;

    internal const int Version = 1;

    internal const uint ByteOrder = 0x0A0B0C0D;

    internal const int NameBytes = 24;

    /// <summary>More would be a damaged or foreign table.</summary>
    internal const int MostSections = 1024;

    /// <summary>As PNG does: not text, and a transfer that changes line ends shows.</summary>
    internal static ReadOnlySpan<byte> Magic => [0x89, (byte)'C', (byte)'G', (byte)'R', (byte)'A', (byte)'P', (byte)'H', (byte)'\n'];

    internal static long BlocksOf(long bytes) => (bytes + BlockBytes - 1) / BlockBytes;

    internal static long Aligned(long position) => (position + Alignment - 1) / Alignment * Alignment;

    internal static void RequireLittleEndian()
    {
        if (!BitConverter.IsLittleEndian)
        {
            throw new PlatformNotSupportedException("Graph files are little-endian and are read where they lie; this machine is big-endian.");
        }
    }

    internal static void WriteEntry(Span<byte> entry, SectionEntry section)
    {
        entry.Clear();
        Encoding.ASCII.GetBytes(section.Name, entry[..NameBytes]);
        BinaryPrimitives.WriteInt64LittleEndian(entry[24..], section.Offset);
        BinaryPrimitives.WriteInt64LittleEndian(entry[32..], section.Length);
        BinaryPrimitives.WriteInt64LittleEndian(entry[40..], section.FirstChecksum);
        BinaryPrimitives.WriteInt32LittleEndian(entry[48..], (int)section.Kind);
        BinaryPrimitives.WriteInt32LittleEndian(entry[52..], section.ElementBytes);
    }

    internal static SectionEntry ReadEntry(ReadOnlySpan<byte> entry) => new(
        Encoding.ASCII.GetString(entry[..NameBytes].TrimEnd((byte)0)),
        BinaryPrimitives.ReadInt64LittleEndian(entry[24..]),
        BinaryPrimitives.ReadInt64LittleEndian(entry[32..]),
        BinaryPrimitives.ReadInt64LittleEndian(entry[40..]),
        (ElementKind)BinaryPrimitives.ReadInt32LittleEndian(entry[48..]),
        BinaryPrimitives.ReadInt32LittleEndian(entry[52..]));
}

/// <summary>One row of the table of sections.</summary>
internal readonly record struct SectionEntry(string Name, long Offset, long Length, long FirstChecksum, ElementKind Kind, int ElementBytes);

/// <summary>What a section consists of.</summary>
internal enum ElementKind
{
    Byte = 1,
    UInt16 = 2,
    Int32 = 3,
    Int64 = 4,
    Single = 5,
    Double = 6,
    Utf8 = 7,
    Guid = 8,
    Record = 9,
}
