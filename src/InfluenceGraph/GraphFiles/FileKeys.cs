using System.Text;

namespace InfluenceGraph.GraphFiles;

/// <summary>How keys of a type stand in a file.</summary>
internal abstract class FileKeys<TKey>
    where TKey : notnull
{
    internal static FileKeys<TKey> Instance { get; } = Create();

    internal abstract ElementKind Kind { get; }

    internal abstract int ElementBytes { get; }

    internal abstract void Write(GraphFileWriter file, string name, string offsetsName, IReadOnlyList<TKey> keys, CancellationToken cancellationToken);

    internal abstract KeyReader<TKey> Open(GraphFileReader file, string name, string offsetsName, long count);

    /// <summary>Told before anything is read or written.</summary>
    internal static void RequireSupported()
    {
        if (Instance is UnsupportedKeys<TKey>)
        {
            throw new NotSupportedException($"Keys of type {typeof(TKey)} have no place in a graph file; expected string, long, int or Guid. Give customers keys of one of those.");
        }
    }

    /// <summary>Told when a file is opened.</summary>
    internal void RequireKind(GraphFileReader file)
    {
        VerifiedSection? keys = file.Find(SectionNames.Keys);
        if (keys is not null && (keys.Entry.Kind != Kind || keys.Entry.ElementBytes != ElementBytes))
        {
            throw file.Error("table", 0, $"its keys are {NameOf(keys.Entry.Kind)}; expected {NameOf(Kind)}. Open it with that type of keys.");
        }
    }

    private static string NameOf(ElementKind kind) => kind switch
    {
        ElementKind.Utf8 => "string",
        ElementKind.Int64 => "long",
        ElementKind.Int32 => "int",
        ElementKind.Guid => "Guid",
        _ => FormattableString.Invariant($"of kind {(int)kind}"),
    };

    private static FileKeys<TKey> Create() =>
        typeof(TKey) == typeof(string) ? (FileKeys<TKey>)(object)new TextKeys()
        : typeof(TKey) == typeof(long) ? (FileKeys<TKey>)(object)new PlainKeys<long>(ElementKind.Int64)
        : typeof(TKey) == typeof(int) ? (FileKeys<TKey>)(object)new PlainKeys<int>(ElementKind.Int32)
        : typeof(TKey) == typeof(Guid) ? (FileKeys<TKey>)(object)new GuidKeys()
        : new UnsupportedKeys<TKey>();
}

/// <summary>The keys of a file, in their order.</summary>
internal abstract class KeyReader<TKey>(long count)
    where TKey : notnull
{
    internal long Count { get; } = count;

    internal abstract TKey this[long place] { get; }

    internal abstract TKey[] ReadAll(CancellationToken cancellationToken);

    /// <summary>The place of a key, or -1. O(log customers), in the mapping.</summary>
    internal int PlaceOf(TKey key)
    {
        IComparer<TKey> order = KeyOrder<TKey>.Comparer!;
        (long low, long high) = (0, Count - 1);
        while (low <= high)
        {
            long middle = low + ((high - low) / 2);
            int compared = order.Compare(this[middle], key);
            if (compared == 0)
            {
                return (int)middle;
            }

            (low, high) = compared < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return -1;
    }
}

/// <summary>Numbers as they are.</summary>
internal sealed class PlainKeys<T>(ElementKind kind) : FileKeys<T>
    where T : unmanaged
{
    internal override ElementKind Kind => kind;

    internal override int ElementBytes => kind == ElementKind.Int64 ? sizeof(long) : sizeof(int);

    internal override void Write(GraphFileWriter file, string name, string offsetsName, IReadOnlyList<T> keys, CancellationToken cancellationToken)
    {
        SectionWriter section = file.Begin(name, Kind, ElementBytes);
        if (keys is T[] array)
        {
            section.Write<T>(array);
            return;
        }

        for (int i = 0; i < keys.Count; i++)
        {
            section.Write(keys[i]);
        }
    }

    internal override KeyReader<T> Open(GraphFileReader file, string name, string offsetsName, long count) =>
        new Reader(file.Get(name, Kind, ElementBytes, count));

    private sealed class Reader(VerifiedSection section) : KeyReader<T>(section.Count)
    {
        internal override T this[long place] => section.At<T>(place);

        internal override T[] ReadAll(CancellationToken cancellationToken) => section.ReadAll<T>(cancellationToken);
    }
}

/// <summary>Guids as 16 bytes in the order in which they are written, which is also the order of the keys.</summary>
internal sealed class GuidKeys : FileKeys<Guid>
{
    internal override ElementKind Kind => ElementKind.Guid;

    internal override int ElementBytes => 16;

    internal override void Write(GraphFileWriter file, string name, string offsetsName, IReadOnlyList<Guid> keys, CancellationToken cancellationToken)
    {
        SectionWriter section = file.Begin(name, Kind, ElementBytes);
        Span<byte> bytes = stackalloc byte[16];
        for (int i = 0; i < keys.Count; i++)
        {
            keys[i].TryWriteBytes(bytes, bigEndian: true, out _);
            section.Write<byte>(bytes);
        }
    }

    internal override KeyReader<Guid> Open(GraphFileReader file, string name, string offsetsName, long count) =>
        new Reader(file.Get(name, Kind, ElementBytes, count));

    private sealed class Reader(VerifiedSection section) : KeyReader<Guid>(section.Count)
    {
        internal override Guid this[long place]
        {
            get
            {
                UInt128 bytes = section.At<UInt128>(place);
                return new(System.Runtime.InteropServices.MemoryMarshal.AsBytes(new ReadOnlySpan<UInt128>(in bytes)), bigEndian: true);
            }
        }

        internal override Guid[] ReadAll(CancellationToken cancellationToken) => Array.ConvertAll(
            section.ReadAll<UInt128>(cancellationToken),
            static bytes => new Guid(System.Runtime.InteropServices.MemoryMarshal.AsBytes(new ReadOnlySpan<UInt128>(in bytes)), bigEndian: true));
    }
}

/// <summary>Texts as UTF-8, with where each begins.</summary>
internal sealed class TextKeys : FileKeys<string>
{
    private static readonly UTF8Encoding _utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    internal override ElementKind Kind => ElementKind.Utf8;

    internal override int ElementBytes => 1;

    internal override void Write(GraphFileWriter file, string name, string offsetsName, IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        SectionWriter offsets = file.Begin(offsetsName, ElementKind.Int64, sizeof(long));
        long end = 0;
        offsets.Write(end);
        for (int i = 0; i < keys.Count; i++)
        {
            end += LengthOf(keys[i]);
            offsets.Write(end);
        }

        cancellationToken.ThrowIfCancellationRequested();
        SectionWriter section = file.Begin(name, Kind, ElementBytes);
        byte[] buffer = [];
        for (int i = 0; i < keys.Count; i++)
        {
            int most = _utf8.GetMaxByteCount(keys[i].Length);
            buffer = buffer.Length < most ? new byte[Math.Max(most, 1024)] : buffer;
            section.Write<byte>(buffer.AsSpan(0, _utf8.GetBytes(keys[i], buffer)));
        }
    }

    internal override KeyReader<string> Open(GraphFileReader file, string name, string offsetsName, long count)
    {
        VerifiedSection offsets = file.Get(offsetsName, ElementKind.Int64, sizeof(long), count + 1);
        VerifiedSection texts = file.Get(name, Kind, ElementBytes);
        offsets.Check = BlockChecks.Offsets(offsets.Count, texts.Count);
        return new Reader(offsets, texts);
    }

    private static int LengthOf(string text)
    {
        try
        {
            return _utf8.GetByteCount(text);
        }
        catch (EncoderFallbackException e)
        {
            throw new ArgumentException($"'{text}' has half of a surrogate pair; expected Unicode text, as a graph file holds UTF-8. Repair the key or the text where it comes from.", nameof(text), e);
        }
    }

    private sealed class Reader(VerifiedSection offsets, VerifiedSection texts) : KeyReader<string>(offsets.Count - 1)
    {
        internal override string this[long place]
        {
            get
            {
                Span<long> ends = stackalloc long[2];
                offsets.Copy(place, ends);
                long length = ends[1] - ends[0];
                if (length is < 0 or > 0x3FFFFFDF)
                {
                    throw offsets.Error(place, FormattableString.Invariant($"a text of {length} bytes; expected 0 to 1,073,741,791."));
                }

                Span<byte> bytes = length <= 256 ? stackalloc byte[256] : new byte[length];
                bytes = bytes[..(int)length];
                texts.Copy(ends[0], bytes);
                return Decode(bytes, ends[0]);
            }
        }

        internal override string[] ReadAll(CancellationToken cancellationToken)
        {
            const int Step = 1 << 16;
            string[] all = new string[Count];
            byte[] offsetBuffer = [];
            byte[] textBuffer = [];
            for (int first = 0; first < all.Length; first += Step)
            {
                cancellationToken.ThrowIfCancellationRequested();
                int count = Math.Min(Step, all.Length - first);
                ReadOnlySpan<long> ends = offsets.Read<long>(first, count + 1, ref offsetBuffer);
                if (ends[^1] - ends[0] is < 0 or > int.MaxValue / 2)
                {
                    // Texts of many kilobytes each: one by one.
                    for (int i = 0; i < count; i++)
                    {
                        all[first + i] = this[first + i];
                    }

                    continue;
                }

                ReadOnlySpan<byte> bytes = texts.Read<byte>(ends[0], (int)(ends[^1] - ends[0]), ref textBuffer);
                for (int i = 0; i < count; i++)
                {
                    if (ends[i + 1] < ends[i])
                    {
                        throw offsets.Error(first + i + 1L, "a text that ends before it begins; expected texts one after the other.");
                    }

                    all[first + i] = Decode(bytes[(int)(ends[i] - ends[0])..(int)(ends[i + 1] - ends[0])], ends[i]);
                }
            }

            return all;
        }

        private string Decode(ReadOnlySpan<byte> bytes, long at)
        {
            try
            {
                return _utf8.GetString(bytes);
            }
            catch (DecoderFallbackException)
            {
                throw texts.Error(at, "bytes that are no UTF-8; expected text.");
            }
        }
    }
}

/// <summary>Keys that a file cannot hold.</summary>
internal sealed class UnsupportedKeys<TKey> : FileKeys<TKey>
    where TKey : notnull
{
    internal override ElementKind Kind => throw new NotSupportedException();

    internal override int ElementBytes => throw new NotSupportedException();

    internal override void Write(GraphFileWriter file, string name, string offsetsName, IReadOnlyList<TKey> keys, CancellationToken cancellationToken) => throw new NotSupportedException();

    internal override KeyReader<TKey> Open(GraphFileReader file, string name, string offsetsName, long count) => throw new NotSupportedException();
}
