using InfluenceGraph.Graphs;
using InfluenceGraph.Kernels;

namespace InfluenceGraph.GraphFiles;

/// <summary>Writes a graph that is in memory. O(customers + ties log ties of a customer) time, 16 bytes a customer beside the graph.</summary>
internal sealed class GraphSaver<TKey>
    where TKey : notnull
{
    private readonly CustomerData<TKey> _data;
    private readonly EdgeTable _edges;
    private readonly PermissionPrecision _precision;
    private readonly CancellationToken _cancellationToken;
    private readonly Action<long> _isDone;
    private readonly int[] _places;
    private readonly int[] _numbers;
    private readonly bool[] _isDated;
    private readonly bool _hasPermissions;
    private readonly bool _hasStrengths;
    private readonly PermissionLevels? _levels;
    private readonly double _error;

    internal GraphSaver(CustomerData<TKey> data, EdgeTable edges, PermissionPrecision precision, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        (_data, _edges, _precision, _cancellationToken) = (data, edges, precision, cancellationToken);
        int nodeCount = data.Keys.Length;
        int[] degrees = new int[nodeCount];
        for (int node = 0; node < nodeCount; node++)
        {
            // Two numbers below 2^31 - 1 each.
            degrees[node] = (int)Math.Min(int.MaxValue, (long)edges.Forward.DegreeOf(node) + edges.Backward.DegreeOf(node));
        }

        _places = FallingOrder.Of(degrees);
        _numbers = FallingOrder.Inverse(_places);
        _isDated = edges.Dated.IsEmpty ? [] : new bool[edges.Forward.EdgeCount];
        foreach (int edge in edges.Dated.Content.Edges)
        {
            _isDated[edge] = true;
        }

        HashSet<float>? occurring = precision == PermissionPrecision.Exact ? null : [];
        for (int edge = 0; edge < edges.Forward.EdgeCount; edge++)
        {
            (float permission, float strength) = FactsOf(edge);
            _hasPermissions |= permission != 1;
            _hasStrengths |= strength != 1;
            if (occurring?.Count <= PermissionLevels.RoomOf(precision))
            {
                occurring.Add(permission);
            }
        }

        if (precision != PermissionPrecision.Exact)
        {
            _levels = PermissionLevels.For(precision, occurring);
            _error = LargestError(_levels, occurring!);
        }

        _isDone = progress.Begin("writing ties", 2L * edges.Forward.EdgeCount);
    }

    internal void Write(string path, CustomerGraphOptions options, RowCounts rows, bool isLedgerGiven, ConsentLedger<TKey> ledger)
    {
        using var file = new GraphFileWriter(path);
        Consent<TKey>[] consents = ledger.Snapshot();
        var numbers = new GraphFileNumbers(
            _places.Length,
            _edges.Forward.EdgeCount,
            _precision,
            _error,
            options,
            isLedgerGiven || consents.Length > 0,
            rows,
            _edges.Counts,
            _data.Tags.UnknownCustomerRows,
            _edges.Dated.Count,
            consents.Length);
        WriteCustomers(file, _data.Keys, _numbers, _places, _levels, _cancellationToken);
        SectionWriter values = file.Begin(SectionNames.Values, ElementKind.Double, sizeof(double));
        foreach (int place in _places)
        {
            values.Write(_data.OwnValues[place]);
        }

        long[] datedEdges = WriteEdges(file, SectionNames.Forward, _edges.Forward, isForward: true);
        _ = WriteEdges(file, SectionNames.Backward, _edges.Backward, isForward: false);
        new SideTablesWriter<TKey>(file, _data, _edges.Forward, _numbers, _cancellationToken).Write(_edges, datedEdges, consents);
        file.Begin(SectionNames.Numbers, ElementKind.Int64, sizeof(long)).Write<long>(numbers.ToArray());
        file.Complete(_cancellationToken);
    }

    /// <summary>What every graph file has of its customers, but for their values.</summary>
    internal static void WriteCustomers(GraphFileWriter file, IReadOnlyList<TKey> keys, int[] numberOfPlace, int[] placeOfNumber, PermissionLevels? levels, CancellationToken cancellationToken)
    {
        FileKeys<TKey>.Instance.Write(file, SectionNames.Keys, SectionNames.KeyOffsets, keys, cancellationToken);
        file.Begin(SectionNames.KeyNumbers, ElementKind.Int32, sizeof(int)).Write<int>(numberOfPlace);
        file.Begin(SectionNames.KeyPlaces, ElementKind.Int32, sizeof(int)).Write<int>(placeOfNumber);
        if (levels is not null)
        {
            file.Begin(SectionNames.Levels, ElementKind.Single, sizeof(float)).Write(levels.Levels);
        }
    }

    /// <summary>Writes one direction. Returns where dated edges came to stand, in the order in which they do.</summary>
    private long[] WriteEdges(GraphFileWriter file, string direction, CsrGraph graph, bool isForward)
    {
        var columns = new EdgeColumnsWriter(file, direction, _precision, _levels);
        SectionWriter? contacts = isForward && _edges.HasContacts ? file.BeginAside(SectionNames.Contacts, ElementKind.Int64, sizeof(long), Aside.Contacts) : null;
        var dated = new List<long>();
        (long[] order, int[] targets, float[] permissions, float[] strengths) = ([], [], [], []);
        for (int number = 0; number < _places.Length; number++)
        {
            if ((number & 0xFFF) == 0)
            {
                _cancellationToken.ThrowIfCancellationRequested();
            }

            int place = _places[number];
            Span<long> row = InOrder(graph.TargetsOf(place), ref order);
            ReadOnlySpan<float> weights = graph.WeightsOf(place);
            int start = (int)graph.Offsets[place];
            if (targets.Length < row.Length)
            {
                (targets, permissions, strengths) = (new int[order.Length], new float[order.Length], new float[order.Length]);
            }

            for (int i = 0; i < row.Length; i++)
            {
                int local = (int)(uint)row[i];
                targets[i] = (int)(row[i] >> 32);
                (permissions[i], strengths[i]) = isForward ? FactsOf(start + local) : FactsOfBackward(place, graph.Targets[start + local], weights[local]);
                if (isForward && _isDated.Length > 0 && _isDated[start + local])
                {
                    dated.Add(columns.EdgeCount + i);
                }

                contacts?.Write(_edges.LastContactAt(start + local));
            }

            columns.Add([row.Length], targets.AsSpan(0, row.Length), permissions.AsSpan(0, row.Length), _hasStrengths ? strengths.AsSpan(0, row.Length) : []);
            _isDone(row.Length);
        }

        file.Settle(_cancellationToken);
        return [.. dated];
    }

    /// <summary>The numbers of a row's targets, ascending, each with the edge's place in the row below it.</summary>
    private Span<long> InOrder(ReadOnlySpan<int> targets, ref long[] order)
    {
        order = order.Length < targets.Length ? new long[Math.Max(targets.Length, 2 * order.Length)] : order;
        for (int i = 0; i < targets.Length; i++)
        {
            order[i] = ((long)_numbers[targets[i]] << 32) | (uint)i;
        }

        Span<long> row = order.AsSpan(0, targets.Length);
        row.Sort();
        return row;
    }

    /// <summary>An edge that holds only for a period carries nothing by itself: what it carries is in its dated rows.</summary>
    private (float Permission, float Strength) FactsOf(int edge)
    {
        if (_isDated.Length > 0 && _isDated[edge])
        {
            return (0, 1);
        }

        EdgeRow facts = _edges.UndatedRowAt(edge);
        return (facts.Permission, facts.Strength);
    }

    private (float Permission, float Strength) FactsOfBackward(int target, int source, float weight) =>
        !_hasStrengths ? (weight, 1)
        : !_hasPermissions ? (1, weight)
        : FactsOf(_edges.Forward.IndexOf(source, target));

    private double LargestError(PermissionLevels levels, HashSet<float> occurring)
    {
        double largest = 0;
        if (occurring.Count <= PermissionLevels.RoomOf(_precision))
        {
            foreach (float permission in occurring)
            {
                largest = Math.Max(largest, levels.ErrorOf(permission));
            }

            return largest;
        }

        for (int edge = 0; edge < _edges.Forward.EdgeCount; edge++)
        {
            largest = Math.Max(largest, levels.ErrorOf(FactsOf(edge).Permission));
        }

        return largest;
    }
}
