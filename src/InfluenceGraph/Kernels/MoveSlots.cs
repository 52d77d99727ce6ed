namespace InfluenceGraph.Kernels;

/// <summary>What <see cref="MoveKernel"/> knows of the slots of one unit. All have the unit's length, a multiple of <see cref="SlicedRows.Width"/>.</summary>
internal readonly ref struct MoveSlots
{
    /// <summary>What is passed on per unit of value and edge weight; 0 where nothing is.</summary>
    internal required ReadOnlySpan<double> Rate { get; init; }

    /// <summary>What starts at each slot.</summary>
    internal required ReadOnlySpan<double> Source { get; init; }

    /// <summary>Which part of what starts anew does so at each slot; empty where nothing does.</summary>
    internal required ReadOnlySpan<double> RestartShare { get; init; }

    /// <summary>Multiplies moves in a sketch.</summary>
    internal required ReadOnlySpan<float> SketchWeight { get; init; }
}

/// <summary>Sums over the slots of a unit, or of all units.</summary>
/// <param name="Reached">At nodes that pass on, by magnitude.</param>
/// <param name="Unreached">At nodes that nobody can reach, and that so cannot pass on.</param>
/// <param name="All">At all nodes.</param>
internal readonly record struct MoveSums(double Reached, double Unreached, double All)
{
    /// <summary>Adds unit after unit, in their order.</summary>
    internal static MoveSums Of(ReadOnlySpan<MoveSums> units)
    {
        (double reached, double unreached, double all) = (0, 0, 0);
        foreach (MoveSums unit in units)
        {
            (reached, unreached, all) = (reached + unit.Reached, unreached + unit.Unreached, all + unit.All);
        }

        return new(reached, unreached, all);
    }
}
