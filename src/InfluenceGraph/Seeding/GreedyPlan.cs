namespace InfluenceGraph.Seeding;

/// <summary>Seeds in the order in which greedy choice took them.</summary>
/// <param name="Nodes">The seeds, must-haves first.</param>
/// <param name="Gains">What each adds to those before, by the sets they were chosen on.</param>
/// <param name="Alone">What each counts alone, by the same sets.</param>
/// <param name="Bound">What no allowed plan exceeds on these sets.</param>
internal sealed record GreedyPlan(int[] Nodes, double[] Gains, double[] Alone, double Bound)
{
    internal double Value => Gains.Sum();
}
