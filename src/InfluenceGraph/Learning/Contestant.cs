using InfluenceGraph.Cascades;
using InfluenceGraph.Graphs;

namespace InfluenceGraph.Learning;

/// <summary>One model under test: its probabilities on all usable edges, and the graph it spreads on.</summary>
internal sealed class Contestant(string name, CascadeGraph spread, double[] probabilities, int actions)
{
    internal string Name { get; } = name;

    internal CascadeGraph Spread { get; } = spread;

    internal ScoreSheet Sheet { get; } = new(actions);

    internal static Contestant Of<TKey>(string name, CascadeModel model, CascadeGround<TKey> ground, int actions, CancellationToken cancellationToken)
        where TKey : notnull
    {
        var errors = new OptionErrors($"The model '{name}'");
        model.AddErrors(errors);
        errors.Require(model.TimeLimit is null, $"{nameof(CascadeModel.TimeLimit)} is {model.TimeLimit}; expected none, as the test has its own: set {nameof(EvaluationOptions)}.{nameof(EvaluationOptions.Window)}");
        errors.ThrowIfAny();
        CascadeGraph spread = CascadeGround<TKey>.Of(ground.View, model, cancellationToken).Graph;
        CsrGraph all = ground.Graph.Forward;
        double[] probabilities = new double[all.EdgeCount];
        for (int u = 0; u < all.NodeCount && spread.MaxHops > 0; u++)
        {
            int next = (int)spread.Forward.Offsets[u];
            for (int e = (int)all.Offsets[u]; e < (int)all.Offsets[u + 1]; e++)
            {
                // The model's rows are part of all rows, both ascending.
                if (next < (int)spread.Forward.Offsets[u + 1] && spread.Forward.Targets[next] == all.Targets[e])
                {
                    probabilities[e] = spread.Forward.Weights[next++];
                }
            }
        }

        return new(name, spread, probabilities, actions);
    }

    /// <summary>What a further contact makes of the probability to act.</summary>
    internal double Join(double probability, int edge) => Spread.Process == CascadeProcess.IndependentCascade
        ? probability + (probabilities[edge] * (1 - probability))
        : Math.Min(1, probability + probabilities[edge]);
}
