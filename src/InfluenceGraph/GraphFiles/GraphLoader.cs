using InfluenceGraph.Circles;
using InfluenceGraph.Graphs;
using InfluenceGraph.Keys;
using InfluenceGraph.Tags;
using static System.FormattableString;

namespace InfluenceGraph.GraphFiles;

/// <summary>Reads a whole file into a graph: everything is checked, and comes out as it was saved. O(customers + ties log ties of a customer).</summary>
internal sealed class GraphLoader<TKey>
    where TKey : notnull
{
    private const int WorkPerBlock = 1 << 18;

    private readonly GraphFileContent<TKey> _content;
    private readonly CancellationToken _cancellationToken;
    private readonly Action<long> _isDone;
    private readonly int[] _placeOfNumber;
    private readonly int[] _numberOfPlace;

    internal GraphLoader(GraphFileContent<TKey> content, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        (_content, _cancellationToken) = (content, cancellationToken);
        if (content.Numbers.Ties > CustomerGraphBuilder<TKey>.MaxRows)
        {
            throw new NotSupportedException(Invariant($"Graph file '{content.File.FilePath}' has {content.Numbers.Ties} ties; expected at most {CustomerGraphBuilder<TKey>.MaxRows} to be loaded. Ask the file itself: CustomerGraphFile.Open."));
        }

        (_placeOfNumber, _numberOfPlace) = content.Numbering(cancellationToken);
        _isDone = progress.Begin("reading ties", 2 * content.Numbers.Ties);
    }

    internal CustomerGraph<TKey> Load(ConsentLedger<TKey>? consents)
    {
        GraphFileNumbers numbers = _content.Numbers;
        TKey[] keys = _content.Keys.ReadAll(_cancellationToken);
        RequireAscending(keys);
        double[] byNumber = _content.Values.ReadAll<double>(_cancellationToken);
        double[] values = new double[byNumber.Length];
        for (int place = 0; place < values.Length; place++)
        {
            values[place] = byNumber[_numberOfPlace[place]];
        }

        var side = new SideTablesReader<TKey>(_content, keys, _cancellationToken);
        CsrGraph forward = ReadEdges(_content.Forward, side, out EdgeFacts facts, out DatedEdges dated, out long[] contacts);
        CsrGraph backward = forward.Transpose();
        RequireSame(backward);
        long[] denied = side.ReadDenied(_placeOfNumber);
        var edges = new EdgeTable(forward, backward, facts, dated, numbers.Edges, contacts, denied);
        TagTable tags = side.ReadTags();
        CircleTable circles = side.ReadCircles();
        var data = new CustomerData<TKey>(KeyColumn<TKey>.Of(keys), values, side.ReadAttributes(), tags, circles);
        ConsentLedger<TKey>? ledger = consents ?? (numbers.KeepsConsents ? side.ReadConsents() : null);
        return new(data, edges, numbers.Options, ledger, numbers.Rows);
    }

    private CsrGraph ReadEdges(EdgeSections sections, SideTablesReader<TKey> side, out EdgeFacts facts, out DatedEdges dated, out long[] contacts)
    {
        int count = (int)sections.EdgeCount;
        int[] targets = GC.AllocateUninitializedArray<int>(count);
        float[] permissions = GC.AllocateUninitializedArray<float>(count);
        float[] strengths = GC.AllocateUninitializedArray<float>(count);
        long[] offsets = OffsetsByPlace(sections);
        long[] datedInFile = side.DatedEdges;
        int[] datedEdges = new int[datedInFile.Length];
        contacts = _content.File.Find(SectionNames.Contacts) is null ? [] : GC.AllocateUninitializedArray<long>(count);
        VerifiedSection? contactSection = contacts.Length == 0 ? null : _content.File.Get(SectionNames.Contacts, ElementKind.Int64, sizeof(long), count);

        int[] firsts = sections.Split(WorkPerBlock, _cancellationToken).Firsts;
        var buffer = new EdgeBuffer();
        byte[] contactBuffer = [];
        long[] order = [];
        (int nextDated, int nextChecked) = (0, 0);
        for (int b = 0; b + 1 < firsts.Length; b++)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            EdgeBlock block = sections.Read(firsts[b], firsts[b + 1], buffer, EdgeColumns.All);
            ReadOnlySpan<long> contactsOfBlock = contactSection is null ? [] : contactSection.Read<long>(block.FirstEdge, block.Targets.Length, ref contactBuffer);
            for (int row = 0; row < block.RowCount; row++)
            {
                Range inBlock = block.EdgesOf(row);
                ReadOnlySpan<int> ofRow = block.Targets[inBlock];
                sections.RequireAscending(ofRow, block.Offsets[row]);
                RequireWeights(sections, block, row, datedInFile, ref nextChecked);
                Span<long> sorted = InOrder(ofRow, ref order);
                int start = (int)offsets[_placeOfNumber[block.FirstRow + row]];
                int first = inBlock.Start.Value;
                for (int i = 0; i < sorted.Length; i++)
                {
                    int e = first + (int)(uint)sorted[i];
                    (targets[start + i], permissions[start + i], strengths[start + i]) = ((int)(sorted[i] >> 32), block.Permissions[e], block.Strengths[e]);
                    if (contactSection is not null)
                    {
                        contacts[start + i] = contactsOfBlock[e];
                    }
                }

                for (; nextDated < datedInFile.Length && datedInFile[nextDated] < block.Offsets[row + 1]; nextDated++)
                {
                    int local = (int)(datedInFile[nextDated] - block.Offsets[row]);
                    int target = _placeOfNumber[ofRow[local]];
                    datedEdges[nextDated] = start + targets.AsSpan(start, ofRow.Length).BinarySearch(target);
                }
            }

            _isDone(block.Targets.Length);
        }

        // As the builder has them: neutral facts, and no weight.
        foreach (int edge in datedEdges)
        {
            (permissions[edge], strengths[edge]) = (1, 1);
        }

        facts = EdgeFacts.Of(permissions, strengths, out float[] weights);
        foreach (int edge in datedEdges)
        {
            weights[edge] = 0;
        }

        dated = side.ReadDated(datedEdges, _content.Numbers.Options.OnDuplicate);
        return new(offsets, targets, weights);
    }

    private static void RequireWeights(EdgeSections sections, in EdgeBlock block, int row, long[] dated, ref int nextDated)
    {
        ReadOnlySpan<float> permissions = block.Permissions[block.EdgesOf(row)];
        ReadOnlySpan<float> strengths = block.Strengths[block.EdgesOf(row)];
        Span<float> weights = permissions.Length <= 256 ? stackalloc float[256] : new float[permissions.Length];
        weights = weights[..permissions.Length];
        for (int e = 0; e < weights.Length; e++)
        {
            weights[e] = EdgeRow.WeightOf(permissions[e], strengths[e]);
        }

        sections.RequireWeights(weights, block.Offsets[row], dated, ref nextDated);
    }

    private long[] OffsetsByPlace(EdgeSections sections)
    {
        long[] offsets = new long[sections.NodeCount + 1];
        long[] inFile = sections.ReadOffsets(_cancellationToken);
        for (int number = 0; number < sections.NodeCount; number++)
        {
            offsets[_placeOfNumber[number] + 1] = inFile[number + 1] - inFile[number];
        }

        CountingSort.Accumulate(offsets);
        return offsets;
    }

    /// <summary>The places of a row's targets, ascending, each with the edge's place in the row below it.</summary>
    private Span<long> InOrder(ReadOnlySpan<int> targets, ref long[] order)
    {
        order = order.Length < targets.Length ? new long[Math.Max(targets.Length, 2 * order.Length)] : order;
        for (int i = 0; i < targets.Length; i++)
        {
            order[i] = ((long)_placeOfNumber[targets[i]] << 32) | (uint)i;
        }

        Span<long> row = order.AsSpan(0, targets.Length);
        row.Sort();
        return row;
    }

    /// <summary>The file says each tie twice, and both times the same.</summary>
    private void RequireSame(CsrGraph backward)
    {
        EdgeSections sections = _content.Backward;
        int[] firsts = sections.Split(WorkPerBlock, _cancellationToken).Firsts;
        var buffer = new EdgeBuffer();
        for (int b = 0; b + 1 < firsts.Length; b++)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            EdgeBlock block = sections.Read(firsts[b], firsts[b + 1], buffer);
            for (int row = 0; row < block.RowCount; row++)
            {
                int place = _placeOfNumber[block.FirstRow + row];
                ReadOnlySpan<int> targets = block.Targets[block.EdgesOf(row)];
                ReadOnlySpan<float> weights = block.Weights[block.EdgesOf(row)];
                sections.RequireAscending(targets, block.Offsets[row]);
                bool isSame = targets.Length == backward.DegreeOf(place);
                for (int e = 0; isSame && e < targets.Length; e++)
                {
                    int edge = backward.IndexOf(place, _placeOfNumber[targets[e]]);
                    isSame = edge >= 0 && BitConverter.SingleToInt32Bits(backward.Weights[edge]) == BitConverter.SingleToInt32Bits(weights[e]);
                }

                if (!isSame)
                {
                    throw _content.File.Error(SectionNames.TargetsOf(SectionNames.Backward), 0, Invariant($"the ties to customer number {block.FirstRow + row} are others than those of section '{SectionNames.TargetsOf(SectionNames.Forward)}'; expected the same. {GraphFileReader.Advice}"));
                }
            }

            _isDone(block.Targets.Length);
        }
    }

    private void RequireAscending(TKey[] keys)
    {
        IComparer<TKey> order = KeyOrder<TKey>.Comparer!;
        for (int place = 1; place < keys.Length; place++)
        {
            if (order.Compare(keys[place - 1], keys[place]) >= 0)
            {
                throw _content.File.Error(SectionNames.Keys, 0, $"key '{keys[place]}' stands after '{keys[place - 1]}'; expected keys to ascend. {GraphFileReader.Advice}");
            }
        }
    }
}
