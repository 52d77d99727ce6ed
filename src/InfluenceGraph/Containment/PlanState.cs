namespace InfluenceGraph.Containment;

/// <summary>What a plan does so far.</summary>
internal sealed class PlanState(int nodes)
{
    /// <summary>By node.</summary>
    internal bool[] IsAnswered { get; } = new bool[nodes];

    /// <summary>In the order in which they were asked.</summary>
    internal List<int> Advocates { get; } = [];
}

/// <summary>A step of a plan.</summary>
/// <param name="Node">Who is answered or asked.</param>
/// <param name="IsAdvocate">Whether they are asked, not answered.</param>
/// <param name="Gain">What the step saves in the worlds of the choice beyond the steps before it, in grains over all of them.</param>
internal readonly record struct PlannedStep(int Node, bool IsAdvocate, long Gain);
