using System.Runtime.CompilerServices;
using InfluenceGraph.Cascades;
using InfluenceGraph.Kernels;

namespace InfluenceGraph.Seeding;

/// <summary>Reverse sets of the independent cascade: breadth first, by how many edges of a row are live, or jumping from one live edge to the next.</summary>
/// <remarks>Q. Guo, S. Wang, Z. Wei, M. Chen, "Influence maximization revisited: efficient reverse reachable set generation with bound tightened", SIGMOD 2020 (SUBSIM), the jumps.</remarks>
internal sealed class ReverseJumpSampler(CascadeGraph graph, ReverseRoots roots) : ReverseSampler(graph, roots)
{
    private const double Unit = 1.0 / (1UL << 53);

    private readonly LiveRows _live = roots.Rows!;
    private readonly JumpRows _jumps = graph.BackwardJumps;
    private readonly List<int> _many = [];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void GrowSets(ref CounterRandom random, SetPlaces places, int start, int mostPlaces)
    {
        CounterRandom draw = random;
        ulong[] marks = Marks;
        int[] targets = _jumps.Targets;
        LiveRow[] rows = _live.Rows;
        int[] nodes = places.Nodes;
        byte[] sets = places.Sets;
        int count = places.Count;
        int rootsEnd = count;
        int levelEnd = Graph.MaxHops == int.MaxValue ? -1 : count;
        int hop = 0;
        for (int next = start; next < count && count <= mostPlaces; next++)
        {
            if (next == levelEnd)
            {
                levelEnd = count;
                if (++hop == Graph.MaxHops)
                {
                    break;
                }
            }

            if (count + 2 > nodes.Length)
            {
                places.Grow(count, 2);
                nodes = places.Nodes;
                sets = places.Sets;
            }

            int node = nodes[next];
            byte set = sets[next];
            LiveRow row = rows[node];
            if (row.Any < 0)
            {
                CounterRandom passed = draw;
                places.Count = count;
                Jump(node, set, ref passed, places, next < rootsEnd);
                draw = passed;
                count = places.Count;
                nodes = places.Nodes;
                sets = places.Sets;
                continue;
            }

            // What is drawn for a root falls among the cases where an edge is live, which is how the root was drawn.
            double place = (long)(draw.Next() >> 11) * (next < rootsEnd ? Unit * row.Any : Unit);
            ulong which = draw.Next();
            ulong degree = (ulong)(rows[node + 1].Start - row.Start);
            int isOne = Unsafe.BitCast<bool, byte>(place < row.Any);
            int isTwo = Unsafe.BitCast<bool, byte>(place < row.Two);
            int first = (int)Math.BigMul(which, degree, out _);
            int second = (int)Math.BigMul(which * degree, degree - 1, out _);
            second += Unsafe.BitCast<bool, byte>(second >= first);

            // An edge that is not live is replaced by edge 0, which is at hand, and leaves no trace.
            int source = targets[(row.Start + first) & -isOne];
            ulong mark = marks[source];
            ulong bit = (ulong)isOne << set;
            marks[source] = mark | bit;
            nodes[count] = source;
            sets[count] = set;
            count += (int)((bit & ~mark) >> set);

            source = targets[(row.Start + second) & -isTwo];
            mark = marks[source];
            bit = (ulong)isTwo << set;
            marks[source] = mark | bit;
            nodes[count] = source;
            sets[count] = set;
            count += (int)((bit & ~mark) >> set);
            if (place < row.Three)
            {
                CounterRandom passed = draw;
                places.Count = count;
                AddMany(node, set, place, first, second, ref passed, places);
                draw = passed;
                count = places.Count;
                nodes = places.Nodes;
                sets = places.Sets;
            }
        }

        places.Count = count;
        random = draw;
    }

    /// <summary>Adds what is live of a row beside the first two.</summary>
    private void AddMany(int node, byte set, double place, int first, int second, ref CounterRandom random, SetPlaces places)
    {
        int live = _live.ManyOf(node, place);
        int start = _live.Rows[node].Start;
        int degree = _live.Rows[node + 1].Start - start;
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
            AddNew(_jumps.Targets[start + next], set, places);
        }
    }

    /// <summary>Adds what is live of a row that is not drawn by number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Jump(int node, byte set, ref CounterRandom random, SetPlaces places, bool isRoot)
    {
        CounterRandom draw = random;
        int[] targets = _jumps.Targets;
        float[] acceptance = _jumps.Acceptance;
        int edge = _live.Rows[node].Start;
        if (isRoot)
        {
            edge = Roots.FirstLive(node, draw.NextUnit());
            AddNew(targets[edge++], set, places);
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
                    AddNew(targets[edge], set, places);
                }

                edge++;
            }
        }

        random = draw;
    }
}
