using InfluenceGraph.Cascades;
using InfluenceGraph.Tests.Cascades;

namespace InfluenceGraph.Tests.Containment;

/// <summary>Tiny graphs as customers 0, 1, 2, ... with own values, and the model that gives each tie its probability.</summary>
internal sealed record TinyCustomers(CustomerGraph<int> Graph, CascadeModel Model, CascadeGraph Plain, double[] OwnValues)
{
    internal static TinyCustomers Random(int seed, CascadeProcess process = CascadeProcess.IndependentCascade, int nodes = 8, int maxEdges = 12, int? maxHops = null) =>
        Of(TestCascade.Random(seed, nodes, maxEdges, process, maxHops ?? int.MaxValue), process, maxHops);

    internal static TinyCustomers Of(CascadeGraph plain, CascadeProcess process = CascadeProcess.IndependentCascade, int? maxHops = null)
    {
        double[] ownValues = [.. Enumerable.Range(0, plain.NodeCount).Select(node => 1 + (node * 7 % 5))];
        return new(
            CustomerGraph.FromTies(
                ExactCascade.Edges(plain).Select(edge => new Tie<int>(edge.From, edge.To, edge.P)),
                ownValues.Select((value, node) => new Customer<int>(node, value))),
            new CascadeModel { Process = process, Propensity = Propensity.Constant(1), MaxHops = maxHops },
            plain,
            ownValues);
    }

    /// <summary>The exact expected worth reached when some are blocked: their edges are taken out of every world.</summary>
    internal double Loss(IReadOnlyCollection<int> complainers, IReadOnlyCollection<int> blocked, double[] worth, (int From, int To)? cut = null)
    {
        double expected = 0;
        foreach ((double probability, List<(int From, int To)> live) in ExactCascade.Worlds(Plain))
        {
            List<(int From, int To)> left = [.. live.Where(edge => edge != cut && !blocked.Contains(edge.To) && !blocked.Contains(edge.From))];
            expected += probability * ExactCascade.Reached(Plain, left, [.. complainers.Except(blocked)]).Sum(node => worth[node]);
        }

        return expected;
    }
}
