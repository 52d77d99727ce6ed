using InfluenceGraph.Graphs;
using InfluenceGraph.Tags;

namespace InfluenceGraph.GraphFiles;

/// <summary>Writes what a graph holds beside customers and ties, each table where it is not empty. Customers stand in it by place, the rank of their key.</summary>
internal sealed class SideTablesWriter<TKey>(GraphFileWriter file, CustomerData<TKey> data, CsrGraph forward, int[] numbers, CancellationToken cancellationToken)
    where TKey : notnull
{
    private readonly TextTable _texts = new();

    internal void Write(EdgeTable edges, long[] datedEdges, Consent<TKey>[] consents)
    {
        WriteDated(edges.Dated, datedEdges);
        WriteDenied(edges.DeniedPairs);
        WriteAttributes();
        WriteTags();
        WriteCircles();
        ConsentsWriter.Write(file, _texts, consents, key => data.Keys.TryGetNode(key, out int place) ? place : -1, cancellationToken);
        _texts.Write(file, cancellationToken);
    }

    private void WriteDated(DatedEdges dated, long[] datedEdges)
    {
        if (dated.IsEmpty)
        {
            return;
        }

        (int[] edges, int[] rowOffsets, EdgeRow[] rows) = dated.Content;
        file.Begin(SectionNames.DatedEdges, ElementKind.Int64, sizeof(long)).Write<long>(datedEdges);

        // In the order of the file's edges, which is another one than the graph's.
        int[] order = OrderInFile(edges);
        SectionWriter offsets = file.Begin(SectionNames.DatedOffsets, ElementKind.Int64, sizeof(long));
        long end = 0;
        offsets.Write(end);
        foreach (int i in order)
        {
            end += rowOffsets[i + 1] - rowOffsets[i];
            offsets.Write(end);
        }

        SectionWriter section = file.Begin(SectionNames.DatedRows, ElementKind.Record, DatedRecord.Bytes);
        foreach (int i in order)
        {
            foreach (EdgeRow row in rows.AsSpan(rowOffsets[i]..rowOffsets[i + 1]))
            {
                section.Write(new DatedRecord(row.Period.Since, row.Period.Until, row.Permission, row.Strength, 0));
            }
        }
    }

    /// <summary>The dated edges by the numbers of source and target.</summary>
    private int[] OrderInFile(int[] edges)
    {
        long[] pairs = new long[edges.Length];
        int[] order = new int[edges.Length];
        for (int i = 0; i < edges.Length; i++)
        {
            pairs[i] = EdgeTable.PairOf(numbers[forward.SourceOf(edges[i])], numbers[forward.Targets[edges[i]]]);
            order[i] = i;
        }

        Array.Sort(pairs, order);
        return order;
    }

    private void WriteDenied(ReadOnlySpan<long> pairs)
    {
        if (pairs.IsEmpty)
        {
            return;
        }

        long[] inFile = new long[pairs.Length];
        for (int i = 0; i < pairs.Length; i++)
        {
            inFile[i] = EdgeTable.PairOf(numbers[(int)(pairs[i] >> 32)], numbers[(int)pairs[i]]);
        }

        Array.Sort(inFile);
        file.Begin(SectionNames.Denied, ElementKind.Int64, sizeof(long)).Write<long>(inFile);
    }

    private void WriteAttributes()
    {
        SectionWriter? section = null;
        for (int place = 0; place < data.Keys.Length; place++)
        {
            foreach ((string name, string value) in data.AttributesOf(place))
            {
                section ??= file.Begin(SectionNames.Attributes, ElementKind.Record, AttributeRecord.Bytes);
                section.Write(new AttributeRecord(place, _texts.IdOf(name), _texts.IdOf(value), 0));
            }
        }
    }

    private void WriteTags()
    {
        if (data.Tags.Names.Length == 0)
        {
            return;
        }

        file.Begin(SectionNames.TagNames, ElementKind.Int32, sizeof(int)).Write<int>(Array.ConvertAll(data.Tags.Names, _texts.IdOf));
        SectionWriter section = file.Begin(SectionNames.TagRows, ElementKind.Record, TagRecord.Bytes);
        for (int place = 0; place < data.Keys.Length; place++)
        {
            foreach (TagRow row in data.Tags.RowsOf(place))
            {
                section.Write(new TagRecord(place, row.Tag, row.Weight, row.IsInferred ? 1 : 0, row.Period.Since, row.Period.Until));
            }
        }
    }

    private void WriteCircles()
    {
        if (data.Circles.LeftOut.Count > 0)
        {
            SectionWriter leftOut = file.Begin(SectionNames.CirclesLeftOut, ElementKind.Int64, sizeof(long));
            foreach (LeftOut item in data.Circles.LeftOut)
            {
                leftOut.Write((long)_texts.IdOf(item.Reason));
                leftOut.Write(item.Count);
            }
        }

        if (data.Circles.Count == 0)
        {
            return;
        }

        SectionWriter owners = file.Begin(SectionNames.CircleOwners, ElementKind.Int64, sizeof(long));
        for (int place = 0; place < data.Keys.Length; place++)
        {
            (int first, int count) = data.Circles.CirclesOf(place).GetOffsetAndLength(data.Circles.Count);
            for (int circle = first; circle < first + count; circle++)
            {
                owners.Write(EdgeTable.PairOf(place, _texts.IdOf(data.Circles.NameOf(circle))));
            }
        }

        SectionWriter offsets = file.Begin(SectionNames.CircleOffsets, ElementKind.Int64, sizeof(long));
        long end = 0;
        offsets.Write(end);
        for (int circle = 0; circle < data.Circles.Count; circle++)
        {
            end += data.Circles.MembersOf(circle).Length;
            offsets.Write(end);
        }

        SectionWriter members = file.Begin(SectionNames.CircleMembers, ElementKind.Int32, sizeof(int));
        for (int circle = 0; circle < data.Circles.Count; circle++)
        {
            members.Write(data.Circles.MembersOf(circle));
        }
    }
}
