namespace InfluenceGraph.Kernels;

/// <summary>How nodes that have just been reached in some worlds pass the word on in them. A structure, so that the compiler makes one loop of it and of <see cref="WorldWave{TTries}"/>.</summary>
internal interface IWaveTries
{
    /// <summary>Gets ready for a batch of worlds.</summary>
    void Start(ulong seed, ulong batch);

    /// <summary>The number of edges that a world at a time would try at a node.</summary>
    int DegreeOf(int node);

    /// <summary>Tries all edges of the nodes in the worlds in which they have just been reached.</summary>
    /// <param name="fresh">The nodes and their worlds.</param>
    /// <param name="front">Where words arrive.</param>
    void PassOn(FreshNodes fresh, WaveFront front);
}
