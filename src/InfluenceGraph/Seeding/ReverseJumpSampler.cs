using System.Runtime.CompilerServices;
using InfluenceGraph.Cascades;
using InfluenceGraph.Kernels;

namespace InfluenceGraph.Seeding;

/// <summary>Reverse sets of the independent cascade: breadth first, by how many edges of a row are live, or jumping from one live edge to the next.</summary>
/// <remarks>Q. Guo, S. Wang, Z. Wei, M. Chen, "Influence maximization revisited: efficient reverse reachable set generation with bound tightened", SIGMOD 2020 (SUBSIM), the jumps.</remarks>
internal sealed class ReverseJumpSampler(CascadeGraph graph, ReverseRoots roots) : ReverseSampler(graph, roots)
{
    private const double Unit = 1.0 / (1UL << 53);

    /// <summary>So many places are looked at together, step by step, so that their waits for memory overlap.</summary>
    private const int Together = 16;

    private readonly LiveRows _live = roots.Rows!;
    private readonly JumpRows _jumps = ReadyToJump(graph);
    private readonly List<int> _many = [];
    private readonly Step[] _steps = new Step[Together];

    /// <summary>Keeps the reads that only bring memory near from being left out.</summary>
    private int _touched;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void GrowSets(ref CounterRandom random, SetPlaces places, int start, int mostPlaces)
    {
        CounterRandom draw = random;
        ulong[] marks = Marks;
        int[] targets = _jumps.Targets;
        LiveRow[] rows = _live.Rows;
        Step[] steps = _steps;
        int[] nodes = places.Nodes;
        byte[] sets = places.Sets;
        int count = places.Count;
        int rootsEnd = count;
        int levelEnd = Graph.MaxHops == int.MaxValue ? int.MaxValue : count;
        int hop = 0;
        for (int next = start; next < count && count <= mostPlaces;)
        {
            if (next == levelEnd)
            {
                levelEnd = count;
                if (++hop == Graph.MaxHops)
                {
                    break;
                }
            }

            int end = Math.Min(Math.Min(count, levelEnd), next + Together);
            if (next < rootsEnd)
            {
                end = Math.Min(end, rootsEnd);
            }

            if (count + (2 * Together) > nodes.Length)
            {
                places.Grow(count, 2 * Together);
                nodes = places.Nodes;
                sets = places.Sets;
            }

            int touched = 0;
            for (int i = next; i < end; i++)
            {
                touched ^= rows[nodes[i]].Start;
            }

            for (int i = next; i < end; i++)
            {
                int node = nodes[i];
                LiveRow row = rows[node];

                // What is drawn for a root falls among the cases where an edge is live, which is how the root was drawn.
                double place = (long)(draw.Next() >> 11) * (next < rootsEnd ? Unit * row.Any : Unit);
                ulong which = draw.Next();
                ulong degree = (ulong)(rows[node + 1].Start - row.Start);
                int isOne = Unsafe.BitCast<bool, byte>(place < row.Any);
                int isTwo = Unsafe.BitCast<bool, byte>(place < row.Two);
                int isMore = Unsafe.BitCast<bool, byte>(place < row.Three) | Unsafe.BitCast<bool, byte>(row.Any < 0);
                int first = (int)Math.BigMul(which, degree, out _);
                int second = (int)Math.BigMul(which * degree, degree - 1, out _);
                second += Unsafe.BitCast<bool, byte>(second >= first);

                // An edge that is not live is replaced by edge 0, which is at hand, and leaves no trace.
                ref Step step = ref steps[i - next];
                step.First = (row.Start + first) & -isOne;
                step.Second = (row.Start + second) & -isTwo;
                step.Live = isOne | (isTwo << 1) | (isMore << 2);
                step.Place = place;
                step.Which = which;
            }

            for (int i = 0; i < end - next; i++)
            {
                ref Step step = ref steps[i];
                int source = targets[step.First];
                int other = targets[step.Second];
                step.First = source;
                step.Second = other;
                touched ^= (int)marks[source] ^ (int)marks[other];
            }

            _touched = touched;
            bool isRoot = next < rootsEnd;
            for (int i = 0; next < end; i++, next++)
            {
                Step step = steps[i];
                byte set = sets[next];
                ulong isLive = (ulong)step.Live;

                int source = step.First;
                ulong mark = marks[source];
                ulong bit = (isLive & 1) << set;
                marks[source] = mark | bit;
                nodes[count] = source;
                sets[count] = set;
                count += (int)((bit & ~mark) >> set);

                source = step.Second;
                mark = marks[source];
                bit = ((isLive >> 1) & 1) << set;
                marks[source] = mark | bit;
                nodes[count] = source;
                sets[count] = set;
                count += (int)((bit & ~mark) >> set);

                if ((step.Live & 4) != 0)
                {
                    count = rows[nodes[next]].Any < 0
                        ? Jump(nodes[next], set, step, places, count, isRoot)
                        : AddMany(nodes[next], set, step, places, count);
                    if (count + (2 * Together) > places.Nodes.Length)
                    {
                        places.Grow(count, 2 * Together);
                    }

                    nodes = places.Nodes;
                    sets = places.Sets;
                }
            }
        }

        places.Count = count;
        random = draw;
    }

    /// <summary>Has the table of logarithms made before <see cref="Jump"/> is compiled, which then need not look whether it is.</summary>
    private static JumpRows ReadyToJump(CascadeGraph graph)
    {
        NaturalLog.OfUnit(1);
        return graph.BackwardJumps;
    }

    /// <summary>Adds what is live of a row beside the first two.</summary>
    private int AddMany(int node, byte set, Step step, SetPlaces places, int count)
    {
        int live = _live.ManyOf(node, step.Place);
        int start = _live.Rows[node].Start;
        int degree = _live.Rows[node + 1].Start - start;
        int first = (int)Math.BigMul(step.Which, (ulong)degree, out ulong rest);
        int second = (int)Math.BigMul(rest, (ulong)(degree - 1), out _);
        second += second >= first ? 1 : 0;
        var random = new CounterRandom(step.Which, 0);
        List<int> taken = _many;
        taken.Clear();
        taken.Add(Math.Min(first, second));
        taken.Add(Math.Max(first, second));
        while (taken.Count < live)
        {
            // Uniform among those left: each one before it that is taken moves it one on.
            int next = (int)random.NextBelow((uint)(degree - taken.Count));
            int at = 0;
            while (at < taken.Count && taken[at] <= next)
            {
                next++;
                at++;
            }

            taken.Insert(at, next);
            count = AddNew(_jumps.Targets[start + next], set, places, count);
        }

        return count;
    }

    /// <summary>Adds what is live of a row that is not drawn by number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Jump(int node, byte set, Step step, SetPlaces places, int count, bool isRoot)
    {
        var draw = new CounterRandom(step.Which, 0);
        int[] targets = _jumps.Targets;
        float[] acceptance = _jumps.Acceptance;
        int edge = _live.Rows[node].Start;
        if (isRoot)
        {
            edge = Roots.FirstLive(node, draw.NextUnit());
            count = AddNew(targets[edge++], set, places, count);
        }

        for (int run = _jumps.RowRuns[node]; run < _jumps.RowRuns[node + 1]; run++)
        {
            (int end, double scale) = _jumps.Runs[run];
            while (edge < end)
            {
                double skip = scale == 0 ? 0 : draw.NextExponential() * scale;
                if (!(skip < end - edge))
                {
                    edge = end;
                    break;
                }

                edge += (int)skip;
                if (acceptance.Length == 0 || acceptance[edge] == 1 || draw.NextUnit() < acceptance[edge])
                {
                    count = AddNew(targets[edge], set, places, count);
                }

                edge++;
            }
        }

        return count;
    }

    /// <summary>What is drawn for a place.</summary>
    private struct Step
    {
        /// <summary>The first live edge, then its source.</summary>
        internal int First;

        /// <summary>The second live edge, then its source.</summary>
        internal int Second;

        /// <summary>Bits: whether there is a first, a second, more.</summary>
        internal int Live;

        internal double Place;

        internal ulong Which;
    }
}
