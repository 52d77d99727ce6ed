using System.Buffers.Binary;
using System.IO.MemoryMappedFiles;
using System.Numerics;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace InfluenceGraph.GraphFiles;

/// <summary>
/// An open graph file: header, table and checksums are read and checked; what the sections hold is checked block by block
/// as it is touched. Safe to use from several threads.
/// </summary>
internal sealed class GraphFileReader : IDisposable
{
    private readonly SafeFileHandle _file;
    private readonly MemoryMappedFile _mapping;
    private readonly MemoryMappedViewAccessor _view;
    private readonly Dictionary<string, VerifiedSection> _sections = new(StringComparer.Ordinal);
    private readonly long _length;
    private int _isDisposed;

    private GraphFileReader(string path, SafeFileHandle file)
    {
        FilePath = path;
        _file = file;
        _length = RandomAccess.GetLength(file);
        byte[] header = ReadHeader();
        uint[] checksums = ReadChecksums(header);
        foreach (SectionEntry entry in ReadTable(header, checksums.Length))
        {
            if (!_sections.TryAdd(entry.Name, new(this, entry, checksums)))
            {
                throw Error("table", 0, $"section '{entry.Name}' stands twice; expected each once. {Advice}");
            }
        }

        _mapping = MemoryMappedFile.CreateFromFile(file, mapName: null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        _view = _mapping.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
    }

    internal const string Advice = "The file is damaged: get it again, or save the graph again.";

    internal string FilePath { get; }

    internal SafeFileHandle File => _file;

    internal IEnumerable<VerifiedSection> Sections => _sections.Values;

    internal static GraphFileReader Open(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        GraphFileLayout.RequireLittleEndian();
        string full = Path.GetFullPath(path);
        SafeFileHandle file = System.IO.File.OpenHandle(full, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        try
        {
            return new(full, file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    internal VerifiedSection? Find(string name, ElementKind kind, int elementBytes)
    {
        if (!_sections.TryGetValue(name, out VerifiedSection? section))
        {
            return null;
        }

        return section.Entry.Kind == kind && section.Entry.ElementBytes == elementBytes
            ? section
            : throw Error("table", 0, $"section '{name}' has elements of kind {(int)section.Entry.Kind} and {section.Entry.ElementBytes} bytes; expected kind {(int)kind} ({kind}) and {elementBytes} bytes. {Advice}");
    }

    internal VerifiedSection? Find(string name) => _sections.GetValueOrDefault(name);

    internal VerifiedSection Get(string name, ElementKind kind, int elementBytes) =>
        Find(name, kind, elementBytes) ?? throw Error("table", 0, $"there is no section '{name}'; expected one. {Advice}");

    /// <summary>A section that must have so many elements.</summary>
    internal VerifiedSection Get(string name, ElementKind kind, int elementBytes, long count)
    {
        VerifiedSection section = Get(name, kind, elementBytes);
        return section.Count == count
            ? section
            : throw Error("table", 0, $"section '{name}' has {section.Count} elements; expected {count}. {Advice}");
    }

    internal GraphFileException Error(string section, long offset, string problem) => new(FilePath, section, offset, problem);

    /// <summary>Reads where the mapping lies; only for what <see cref="VerifiedSection"/> has checked.</summary>
    internal void ReadMapped<T>(long offset, Span<T> destination)
        where T : unmanaged
    {
        ObjectDisposedException.ThrowIf(_isDisposed != 0, typeof(GraphFileReader));
        _view.SafeMemoryMappedViewHandle.ReadSpan((ulong)offset, destination);
    }

    /// <summary>Reads from the file itself, past the mapping.</summary>
    internal void ReadExactly(string section, long offset, Span<byte> destination)
    {
        ObjectDisposedException.ThrowIf(_isDisposed != 0, typeof(GraphFileReader));
        for (int done = 0; done < destination.Length;)
        {
            int count = RandomAccess.Read(_file, destination[done..], offset + done);
            if (count == 0)
            {
                throw Error(section, offset + done, $"the file ends here; expected {destination.Length - done} bytes more. It was cut off, maybe while it was open. {Advice}");
            }

            done += count;
        }
    }

    /// <summary>A page of a mapping that the file no longer has cannot be read without ending the process, so this asks first.</summary>
    internal void RequireUnchanged()
    {
        ObjectDisposedException.ThrowIf(_isDisposed != 0, typeof(GraphFileReader));
        long length = RandomAccess.GetLength(_file);
        if (length != _length)
        {
            throw Error("header", 16, $"the file has {length} bytes now; expected {_length}, as when it was opened. It was changed in place: close it, get it again, and let new files replace old ones by renaming.");
        }
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 0)
        {
            _view.Dispose();
            _mapping.Dispose();
            _file.Dispose();
        }
    }

    private byte[] ReadHeader()
    {
        byte[] header = new byte[GraphFileLayout.HeaderBytes];
        int known = (int)Math.Min(_length, header.Length);
        ReadExactly("header", 0, header.AsSpan(0, known));
        if (known < 8 || !header.AsSpan(0, 8).SequenceEqual(GraphFileLayout.Magic))
        {
            throw Error("header", 0, $"it begins with {Convert.ToHexString(header.AsSpan(0, Math.Min(known, 8)))}; expected {Convert.ToHexString(GraphFileLayout.Magic)}. This is no graph file (or an unfinished one): save a graph with graph.Save(path).");
        }

        if (known < header.Length)
        {
            throw Error("header", known, FormattableString.Invariant($"the file has {_length} bytes; expected at least {header.Length}, a header. {Advice}"));
        }

        uint order = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(8));
        if (order == BinaryPrimitives.ReverseEndianness(GraphFileLayout.ByteOrder))
        {
            throw Error("header", 8, "its numbers are big-endian; expected little-endian. Write it again on a little-endian machine.");
        }

        uint crc = Crc32C.Of(header.AsSpan(0, 60));
        uint expected = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(60));
        if (crc != expected || order != GraphFileLayout.ByteOrder)
        {
            throw Error("header", 0, $"its checksum is {crc:X8}; expected {expected:X8}. {Advice}");
        }

        int version = BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(12));
        if (version != GraphFileLayout.Version)
        {
            throw Error("header", 12, FormattableString.Invariant($"it has version {version} of the format; expected {GraphFileLayout.Version}. {(version > GraphFileLayout.Version ? "A newer version of the library wrote it: update this one." : Advice)}"));
        }

        long length = BinaryPrimitives.ReadInt64LittleEndian(header.AsSpan(16));
        if (length != _length)
        {
            throw Error("header", 16, FormattableString.Invariant($"the file has {_length} bytes; expected {length}. It was cut off or added to: get it again, or save the graph again."));
        }

        return header;
    }

    private uint[] ReadChecksums(byte[] header)
    {
        long offset = BinaryPrimitives.ReadInt64LittleEndian(header.AsSpan(32));
        long count = BinaryPrimitives.ReadInt64LittleEndian(header.AsSpan(40));
        if (offset < GraphFileLayout.HeaderBytes || count < 0 || count > Array.MaxLength / sizeof(uint) || offset > _length - (count * sizeof(uint)))
        {
            throw Error("header", 32, FormattableString.Invariant($"{count} checksums at byte {offset}; expected them within the file's {_length} bytes. {Advice}"));
        }

        uint[] checksums = new uint[count];
        Span<byte> bytes = MemoryMarshal.AsBytes(checksums.AsSpan());
        ReadExactly("checksums", offset, bytes);
        uint crc = Crc32C.Of(bytes);
        uint expected = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(56));
        return crc == expected ? checksums : throw Error("checksums", offset, $"their checksum is {crc:X8}; expected {expected:X8}. {Advice}");
    }

    private SectionEntry[] ReadTable(byte[] header, int checksums)
    {
        long offset = BinaryPrimitives.ReadInt64LittleEndian(header.AsSpan(24));
        int count = BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(48));
        if (count is < 0 or > GraphFileLayout.MostSections || offset < GraphFileLayout.HeaderBytes || offset > _length - ((long)count * GraphFileLayout.EntryBytes))
        {
            throw Error("header", 24, FormattableString.Invariant($"{count} sections, listed at byte {offset}; expected at most {GraphFileLayout.MostSections}, listed within the file's {_length} bytes. {Advice}"));
        }

        byte[] table = new byte[count * GraphFileLayout.EntryBytes];
        ReadExactly("table", offset, table);
        uint crc = Crc32C.Of(table);
        uint expected = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(52));
        if (crc != expected)
        {
            throw Error("table", offset, $"its checksum is {crc:X8}; expected {expected:X8}. {Advice}");
        }

        var entries = new SectionEntry[count];
        for (int i = 0; i < count; i++)
        {
            SectionEntry entry = GraphFileLayout.ReadEntry(table.AsSpan(i * GraphFileLayout.EntryBytes));
            bool isInside = entry.Offset >= GraphFileLayout.HeaderBytes && entry.Length >= 0 && entry.Offset <= _length - entry.Length && entry.Offset % GraphFileLayout.Alignment == 0;
            bool isWhole = entry.ElementBytes is > 0 and <= 64 && BitOperations.IsPow2(entry.ElementBytes) && entry.Length % entry.ElementBytes == 0;
            if (!isInside || !isWhole || entry.FirstChecksum < 0 || entry.FirstChecksum + GraphFileLayout.BlocksOf(entry.Length) > checksums)
            {
                throw Error("table", offset + (i * GraphFileLayout.EntryBytes), FormattableString.Invariant($"section '{entry.Name}' has {entry.Length} bytes at {entry.Offset}, checksums from {entry.FirstChecksum}; expected whole elements at a multiple of {GraphFileLayout.Alignment} within the file's {_length} bytes. {Advice}"));
            }

            entries[i] = entry;
        }

        return entries;
    }
}
