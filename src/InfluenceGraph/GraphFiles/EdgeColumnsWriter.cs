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
        AddOffsets(degrees);
        if (_permissions is not null || permissions.ContainsAnyExcept(1f))
        {
            BeginPermissions();
            WritePermissions(permissions);
        }

        AddStrengths(strengths, permissions.Length);
        _targets.Write(targets);
    }

    /// <summary>Adds rows whose permissions are of a palette and whose strengths are 1.</summary>
    internal void Add(ReadOnlySpan<int> degrees, ReadOnlySpan<int> targets, ReadOnlySpan<byte> codes, PermissionPalette palette)
    {
        AddOffsets(degrees);
        if (_permissions is not null || !AreAllOne(codes, palette))
        {
            BeginPermissions();
            WriteCodes(codes, palette);
        }

        AddStrengths([], codes.Length);
        _targets.Write(targets);
    }

    private void AddOffsets(ReadOnlySpan<int> degrees)
    {
        long end = EdgeCount;
        foreach (int degree in degrees)
        {
            end += degree;
            _offsets.Write(end);
        }
    }

    private void BeginPermissions()
    {
        if (_permissions is null)
        {
            string name = SectionNames.PermissionsOf(_direction);
            _permissions = _precision switch
            {
                PermissionPrecision.Exact => _file.BeginAside(name, ElementKind.Single, sizeof(float), Aside.Permissions),
                PermissionPrecision.Bits16 => _file.BeginAside(name, ElementKind.UInt16, sizeof(ushort), Aside.Permissions),
                _ => _file.BeginAside(name, ElementKind.Byte, sizeof(byte), Aside.Permissions),
            };
            Repeat(EdgeCount, ones => WritePermissions(ones.Span));
        }
    }

    private static bool AreAllOne(ReadOnlySpan<byte> codes, PermissionPalette palette)
    {
        int one = palette.Find(1);
        return one >= 0 ? !codes.ContainsAnyExcept((byte)one) : codes.IsEmpty;
    }

    /// <summary>By a table from one code to the other.</summary>
    private void WriteCodes(ReadOnlySpan<byte> codes, PermissionPalette palette)
    {
        const int Step = 1024;
        Span<float> permissions = stackalloc float[256];
        Span<ushort> levels = stackalloc ushort[256];
        Span<bool> occurs = stackalloc bool[256];
        for (int code = 0; code < palette.Count; code++)
        {
            permissions[code] = palette[code];
            levels[code] = (ushort)(_levels?.CodeOf(palette[code]) ?? 0);
        }

        Span<float> singles = stackalloc float[Step];
        Span<ushort> codes16 = stackalloc ushort[Step];
        Span<byte> codes8 = stackalloc byte[Step];
        for (; !codes.IsEmpty; codes = codes[Math.Min(Step, codes.Length)..])
        {
            int count = Math.Min(Step, codes.Length);
            for (int i = 0; i < count; i++)
            {
                byte code = codes[i];
                occurs[code] = true;
                singles[i] = permissions[code];
                codes16[i] = levels[code];
                codes8[i] = (byte)levels[code];
            }

            switch (_precision)
            {
                case PermissionPrecision.Exact:
                    _permissions!.Write<float>(singles[..count]);
                    break;
                case PermissionPrecision.Bits16:
                    _permissions!.Write<ushort>(codes16[..count]);
                    break;
                default:
                    _permissions!.Write<byte>(codes8[..count]);
                    break;
            }
        }

        for (int code = 0; code < palette.Count; code++)
        {
            LargestError = occurs[code] && _levels is not null ? Math.Max(LargestError, _levels.ErrorOf(permissions[code])) : LargestError;
        }
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
        if (_precision == PermissionPrecision.Exact)
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
