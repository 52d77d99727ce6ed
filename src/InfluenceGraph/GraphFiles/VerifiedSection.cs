using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace InfluenceGraph.GraphFiles;

/// <summary>
/// A section whose blocks are checked when they are first touched: the checksum, and that what the block says can be
/// (targets are customers, offsets ascend, weights are numbers). Single elements are read from the mapping, runs of blocks
/// from the file into the reader's own buffer, with their checksums each time, so that they cannot change behind its back
/// and take no memory but that buffer.
/// </summary>
internal sealed class VerifiedSection(GraphFileReader file, SectionEntry entry, uint[] checksums)
{
    private readonly int[] _isChecked = new int[(GraphFileLayout.BlocksOf(entry.Length) + 31) / 32];

    internal SectionEntry Entry { get; } = entry;

    internal long Count => Entry.Length / Entry.ElementBytes;

    /// <summary>What is wrong with a block's elements, given the index of the first: the element's place in the block and the problem, or <see langword="null"/>.</summary>
    internal BlockCheck? Check { private get; set; }

    /// <summary>One element, from the mapping. The caller asks <see cref="GraphFileReader.RequireUnchanged"/> once per question.</summary>
    internal T At<T>(long index)
        where T : unmanaged
    {
        T element = default;
        Copy(index, new Span<T>(ref element));
        return element;
    }

    /// <summary>A run of elements, from the mapping.</summary>
    internal void Copy<T>(long first, Span<T> destination)
        where T : unmanaged
    {
        long start = first * Unsafe.SizeOf<T>();
        long end = start + ((long)destination.Length * Unsafe.SizeOf<T>());
        RequireInside(start, end);
        for (long block = start / GraphFileLayout.BlockBytes; block * GraphFileLayout.BlockBytes < end; block++)
        {
            if (!IsChecked(block))
            {
                CheckMapped(block);
            }
        }

        file.ReadMapped(Entry.Offset + start, destination);
    }

    /// <summary>A run of elements, from the file.</summary>
    /// <param name="first">The first.</param>
    /// <param name="count">How many.</param>
    /// <param name="buffer">Where they are put, with the rest of the blocks in which they lie; grows where it must.</param>
    internal ReadOnlySpan<T> Read<T>(long first, int count, ref byte[] buffer)
        where T : unmanaged
    {
        long start = first * Unsafe.SizeOf<T>();
        long end = start + ((long)count * Unsafe.SizeOf<T>());
        RequireInside(start, end);
        if (count == 0)
        {
            return [];
        }

        long firstBlock = start / GraphFileLayout.BlockBytes;
        long from = firstBlock * GraphFileLayout.BlockBytes;
        long to = Math.Min(Entry.Length, GraphFileLayout.BlocksOf(end) * GraphFileLayout.BlockBytes);
        if (to - from > Array.MaxLength)
        {
            throw new NotSupportedException(FormattableString.Invariant($"{to - from} bytes at once of section '{Entry.Name}'; expected at most {Array.MaxLength}."));
        }

        if (buffer.Length < to - from)
        {
            buffer = GC.AllocateUninitializedArray<byte>((int)(to - from));
        }

        Span<byte> bytes = buffer.AsSpan(0, (int)(to - from));
        file.ReadExactly(Entry.Name, Entry.Offset + from, bytes);
        for (long block = firstBlock; !bytes.IsEmpty; block++)
        {
            int length = Math.Min(bytes.Length, GraphFileLayout.BlockBytes);
            Verify(block, bytes[..length]);
            bytes = bytes[length..];
        }

        return MemoryMarshal.Cast<byte, T>(buffer.AsSpan((int)(start - from), (int)(end - start)));
    }

    /// <summary>All elements.</summary>
    internal T[] ReadAll<T>(CancellationToken cancellationToken = default)
        where T : unmanaged
    {
        if (Count > Array.MaxLength)
        {
            throw new NotSupportedException(FormattableString.Invariant($"Graph file '{file.FilePath}': section '{Entry.Name}' has {Count} elements; expected at most {Array.MaxLength} to be loaded. Ask the file itself: CustomerGraphFile.Open."));
        }

        T[] all = GC.AllocateUninitializedArray<T>((int)Count);
        int step = (1 << 20) / Unsafe.SizeOf<T>();
        byte[] buffer = [];
        for (int done = 0; done < all.Length; done += step)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Read<T>(done, Math.Min(step, all.Length - done), ref buffer).CopyTo(all.AsSpan(done));
        }

        return all;
    }

    /// <summary>The error for an element of this section.</summary>
    internal GraphFileException Error(long index, string problem) =>
        file.Error(Entry.Name, Entry.Offset + (index * Entry.ElementBytes), $"{problem} {GraphFileReader.Advice}");

    private void Verify(long block, ReadOnlySpan<byte> bytes)
    {
        uint crc = Crc32C.Of(bytes);
        uint expected = checksums[Entry.FirstChecksum + block];
        if (crc != expected)
        {
            throw file.Error(Entry.Name, Entry.Offset + (block * GraphFileLayout.BlockBytes), $"the checksum of the block of {bytes.Length} bytes is {crc:X8}; expected {expected:X8}. {GraphFileReader.Advice}");
        }

        if (IsChecked(block))
        {
            return;
        }

        long first = block * GraphFileLayout.BlockBytes / Entry.ElementBytes;
        if (Check?.Invoke(bytes, first) is (int index, string problem))
        {
            throw Error(first + index, problem);
        }

        Interlocked.Or(ref _isChecked[block >> 5], 1 << (int)(block & 31));
    }

    private void CheckMapped(long block)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(GraphFileLayout.BlockBytes);
        try
        {
            long start = block * GraphFileLayout.BlockBytes;
            Span<byte> bytes = buffer.AsSpan(0, (int)Math.Min(GraphFileLayout.BlockBytes, Entry.Length - start));
            file.ReadMapped(Entry.Offset + start, bytes);
            Verify(block, bytes);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private bool IsChecked(long block) => (Volatile.Read(ref _isChecked[block >> 5]) & (1 << (int)(block & 31))) != 0;

    private void RequireInside(long start, long end)
    {
        if (start < 0 || end < start || end > Entry.Length)
        {
            throw file.Error(Entry.Name, Entry.Offset, FormattableString.Invariant($"bytes {start} to {end} of the section are asked for; expected within its {Entry.Length}. {GraphFileReader.Advice}"));
        }
    }
}

/// <summary>Looks at a block's elements.</summary>
/// <param name="bytes">The block.</param>
/// <param name="first">The index of its first element in the section.</param>
/// <returns>The place of a bad element in the block, and what is wrong; <see langword="null"/> where nothing is.</returns>
internal delegate (int Index, string Problem)? BlockCheck(ReadOnlySpan<byte> bytes, long first);
