namespace InfluenceGraph.Kernels;

/// <summary>
/// A matrix of edge weights that can be multiplied with a vector, unit of rows by unit of rows: in memory as
/// <see cref="SlicedRows"/>, or streamed from elsewhere. Rows and columns are the same slots, which may include empty ones to
/// fill up a slice. Units of rows are the same whatever the number of threads.
/// </summary>
internal interface IRowSums
{
    /// <summary>The number of slots, a multiple of <see cref="SlicedRows.Width"/>.</summary>
    int SlotCount { get; }

    int UnitCount { get; }

    /// <summary>From this unit on, no row has an edge to any slot: their sums are never read by others.</summary>
    int ReadUnitCount { get; }

    /// <summary>The number of edges, and of what fills up slices.</summary>
    long EntryCount { get; }

    /// <summary>The slots of a unit, from a multiple of <see cref="SlicedRows.Width"/> to another.</summary>
    (int First, int End) SlotsOf(int unit);

    /// <summary>About how many edges each row of a unit has.</summary>
    void Lengths(int unit, Span<float> lengths);

    /// <summary>Sums weight times value over each row of a unit, in double precision.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="y">The values, by slot, and 0 at the slot behind the last.</param>
    /// <param name="sums">Gets the sums of the unit's rows.</param>
    void Sum(int unit, ReadOnlySpan<float> y, Span<double> sums);

    /// <summary>The same for values of double precision.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="y">The values, by slot, and 0 at the slot behind the last.</param>
    /// <param name="sums">Gets the sums of the unit's rows.</param>
    void Sum(int unit, ReadOnlySpan<double> y, Span<double> sums);
}
