using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace InfluenceGraph.Kernels;

/// <summary>Which places of a row hold marked nodes: the inner loop of everything about triangles. Exact, so all ways give the same.</summary>
internal static class CommonTargets
{
    /// <summary>Writes down the places of a row that hold marked nodes, ascending, and returns how many they are. O(row).</summary>
    /// <param name="row">Nodes.</param>
    /// <param name="marks">By node: 1 where marked, else 0.</param>
    /// <param name="places">Gets the places; at least as long as the row.</param>
    internal static int Find(ReadOnlySpan<int> row, ReadOnlySpan<byte> marks, Span<int> places)
    {
        Debug.Assert(!row.ContainsAnyExceptInRange(0, marks.Length - 1), "A row leads out of the graph.");
        ArgumentOutOfRangeException.ThrowIfLessThan(places.Length, row.Length, nameof(places));
        return FindOneByOne(row, marks, places);
    }

    /// <summary>The specification. Each place is written and then kept or written over, so that there is no branch to guess.</summary>
    internal static int FindOneByOne(ReadOnlySpan<int> row, ReadOnlySpan<byte> marks, Span<int> places)
    {
        ref int first = ref MemoryMarshal.GetReference(row);
        ref byte mark = ref MemoryMarshal.GetReference(marks);
        ref int place = ref MemoryMarshal.GetReference(places);
        nint found = 0;
        for (nint i = 0; i < row.Length; i++)
        {
            Unsafe.Add(ref place, found) = (int)i;
            found += Unsafe.Add(ref mark, Unsafe.Add(ref first, i));
        }

        return (int)found;
    }

    /// <summary>How many places of a row hold marked nodes. O(row).</summary>
    internal static int Count(ReadOnlySpan<int> row, ReadOnlySpan<byte> marks)
    {
        Debug.Assert(!row.ContainsAnyExceptInRange(0, marks.Length - 1), "A row leads out of the graph.");
        ref byte mark = ref MemoryMarshal.GetReference(marks);
        int count = 0;
        foreach (int node in row)
        {
            count += Unsafe.Add(ref mark, node);
        }

        return count;
    }
}
