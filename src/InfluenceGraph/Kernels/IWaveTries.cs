using System.Runtime.Intrinsics;

namespace InfluenceGraph.Kernels;

/// <summary>How a node that has just been reached in some worlds passes the word on in them. A structure, so that the compiler makes one loop of it and of <see cref="WorldWave{TTries}"/>.</summary>
internal interface IWaveTries
{
    /// <summary>Gets ready for a batch of worlds.</summary>
    void Start(ulong seed, ulong batch);

    /// <summary>The number of edges that a world at a time would try at a node.</summary>
    int DegreeOf(int node);

    /// <summary>Tries all edges of a node in some worlds.</summary>
    /// <param name="node">The node.</param>
    /// <param name="worlds">The worlds in which it has just been reached.</param>
    /// <param name="fresh">Room to look at them closer.</param>
    /// <param name="next">Where words arrive.</param>
    void PassOn(int node, Vector512<ulong> worlds, FreshWorlds fresh, WaveFront next);
}
