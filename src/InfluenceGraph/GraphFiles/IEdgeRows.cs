namespace InfluenceGraph.GraphFiles;

/// <summary>
/// The rows of a graph that need not lie in memory, block by block: all that an algorithm on a file of any size has to know.
/// Safe to use from several threads, each with a buffer of its own.
/// </summary>
internal interface IEdgeRows
{
    /// <summary>The number of rows.</summary>
    int NodeCount { get; }

    /// <summary>The number of edges, which may be more than 2^31.</summary>
    long EdgeCount { get; }

    /// <summary>Whether weights are permissions with codes of 8 bits, so that <see cref="EdgeColumns.Codes"/> gives codes.</summary>
    bool HasCodes { get; }

    /// <summary>Code to weight.</summary>
    ReadOnlySpan<float> Levels { get; }

    /// <summary>Cuts the rows into blocks of about so many rows and edges. A row is never cut, so a block may be as large as the largest row. One pass over the offsets.</summary>
    RowRanges Split(int workPerBlock, CancellationToken cancellationToken);

    /// <summary>Reads the rows <paramref name="first"/> to <paramref name="end"/>, checked. What was read before into the same buffer is gone.</summary>
    EdgeBlock Read(int first, int end, EdgeBuffer buffer, EdgeColumns columns = EdgeColumns.Weights);
}

/// <summary>Rows cut into blocks.</summary>
/// <param name="Firsts">The first row of each block and, last, the number of rows.</param>
/// <param name="LongestRow">The most edges of one row.</param>
internal sealed record RowRanges(int[] Firsts, long LongestRow)
{
    internal int Count => Firsts.Length - 1;
}

/// <summary>What is wanted of an edge.</summary>
internal enum EdgeColumns
{
    /// <summary>Permission times strength.</summary>
    Weights,

    /// <summary>The codes of permissions, where they are what weights come from (<see cref="IEdgeRows.HasCodes"/>); else as <see cref="Weights"/>.</summary>
    Codes,

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
/// <param name="codes">The code of each permission, to be looked up among <see cref="IEdgeRows.Levels"/>; empty where not wanted.</param>
internal readonly ref struct EdgeBlock(int firstRow, long firstEdge, ReadOnlySpan<long> offsets, ReadOnlySpan<int> targets, ReadOnlySpan<float> permissions, ReadOnlySpan<float> strengths, ReadOnlySpan<float> weights, ReadOnlySpan<byte> codes)
{
    internal int FirstRow { get; } = firstRow;

    internal long FirstEdge { get; } = firstEdge;

    internal ReadOnlySpan<long> Offsets { get; } = offsets;

    internal ReadOnlySpan<int> Targets { get; } = targets;

    internal ReadOnlySpan<float> Permissions { get; } = permissions;

    internal ReadOnlySpan<float> Strengths { get; } = strengths;

    internal ReadOnlySpan<float> Weights { get; } = weights;

    internal ReadOnlySpan<byte> Codes { get; } = codes;

    internal int RowCount => Offsets.Length - 1;

    internal Range EdgesOf(int row) => (int)(Offsets[row] - FirstEdge)..(int)(Offsets[row + 1] - FirstEdge);
}
