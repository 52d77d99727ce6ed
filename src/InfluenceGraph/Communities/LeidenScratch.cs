using System.Collections.Concurrent;
using InfluenceGraph.Kernels;

namespace InfluenceGraph.Communities;

/// <summary>What a run of <see cref="Leiden"/> writes on, made once and used at all levels.</summary>
internal sealed class LeidenScratch<TMass>(int nodes)
{
    private readonly ConcurrentBag<LeidenBench> _benches = [];

    /// <summary>Who waits for a visit, as a ring, or in which order nodes are visited.</summary>
    internal int[] Queue { get; } = new int[nodes];

    /// <summary>By community or part: the mass of its members.</summary>
    internal TMass[] Totals { get; } = new TMass[nodes];

    /// <summary>By community or part: the number of its members.</summary>
    internal int[] Sizes { get; } = new int[nodes];

    /// <summary>Labels that no community has.</summary>
    internal int[] Free { get; } = new int[nodes];

    /// <summary>By node: by how much its community is the best, minus infinity while it waits; or, while refining, its part's weight to the rest of the community.</summary>
    internal double[] Margins { get; } = new double[nodes];

    /// <summary>What one thread needs, until it is given back.</summary>
    internal LeidenBench Take() => _benches.TryTake(out LeidenBench? bench) ? bench : new(nodes);

    internal void GiveBack(LeidenBench bench) => _benches.Add(bench);
}

/// <summary>What one thread of a run writes on.</summary>
internal sealed class LeidenBench(int nodes)
{
    internal GroupTally Tally { get; } = new(nodes);

    /// <summary>Rows on their way to the next level.</summary>
    internal LevelRows Rows { get; } = new();
}
