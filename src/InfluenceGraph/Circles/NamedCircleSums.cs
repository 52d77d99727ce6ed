using InfluenceGraph.Graphs;

namespace InfluenceGraph.Circles;

/// <summary>The sums of any circle, member by member. Not to be shared between threads.</summary>
internal sealed class NamedCircleSums(CircleGround ground)
{
    private readonly bool[] _isMember = new bool[ground.Weights.Length];

    /// <summary>By node: the owner's edge to it; -1 where there is no tie.</summary>
    private readonly int[] _edgeTo = EmptyEdges(ground.Weights.Length);

    /// <summary>What each member adds to the sums. O(sum of the degrees of owner and members).</summary>
    internal CircleSums[] Of(int owner, ReadOnlySpan<int> members)
    {
        CsrGraph both = ground.Graph.Both;
        foreach (int member in members)
        {
            _isMember[member] = true;
        }

        for (int edge = (int)both.Offsets[owner]; edge < (int)both.Offsets[owner + 1]; edge++)
        {
            _edgeTo[both.Targets[edge]] = edge;
        }

        var sums = new CircleSums[members.Length];
        for (int i = 0; i < sums.Length; i++)
        {
            sums[i] = Of(members[i]);
        }

        foreach (int target in both.TargetsOf(owner))
        {
            _edgeTo[target] = -1;
        }

        foreach (int member in members)
        {
            _isMember[member] = false;
        }

        return sums;
    }

    private CircleSums Of(int member)
    {
        CsrGraph both = ground.Graph.Both;
        int own = _edgeTo[member];
        CircleSums sums = own >= 0 ? ground.MemberAt(own) : new() { Members = 1, Volume = ground.Weights[member] };
        for (int edge = (int)both.Offsets[member]; edge < (int)both.Offsets[member + 1]; edge++)
        {
            int other = both.Targets[edge];
            if (!_isMember[other])
            {
                continue;
            }

            sums.Pairs++;
            sums.Inside += ground.WeightOf(edge);
            if (own >= 0 && _edgeTo[other] >= 0)
            {
                sums.Closed += sums.Weight + ground.WeightOf(_edgeTo[other]);
            }
        }

        return sums;
    }

    private static int[] EmptyEdges(int nodes)
    {
        int[] edges = new int[nodes];
        Array.Fill(edges, -1);
        return edges;
    }
}
