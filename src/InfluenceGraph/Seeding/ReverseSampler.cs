using System.Runtime.CompilerServices;
using InfluenceGraph.Cascades;
using InfluenceGraph.Kernels;

namespace InfluenceGraph.Seeding;

/// <summary>
/// Draws reverse reachable sets: in a world drawn at random, all who would reach the root. One for each worker; holds scratch.
/// Several sets grow at a time, in one queue, so that the processor has always something to do that does not wait for the
/// place before it.
/// </summary>
/// <remarks>C. Borgs, M. Brautbar, J. Chayes, B. Lucier, "Maximizing social influence in nearly optimal time", SODA 2014.</remarks>
internal abstract class ReverseSampler(CascadeGraph graph, ReverseRoots roots)
{
    /// <summary>The most sets at a time: each has a bit.</summary>
    internal const int MaxAtATime = 64;

    /// <summary>More places at a time than this gain nothing and take memory.</summary>
    private const int PlacesAtATime = 1 << 16;

    private readonly ulong[] _marks = new ulong[graph.NodeCount];

    protected CascadeGraph Graph { get; } = graph;

    protected ReverseRoots Roots { get; } = roots;

    /// <summary>For each node a bit for each set that it is in, by the set's number modulo 64.</summary>
    protected ulong[] Marks => _marks;

    /// <summary>How many sets should grow at a time, if they have so many nodes on average.</summary>
    internal static int AtATime(double nodesPerSet) => (int)Math.Clamp(PlacesAtATime / nodesPerSet, 1, MaxAtATime);

    /// <summary>Appends sets to a list. Each node is in a set once; roots come first.</summary>
    /// <param name="random">The stream to draw from.</param>
    /// <param name="places">Where to.</param>
    /// <param name="first">The first set's number.</param>
    /// <param name="sets">How many, up to <see cref="MaxAtATime"/>.</param>
    /// <param name="mostPlaces">When the list has more, the sets need not be grown to their end.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Sample(ref CounterRandom random, SetPlaces places, int first, int sets, int mostPlaces = int.MaxValue)
    {
        int start = places.Count;
        CounterRandom draw = random;
        if (start + sets > places.Nodes.Length)
        {
            places.Grow(start, sets);
        }

        for (int set = 0; set < sets; set++)
        {
            int root = Roots.Draw(ref draw);
            places.Nodes[start + set] = root;
            places.Sets[start + set] = (byte)(first + set);
            _marks[root] |= 1UL << (first + set);
        }

        places.Count = start + sets;
        GrowSets(ref draw, places, start, mostPlaces);
        foreach (int node in places.AllNodes[start..])
        {
            _marks[node] = 0;
        }

        random = draw;
    }

    internal static ReverseSampler Of(CascadeGraph graph, ReverseRoots roots) => graph switch
    {
        { TimeLimit: < float.PositiveInfinity } => new TimedReverseSampler(graph, roots),
        { Process: CascadeProcess.LinearThreshold } => new ReverseWalkSampler(graph, roots),
        _ => new ReverseJumpSampler(graph, roots),
    };

    /// <summary>Grows the sets whose roots are at the end of the list.</summary>
    protected abstract void GrowSets(ref CounterRandom random, SetPlaces places, int start, int mostPlaces);

    /// <summary>Adds a node to a set that it is not in yet. Without a branch on whether it is, which is not to be guessed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected int AddNew(int node, byte set, SetPlaces places, int count)
    {
        if (count == places.Nodes.Length)
        {
            places.Grow(count, 1);
        }

        ulong bit = 1UL << set;
        ulong mark = _marks[node];
        _marks[node] = mark | bit;
        places.Nodes[count] = node;
        places.Sets[count] = set;
        return count + (int)((bit & ~mark) >> set);
    }
}
