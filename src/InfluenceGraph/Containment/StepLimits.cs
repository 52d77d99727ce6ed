namespace InfluenceGraph.Containment;

/// <summary>Who may be chosen, what each costs, and when to stop.</summary>
/// <param name="MayChoose">By node.</param>
/// <param name="Costs">By node; empty where nothing costs anything.</param>
/// <param name="Count">The most steps.</param>
/// <param name="Budget">The most that all steps may cost; infinite where there is no budget.</param>
internal sealed record StepLimits(bool[] MayChoose, double[] Costs, int Count, double Budget)
{
    internal bool HasBudget => Budget < double.PositiveInfinity;

    internal double CostOf(int node) => Costs.Length == 0 ? 0 : Costs[node];

    /// <summary>Whether a step is worth more than another one: gain for its cost where there is a budget, else gain; the lower node among equals.</summary>
    internal bool IsBetter((long Gain, int Node) step, (long Gain, int Node) than)
    {
        if (than.Node < 0)
        {
            return true;
        }

        // Gain per cost, multiplied out, so that what costs nothing comes first.
        (double left, double right) = HasBudget
            ? (step.Gain * CostOf(than.Node), than.Gain * CostOf(step.Node))
            : (step.Gain, than.Gain);
        return left > right || (left == right && (step.Gain > than.Gain || (step.Gain == than.Gain && step.Node < than.Node)));
    }
}
