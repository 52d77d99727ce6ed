namespace InfluenceGraph.GraphFiles;

/// <summary>The edges of a file in one direction: for each row its targets, ascending, with their permissions and strengths, read block by block.</summary>
internal sealed class EdgeSections : IEdgeRows
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
                PermissionPrecision.Exact => file.Get(SectionNames.PermissionsOf(direction), ElementKind.Single, sizeof(float), EdgeCount),
                PermissionPrecision.Bits16 => file.Get(SectionNames.PermissionsOf(direction), ElementKind.UInt16, sizeof(ushort), EdgeCount),
                _ => file.Get(SectionNames.PermissionsOf(direction), ElementKind.Byte, sizeof(byte), EdgeCount),
            };
            _permissions.Check = _precision switch
            {
                PermissionPrecision.Exact => BlockChecks.Singles(1, "permission"),
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

    public int NodeCount { get; }

    public long EdgeCount { get; }

    public bool HasCodes => _permissions is not null && _strengths is null && _precision == PermissionPrecision.Bits8;

    public ReadOnlySpan<float> Levels => _levels;

    /// <summary>Bytes that targets, permissions and strengths take in the file.</summary>
    internal long EdgeBytes => _targets.Entry.Length + (_permissions?.Entry.Length ?? 0) + (_strengths?.Entry.Length ?? 0);

    public RowRanges Split(int workPerBlock, CancellationToken cancellationToken)
    {
        const int Step = 1 << 17;
        var firsts = new List<int> { 0 };
        byte[] buffer = [];
        (long begun, long before, long longest) = (0, 0, 0);
        for (int first = 0; first < NodeCount; first += Step)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ReadOnlySpan<long> offsets = _offsets.Read<long>(first, Math.Min(Step, NodeCount - first) + 1, ref buffer);
            for (int i = 1; i < offsets.Length; i++)
            {
                (int row, long start) = (first + i - 1, offsets[i - 1]);
                if (start < before || offsets[i] < start)
                {
                    throw OffsetsFall(row + 1, Math.Min(start, offsets[i]), Math.Max(start, before));
                }

                before = offsets[i];
                longest = Math.Max(longest, before - start);
                if (row + 1 + before - begun > workPerBlock && row > firsts[^1])
                {
                    firsts.Add(row);
                    begun = row + start;
                }
            }
        }

        firsts.Add(NodeCount);
        return longest <= NodeCount
            ? new([.. firsts], longest)
            : throw _offsets.Error(0, FormattableString.Invariant($"a row of {longest} ties; expected at most {NodeCount}, one to each customer."));
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

    public EdgeBlock Read(int first, int end, EdgeBuffer buffer, EdgeColumns columns = EdgeColumns.Weights)
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
        if (columns == EdgeColumns.Codes && HasCodes)
        {
            return new(first, start, offsets, targets, [], [], [], _permissions!.Read<byte>(start, count, ref buffer.Permissions));
        }

        ReadOnlySpan<float> permissions = _permissions is null ? buffer.Ones(count) : ReadPermissions(start, count, buffer);
        ReadOnlySpan<float> strengths = _strengths is null
            ? columns == EdgeColumns.All ? buffer.Ones(count) : []
            : _strengths.Read<float>(start, count, ref buffer.Strengths);
        ReadOnlySpan<float> weights = columns == EdgeColumns.All ? [] : _strengths is null ? permissions : Products(permissions, strengths, buffer);
        return new(first, start, offsets, targets, permissions, strengths, weights, []);
    }

    /// <summary>One row, from the mapping.</summary>
    internal (long Start, int[] Targets, float[] Permissions, float[] Strengths) Row(int node)
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

        return (start, targets, permissions, strengths);
    }

    /// <summary>The place of an edge among all, or -1. O(degree).</summary>
    internal long IndexOf(int source, int target)
    {
        (long start, int count) = Range(source);
        int[] targets = new int[count];
        _targets.Copy<int>(start, targets);
        RequireAscending(targets, start);
        int found = targets.AsSpan().BinarySearch(target);
        return found < 0 ? -1 : start + found;
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

    /// <summary>An edge has a weight unless it holds only for a period; then it has none by itself.</summary>
    /// <param name="weights">The weights of a row, or its permissions.</param>
    /// <param name="start">The row's first edge.</param>
    /// <param name="dated">The edges that hold only for a period, ascending.</param>
    /// <param name="nextDated">The first of those from this row on; moved to the next row.</param>
    internal void RequireWeights(ReadOnlySpan<float> weights, long start, long[] dated, ref int nextDated)
    {
        for (int e = 0; e < weights.Length; e++)
        {
            bool isDated = nextDated < dated.Length && dated[nextDated] == start + e;
            nextDated += isDated ? 1 : 0;
            if (isDated != (weights[e] == 0))
            {
                throw (_permissions ?? _targets).Error(start + e, FormattableString.Invariant($"a tie that holds {(isDated ? "only for a period" : "always")} with weight {weights[e]}; expected {(isDated ? "0, as its dated rows tell it" : "more than 0")}."));
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
        if (_precision == PermissionPrecision.Exact)
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
        else if (_precision == PermissionPrecision.Exact)
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
