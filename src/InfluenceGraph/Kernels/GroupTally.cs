using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace InfluenceGraph.Kernels;

/// <summary>
/// The weight that leads to each group: the inner loop of finding communities. Sums are in the order of the rows, so all
/// threads give the same. Used by one thread at a time; 12 bytes a group.
/// </summary>
internal sealed class GroupTally(int groups)
{
    private readonly int[] _found = new int[groups + 1];
    private int _count;

    /// <summary>By group: the weight. Who reads it sets it to zero again.</summary>
    internal double[] WeightTo { get; } = new double[groups];

    /// <summary>The groups that have weight, in the order in which they were found.</summary>
    internal ReadOnlySpan<int> Found => _found.AsSpan(0, _count);

    /// <summary>Forgets which groups were found; their weights must be zero again.</summary>
    internal void Forget() => _count = 0;

    /// <summary>Adds a row.</summary>
    /// <param name="row">Nodes.</param>
    /// <param name="weights">Their weights, above 0.</param>
    /// <param name="groupOf">By node: its group.</param>
    /// <returns>The weight of the row.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal double Add<TWeight>(ReadOnlySpan<int> row, ReadOnlySpan<TWeight> weights, ReadOnlySpan<int> groupOf)
        where TWeight : unmanaged, INumberBase<TWeight>
    {
        Debug.Assert(weights.Length == row.Length && !row.ContainsAnyExceptInRange(0, groupOf.Length - 1), "A row leads out of the graph.");
        ref int node = ref MemoryMarshal.GetReference(row);
        ref TWeight weightOf = ref MemoryMarshal.GetReference(weights);
        ref int group = ref MemoryMarshal.GetReference(groupOf);
        ref double weightTo = ref MemoryMarshal.GetArrayDataReference(WeightTo);
        ref int found = ref MemoryMarshal.GetArrayDataReference(_found);
        nint count = _count;
        double all = 0;
        for (nint e = 0; e < row.Length; e++)
        {
            int other = Unsafe.Add(ref group, Unsafe.Add(ref node, e));
            double weight = double.CreateTruncating(Unsafe.Add(ref weightOf, e));
            ref double sum = ref Unsafe.Add(ref weightTo, other);
            double before = sum;
            Unsafe.Add(ref found, count) = other;
            count += before == 0 ? 1 : 0;
            sum = before + weight;
            all += weight;
        }

        _count = (int)count;
        return all;
    }

    /// <summary>Adds what of a row lies within one region. Without a branch to guess: what lies outside adds nothing.</summary>
    /// <param name="row">Nodes.</param>
    /// <param name="weights">Their weights, above 0.</param>
    /// <param name="groupOf">By node: its group.</param>
    /// <param name="regionOf">By node: its region.</param>
    /// <param name="region">The region.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void AddWithin<TWeight>(ReadOnlySpan<int> row, ReadOnlySpan<TWeight> weights, ReadOnlySpan<int> groupOf, ReadOnlySpan<int> regionOf, int region)
        where TWeight : unmanaged, INumberBase<TWeight>
    {
        Debug.Assert(weights.Length == row.Length && !row.ContainsAnyExceptInRange(0, groupOf.Length - 1), "A row leads out of the graph.");
        ref int node = ref MemoryMarshal.GetReference(row);
        ref TWeight weightOf = ref MemoryMarshal.GetReference(weights);
        ref int group = ref MemoryMarshal.GetReference(groupOf);
        ref int regionAt = ref MemoryMarshal.GetReference(regionOf);
        ref double weightTo = ref MemoryMarshal.GetArrayDataReference(WeightTo);
        ref int found = ref MemoryMarshal.GetArrayDataReference(_found);
        nint count = _count;
        for (nint e = 0; e < row.Length; e++)
        {
            int target = Unsafe.Add(ref node, e);
            int other = Unsafe.Add(ref group, target);
            int isWithin = Unsafe.Add(ref regionAt, target) == region ? 1 : 0;
            ref double sum = ref Unsafe.Add(ref weightTo, other);
            double before = sum;
            Unsafe.Add(ref found, count) = other;
            count += before == 0 ? isWithin : 0;
            sum = before + (double.CreateTruncating(Unsafe.Add(ref weightOf, e)) * isWithin);
        }

        _count = (int)count;
    }

    /// <summary>What of a row's weight lies within one region.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static double Within<TWeight>(ReadOnlySpan<int> row, ReadOnlySpan<TWeight> weights, ReadOnlySpan<int> regionOf, int region)
        where TWeight : unmanaged, INumberBase<TWeight>
    {
        double within = 0;
        for (int e = 0; e < row.Length; e++)
        {
            within += double.CreateTruncating(weights[e]) * (regionOf[row[e]] == region ? 1 : 0);
        }

        return within;
    }
}
