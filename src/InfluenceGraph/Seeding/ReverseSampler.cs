using InfluenceGraph.Cascades;
using InfluenceGraph.Kernels;

namespace InfluenceGraph.Seeding;

/// <summary>Draws reverse reachable sets: in a world drawn at random, all who would reach the root. One for each worker; holds scratch.</summary>
/// <remarks>C. Borgs, M. Brautbar, J. Chayes, B. Lucier, "Maximizing social influence in nearly optimal time", SODA 2014.</remarks>
internal abstract class ReverseSampler(CascadeGraph graph, ReverseRoots roots)
{
    private readonly int[] _stamps = new int[graph.NodeCount];
    private int _stamp;

    protected CascadeGraph Graph { get; } = graph;

    protected ReverseRoots Roots { get; } = roots;

    /// <summary>Appends a set to a list, root first, each node once.</summary>
    /// <param name="random">The stream to draw from.</param>
    /// <param name="nodes">Where to.</param>
    /// <param name="stopAt">A node whose appearance tells all there is to know: the set then ends with it. -1 for none.</param>
    internal abstract void Sample(ref CounterRandom random, NodeList nodes, int stopAt);

    internal static ReverseSampler Of(CascadeGraph graph, ReverseRoots roots) => graph switch
    {
        { TimeLimit: < float.PositiveInfinity } => new TimedReverseSampler(graph, roots),
        { Process: CascadeProcess.LinearThreshold } => new ReverseWalkSampler(graph, roots, new(graph)),
        _ => new ReverseJumpSampler(graph, roots),
    };

    /// <summary>A fresh mark for "seen in this set".</summary>
    protected int[] NewStamps(out int stamp)
    {
        if (_stamp == int.MaxValue)
        {
            Array.Clear(_stamps);
            _stamp = 0;
        }

        stamp = ++_stamp;
        return _stamps;
    }
}
