using System.Numerics;
using System.Runtime.CompilerServices;
using InfluenceGraph.Kernels;

namespace InfluenceGraph.Communities;

/// <summary>
/// Splits each community into parts: nodes that are still alone join, in random order, the part of their community with the
/// highest gain, where both are well connected to the rest of the community. Parts are connected, as a part only ever grows
/// by nodes tied to it.
/// </summary>
/// <remarks>Communities know nothing of each other here, so threads share them, and bits do not depend on the number of threads.</remarks>
internal sealed class Refinement<TMass, TWeight>(LevelGraph<TWeight> graph, TMass[] masses, int[] community, double factor, LeidenScratch<TMass> scratch)
    where TMass : struct, IMass<TMass>
    where TWeight : unmanaged, INumberBase<TWeight>
{
    private const int NodesPerBlock = 2048;

    private readonly int[] _part = Grouping.Each(graph.NodeCount);
    private readonly TMass[] _totals = scratch.Totals;
    private readonly int[] _sizes = scratch.Sizes;
    private readonly double[] _cut = scratch.Margins;

    /// <summary>Refines.</summary>
    /// <param name="order">The nodes that have ties, in the order of their visits.</param>
    /// <param name="count">The number of communities.</param>
    /// <param name="workers">The number of threads.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Node to part, and the number of parts.</returns>
    internal (int[] PartOf, int Parts) Run(ReadOnlySpan<int> order, int count, int workers, CancellationToken cancellationToken)
    {
        (int[] starts, int[] members) = Grouping.Members(order, community, count);
        int[] firsts = Blocks(starts);
        WorkerTeam.Run(
            Math.Min(workers, firsts.Length - 1),
            firsts.Length - 1,
            block =>
            {
                LeidenBench bench = scratch.Take();
                for (int group = firsts[block]; group < firsts[block + 1]; group++)
                {
                    ReadOnlySpan<int> nodes = members.AsSpan(starts[group]..starts[group + 1]);
                    if (nodes.Length > 1)
                    {
                        Refine(group, nodes, bench.Tally, cancellationToken);
                    }
                }

                scratch.GiveBack(bench);
            },
            static () => false,
            cancellationToken);
        return (_part, Grouping.Renumber(_part, graph.NodeCount));
    }

    /// <summary>Whether a part of a community has as much weight to the rest as chance would give it.</summary>
    private bool IsWellConnected(TMass part, TMass whole, double cut) =>
        cut >= factor * TMass.Product(part, whole - part) * (1 - Leiden.LeastGain);

    private void Refine(int own, ReadOnlySpan<int> members, GroupTally tally, CancellationToken cancellationToken)
    {
        TMass whole = default;
        foreach (int node in members)
        {
            whole += masses[node];
            _totals[node] = masses[node];
            _sizes[node] = 1;
            _cut[node] = GroupTally.Within(graph.TargetsOf(node), graph.WeightsOf(node), community, own);
        }

        cancellationToken.ThrowIfCancellationRequested();
        foreach (int node in members)
        {
            if (_sizes[node] == 1 && _part[node] == node && _cut[node] > 0 && IsWellConnected(masses[node], whole, _cut[node]))
            {
                Join(node, own, whole, tally);
            }
        }

        cancellationToken.ThrowIfCancellationRequested();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Join(int node, int own, TMass whole, GroupTally tally)
    {
        TMass mass = masses[node];
        double[] weightTo = tally.WeightTo;
        tally.AddWithin(graph.TargetsOf(node), graph.WeightsOf(node), _part, community, own);
        (int best, double bestGain, double bestWeight) = (-1, -Leiden.LeastGain * _cut[node], 0);
        foreach (int other in tally.Found)
        {
            double weight = weightTo[other];
            double gain = weight - (factor * TMass.Product(mass, _totals[other]));
            weightTo[other] = 0;
            if (gain > bestGain && IsWellConnected(_totals[other], whole, _cut[other]))
            {
                (best, bestGain, bestWeight) = (other, gain, weight);
            }
        }

        tally.Forget();
        if (best >= 0)
        {
            _part[node] = best;
            _totals[best] += mass;
            _cut[best] += _cut[node] - (2 * bestWeight);
            _sizes[best]++;
        }
    }

    /// <summary>The first community of each block and, last, the number of communities.</summary>
    private static int[] Blocks(int[] starts)
    {
        List<int> firsts = [0];
        for (int group = 1; group < starts.Length - 1; group++)
        {
            if (starts[group] - starts[firsts[^1]] >= NodesPerBlock)
            {
                firsts.Add(group);
            }
        }

        firsts.Add(starts.Length - 1);
        return [.. firsts];
    }
}
