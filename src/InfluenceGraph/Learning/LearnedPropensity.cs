using InfluenceGraph.Graphs;

namespace InfluenceGraph.Learning;

/// <summary>Learned probabilities as a propensity; scaled down where the linear threshold wants rows within one.</summary>
internal sealed record LearnedPropensity<TLearnedKey>(LearnedPropensities<TLearnedKey> Learned, bool IsWithinOne) : Propensity
    where TLearnedKey : notnull
{
    public override string ToString() => $"learned from a log ({Learned.Options.Method}{(IsWithinOne ? ", at most 1 together" : "")})";

    internal override Func<int, int, EdgeRow, double> For<TKey>(CustomerGraphView<TKey> view)
    {
        LearnedPropensities<TKey> learned = Learned as LearnedPropensities<TKey>
            ?? throw new ArgumentException($"{nameof(Propensity)} was learned for customers with keys of {typeof(TLearnedKey).Name}; expected {typeof(TKey).Name}, as this graph has.");
        Func<int, int, double> probability = learned.ByNodesOf(view);
        if (!IsWithinOne)
        {
            return (source, target, _) => probability(source, target);
        }

        double[] received = new double[view.Nodes.NodeCount];
        CsrGraph forward = view.Nodes.Forward;
        for (int u = 0; u < received.Length; u++)
        {
            for (int e = (int)forward.Offsets[u]; view.Nodes.Includes(u) && e < (int)forward.Offsets[u + 1]; e++)
            {
                int v = forward.Targets[e];
                received[v] += u != v && forward.Weights[e] > 0 ? probability(u, v) : 0;
            }
        }

        return (source, target, _) => probability(source, target) / Math.Max(1, received[target]);
    }
}
