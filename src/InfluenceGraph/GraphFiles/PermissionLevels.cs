namespace InfluenceGraph.GraphFiles;

/// <summary>
/// The permissions that codes of 8 or 16 bits stand for, ascending from 0 to 1: those that occur, as far as they are few
/// enough, and evenly spread ones between. A permission is coded as the nearest level, but one above 0 never as 0.
/// </summary>
internal sealed class PermissionLevels
{
    private const int GuideBits = 12;

    private readonly float[] _levels;
    private readonly int[] _guide = new int[(1 << GuideBits) + 1];

    private PermissionLevels(float[] levels)
    {
        _levels = levels;
        for (int i = 0, level = 0; i < _guide.Length; i++)
        {
            while (level < levels.Length - 1 && levels[level + 1] <= (float)i / (1 << GuideBits))
            {
                level++;
            }

            _guide[i] = level;
        }
    }

    internal ReadOnlySpan<float> Levels => _levels;

    /// <summary>How many levels a precision has room for.</summary>
    internal static int RoomOf(PermissionPrecision precision) => precision == PermissionPrecision.Bits8 ? 1 << 8 : 1 << 16;

    /// <summary>Chooses the levels.</summary>
    /// <param name="precision">8 or 16 bits.</param>
    /// <param name="occurring">The different permissions that occur; <see langword="null"/> where there are too many to keep each.</param>
    internal static PermissionLevels For(PermissionPrecision precision, IReadOnlyCollection<float>? occurring)
    {
        int room = RoomOf(precision);
        var levels = new SortedSet<float> { 0, 1 };
        levels.UnionWith(occurring ?? []);
        if (occurring is null || levels.Count > room)
        {
            levels = [0, 1];
        }

        // Evenly spread ones, as far as there is room. Of those that occur none is within rounding of another one by chance.
        int free = room - levels.Count;
        for (int i = 1; i <= free; i++)
        {
            levels.Add((float)((double)i / (free + 1)));
        }

        return new([.. levels]);
    }

    /// <summary>By how much a permission changes.</summary>
    internal double ErrorOf(float permission) => Math.Abs((double)_levels[CodeOf(permission)] - permission);

    internal int CodeOf(float permission)
    {
        int level = _guide[(int)(permission * (1 << GuideBits))];
        while (level < _levels.Length - 1 && _levels[level + 1] <= permission)
        {
            level++;
        }

        // Now _levels[level] <= permission < the next one.
        if (level < _levels.Length - 1 && permission - _levels[level] > _levels[level + 1] - permission)
        {
            level++;
        }

        return level == 0 && permission > 0 ? 1 : level;
    }
}
