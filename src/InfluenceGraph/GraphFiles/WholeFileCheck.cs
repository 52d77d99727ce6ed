using InfluenceGraph.Graphs;
using InfluenceGraph.Kernels;

namespace InfluenceGraph.GraphFiles;

/// <summary>Reads all of a file and believes nothing, in bounded memory but for what belongs to customers (8 bytes each) and to the tables beside ties.</summary>
internal sealed class WholeFileCheck<TKey>
    where TKey : notnull
{
    private const int WorkPerBlock = 1 << 18;
    private const int Step = 1 << 20;

    private readonly GraphFileContent<TKey> _content;
    private readonly CancellationToken _cancellationToken;
    private readonly Action<long> _isDone;

    internal WholeFileCheck(GraphFileContent<TKey> content, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        (_content, _cancellationToken) = (content, cancellationToken);
        _isDone = progress.Begin("checking bytes", content.File.Sections.Sum(section => section.Entry.Length));
    }

    internal void Run()
    {
        _content.File.RequireUnchanged();
        CheckKeys();
        (int[] places, _) = _content.Numbering(_cancellationToken);
        var side = new SideTablesReader<TKey>(_content, [], _cancellationToken);
        ulong forward = CheckEdges(_content.Forward, side.DatedEdges, isForward: true);
        ulong backward = CheckEdges(_content.Backward, [], isForward: false);
        if (forward != backward)
        {
            throw _content.File.Error(SectionNames.TargetsOf(SectionNames.Backward), 0, $"its ties are others than those of section '{SectionNames.TargetsOf(SectionNames.Forward)}'; expected the same. {GraphFileReader.Advice}");
        }

        if (side.DatedEdges.Length > 0)
        {
            _ = side.ReadDated([.. Enumerable.Range(0, side.DatedEdges.Length)], TieMerge.Sum);
        }

        _ = side.ReadDenied(places);
        _ = side.ReadAttributes();
        _ = side.ReadTags();
        _ = side.ReadCircles();
        _ = side.ReadConsents();

        // What is read above is read again here: so nothing is forgotten, whatever a later version adds.
        byte[] buffer = [];
        foreach (VerifiedSection section in _content.File.Sections)
        {
            for (long first = 0; first < section.Entry.Length; first += Step)
            {
                _cancellationToken.ThrowIfCancellationRequested();
                int count = (int)Math.Min(Step, section.Entry.Length - first);
                _ = section.Read<byte>(first, count, ref buffer);
                _isDone(count);
            }
        }
    }

    private void CheckKeys()
    {
        IComparer<TKey> order = KeyOrder<TKey>.Comparer!;
        TKey? before = default;
        for (long place = 0; place < _content.Keys.Count; place++)
        {
            if ((place & 0xFFFF) == 0)
            {
                _cancellationToken.ThrowIfCancellationRequested();
            }

            TKey key = _content.Keys[place];
            if (place > 0 && order.Compare(before!, key) >= 0)
            {
                throw _content.File.Error(SectionNames.Keys, 0, $"key '{key}' stands after '{before}'; expected keys to ascend. {GraphFileReader.Advice}");
            }

            before = key;
        }
    }

    /// <summary>A sum over all edges that does not depend on their order: equal for both directions when they tell the same.</summary>
    private ulong CheckEdges(EdgeSections edges, long[] dated, bool isForward)
    {
        ulong sum = 0;
        int nextDated = 0;
        var buffer = new EdgeBuffer();
        RowRanges blocks = edges.Split(WorkPerBlock, _cancellationToken);
        for (int b = 0; b < blocks.Count; b++)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            EdgeBlock block = edges.Read(blocks.Firsts[b], blocks.Firsts[b + 1], buffer);
            for (int row = 0; row < block.RowCount; row++)
            {
                Range range = block.EdgesOf(row);
                ReadOnlySpan<int> others = block.Targets[range];
                ReadOnlySpan<float> weights = block.Weights[range];
                edges.RequireAscending(others, block.Offsets[row]);
                if (isForward)
                {
                    edges.RequireWeights(weights, block.Offsets[row], dated, ref nextDated);
                }

                for (int e = 0; e < others.Length; e++)
                {
                    long pair = isForward ? EdgeTable.PairOf(block.FirstRow + row, others[e]) : EdgeTable.PairOf(others[e], block.FirstRow + row);
                    sum += CounterRandom.Hash((ulong)pair, BitConverter.SingleToUInt32Bits(weights[e]));
                }
            }
        }

        return sum;
    }
}
