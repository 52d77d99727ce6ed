namespace InfluenceGraph.GraphFiles;

/// <summary>The edges of a file in one direction: for each row its targets, ascending, with their permissions and strengths, read block by block.</summary>
internal sealed class EdgeSections
{
    private readonly VerifiedSection _offsets;
    private readonly VerifiedSection _targets;
    private readonly VerifiedSection? _permissions;
    private readonly VerifiedSection? _strengths;
    private readonly float[] _levels;
    private readonly PermissionPrecision _precision;

    internal EdgeSections(GraphFileReader file, string direction, GraphFileNumbers numbers, float[] levels)
    {
        _levels = levels;
        _precision = numbers.Precision;
        NodeCount = numbers.Customers;
        EdgeCount = numbers.Ties;
        _offsets = file.Get(SectionNames.OffsetsOf(direction), ElementKind.Int64, sizeof(long), NodeCount + 1L);
        _offsets.Check = BlockChecks.Offsets(_offsets.Count, EdgeCount);
        _targets = file.Get(SectionNames.TargetsOf(direction), ElementKind.Int32, sizeof(int), EdgeCount);
        _targets.Check = BlockChecks.Nodes(NodeCount);
        if (file.Find(SectionNames.PermissionsOf(direction)) is not null)
        {
            _permissions = _precision switch
            {
                PermissionPrecision.Single => file.Get(SectionNames.PermissionsOf(direction), ElementKind.Single, sizeof(float), EdgeCount),
                PermissionPrecision.Bits16 => file.Get(SectionNames.PermissionsOf(direction), ElementKind.UInt16, sizeof(ushort), EdgeCount),
                _ => file.Get(SectionNames.PermissionsOf(direction), ElementKind.Byte, sizeof(byte), EdgeCount),
            };
            _permissions.Check = _precision switch
            {
                PermissionPrecision.Single => BlockChecks.Singles(1, "permission"),
                PermissionPrecision.Bits16 => BlockChecks.Codes16(levels.Length),
                _ => BlockChecks.Codes8(levels.Length),
            };
        }

        _strengths = file.Find(SectionNames.StrengthsOf(direction)) is null ? null : file.Get(SectionNames.StrengthsOf(direction), ElementKind.Single, sizeof(float), EdgeCount);
        if (_strengths is not null)
        {
            _strengths.Check = BlockChecks.Singles(float.MaxValue, "strength");
        }
    }

    internal int NodeCount { get; }

    internal long EdgeCount { get; }

    /// <summary>Whether weights and permissions are the same.</summary>
    internal bool HasStrengths => _strengths is not null;

    /// <summary>Bytes that targets, permissions and strengths take in the file.</summary>
    internal long EdgeBytes => _targets.Entry.Length + (_permissions?.Entry.Length ?? 0) + (_strengths?.Entry.Length ?? 0);

    /// <summary>Cuts the rows into blocks of about so many rows and edges. A row is never cut, so a block may be as large as the largest row. One pass over the offsets.</summary>
    /// <returns>The first row of each block and, last, the number of rows.</returns>
    internal int[] Split(int workPerBlock, CancellationToken cancellationToken)
    {
        const int Step = 1 << 17;
        var firsts = new List<int> { 0 };
        byte[] buffer = [];
        long begun = 0;
        for (int first = 0; first < NodeCount; first += Step)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ReadOnlySpan<long> offsets = _offsets.Read<long>(first, Math.Min(Step, NodeCount - first) + 1, ref buffer);
            for (int i = 1; i < offsets.Length; i++)
            {
                long work = first + i + offsets[i];
                if (work - begun > workPerBlock && first + i - 1 > firsts[^1])
                {
                    firsts.Add(first + i - 1);
                    begun = first + i - 1 + offsets[i - 1];
                }
            }
        }

        firsts.Add(NodeCount);
        return [.. firsts];
    }

    /// <summary>Where each row begins, all at once.</summary>
    internal long[] ReadOffsets(CancellationToken cancellationToken)
    {
        long[] offsets = _offsets.ReadAll<long>(cancellationToken);
        for (int i = 1; i < offsets.Length; i++)
        {
            if (offsets[i] < offsets[i - 1])
            {
                throw OffsetsFall(i, offsets[i], offsets[i - 1]);
            }
        }

        return offsets;
    }

    /// <summary>Reads the rows <paramref name="first"/> to <paramref name="end"/> from the file. What was read before into the same buffer is gone.</summary>
    internal EdgeBlock Read(int first, int end, EdgeBuffer buffer, EdgeColumns columns = EdgeColumns.Weights)
    {
        ReadOnlySpan<long> offsets = _offsets.Read<long>(first, end - first + 1, ref buffer.Offsets);
        long start = offsets[0];
        for (int i = 1; i < offsets.Length; i++)
        {
            if (offsets[i] < offsets[i - 1])
            {
                // Within a block of the section the structure was checked, but two of them meet here.
                throw OffsetsFall(first + i, offsets[i], offsets[i - 1]);
            }
        }

        int count = checked((int)(offsets[^1] - start));
        ReadOnlySpan<int> targets = _targets.Read<int>(start, count, ref buffer.Targets);
        ReadOnlySpan<float> permissions = _permissions is null ? buffer.Ones(count) : ReadPermissions(start, count, buffer);
        ReadOnlySpan<float> strengths = _strengths is null
            ? columns == EdgeColumns.All ? buffer.Ones(count) : []
            : _strengths.Read<float>(start, count, ref buffer.Strengths);
        ReadOnlySpan<float> weights = columns == EdgeColumns.All ? [] : _strengths is null ? permissions : Products(permissions, strengths, buffer);
        return new(first, start, offsets, targets, permissions, strengths, weights);
    }

    /// <summary>One row, from the mapping.</summary>
    internal (int[] Targets, float[] Permissions, float[] Strengths) Row(int node)
    {
        (long start, int count) = Range(node);
        int[] targets = new int[count];
        _targets.Copy<int>(start, targets);
        RequireAscending(targets, start);
        float[] permissions = new float[count];
        CopyPermissions(start, permissions);
        float[] strengths = new float[count];
        if (_strengths is null)
        {
            Array.Fill(strengths, 1);
        }
        else
        {
            _strengths.Copy<float>(start, strengths);
        }

        return (targets, permissions, strengths);
    }

    /// <summary>A row that is not ascending would be read wrongly by whoever searches or merges it.</summary>
    internal void RequireAscending(ReadOnlySpan<int> targets, long start)
    {
        for (int i = 1; i < targets.Length; i++)
        {
            if (targets[i] <= targets[i - 1])
            {
                throw _targets.Error(start + i, FormattableString.Invariant($"customer number {targets[i]} after {targets[i - 1]} in one row; expected them to ascend."));
            }
        }
    }

    private GraphFileException OffsetsFall(int row, long offset, long before) =>
        _offsets.Error(row, FormattableString.Invariant($"row {row} begins at {offset}; expected at least {before}."));

    private (long Start, int Count) Range(int node)
    {
        Span<long> ends = stackalloc long[2];
        _offsets.Copy(node, ends);
        long count = ends[1] - ends[0];
        return count >= 0 && count <= NodeCount
            ? (ends[0], (int)count)
            : throw _offsets.Error(node, FormattableString.Invariant($"a row of {count} ties; expected 0 to {NodeCount}."));
    }

    private ReadOnlySpan<float> ReadPermissions(long start, int count, EdgeBuffer buffer)
    {
        if (_precision == PermissionPrecision.Single)
        {
            return _permissions!.Read<float>(start, count, ref buffer.Permissions);
        }

        Span<float> decoded = buffer.Decoded(count);
        if (_precision == PermissionPrecision.Bits8)
        {
            Decode(_permissions!.Read<byte>(start, count, ref buffer.Permissions), decoded);
        }
        else
        {
            Decode(_permissions!.Read<ushort>(start, count, ref buffer.Permissions), decoded);
        }

        return decoded;
    }

    private void CopyPermissions(long start, Span<float> permissions)
    {
        if (_permissions is null)
        {
            permissions.Fill(1);
        }
        else if (_precision == PermissionPrecision.Single)
        {
            _permissions.Copy(start, permissions);
        }
        else if (_precision == PermissionPrecision.Bits8)
        {
            byte[] codes = new byte[permissions.Length];
            _permissions.Copy<byte>(start, codes);
            Decode(codes, permissions);
        }
        else
        {
            ushort[] codes = new ushort[permissions.Length];
            _permissions.Copy<ushort>(start, codes);
            Decode(codes, permissions);
        }
    }

    private void Decode(ReadOnlySpan<byte> codes, Span<float> permissions)
    {
        float[] levels = _levels;
        for (int i = 0; i < codes.Length; i++)
        {
            permissions[i] = levels[codes[i]];
        }
    }

    private void Decode(ReadOnlySpan<ushort> codes, Span<float> permissions)
    {
        float[] levels = _levels;
        for (int i = 0; i < codes.Length; i++)
        {
            permissions[i] = levels[codes[i]];
        }
    }

    private static ReadOnlySpan<float> Products(ReadOnlySpan<float> permissions, ReadOnlySpan<float> strengths, EdgeBuffer buffer)
    {
        Span<float> weights = buffer.Products(permissions.Length);
        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] = Graphs.EdgeRow.WeightOf(permissions[i], strengths[i]);
        }

        return weights;
    }
}

/// <summary>What is wanted of an edge.</summary>
internal enum EdgeColumns
{
    /// <summary>Permission times strength.</summary>
    Weights,

    /// <summary>Permission and strength.</summary>
    All,
}

/// <summary>Some rows of a file: where each begins, counted from the first of all edges, and their edges.</summary>
/// <param name="firstRow">The first row.</param>
/// <param name="firstEdge">The first edge.</param>
/// <param name="offsets">Where each row begins, and where the last ends.</param>
/// <param name="targets">Each edge's target; no more is checked than that it is a row.</param>
/// <param name="permissions">Each edge's permission.</param>
/// <param name="strengths">Each edge's strength; may be empty where only weights are wanted and all strengths are 1.</param>
/// <param name="weights">Permission times strength; empty where not wanted.</param>
internal readonly ref struct EdgeBlock(int firstRow, long firstEdge, ReadOnlySpan<long> offsets, ReadOnlySpan<int> targets, ReadOnlySpan<float> permissions, ReadOnlySpan<float> strengths, ReadOnlySpan<float> weights)
{
    internal int FirstRow { get; } = firstRow;

    internal long FirstEdge { get; } = firstEdge;

    internal ReadOnlySpan<long> Offsets { get; } = offsets;

    internal ReadOnlySpan<int> Targets { get; } = targets;

    internal ReadOnlySpan<float> Permissions { get; } = permissions;

    internal ReadOnlySpan<float> Strengths { get; } = strengths;

    internal ReadOnlySpan<float> Weights { get; } = weights;

    internal int RowCount => Offsets.Length - 1;

    internal Range EdgesOf(int row) => (int)(Offsets[row] - FirstEdge)..(int)(Offsets[row + 1] - FirstEdge);
}

/// <summary>Room for one block of rows; used by one thread at a time.</summary>
internal sealed class EdgeBuffer
{
    internal byte[] Offsets = [];
    internal byte[] Targets = [];
    internal byte[] Permissions = [];
    internal byte[] Strengths = [];
    private float[] _decoded = [];
    private float[] _products = [];
    private float[] _ones = [];

    internal Span<float> Decoded(int count) => Room(ref _decoded, count);

    internal Span<float> Products(int count) => Room(ref _products, count);

    internal ReadOnlySpan<float> Ones(int count)
    {
        if (_ones.Length < count)
        {
            _ones = new float[count];
            Array.Fill(_ones, 1);
        }

        return _ones.AsSpan(0, count);
    }

    private static Span<float> Room(ref float[] array, int count)
    {
        array = array.Length < count ? GC.AllocateUninitializedArray<float>(count) : array;
        return array.AsSpan(0, count);
    }
}
