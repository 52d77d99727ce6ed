using InfluenceGraph.Cascades;
using InfluenceGraph.Kernels;

namespace InfluenceGraph.Seeding;

/// <summary>Reverse sets of the independent cascade: breadth first, jumping from one live edge to the next.</summary>
/// <remarks>Q. Guo, S. Wang, Z. Wei, M. Chen, "Influence maximization revisited: efficient reverse reachable set generation with bound tightened", SIGMOD 2020 (SUBSIM).</remarks>
internal sealed class ReverseJumpSampler(CascadeGraph graph, ReverseRoots roots) : ReverseSampler(graph, roots)
{
    private readonly JumpRows _rows = graph.BackwardJumps;
    private readonly RowHead[] _heads = roots.Heads;

    internal override void Sample(ref CounterRandom random, NodeList nodes, int stopAt)
    {
        CounterRandom draw = random;
        int[] stamps = NewStamps(out int stamp);
        int[] items = nodes.Items;
        int[] targets = _rows.Targets;
        float[] acceptance = _rows.Acceptance;
        RowHead[] heads = _heads;
        int[] rowRuns = _rows.RowRuns;
        EdgeRun[] runs = _rows.Runs;
        int count = nodes.Count;

        int root = Roots.Draw(ref draw);
        stamps[root] = stamp;
        if (count == items.Length)
        {
            items = nodes.Grown(count);
        }

        items[count++] = root;
        bool isOpen = root != stopAt;

        // The root's row starts behind its first live edge, which is there by the way the root was drawn.
        int first = Roots.FirstLive(root, ref draw);
        int forced = targets[first];
        int maxHops = Graph.MaxHops;
        for (int next = count - 1, hop = 0, levelEnd = count; isOpen && next < count; next++)
        {
            if (next == levelEnd)
            {
                hop++;
                levelEnd = count;
            }

            if (hop == maxHops)
            {
                break;
            }

            RowHead head = heads[items[next]];
            int edge = head.Start;
            if (forced >= 0)
            {
                edge = first + 1;
                stamps[forced] = stamp;
                if (count == items.Length)
                {
                    items = nodes.Grown(count);
                }

                items[count++] = forced;
                if (forced == stopAt)
                {
                    break;
                }

                forced = -1;
            }

            // Most rows are one run, and their head says all.
            (int run, int lastRun) = head.Run < 0 ? (0, 1) : (head.Run, rowRuns[items[next] + 1]);
            for (; run < lastRun; run++)
            {
                (int end, double scale) = head.Run < 0 ? (~head.Run, head.Scale) : (runs[run].End, runs[run].Scale);
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
                        int source = targets[edge];
                        if (stamps[source] != stamp)
                        {
                            stamps[source] = stamp;
                            if (count == items.Length)
                            {
                                items = nodes.Grown(count);
                            }

                            items[count++] = source;
                            if (source == stopAt)
                            {
                                isOpen = false;
                                run = lastRun;
                                break;
                            }
                        }
                    }

                    edge++;
                }
            }
        }

        nodes.Count = count;
        random = draw;
    }
}
