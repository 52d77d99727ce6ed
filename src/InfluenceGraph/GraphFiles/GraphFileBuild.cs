using System.Collections.Concurrent;
using System.Diagnostics;
using InfluenceGraph.Graphs;
using InfluenceGraph.Kernels;

namespace InfluenceGraph.GraphFiles;

/// <summary>
/// Rows that were spilled to a graph file, in three passes over the ties: apart by ranges of From, each range into rows (which also takes
/// them apart by ranges of To), and those into rows the other way. Ranges are so small that sorting one stays in the cache.
/// </summary>
internal sealed class GraphFileBuild<TKey>
    where TKey : notnull
{
    /// <summary>What sorting an edge takes at most, with all its copies.</summary>
    private const int BytesPerEdge = 64;

    private const int MostEdgesPerRange = 1 << 22;
    private const int MostBufferWords = 1 << 14;
    private const int LeastBufferWords = 1 << 6;

    private readonly ProvisionalKeys<TKey> _keys;
    private readonly GrowingColumn<double> _ownValues;
    private readonly RowSpill _spill;
    private readonly SpillMemory _memory;
    private readonly CustomerGraphOptions _options;
    private readonly GraphFileBuilderOptions _storage;
    private readonly string _folder;
    private readonly int _workers;
    private readonly IProgress<RowProgress>? _progress;
    private readonly CancellationToken _cancellationToken;
    private int[] _idOfPlace = [];
    private int[] _placeOfNumber = [];
    private int[] _numberOfId = [];
    private long _selfTies;
    private long _unknown;
    private EdgeCounts _counts;

    internal GraphFileBuild(
        ProvisionalKeys<TKey> keys,
        GrowingColumn<double> ownValues,
        RowSpill spill,
        SpillMemory memory,
        CustomerGraphOptions options,
        GraphFileBuilderOptions storage,
        string folder,
        IProgress<RowProgress>? progress,
        CancellationToken cancellationToken)
    {
        (_keys, _ownValues, _spill, _memory, _options, _storage, _folder, _progress, _cancellationToken) = (keys, ownValues, spill, memory, options, storage, folder, progress, cancellationToken);
        _workers = storage.Threads ?? Environment.ProcessorCount;
    }

    /// <summary>The most that waited on disk at one time.</summary>
    internal long MostDiskBytes { get; private set; }

    internal void Write(string path, long customerRows, ConsentLedger<TKey>? ledger)
    {
        Action<long> isNumbered = Begin("numbering customers", _keys.Count);
        _spill.Finish();
        Number();
        isNumbered(_keys.Count);
        PermissionLevels? levels = Levels();
        using var file = new GraphFileWriter(path);
        int[] numberOfPlace = Array.ConvertAll(_idOfPlace, id => _numberOfId[id]);
        GraphSaver<TKey>.WriteCustomers(file, new KeysByPlace(this), numberOfPlace, _placeOfNumber, levels, _cancellationToken);
        WriteValues(file);
        numberOfPlace = [];

        long rows = _spill.Rows;
        (PartitionStore forward, PartitionStore backward) = NewStores(rows);
        using (forward)
        using (backward)
        {
            TakeApart(forward, rows);
            MostDiskBytes = _spill.DiskBytes + forward.DiskBytes;
            _spill.Dispose();
            SectionWriter denied = file.BeginAside(SectionNames.Denied, ElementKind.Int64, sizeof(long), Aside.Late);
            var columns = new EdgeColumnsWriter(file, SectionNames.Forward, _storage.Precision, levels);
            WriteRows(forward, backward, columns, denied, Begin("writing ties from", rows - _selfTies - _unknown));
            file.Settle(_cancellationToken);
            MostDiskBytes = Math.Max(MostDiskBytes, forward.DiskBytes + backward.DiskBytes);
            forward.Dispose();
            double error = columns.LargestError;
            long edges = columns.EdgeCount;
            _counts = _counts with { Usable = edges };
            columns = new EdgeColumnsWriter(file, SectionNames.Backward, _storage.Precision, levels);
            WriteRows(backward, null, columns, null, Begin("writing ties to", edges));
            file.Settle(_cancellationToken);
            if (denied.Length == 0)
            {
                file.Abandon(denied);
            }

            WriteConsents(file, ledger, out int consents);
            int added = _idOfPlace.Length - (int)customerRows;
            var numbers = new GraphFileNumbers(
                _idOfPlace.Length,
                edges,
                _storage.Precision,
                error,
                _options,
                ledger is not null,
                new(customerRows, rows, _selfTies, _unknown, added, _options.UnknownOwnValue),
                _counts,
                0,
                0,
                consents);
            file.SettleLate(_cancellationToken);
            file.Begin(SectionNames.Numbers, ElementKind.Int64, sizeof(long)).Write<long>(numbers.ToArray());
            file.Complete(_cancellationToken);
        }
    }

    /// <summary>Customers by key, and by falling number of rows.</summary>
    private void Number()
    {
        bool adds = _options.OnUnknownCustomer == UnknownCustomerRule.Add;
        _idOfPlace = _keys.InOrder(_ownValues, value => adds || !double.IsNaN(value));
        _cancellationToken.ThrowIfCancellationRequested();
        _spill.OutDegrees.EnsureCount(_keys.Count);
        _spill.InDegrees.EnsureCount(_keys.Count);
        int[] degreeOfPlace = Array.ConvertAll(_idOfPlace, id => (int)Math.Min(int.MaxValue, (long)_spill.OutDegrees[id] + _spill.InDegrees[id]));
        _placeOfNumber = FallingOrder.Of(degreeOfPlace);
        _numberOfId = new int[_keys.Count];
        Array.Fill(_numberOfId, -1);
        for (int number = 0; number < _placeOfNumber.Length; number++)
        {
            _numberOfId[_idOfPlace[_placeOfNumber[number]]] = number;
        }
    }

    private PermissionLevels? Levels()
    {
        if (_storage.Precision == PermissionPrecision.Exact)
        {
            return null;
        }

        // Ties that are merged may have permissions between those that occur, so half of the room stays for evenly spread ones.
        bool areFew = !_spill.Palette.HasOverflown && _spill.Palette.Count <= PermissionLevels.RoomOf(_storage.Precision) / 2;
        return PermissionLevels.For(_storage.Precision, areFew ? _spill.Palette.ToArray() : null);
    }

    private void WriteValues(GraphFileWriter file)
    {
        SectionWriter values = file.Begin(SectionNames.Values, ElementKind.Double, sizeof(double));
        foreach (int place in _placeOfNumber)
        {
            double value = _ownValues[_idOfPlace[place]];
            values.Write(double.IsNaN(value) ? _options.UnknownOwnValue : value);
        }

        _ownValues.Clear();
    }

    private (PartitionStore Forward, PartitionStore Backward) NewStores(long rows)
    {
        long memory = _storage.MemoryLimit;
        long edges = Math.Clamp(memory / 4 / (_workers * BytesPerEdge), 1, MostEdgesPerRange);
        edges = Math.Max(edges, rows / (PartitionStore.MostPartitions / 2));
        int[] forward = PartitionStore.Cut(DegreesByNumber(_spill.OutDegrees), edges);
        _spill.OutDegrees.Clear();
        int[] backward = PartitionStore.Cut(DegreesByNumber(_spill.InDegrees), edges);
        _spill.InDegrees.Clear();
        return (New(forward), New(backward));

        PartitionStore New(int[] firsts)
        {
            long words = memory / 16 / sizeof(ulong) / ((long)_workers * firsts.Length);
            return new(_folder, _memory, firsts, (int)Math.Clamp(words, LeastBufferWords, MostBufferWords));
        }
    }

    private int[] DegreesByNumber(GrowingColumn<int> degrees) => Array.ConvertAll(_placeOfNumber, place => degrees[_idOfPlace[place]]);

    /// <summary>Ids to numbers, rows that do not count left out, ranges of From apart.</summary>
    private void TakeApart(PartitionStore store, long rows)
    {
        Action<long> isDone = Begin("sorting ties", rows);
        bool keepsSelf = _options.OnSelfTie == SelfTieRule.Keep;
        IReadOnlyList<PackedChunk> chunks = _spill.Chunks;
        var rooms = new ConcurrentBag<(RowChunk Chunk, byte[] Buffer, PartitionStore.Writer Writer)>();
        var gate = new Lock();
        (long Row, string Problem)? first = null;

        void Do(int index)
        {
            (RowChunk chunk, byte[] buffer, PartitionStore.Writer writer) = rooms.TryTake(out (RowChunk, byte[], PartitionStore.Writer) taken) ? taken : (new(), [], store.NewWriter());
            _spill.Read(chunks[index], chunk, ref buffer);
            (long self, long unknown) = (0, 0);
            ToNumbers(chunk.From.AsSpan(0, chunk.Count));
            ToNumbers(chunk.To.AsSpan(0, chunk.Count));
            ReadOnlySpan<byte> codes = chunk.Codes;
            for (int i = 0; i < chunk.Count; i++)
            {
                (int from, int to) = (chunk.From[i], chunk.To[i]);
                if (from < 0 || to < 0)
                {
                    if (_options.OnUnknownCustomer == UnknownCustomerRule.Refuse)
                    {
                        Refuse(chunk.FirstRow + i, Unknown(from, to));
                        break;
                    }

                    unknown++;
                    continue;
                }

                if (from == to && !keepsSelf)
                {
                    if (_options.OnSelfTie == SelfTieRule.Refuse)
                    {
                        Refuse(chunk.FirstRow + i, $"'{KeyOf(from)}' has a tie to itself; expected two customers, because {nameof(CustomerGraphOptions.OnSelfTie)} is {SelfTieRule.Refuse}.");
                        break;
                    }

                    self++;
                    continue;
                }

                if (!codes.IsEmpty)
                {
                    writer.Add(from, to, codes[i]);
                }
                else
                {
                    Put(writer, from, to, chunk.Permissions[i], chunk.HasStrengths ? chunk.Strengths[i] : 1);
                }
            }

            Interlocked.Add(ref _selfTies, self);
            Interlocked.Add(ref _unknown, unknown);
            rooms.Add((chunk, buffer, writer));
            isDone(chunk.Count);
        }

        // Chunks are begun in order, so whoever fails first in the order of rows has been looked at when all have stopped.
        void Refuse(long row, string problem)
        {
            lock (gate)
            {
                first = first is null || row < first.Value.Row ? (row, problem) : first;
            }
        }

        if (chunks.Count > 0)
        {
            WorkerTeam.Run(_workers, chunks.Count, index => { if (first is null) { Do(index); } }, () => false, _cancellationToken);
        }

        if (first is (long bad, string told))
        {
            throw new CustomerDataException(RowKind.Tie, bad + 1, told);
        }

        foreach ((_, _, PartitionStore.Writer writer) in rooms)
        {
            writer.Flush();
        }
    }

    /// <summary>Range by range into rows, which are written in order; each edge goes on to the store for the other direction.</summary>
    private void WriteRows(PartitionStore store, PartitionStore? other, EdgeColumnsWriter columns, SectionWriter? denied, Action<long> isDone)
    {
        var rooms = new ConcurrentBag<(PartitionRows Rows, PartitionStore.Writer? Writer)>();
        var inTurn = new InTurn();

        void Do(int index)
        {
            (PartitionRows rows, PartitionStore.Writer? writer) = rooms.TryTake(out (PartitionRows, PartitionStore.Writer?) taken) ? taken : (new(_spill.Palette, _options.OnDuplicate), other?.NewWriter());
            try
            {
                _cancellationToken.ThrowIfCancellationRequested();
                rows.Load(store, index);
                if (writer is not null && rows.Problem is null)
                {
                    TurnRound(rows, writer);
                }

                inTurn.Close(index, () => Append(rows, columns, denied));
            }
            catch
            {
                inTurn.Fail();
                throw;
            }

            rooms.Add((rows, writer));
            isDone(rows.RowsRead);
        }

        WorkerTeam.Run(_workers, store.Count, Do, () => false, _cancellationToken);
        foreach ((_, PartitionStore.Writer? writer) in rooms)
        {
            writer?.Flush();
        }
    }

    private void TurnRound(PartitionRows rows, PartitionStore.Writer writer)
    {
        int edge = 0;
        ReadOnlySpan<byte> codes = rows.Codes;
        for (int row = 0; row < rows.Degrees.Length; row++)
        {
            int end = edge + rows.Degrees[row];
            for (; !codes.IsEmpty && edge < end; edge++)
            {
                writer.Add(rows.Targets[edge], rows.FirstRow + row, codes[edge]);
            }

            for (; edge < end; edge++)
            {
                Put(writer, rows.Targets[edge], rows.FirstRow + row, rows.Permissions[edge], rows.StrengthOf(edge));
            }
        }
    }

    private void Put(PartitionStore.Writer writer, int row, int target, float permission, float strength)
    {
        int code = strength == 1 ? _spill.Palette.Find(permission) : -1;
        if (code >= 0)
        {
            writer.Add(row, target, code);
        }
        else
        {
            writer.Add(row, target, permission, strength);
        }
    }

    private void Append(PartitionRows rows, EdgeColumnsWriter columns, SectionWriter? denied)
    {
        if (rows.Problem is (int row, int target, string problem))
        {
            throw new CustomerDataException($"Ties '{KeyOf(row)}' -> '{KeyOf(target)}': {problem}.");
        }

        if (rows.Codes.IsEmpty)
        {
            columns.Add(rows.Degrees, rows.Targets, rows.Permissions, rows.Strengths);
        }
        else
        {
            columns.Add(rows.Degrees, rows.Targets, rows.Codes, _spill.Palette);
        }
        if (denied is not null)
        {
            denied.Write<long>(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(rows.Denied));
            _counts = new(_counts.Rows + rows.RowsRead, _counts.Parallel + rows.Parallel, _counts.Denied + rows.Denied.Count, _counts.WithoutStrength + rows.WithoutStrength, 0);
        }
    }

    private void WriteConsents(GraphFileWriter file, ConsentLedger<TKey>? ledger, out int count)
    {
        Consent<TKey>[] consents = ledger?.Snapshot() ?? [];
        count = consents.Length;
        if (count == 0)
        {
            return;
        }

        int[] placeOfId = new int[_keys.Count];
        Array.Fill(placeOfId, -1);
        for (int place = 0; place < _idOfPlace.Length; place++)
        {
            placeOfId[_idOfPlace[place]] = place;
        }

        var texts = new TextTable();
        ConsentsWriter.Write(file, texts, consents, key => _keys.Find(key) is >= 0 and int id ? placeOfId[id] : -1, _cancellationToken);
        texts.Write(file, _cancellationToken);
    }

    private TKey KeyOf(int number) => _keys[_idOfPlace[_placeOfNumber[number]]];

    /// <summary>In a loop of its own, as it waits for memory and nothing else. Of one who does not count, the complement of the id.</summary>
    private void ToNumbers(Span<int> ids)
    {
        int[] numbers = _numberOfId;
        foreach (ref int id in ids)
        {
            int number = numbers[id];
            id = number >= 0 ? number : ~id;
        }
    }

    private TKey KeyOfEither(int number) => number >= 0 ? KeyOf(number) : _keys[~number];

    private string Unknown(int from, int to) =>
        $"'{KeyOfEither(from)}' -> '{KeyOfEither(to)}' names '{KeyOfEither(from < 0 ? from : to)}', who is not among the customers; expected customers only. Add the customer, or choose another {nameof(CustomerGraphOptions.OnUnknownCustomer)}.";

    private Action<long> Begin(string phase, long total)
    {
        if (_progress is not IProgress<RowProgress> progress)
        {
            return static _ => { };
        }

        long began = Stopwatch.GetTimestamp();
        progress.Report(new(phase, 0, total, 0, TimeSpan.Zero));
        return new PhaseProgress<RowProgress>(progress, done => new(phase, done, total, done, Stopwatch.GetElapsedTime(began))).Add;
    }

    /// <summary>The keys in their order, made as they are asked for.</summary>
    private sealed class KeysByPlace(GraphFileBuild<TKey> build) : IReadOnlyList<TKey>
    {
        public int Count => build._idOfPlace.Length;

        public TKey this[int index] => build._keys[build._idOfPlace[index]];

        public IEnumerator<TKey> GetEnumerator() => Enumerable.Range(0, Count).Select(place => this[place]).GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
