using System.Runtime.InteropServices;

namespace InfluenceGraph.GraphFiles;

/// <summary>
/// Edges by ranges of their rows. An edge with strength 1 and one of the palette's permissions is one word: row within its range (24 bits),
/// target (32), code (8); else three. Written from several threads, each with buffers of its own.
/// </summary>
internal sealed class PartitionStore : IDisposable
{
    /// <summary>More ranges would take too many buffers.</summary>
    internal const int MostPartitions = 4096;

    /// <summary>More rows than these do not fit one range.</summary>
    internal const int MostRows = 1 << 24;

    private readonly SpillStore _store;
    private readonly List<SpilledBlock>[] _packed;
    private readonly List<SpilledBlock>[] _wide;
    private readonly int[] _firsts;
    private readonly ushort[] _guide;
    private readonly int _guideShift;
    private readonly int _bufferWords;

    /// <param name="folder">For what does not fit memory.</param>
    /// <param name="memory">For what does.</param>
    /// <param name="firsts">The first row of each range and, last, the number of rows.</param>
    /// <param name="bufferWords">Room of a buffer.</param>
    internal PartitionStore(string folder, SpillMemory memory, int[] firsts, int bufferWords)
    {
        _store = new(folder, memory);
        _firsts = firsts;
        _bufferWords = bufferWords;
        _packed = Lists();
        _wide = Lists();
        int rows = firsts[^1];
        _guideShift = Math.Max(0, System.Numerics.BitOperations.Log2((uint)Math.Max(1, rows)) - 15);
        _guide = new ushort[(rows >> _guideShift) + 1];
        for (int i = 0, partition = 0; i < _guide.Length; i++)
        {
            while (partition + 1 < Count && firsts[partition + 1] <= i << _guideShift)
            {
                partition++;
            }

            _guide[i] = (ushort)partition;
        }
    }

    internal int Count => _firsts.Length - 1;

    internal long DiskBytes => _store.DiskBytes;

    internal (int First, int End) RowsOf(int partition) => (_firsts[partition], _firsts[partition + 1]);

    internal Writer NewWriter() => new(this);

    /// <summary>Cuts rows into ranges of about so many edges, at least one row each.</summary>
    internal static int[] Cut(ReadOnlySpan<int> degreeOfRow, long edgesPerRange)
    {
        var firsts = new List<int> { 0 };
        long edges = 0;
        for (int row = 0; row < degreeOfRow.Length; row++)
        {
            if (row > firsts[^1] && (edges + degreeOfRow[row] > edgesPerRange || row - firsts[^1] == MostRows))
            {
                firsts.Add(row);
                edges = 0;
            }

            edges += degreeOfRow[row];
        }

        firsts.Add(degreeOfRow.Length);
        return [.. firsts];
    }

    /// <summary>Reads a range.</summary>
    internal void Read(int partition, ref ulong[] packed, out int packedCount, ref WideEdge[] wide, out int wideCount)
    {
        packedCount = ReadInto(_packed[partition], ref packed);
        wideCount = ReadInto(_wide[partition], ref wide);
    }

    public void Dispose() => _store.Dispose();

    /// <summary>By a table over the first bits of a row, and a step or two from there.</summary>
    private int PartitionOf(int row)
    {
        int partition = _guide[row >> _guideShift];
        while (_firsts[partition + 1] <= row)
        {
            partition++;
        }

        return partition;
    }

    private int ReadInto<T>(List<SpilledBlock> blocks, ref T[] array)
        where T : unmanaged
    {
        int size = Marshal.SizeOf<T>();
        int count = checked((int)(blocks.Sum(block => (long)block.Length) / size));
        array = array.Length < count ? GC.AllocateUninitializedArray<T>((int)Math.Min(Array.MaxLength, Math.Max(count, array.Length * 3L / 2))) : array;
        Span<byte> rest = MemoryMarshal.AsBytes(array.AsSpan(0, count));
        foreach (SpilledBlock block in blocks)
        {
            _store.Read(block, rest);
            rest = rest[block.Length..];
        }

        return count;
    }

    private List<SpilledBlock>[] Lists()
    {
        var lists = new List<SpilledBlock>[_firsts.Length - 1];
        for (int i = 0; i < lists.Length; i++)
        {
            lists[i] = [];
        }

        return lists;
    }

    /// <summary>One thread's buffers.</summary>
    internal sealed class Writer
    {
        private readonly PartitionStore _owner;
        private readonly ulong[]?[] _packed;
        private readonly int[] _packedCounts;
        private readonly WideEdge[]?[] _wide;
        private readonly int[] _wideCounts;

        internal Writer(PartitionStore owner)
        {
            _owner = owner;
            _packed = new ulong[owner.Count][];
            _packedCounts = new int[owner.Count];
            _wide = new WideEdge[owner.Count][];
            _wideCounts = new int[owner.Count];
        }

        internal void Add(int row, int target, int code)
        {
            int p = _owner.PartitionOf(row);
            ulong[] buffer = _packed[p] ??= new ulong[_owner._bufferWords];
            int count = _packedCounts[p];
            buffer[count] = ((ulong)(uint)(row - _owner._firsts[p]) << 40) | ((ulong)(uint)target << 8) | (uint)code;
            _packedCounts[p] = count + 1;
            if (count + 1 == buffer.Length)
            {
                FlushPacked(p);
            }
        }

        internal void Add(int row, int target, float permission, float strength)
        {
            int p = _owner.PartitionOf(row);
            WideEdge[] buffer = _wide[p] ??= new WideEdge[_owner._bufferWords / 2];
            buffer[_wideCounts[p]++] = new(((ulong)(uint)(row - _owner._firsts[p]) << 32) | (uint)target, permission, strength);
            if (_wideCounts[p] == buffer.Length)
            {
                FlushWide(p);
            }
        }

        internal void Flush()
        {
            for (int p = 0; p < _owner.Count; p++)
            {
                FlushPacked(p);
                FlushWide(p);
            }
        }

        private void FlushPacked(int p)
        {
            if (_packedCounts[p] > 0)
            {
                SpilledBlock block = _owner._store.Add(MemoryMarshal.AsBytes(_packed[p].AsSpan(0, _packedCounts[p])));
                lock (_owner._packed[p])
                {
                    _owner._packed[p].Add(block);
                }

                _packedCounts[p] = 0;
            }
        }

        private void FlushWide(int p)
        {
            if (_wideCounts[p] > 0)
            {
                SpilledBlock block = _owner._store.Add(MemoryMarshal.AsBytes(_wide[p].AsSpan(0, _wideCounts[p])));
                lock (_owner._wide[p])
                {
                    _owner._wide[p].Add(block);
                }

                _wideCounts[p] = 0;
            }
        }
    }
}

/// <summary>An edge with all its facts: row within its range and target in one key.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct WideEdge(ulong Key, float Permission, float Strength);
