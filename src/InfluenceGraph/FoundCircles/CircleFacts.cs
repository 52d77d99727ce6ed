namespace InfluenceGraph.FoundCircles;

/// <summary>How the ties of a circle's members run. Exact counts of pairs; weights for what leads outside.</summary>
/// <param name="TiesOf">By place among the members: ties to other members.</param>
/// <param name="Density">Pairs of members with a tie, over all pairs.</param>
/// <param name="TimesDenser">The density over that of the network.</param>
/// <param name="OutsideShare">The share of the members' tie weight within the network that goes to others.</param>
internal sealed record CircleFacts(int[] TiesOf, double Density, double TimesDenser, double OutsideShare)
{
    /// <summary>O(ties of the members).</summary>
    internal static CircleFacts Of(EgoNetwork network, int[] members)
    {
        bool[] isMember = new bool[network.Count];
        foreach (int person in members)
        {
            isMember[person] = true;
        }

        int[] tiesOf = new int[members.Length];
        (long ties, double inside, double all) = (0, 0, 0);
        for (int i = 0; i < members.Length; i++)
        {
            ReadOnlySpan<int> row = network.Ties.TargetsOf(members[i]);
            ReadOnlySpan<float> weights = network.Ties.WeightsOf(members[i]);
            for (int e = 0; e < row.Length; e++)
            {
                all += weights[e];
                if (isMember[row[e]])
                {
                    inside += weights[e];
                    tiesOf[i]++;
                }
            }

            ties += tiesOf[i];
        }

        double density = ties / (members.Length * (members.Length - 1.0));
        double ofNetwork = network.Ties.EdgeCount / (network.Count * (network.Count - 1.0));
        return new(tiesOf, density, density / ofNetwork, all > 0 ? Math.Max(0, 1 - (inside / all)) : 0);
    }
}
