using System.Buffers.Binary;
using System.Runtime.InteropServices;
using InfluenceGraph.Files;
using Microsoft.Win32.SafeHandles;

namespace InfluenceGraph.GraphFiles;

/// <summary>
/// Writes a graph file beside the place where it will stand and moves it there when it is whole and on the disk, so that
/// whoever opens the path finds the old file or the new one, never a part. Disposed before that, it leaves nothing.
/// </summary>
internal sealed class GraphFileWriter : IDisposable
{
    private readonly string _path;
    private readonly FinishedFile _file;
    private readonly List<SectionWriter> _sections = [];
    private readonly List<(Aside Order, SectionWriter Section, string Path, SafeFileHandle File)> _aside = [];
    private long _end = GraphFileLayout.HeaderBytes;
    private SectionWriter? _open;

    internal GraphFileWriter(string path)
    {
        GraphFileLayout.RequireLittleEndian();
        _path = Path.GetFullPath(path);
        _file = FinishedFile.Begin(path);
    }

    /// <summary>Bytes written so far.</summary>
    internal long Length => _end + (_open?.Length ?? 0);

    /// <summary>The unfinished file, to read sections from that are written already.</summary>
    internal SafeFileHandle File => _file.Handle;

    /// <summary>Begins a section; the one before is then at its end.</summary>
    internal SectionWriter Begin(string name, ElementKind kind, int elementBytes)
    {
        CloseOpen();
        _open = new(File, _end, name, kind, elementBytes);
        return _open;
    }

    /// <summary>Begins a section that is written while others are: it waits in a file of its own.</summary>
    internal SectionWriter BeginAside(string name, ElementKind kind, int elementBytes, Aside order)
    {
        string path = NewTemporary(_path);
        SafeFileHandle file = Create(path);
        var section = new SectionWriter(file, 0, name, kind, elementBytes);
        _aside.Add((order, section, path, file));
        return section;
    }

    /// <summary>Ends the open section, and appends those that waited, but for late ones.</summary>
    internal void Settle(CancellationToken cancellationToken, bool withLate = false)
    {
        CloseOpen();
        byte[] buffer = new byte[1 << 20];
        while (_aside.Where(item => withLate || item.Order != Aside.Late).OrderBy(item => item.Order).FirstOrDefault() is { Section: not null } next)
        {
            (_, SectionWriter waiting, string path, SafeFileHandle file) = next;
            waiting.Flush();
            SectionWriter section = Begin(waiting.Name, waiting.Kind, waiting.ElementBytes);
            for (long done = 0; done < waiting.Length;)
            {
                cancellationToken.ThrowIfCancellationRequested();
                int count = RandomAccess.Read(file, buffer, done);
                section.Write<byte>(buffer.AsSpan(0, count));
                done += count;
                if (count == 0)
                {
                    throw new IOException($"'{path}' is shorter than what was written to it; expected {waiting.Length} bytes. Is another program cleaning up temporary files?");
                }
            }

            CloseOpen();
            _aside.Remove(next);
            file.Dispose();
            System.IO.File.Delete(path);
        }
    }

    /// <summary>Appends the late ones now.</summary>
    internal void SettleLate(CancellationToken cancellationToken) => Settle(cancellationToken, withLate: true);

    /// <summary>Leaves out a section that waits.</summary>
    internal void Abandon(SectionWriter section)
    {
        int found = _aside.FindIndex(item => ReferenceEquals(item.Section, section));
        (_, _, string path, SafeFileHandle file) = _aside[found];
        _aside.RemoveAt(found);
        file.Dispose();
        System.IO.File.Delete(path);
    }

    /// <summary>Where a section that is at its end lies in the unfinished file.</summary>
    internal SectionWriter Section(string name) => _sections.Find(section => string.Equals(section.Name, name, StringComparison.Ordinal))!;

    /// <summary>Writes table and header and moves the file to its place.</summary>
    internal void Complete(CancellationToken cancellationToken)
    {
        Settle(cancellationToken, withLate: true);
        byte[] table = new byte[_sections.Count * GraphFileLayout.EntryBytes];
        var checksums = new List<uint>();
        for (int i = 0; i < _sections.Count; i++)
        {
            SectionWriter section = _sections[i];
            var entry = new SectionEntry(section.Name, section.Offset, section.Length, checksums.Count, section.Kind, section.ElementBytes);
            GraphFileLayout.WriteEntry(table.AsSpan(i * GraphFileLayout.EntryBytes), entry);
            checksums.AddRange(section.Checksums);
        }

        ReadOnlySpan<byte> checksumBytes = MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(checksums));
        long checksumsAt = _end;
        long tableAt = GraphFileLayout.Aligned(checksumsAt + checksumBytes.Length);
        RandomAccess.Write(File, checksumBytes, checksumsAt);
        RandomAccess.Write(File, table, tableAt);

        byte[] header = new byte[GraphFileLayout.HeaderBytes];
        GraphFileLayout.Magic.CopyTo(header);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(8), GraphFileLayout.ByteOrder);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(12), GraphFileLayout.Version);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(16), tableAt + table.Length);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(24), tableAt);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(32), checksumsAt);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(40), checksums.Count);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(48), _sections.Count);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(52), Crc32C.Of(table));
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(56), Crc32C.Of(checksumBytes));
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(60), Crc32C.Of(header.AsSpan(0, 60)));
        RandomAccess.Write(File, header, 0);
        cancellationToken.ThrowIfCancellationRequested();
        _file.Finish();
    }

    public void Dispose()
    {
        _file.Dispose();
        foreach ((_, _, string path, SafeFileHandle file) in _aside)
        {
            file.Dispose();
            System.IO.File.Delete(path);
        }

        _aside.Clear();
    }

    private void CloseOpen()
    {
        if (_open is not null)
        {
            _open.Flush();
            _sections.Add(_open);
            _end = GraphFileLayout.Aligned(_open.Offset + _open.Length);
            _open = null;
        }
    }

    private static string NewTemporary(string path) => $"{path}.{Path.GetRandomFileName()}.tmp";

    private static SafeFileHandle Create(string path) =>
        System.IO.File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read);
}
