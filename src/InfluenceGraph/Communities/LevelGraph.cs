using System.Numerics;
using System.Runtime.CompilerServices;
using InfluenceGraph.Kernels;

namespace InfluenceGraph.Communities;

/// <summary>The graph of one level: nodes are groups of nodes of the level below. Symmetric; rows in any order, without edges from a node to itself.</summary>
internal sealed class LevelGraph<TWeight>(long[] offsets, int[] targets, TWeight[] weights)
    where TWeight : unmanaged, INumberBase<TWeight>
{
    private const int EdgesPerBlock = 1 << 15;

    internal int NodeCount => offsets.Length - 1;

    internal long EdgeCount => offsets[^1];

    internal int DegreeOf(int node) => (int)(offsets[node + 1] - offsets[node]);

    internal ReadOnlySpan<int> TargetsOf(int node) => targets.AsSpan((int)offsets[node], DegreeOf(node));

    internal ReadOnlySpan<TWeight> WeightsOf(int node) => weights.AsSpan((int)offsets[node], DegreeOf(node));

    /// <summary>Makes each group one node. Edges within groups go; their weight is in the masses. Each row is made by one thread, so bits do not depend on their number. O(nodes + edges).</summary>
    /// <param name="groupOf">Node to group, 0 to <paramref name="count"/> - 1.</param>
    /// <param name="count">The number of groups.</param>
    /// <param name="scratch">What threads write on.</param>
    /// <param name="workers">The number of threads.</param>
    /// <param name="cancellationToken">Stops it.</param>
    internal LevelGraph<double> Aggregate<TMass>(int[] groupOf, int count, LeidenScratch<TMass> scratch, int workers, CancellationToken cancellationToken)
    {
        (int[] starts, int[] members) = Grouping.Members(groupOf.AsSpan(0, NodeCount), count);
        int[] firsts = RowBlocks.Split(EdgesBefore(starts, members), (int)Math.Max(1, EdgeCount / EdgesPerBlock));
        long[] groupOffsets = new long[count + 1];
        var blocks = new (int[] Targets, double[] Weights)[firsts.Length - 1];
        WorkerTeam.Run(
            Math.Min(workers, blocks.Length),
            blocks.Length,
            block =>
            {
                LeidenBench bench = scratch.Take();
                for (int group = firsts[block]; group < firsts[block + 1]; group++)
                {
                    groupOffsets[group + 1] = AddRow(group, members.AsSpan(starts[group]..starts[group + 1]), groupOf, bench);
                }

                blocks[block] = bench.Rows.TakeAll();
                scratch.GiveBack(bench);
            },
            static () => false,
            cancellationToken);
        for (int group = 0; group < count; group++)
        {
            groupOffsets[group + 1] += groupOffsets[group];
        }

        int[] groupTargets = GC.AllocateUninitializedArray<int>((int)groupOffsets[count]);
        double[] groupWeights = GC.AllocateUninitializedArray<double>(groupTargets.Length);
        for (int block = 0; block < blocks.Length; block++)
        {
            int at = (int)groupOffsets[firsts[block]];
            blocks[block].Targets.CopyTo(groupTargets, at);
            blocks[block].Weights.CopyTo(groupWeights, at);
            blocks[block] = default;
        }

        return new(groupOffsets, groupTargets, groupWeights);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int AddRow(int group, ReadOnlySpan<int> members, int[] groupOf, LeidenBench bench)
    {
        foreach (int node in members)
        {
            bench.Tally.Add(TargetsOf(node), WeightsOf(node), groupOf);
        }

        ReadOnlySpan<int> found = bench.Tally.Found;
        double[] weightTo = bench.Tally.WeightTo;
        bench.Rows.Reserve(found.Length);
        int length = 0;
        foreach (int other in found)
        {
            if (other != group)
            {
                bench.Rows.Add(other, weightTo[other]);
                length++;
            }

            weightTo[other] = 0;
        }

        bench.Tally.Forget();
        return length;
    }

    /// <summary>By group: the edges of the members of all groups before it.</summary>
    private long[] EdgesBefore(int[] starts, int[] members)
    {
        long[] before = new long[starts.Length];
        for (int group = 0; group < starts.Length - 1; group++)
        {
            long edges = 0;
            foreach (int node in members.AsSpan(starts[group]..starts[group + 1]))
            {
                edges += DegreeOf(node);
            }

            before[group + 1] = before[group] + edges;
        }

        return before;
    }
}
