using System.Diagnostics;
using System.Runtime.ExceptionServices;
using InfluenceGraph.Graphs;
using InfluenceGraph.Keys;

namespace InfluenceGraph.EdgeLists;

/// <summary>
/// Reads an edge list with several threads: whoever is free takes the next block of lines, parses it, and waits for the block's turn to
/// add what was new in it. So rows, ids and the first error are those of the file's order, whatever the threads.
/// </summary>
internal sealed class EdgeListLoader<TKey>
    where TKey : notnull
{
    private readonly Lock _reading = new();
    private readonly object _adding = new();
    private readonly string _name;
    private readonly TieDirection _direction;
    private readonly CustomerGraphBuilder<TKey> _builder;
    private readonly BlockReader _blocks;
    private readonly LineFormat _format;
    private readonly CancellationToken _cancellationToken;
    private readonly Action<long> _tell;
    private bool _isRead;
    private long _turn;
    private long _bytesTold;
    private long _ties;
    private LineCounts _counts;
    private ExceptionDispatchInfo? _failure;

    private EdgeListLoader(string name, TieDirection direction, CustomerGraphBuilder<TKey> builder, BlockReader blocks, LineFormat format, Func<Func<long>, Action<long>> tell, CancellationToken cancellationToken)
    {
        _name = name;
        _direction = direction;
        _builder = builder;
        _blocks = blocks;
        _format = format;
        _tell = tell(() => Interlocked.Read(ref _ties));
        _cancellationToken = cancellationToken;
    }

    internal static EdgeListResult<TKey> Load(Stream stream, string name, EdgeListOptions options, IEnumerable<Customer<TKey>> customers, IProgress<RowProgress>? progress, CancellationToken cancellationToken, int blockSize = BlockReader.BlockSize)
    {
        int threads = options.Threads ?? options.Graph.Threads ?? Environment.ProcessorCount;
        var builder = new CustomerGraphBuilder<TKey>(options.Graph with { Threads = threads });
        foreach (Customer<TKey> customer in customers)
        {
            cancellationToken.ThrowIfCancellationRequested();
            builder.AddCustomer(customer);
        }

        var watch = Stopwatch.StartNew();
        long total = stream.CanSeek ? stream.Length - stream.Position : 0;
        using var source = new UnpackedSource(stream);
        var blocks = new BlockReader(source, name, blockSize);
        var detection = new FormatDetection<TKey>(blocks, name, options);
        LineFormat format = detection.Detect();
        Action<long> Tell(Func<long> ties) => progress is null
            ? static _ => { }
        : new PhaseProgress<RowProgress>(progress, read => new("reading", read, total, ties(), watch.Elapsed)).Add;

        var loader = new EdgeListLoader<TKey>(name, options.Direction, builder, blocks, format, Tell, cancellationToken);
        loader.Run(threads);
        loader.RequireTies();
        CustomerGraph<TKey> graph = builder.Build(step => progress?.Report(new(step, source.BytesRead, total, loader._ties, watch.Elapsed)), cancellationToken);
        (long header, long comments, long blanks) = detection.LinesRead;
        return new(graph)
        {
            Separator = (char)format.Separator,
            Header = Array.AsReadOnly(format.Header),
            Columns = detection.Columns,
            Lines = blocks.LinesBefore + loader._counts.Lines,
            SkippedLines = options.SkipLines,
            HeaderLines = header,
            Ties = loader._ties,
            CommentLines = comments + loader._counts.Comments,
            BlankLines = blanks + loader._counts.Blanks,
            ContinuedLines = loader._counts.Continued,
            Bytes = blocks.TextBytes,
        };
    }

    private void Run(int threads)
    {
        var helpers = new List<Thread>();
        try
        {
            while (helpers.Count < threads - 1)
            {
                var helper = new Thread(Work) { IsBackground = true, Name = "InfluenceGraph reader" };
                helper.Start();
                helpers.Add(helper);
            }
        }
        catch (Exception e) when (Fail(e))
        {
            // Those already started end at their next block.
        }

        Work();
        foreach (Thread helper in helpers)
        {
            helper.Join();
        }

        _failure?.Throw();
        _builder.NameNewCustomers();
    }

    private void RequireTies()
    {
        if (_ties == 0)
        {
            throw new CustomerDataException($"{_name} has no ties among its {_blocks.LinesBefore + _counts.Lines} lines; expected lines with two customers each.");
        }
    }

    private BlockParser<TKey> NewParser() => (BlockParser<TKey>)(object)(_builder.Keys switch
    {
        StringKeyTable texts => new TextBlockParser(_format, texts),
        ValueKeyTable<long> numbers => new ValueBlockParser<long>(_format, numbers),
        ValueKeyTable<int> numbers => new ValueBlockParser<int>(_format, numbers),
        ValueKeyTable<Guid> guids => new ValueBlockParser<Guid>(_format, guids),
        _ => throw new UnreachableException(),
    });

    private void Work()
    {
        try
        {
            BlockParser<TKey> parser = NewParser();
            while (TryTake(parser, out long number, out Exception? unread))
            {
                _cancellationToken.ThrowIfCancellationRequested();
                if (unread is null)
                {
                    parser.Parse();
                }

                if (!TryAdd(parser, number, unread, out Memory<RawEdge>[] rows))
                {
                    return;
                }

                Write(parser, rows);
            }
        }
        catch (Exception e) when (Fail(e))
        {
        }
    }

    /// <summary>Takes the next block, or what came of reading it.</summary>
    private bool TryTake(BlockParser<TKey> parser, out long number, out Exception? unread)
    {
        unread = null;
        lock (_reading)
        {
            number = parser.Block.Number;
            if (_isRead)
            {
                return false;
            }

            try
            {
                _isRead = !_blocks.TryRead(parser.Lines, parser.Block);
                number = parser.Block.Number;
                return !_isRead;
            }
            catch (Exception e) when (e is CustomerDataException or IOException)
            {
                // Told when the blocks before are done: an earlier line may be bad.
                (_isRead, unread, number) = (true, e, _blocks.BlockCount);
                return true;
            }
        }
    }

    /// <summary>Adds new keys and makes room for the rows when the block's turn comes.</summary>
    private bool TryAdd(BlockParser<TKey> parser, long number, Exception? unread, out Memory<RawEdge>[] rows)
    {
        rows = [];
        long read = 0;
        lock (_adding)
        {
            while (_turn != number && _failure is null)
            {
                Monitor.Wait(_adding);
            }

            if (_failure is not null)
            {
                return false;
            }

            if (unread is not null)
            {
                ExceptionDispatchInfo.Throw(unread);
            }

            if (parser.Problem is (long line, string text))
            {
                throw new CustomerDataException(_name, _blocks.LinesBefore + _counts.Lines + line, text);
            }

            parser.AddMissing();
            rows = _builder.NewRows(_direction == TieDirection.BothWays ? 2 * parser.Ties : parser.Ties);
            _counts += parser.Counts;
            Interlocked.Add(ref _ties, parser.Ties);
            (read, _bytesTold) = (parser.Block.BytesRead - _bytesTold, parser.Block.BytesRead);
            _turn++;
            Monitor.PulseAll(_adding);
        }

        _tell(read);
        return true;
    }

    /// <summary>Writes the rows into their room.</summary>
    private void Write(BlockParser<TKey> parser, Memory<RawEdge>[] rows)
    {
        bool isBoth = _direction == TieDirection.BothWays;
        int turned = _direction == TieDirection.ToReachesFrom ? 1 : 0;
        int row = 0;
        foreach (Memory<RawEdge> some in rows)
        {
            foreach (ref RawEdge edge in some.Span)
            {
                int tie = isBoth ? row >> 1 : row;
                int way = isBoth ? row & 1 : turned;
                edge = new(
                    parser.Ids[(2 * tie) + way],
                    parser.Ids[(2 * tie) + 1 - way],
                    _format.Permission >= 0 ? parser.Permissions[tie] : 1,
                    _format.Strength >= 0 ? parser.Strengths[tie] : 1);
                row++;
            }
        }
    }

    private bool Fail(Exception exception)
    {
        lock (_adding)
        {
            _failure ??= ExceptionDispatchInfo.Capture(exception);
            Monitor.PulseAll(_adding);
        }

        return true;
    }
}
