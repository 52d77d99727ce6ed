using System.Runtime.InteropServices;
using InfluenceGraph.Graphs;

namespace InfluenceGraph.GraphFiles;

/// <summary>One thread's room to bring the edges of a range into rows: a counting sort by row, each row sorted by target, edges of one pair merged. What comes out does not depend on the order in which edges came.</summary>
internal sealed class PartitionRows(PermissionPalette palette, TieMerge rule)
{
    private readonly List<EdgeRow> _group = [];
    private ulong[] _packed = [];
    private WideEdge[] _wide = [];
    private ulong[] _sorted = [];
    private WideEdge[] _sortedWide = [];
    private int[] _starts = [];
    private int[] _targets = [];
    private float[] _permissions = [];
    private float[] _strengths = [];
    private byte[] _codes = [];
    private bool _hasCodes;
    private int[] _degrees = [];
    private int _first;
    private int _rows;
    private int _count;
    private bool _hasStrengths;

    internal int FirstRow => _first;

    internal ReadOnlySpan<int> Degrees => _degrees.AsSpan(0, _rows);

    internal ReadOnlySpan<int> Targets => _targets.AsSpan(0, _count);

    internal ReadOnlySpan<float> Permissions => _permissions.AsSpan(0, _count);

    /// <summary>Codes of the permissions, where all have one and strengths are 1; else empty.</summary>
    internal ReadOnlySpan<byte> Codes => _hasCodes ? _codes.AsSpan(0, _count) : [];

    /// <summary>Empty where all are 1.</summary>
    internal ReadOnlySpan<float> Strengths => _hasStrengths ? _strengths.AsSpan(0, _count) : [];

    internal float StrengthOf(int edge) => _hasStrengths ? _strengths[edge] : 1;

    /// <summary>Pairs whose rows come to permission 0, in order.</summary>
    internal List<long> Denied { get; } = [];

    /// <summary>Edges read, as rows of ties.</summary>
    internal long RowsRead { get; private set; }

    internal long Parallel { get; private set; }

    internal long WithoutStrength { get; private set; }

    /// <summary>The first pair that breaks a rule, and which; no edges then.</summary>
    internal (int Row, int Target, string Problem)? Problem { get; private set; }

    /// <summary>Reads a range and sorts and merges it.</summary>
    internal void Load(PartitionStore store, int partition)
    {
        (_first, int end) = store.RowsOf(partition);
        _rows = end - _first;
        store.Read(partition, ref _packed, out int packedCount, ref _wide, out int wideCount);
        Denied.Clear();
        (RowsRead, Parallel, WithoutStrength, Problem) = (packedCount + (long)wideCount, 0, 0, null);
        (_count, _hasStrengths) = (0, false);
        _degrees = Room(_degrees, _rows);
        Array.Clear(_degrees, 0, _rows);
        _starts = Room(_starts, _rows + 1);
        Array.Clear(_starts, 0, _rows + 1);
        int total = checked(packedCount + wideCount);
        _targets = Room(_targets, total);
        _permissions = Room(_permissions, total);
        _hasCodes = wideCount == 0;
        if (_hasCodes)
        {
            _codes = Room(_codes, total);
            SortPacked(packedCount);
            MergePacked();
        }
        else
        {
            _strengths = Room(_strengths, total);
            SortWide(packedCount, wideCount);
            MergeWide();
        }
    }

    private void SortPacked(int count)
    {
        _sorted = Room(_sorted, count);
        ReadOnlySpan<ulong> words = _packed.AsSpan(0, count);
        foreach (ulong word in words)
        {
            _starts[(int)(word >> 40)]++;
        }

        ToStarts();
        foreach (ulong word in words)
        {
            _sorted[_starts[(int)(word >> 40)]++] = word;
        }

        BackToStarts();
        for (int row = 0; row < _rows; row++)
        {
            _sorted.AsSpan(_starts[row].._starts[row + 1]).Sort();
        }
    }

    private void SortWide(int packedCount, int wideCount)
    {
        _sortedWide = Room(_sortedWide, packedCount + wideCount);
        foreach (ulong word in _packed.AsSpan(0, packedCount))
        {
            _starts[(int)(word >> 40)]++;
        }

        foreach (ref readonly WideEdge edge in _wide.AsSpan(0, wideCount))
        {
            _starts[(int)(edge.Key >> 32)]++;
        }

        ToStarts();
        foreach (ulong word in _packed.AsSpan(0, packedCount))
        {
            _sortedWide[_starts[(int)(word >> 40)]++] = new(((word >> 40) << 32) | (uint)(word >> 8), palette[(byte)word], 1);
        }

        foreach (ref readonly WideEdge edge in _wide.AsSpan(0, wideCount))
        {
            _sortedWide[_starts[(int)(edge.Key >> 32)]++] = edge;
        }

        BackToStarts();
        for (int row = 0; row < _rows; row++)
        {
            _sortedWide.AsSpan(_starts[row].._starts[row + 1]).Sort(static (a, b) => a.Key.CompareTo(b.Key));
        }
    }

    private void MergePacked()
    {
        for (int row = 0; row < _rows; row++)
        {
            int before = _count;
            ReadOnlySpan<ulong> edges = _sorted.AsSpan(_starts[row].._starts[row + 1]);
            for (int i = 0, end; i < edges.Length; i = end)
            {
                ulong pair = edges[i] >> 8;
                int target = (int)(uint)pair;
                end = i + 1;
                if (end == edges.Length || edges[end] >> 8 != pair)
                {
                    int code = (byte)edges[i];
                    float permission = palette[code];
                    if (permission > 0)
                    {
                        _codes[_count] = (byte)code;
                        Keep(target, permission, 1);
                    }
                    else
                    {
                        Denied.Add(EdgeTable.PairOf(_first + row, target));
                    }

                    continue;
                }

                _group.Clear();
                for (end = i; end < edges.Length && edges[end] >> 8 == pair; end++)
                {
                    _group.Add(new(palette[(byte)edges[end]], 1, Period.Always));
                }

                Merge(row, target);
            }

            _degrees[row] = _count - before;
        }
    }

    private void MergeWide()
    {
        _hasStrengths = true;
        for (int row = 0; row < _rows; row++)
        {
            int before = _count;
            ReadOnlySpan<WideEdge> edges = _sortedWide.AsSpan(_starts[row].._starts[row + 1]);
            for (int i = 0, end; i < edges.Length; i = end)
            {
                _group.Clear();
                for (end = i; end < edges.Length && edges[end].Key == edges[i].Key; end++)
                {
                    _group.Add(new(edges[end].Permission, edges[end].Strength, Period.Always));
                }

                Merge(row, (int)(uint)edges[i].Key);
            }

            _degrees[row] = _count - before;
        }

        _hasStrengths = _strengths.AsSpan(0, _count).ContainsAnyExcept(1f);
    }

    private void Merge(int row, int target)
    {
        Parallel += _group.Count - 1;
        if (rule == TieMerge.Refuse && _group.Count > 1)
        {
            Problem ??= (_first + row, target, EdgeProblems.SeveralInForce);
        }

        EdgeRow merged = EdgeMerging.Merge(CollectionsMarshal.AsSpan(_group), rule);
        if (!float.IsFinite(merged.Strength))
        {
            Problem ??= (_first + row, target, EdgeProblems.TooStrong(_group.Count));
        }

        if (merged.Weight > 0)
        {
            if (_hasCodes)
            {
                int code = merged.Strength == 1 ? palette.Find(merged.Permission) : -1;
                _hasCodes = code >= 0;
                _codes[_count] = (byte)code;
            }

            Keep(target, merged.Permission, merged.Strength);
        }
        else if (merged.Permission == 0)
        {
            Denied.Add(EdgeTable.PairOf(_first + row, target));
        }
        else
        {
            WithoutStrength++;
        }
    }

    private void Keep(int target, float permission, float strength)
    {
        if (strength != 1 && !_hasStrengths)
        {
            _strengths = Room(_strengths, _targets.Length);
            _strengths.AsSpan(0, _count).Fill(1);
            _hasStrengths = true;
        }

        if (_hasStrengths)
        {
            _strengths[_count] = strength;
        }

        _targets[_count] = target;
        _permissions[_count++] = permission;
    }

    private void ToStarts()
    {
        int start = 0;
        for (int row = 0; row <= _rows; row++)
        {
            (start, _starts[row]) = (start + _starts[row], start);
        }
    }

    /// <summary>After each was moved to where the next begins.</summary>
    private void BackToStarts()
    {
        for (int row = _rows; row > 0; row--)
        {
            _starts[row] = _starts[row - 1];
        }

        _starts[0] = 0;
    }

    /// <summary>Grows by a half at least, so that ranges of slowly growing size leave little behind.</summary>
    private static T[] Room<T>(T[] array, int count) =>
        array.Length >= count ? array : GC.AllocateUninitializedArray<T>((int)Math.Min(Array.MaxLength, Math.Max(count, array.Length * 3L / 2)));
}

/// <summary>What is wrong with the rows of a pair, as the builder in memory says it.</summary>
internal static class EdgeProblems
{
    internal const string SeveralInForce = "several rows are in force at once; expected one, because the rule for parallel ties is Refuse. Merge the rows or choose another rule";

    internal static string TooStrong(int rows) =>
        $"strengths of {rows} rows add up to more than {float.MaxValue}; expected less. Only ratios count: choose a smaller unit";
}
