namespace InfluenceGraph.GraphFiles;

/// <summary>Writes one direction's rows, one after the other: where each begins, targets, and permissions and strengths from the first on that is not 1.</summary>
internal sealed class EdgeColumnsWriter
{
    private readonly GraphFileWriter _file;
    private readonly string _direction;
    private readonly PermissionPrecision _precision;
    private readonly PermissionLevels? _levels;
    private readonly SectionWriter _targets;
    private readonly SectionWriter _offsets;
    private SectionWriter? _permissions;
    private SectionWriter? _strengths;

    internal EdgeColumnsWriter(GraphFileWriter file, string direction, PermissionPrecision precision, PermissionLevels? levels)
    {
        (_file, _direction, _precision, _levels) = (file, direction, precision, levels);
        _targets = file.Begin(SectionNames.TargetsOf(direction), ElementKind.Int32, sizeof(int));
        _offsets = file.BeginAside(SectionNames.OffsetsOf(direction), ElementKind.Int64, sizeof(long), Aside.Offsets);
        _offsets.Write(0L);
    }

    /// <summary>The number of edges written.</summary>
    internal long EdgeCount => _targets.Length / sizeof(int);

    /// <summary>The largest difference between a permission and its level.</summary>
    internal double LargestError { get; private set; }

    /// <summary>Adds rows.</summary>
    /// <param name="degrees">The number of edges of each.</param>
    /// <param name="targets">Their targets, ascending in each row.</param>
    /// <param name="permissions">Their permissions.</param>
    /// <param name="strengths">Their strengths; empty where all are 1.</param>
    internal void Add(ReadOnlySpan<int> degrees, ReadOnlySpan<int> targets, ReadOnlySpan<float> permissions, ReadOnlySpan<float> strengths)
    {
        long end = EdgeCount;
        foreach (int degree in degrees)
        {
            end += degree;
            _offsets.Write(end);
        }

        AddPermissions(permissions);
        AddStrengths(strengths, permissions.Length);
        _targets.Write(targets);
    }

    private void AddPermissions(ReadOnlySpan<float> permissions)
    {
        if (_permissions is null)
        {
            if (!permissions.ContainsAnyExcept(1f))
            {
                return;
            }

            string name = SectionNames.PermissionsOf(_direction);
            _permissions = _precision switch
            {
                PermissionPrecision.Single => _file.BeginAside(name, ElementKind.Single, sizeof(float), Aside.Permissions),
                PermissionPrecision.Bits16 => _file.BeginAside(name, ElementKind.UInt16, sizeof(ushort), Aside.Permissions),
                _ => _file.BeginAside(name, ElementKind.Byte, sizeof(byte), Aside.Permissions),
            };
            Repeat(EdgeCount, ones => WritePermissions(ones.Span));
        }

        WritePermissions(permissions);
    }

    private void AddStrengths(ReadOnlySpan<float> strengths, int count)
    {
        if (_strengths is null)
        {
            if (!strengths.ContainsAnyExcept(1f))
            {
                return;
            }

            _strengths = _file.BeginAside(SectionNames.StrengthsOf(_direction), ElementKind.Single, sizeof(float), Aside.Strengths);
            Repeat(EdgeCount, ones => _strengths.Write(ones.Span));
        }

        if (strengths.IsEmpty)
        {
            Repeat(count, ones => _strengths.Write(ones.Span));
        }
        else
        {
            _strengths.Write(strengths);
        }
    }

    private void WritePermissions(ReadOnlySpan<float> permissions)
    {
        if (_precision == PermissionPrecision.Single)
        {
            _permissions!.Write(permissions);
            return;
        }

        Span<ushort> codes16 = stackalloc ushort[1024];
        Span<byte> codes8 = stackalloc byte[1024];
        ReadOnlySpan<float> levels = _levels!.Levels;
        for (; !permissions.IsEmpty; permissions = permissions[Math.Min(1024, permissions.Length)..])
        {
            int count = Math.Min(1024, permissions.Length);
            double largest = LargestError;
            for (int i = 0; i < count; i++)
            {
                int code = _levels.CodeOf(permissions[i]);
                largest = Math.Max(largest, Math.Abs((double)levels[code] - permissions[i]));
                (codes8[i], codes16[i]) = ((byte)code, (ushort)code);
            }

            LargestError = largest;
            if (_precision == PermissionPrecision.Bits8)
            {
                _permissions!.Write<byte>(codes8[..count]);
            }
            else
            {
                _permissions!.Write<ushort>(codes16[..count]);
            }
        }
    }

    private static void Repeat(long count, Action<ReadOnlyMemory<float>> write)
    {
        float[] ones = new float[Math.Min(count, 1 << 16)];
        Array.Fill(ones, 1);
        for (long done = 0; done < count; done += ones.Length)
        {
            write(ones.AsMemory(0, (int)Math.Min(ones.Length, count - done)));
        }
    }
}

/// <summary>The order in which sections that waited are appended.</summary>
internal enum Aside
{
    Offsets,
    Permissions,
    Strengths,
    Contacts,

    /// <summary>Only with the end of the file.</summary>
    Late,
}
