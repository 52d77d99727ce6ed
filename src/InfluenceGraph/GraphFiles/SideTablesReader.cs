using InfluenceGraph.Circles;
using InfluenceGraph.Graphs;
using InfluenceGraph.Tags;
using static System.FormattableString;

namespace InfluenceGraph.GraphFiles;

/// <summary>Reads what <see cref="SideTablesWriter{TKey}"/> wrote, and trusts none of it.</summary>
internal sealed class SideTablesReader<TKey>
    where TKey : notnull
{
    private readonly GraphFileContent<TKey> _content;
    private readonly GraphFileReader _file;
    private readonly TKey[] _keys;
    private readonly CancellationToken _cancellationToken;
    private readonly Lazy<string[]> _texts;

    internal SideTablesReader(GraphFileContent<TKey> content, TKey[] keys, CancellationToken cancellationToken)
    {
        (_content, _file, _keys, _cancellationToken) = (content, content.File, keys, cancellationToken);
        _texts = new(ReadTexts);
        DatedEdges = ReadDatedEdges();
    }

    /// <summary>The edges of the file that hold only for a period, ascending.</summary>
    internal long[] DatedEdges { get; }

    internal DatedEdges ReadDated(int[] edges, TieMerge rule)
    {
        if (edges.Length == 0)
        {
            return Graphs.DatedEdges.None;
        }

        VerifiedSection rowSection = _file.Get(SectionNames.DatedRows, ElementKind.Record, DatedRecord.Bytes);
        long[] ends = ReadOffsets(SectionNames.DatedOffsets, edges.Length, rowSection.Count);
        DatedRecord[] records = rowSection.ReadAll<DatedRecord>(_cancellationToken);

        // In the order of the graph's edges, which is another one than the file's.
        int[] order = new int[edges.Length];
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        int[] sorted = [.. edges];
        Array.Sort(sorted, order);
        int[] offsets = new int[edges.Length + 1];
        var rows = new EdgeRow[records.Length];
        int count = 0;
        for (int i = 0; i < order.Length; i++)
        {
            for (long r = ends[order[i]]; r < ends[order[i] + 1]; r++)
            {
                DatedRecord record = records[r];
                bool isValid = record.Permission is >= 0 and <= 1 && record.Strength is >= 0 and <= float.MaxValue && record.Since < record.Until;
                if (!isValid || !IsMoment(record.Since, long.MinValue) || !IsMoment(record.Until, long.MaxValue))
                {
                    throw rowSection.Error(r, Invariant($"permission {record.Permission}, strength {record.Strength} from {record.Since} to {record.Until}; expected 0 to 1, 0 or more, and a period."));
                }

                rows[count++] = new(record.Permission, record.Strength, new(record.Since, record.Until));
            }

            if (offsets[i] == count)
            {
                throw rowSection.Error(0, Invariant($"no row for dated tie {order[i]}; expected one at least."));
            }

            offsets[i + 1] = count;
        }

        return new(sorted, offsets, rows, rule);
    }

    internal long[] ReadDenied(int[] placeOfNumber)
    {
        VerifiedSection? section = _file.Find(SectionNames.Denied, ElementKind.Int64, sizeof(long));
        long[] pairs = section?.ReadAll<long>(_cancellationToken) ?? [];
        for (int i = 0; i < pairs.Length; i++)
        {
            (long source, long target) = (pairs[i] >> 32, (uint)pairs[i]);
            if (source < 0 || source >= placeOfNumber.Length || target >= placeOfNumber.Length)
            {
                throw section!.Error(i, Invariant($"a denied tie from customer number {source} to {target}; expected 0 to {placeOfNumber.Length - 1}."));
            }

            pairs[i] = EdgeTable.PairOf(placeOfNumber[source], placeOfNumber[target]);
        }

        Array.Sort(pairs);
        return pairs;
    }

    internal Dictionary<int, IReadOnlyDictionary<string, string>> ReadAttributes()
    {
        var attributes = new Dictionary<int, IReadOnlyDictionary<string, string>>();
        VerifiedSection? section = _file.Find(SectionNames.Attributes, ElementKind.Record, AttributeRecord.Bytes);
        AttributeRecord[] records = section?.ReadAll<AttributeRecord>(_cancellationToken) ?? [];
        for (int i = 0, end; i < records.Length; i = end)
        {
            int place = RequirePlace(section!, i, records[i].Place);
            var ofCustomer = new Dictionary<string, string>(StringComparer.Ordinal);
            for (end = i; end < records.Length && records[end].Place == place; end++)
            {
                if (!ofCustomer.TryAdd(Text(section!, end, records[end].Name), Text(section!, end, records[end].Value)))
                {
                    throw section!.Error(end, "an attribute that the customer has already; expected each once.");
                }
            }

            if (!attributes.TryAdd(place, ofCustomer.AsReadOnly()))
            {
                throw section!.Error(i, "attributes of a customer in two places; expected one.");
            }
        }

        return attributes;
    }

    internal TagTable ReadTags()
    {
        VerifiedSection? names = _file.Find(SectionNames.TagNames, ElementKind.Int32, sizeof(int));
        VerifiedSection? section = _file.Find(SectionNames.TagRows, ElementKind.Record, TagRecord.Bytes);
        int[] ids = names?.ReadAll<int>(_cancellationToken) ?? [];
        TagRecord[] records = section?.ReadAll<TagRecord>(_cancellationToken) ?? [];
        string[] texts = new string[ids.Length];
        for (int i = 0; i < ids.Length; i++)
        {
            texts[i] = Text(names!, i, ids[i]);
            if (string.IsNullOrWhiteSpace(texts[i]) || (i > 0 && StringComparer.OrdinalIgnoreCase.Compare(texts[i - 1], texts[i]) >= 0))
            {
                throw names!.Error(i, $"tag '{texts[i]}'; expected names in ordinal order, without regard to case.");
            }
        }

        int customers = _content.Numbers.Customers;
        int[] offsets = new int[customers + 1];
        var rows = new TagRow[records.Length];
        for (int i = 0; i < records.Length; i++)
        {
            TagRecord record = records[i];
            int place = RequirePlace(section!, i, record.Place);
            var row = new TagRow(record.Tag, record.Weight, record.IsInferred == 1, new(record.Since, record.Until));
            bool isValid = record.Tag >= 0 && record.Tag < texts.Length && record.Weight is > 0 and <= float.MaxValue && record.IsInferred is 0 or 1 && record.Since < record.Until;
            bool isInOrder = i == 0 || records[i - 1].Place < place || (records[i - 1].Place == place && TagRow.Compare(rows[i - 1], row) <= 0);
            if (!isValid || !isInOrder || !IsMoment(record.Since, long.MinValue) || !IsMoment(record.Until, long.MaxValue))
            {
                throw section!.Error(i, Invariant($"a tag row {record}; expected rows by customer and tag, with a weight above 0 and a period."));
            }

            rows[i] = row;
            offsets[place + 1]++;
        }

        for (int place = 0; place < customers; place++)
        {
            offsets[place + 1] += offsets[place];
        }

        return new(texts, offsets, rows, _content.Numbers.UnknownTagRows);
    }

    internal CircleTable ReadCircles()
    {
        VerifiedSection? leftOutSection = _file.Find(SectionNames.CirclesLeftOut, ElementKind.Int64, sizeof(long));
        long[] pairs = leftOutSection?.ReadAll<long>(_cancellationToken) ?? [];
        var leftOut = new LeftOut[pairs.Length / 2];
        for (int i = 0; i < leftOut.Length; i++)
        {
            leftOut[i] = new(Text(leftOutSection!, 2 * i, pairs[2 * i]), pairs[(2 * i) + 1] > 0 ? pairs[(2 * i) + 1] : throw leftOutSection!.Error((2 * i) + 1, "a count of 0 or less; expected more."));
        }

        VerifiedSection? section = _file.Find(SectionNames.CircleOwners, ElementKind.Int64, sizeof(long));
        long[] owners = section?.ReadAll<long>(_cancellationToken) ?? [];
        int customers = _content.Numbers.Customers;
        int[] offsets = new int[customers + 1];
        string[] names = new string[owners.Length];
        for (int i = 0; i < owners.Length; i++)
        {
            int owner = RequirePlace(section!, i, owners[i] >> 32);
            names[i] = Text(section!, i, (uint)owners[i]);
            bool isSameOwner = i > 0 && owners[i - 1] >> 32 == owner;
            if ((i > 0 && owners[i - 1] >> 32 > owner) || (isSameOwner && string.CompareOrdinal(names[i - 1], names[i]) >= 0))
            {
                throw section!.Error(i, $"circle '{names[i]}' stands after one that it should precede; expected circles by owner and name.");
            }

            offsets[owner + 1]++;
        }

        for (int place = 0; place < customers; place++)
        {
            offsets[place + 1] += offsets[place];
        }

        if (owners.Length == 0)
        {
            return new(offsets, [], [0], [], leftOut);
        }

        VerifiedSection memberSection = _file.Get(SectionNames.CircleMembers, ElementKind.Int32, sizeof(int));
        memberSection.Check = BlockChecks.Nodes(customers);
        long[] ends = ReadOffsets(SectionNames.CircleOffsets, owners.Length, memberSection.Count);
        int[] members = memberSection.ReadAll<int>(_cancellationToken);
        for (int circle = 0; circle < owners.Length; circle++)
        {
            for (long m = ends[circle]; m < ends[circle + 1]; m++)
            {
                if ((m > ends[circle] && members[m] <= members[m - 1]) || members[m] == owners[circle] >> 32)
                {
                    throw memberSection.Error(m, "a member out of order, or the owner; expected members to ascend, each once, without the owner.");
                }
            }
        }

        return new(offsets, names, Array.ConvertAll(ends, end => (int)end), members, leftOut);
    }

    internal ConsentLedger<TKey> ReadConsents()
    {
        var ledger = new ConsentLedger<TKey>();
        VerifiedSection? section = _file.Find(SectionNames.Consents, ElementKind.Record, ConsentRecord.Bytes);
        if (section is null ? _content.Numbers.Consents != 0 : section.Count != _content.Numbers.Consents)
        {
            throw _file.Error(SectionNames.Consents, section?.Entry.Offset ?? 0, Invariant($"{section?.Count ?? 0} consents; expected {_content.Numbers.Consents}. {GraphFileReader.Advice}"));
        }

        ConsentRecord[] records = section?.ReadAll<ConsentRecord>(_cancellationToken) ?? [];
        TKey[] others = ReadOtherKeys();
        for (int i = 0; i < records.Length; i++)
        {
            ConsentRecord record = records[i];
            TKey customer = record.Customer < 0 && ~record.Customer < others.Length ? others[~record.Customer] : KeyAt(section!, i, record.Customer);
            DateTimeOffset from = GraphFileNumbers.MomentOf(section!, i, record.From, record.FromMinutes);
            DateTimeOffset? until = (record.Flags & 2) == 0 ? null : GraphFileNumbers.MomentOf(section!, i, record.Until, record.UntilMinutes);
            string purpose = Text(section!, i, record.Purpose);
            string channel = Text(section!, i, record.Channel);
            string source = Text(section!, i, record.Source);
            if (record.Flags is < 0 or > 3 || until <= from || string.IsNullOrWhiteSpace(purpose) || string.IsNullOrWhiteSpace(channel) || string.IsNullOrWhiteSpace(source))
            {
                throw section!.Error(i, Invariant($"a consent with flags {record.Flags} from {from:O} until {until:O} to '{purpose}' on '{channel}'; expected names and a period."));
            }

            ledger.Record(new(customer, new(purpose), new(channel), (record.Flags & 1) != 0, from, until, source));
        }

        return ledger;
    }

    private TKey KeyAt(VerifiedSection section, long index, long place) =>
        _keys.Length > 0 ? _keys[RequirePlace(section, index, place)] : _content.Keys[RequirePlace(section, index, place)];

    private TKey[] ReadOtherKeys()
    {
        VerifiedSection? keys = _file.Find(SectionNames.OtherKeys);
        if (keys is null)
        {
            return [];
        }

        long count = (_file.Find(SectionNames.OtherKeyOffsets)?.Count ?? keys.Count + 1) - 1;
        return FileKeys<TKey>.Instance.Open(_file, SectionNames.OtherKeys, SectionNames.OtherKeyOffsets, count).ReadAll(_cancellationToken);
    }

    private long[] ReadDatedEdges()
    {
        VerifiedSection? section = _file.Find(SectionNames.DatedEdges, ElementKind.Int64, sizeof(long));
        long[] edges = section?.ReadAll<long>(_cancellationToken) ?? [];
        if (edges.Length != _content.Numbers.DatedTies)
        {
            throw _file.Error(SectionNames.DatedEdges, section?.Entry.Offset ?? 0, Invariant($"{edges.Length} dated ties; expected {_content.Numbers.DatedTies}. {GraphFileReader.Advice}"));
        }

        for (int i = 0; i < edges.Length; i++)
        {
            if (edges[i] < 0 || edges[i] >= _content.Numbers.Ties || (i > 0 && edges[i] <= edges[i - 1]))
            {
                throw section!.Error(i, Invariant($"dated tie {edges[i]}; expected 0 to {_content.Numbers.Ties - 1}, ascending."));
            }
        }

        return edges;
    }

    private long[] ReadOffsets(string name, long rows, long total)
    {
        VerifiedSection section = _file.Get(name, ElementKind.Int64, sizeof(long), rows + 1);
        section.Check = BlockChecks.Offsets(section.Count, total);
        long[] offsets = section.ReadAll<long>(_cancellationToken);
        for (int i = 1; i < offsets.Length; i++)
        {
            if (offsets[i] < offsets[i - 1])
            {
                throw section.Error(i, Invariant($"row {i} begins at {offsets[i]}; expected at least {offsets[i - 1]}."));
            }
        }

        return offsets;
    }

    private string[] ReadTexts()
    {
        VerifiedSection offsets = _file.Get(SectionNames.TextOffsets, ElementKind.Int64, sizeof(long));
        return new TextKeys().Open(_file, SectionNames.Texts, SectionNames.TextOffsets, Math.Max(0, offsets.Count - 1)).ReadAll(_cancellationToken);
    }

    private string Text(VerifiedSection section, long index, long id) => id >= 0 && id < _texts.Value.Length
        ? _texts.Value[id]
        : throw section.Error(index, Invariant($"text {id}; expected 0 to {_texts.Value.Length - 1}."));

    private int RequirePlace(VerifiedSection section, long index, long place) => place >= 0 && place < _content.Numbers.Customers
        ? (int)place
        : throw section.Error(index, Invariant($"place {place} of a customer; expected 0 to {_content.Numbers.Customers - 1}."));

    private static bool IsMoment(long ticks, long none) => ticks == none || (ticks >= 0 && ticks <= DateTime.MaxValue.Ticks);
}
