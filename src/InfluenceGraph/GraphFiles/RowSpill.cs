using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace InfluenceGraph.GraphFiles;

/// <summary>
/// Takes rows as they come, 9 to 16 bytes each, and counts how many each customer has at either end. A thread of its own packs,
/// counts and writes, while the caller goes on filling the next chunk.
/// </summary>
internal sealed class RowSpill : IDisposable
{
    private const int ChunksInFlight = 4;

    private readonly SpillStore _store;
    private readonly List<PackedChunk> _chunks = [];
    private readonly BlockingCollection<RowChunk> _full = new(ChunksInFlight);
    private readonly BlockingCollection<RowChunk> _free = new(ChunksInFlight);
    private readonly Thread _thread;
    private ExceptionDispatchInfo? _failure;
    private RowChunk _filling = new();
    private long _rows;
    private int _made = 1;
    private bool _isDisposed;

    internal RowSpill(string folder, SpillMemory memory)
    {
        _store = new(folder, memory);
        _thread = new(Run) { IsBackground = true, Name = "InfluenceGraph spill" };
        _thread.Start();
    }

    internal long Rows => _rows + _filling.Count;

    internal PermissionPalette Palette { get; } = new();

    /// <summary>Rows by the id of From.</summary>
    internal GrowingColumn<int> OutDegrees { get; } = new();

    /// <summary>Rows by the id of To.</summary>
    internal GrowingColumn<int> InDegrees { get; } = new();

    /// <summary>The chunks, once <see cref="Finish"/> was called.</summary>
    internal IReadOnlyList<PackedChunk> Chunks => _chunks;

    internal long DiskBytes => _store.DiskBytes;

    internal void Add(int from, int to, float permission, float strength)
    {
        RowChunk chunk = _filling;
        int i = chunk.Count;
        chunk.From[i] = from;
        chunk.To[i] = to;
        chunk.Permissions[i] = permission;
        chunk.Strengths[i] = strength;
        chunk.HasStrengths |= strength != 1;
        chunk.Count = i + 1;
        if (i + 1 == RowChunk.Capacity)
        {
            HandOver();
        }
    }

    /// <summary>Ends adding.</summary>
    internal void Finish()
    {
        if (_filling.Count > 0)
        {
            HandOver();
        }

        _full.CompleteAdding();
        _thread.Join();
        _failure?.Throw();
    }

    internal void Read(PackedChunk chunk, RowChunk into, ref byte[] buffer)
    {
        buffer = buffer.Length < chunk.Block.Length ? new byte[chunk.Block.Length] : buffer;
        _store.Read(chunk.Block, buffer);
        into.Unpack(buffer.AsSpan(0, chunk.Block.Length), chunk, Palette);
    }

    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        _full.CompleteAdding();
        _thread.Join();
        _store.Dispose();
        _full.Dispose();
        _free.Dispose();
    }

    private void HandOver()
    {
        _failure?.Throw();
        _rows += _filling.Count;
        _full.Add(_filling);
        _filling = _free.TryTake(out RowChunk? free) ? free : _made++ < ChunksInFlight ? new() : _free.Take();
        _filling.Count = 0;
        _filling.FirstRow = _rows;
        _filling.HasStrengths = false;
    }

    private void Run()
    {
        byte[] buffer = [];
        foreach (RowChunk chunk in _full.GetConsumingEnumerable())
        {
            try
            {
                if (_failure is null)
                {
                    Keep(chunk, ref buffer);
                }
            }
            catch (Exception exception) when (Fail(exception))
            {
            }

            _free.Add(chunk);
        }
    }

    private void Keep(RowChunk chunk, ref byte[] buffer)
    {
        Count(OutDegrees, chunk.From.AsSpan(0, chunk.Count));
        Count(InDegrees, chunk.To.AsSpan(0, chunk.Count));
        ReadOnlySpan<byte> codes = chunk.Code(Palette);
        int length = chunk.Pack(codes, ref buffer);
        SpilledBlock block = _store.Add(buffer.AsSpan(0, length));
        _chunks.Add(new(block, chunk.Count, chunk.FirstRow, !codes.IsEmpty, chunk.HasStrengths));
    }

    /// <summary>Stops at the largest number, which only blurs how partitions are cut.</summary>
    private static void Count(GrowingColumn<int> degrees, ReadOnlySpan<int> ids)
    {
        int largest = 0;
        foreach (int id in ids)
        {
            largest = Math.Max(largest, id);
        }

        degrees.EnsureCount(largest + 1);
        foreach (int id in ids)
        {
            ref int degree = ref degrees[id];
            degree += degree == int.MaxValue ? 0 : 1;
        }
    }

    /// <summary>Kept for the caller, who hears of it with the next chunk.</summary>
    private bool Fail(Exception exception)
    {
        _failure = ExceptionDispatchInfo.Capture(exception);
        return true;
    }
}
