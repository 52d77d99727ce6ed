using System.Globalization;
using InfluenceGraph.Graphs;
using InfluenceGraph.Kernels;
using static System.FormattableString;

namespace InfluenceGraph.Cascades;

/// <summary>The same for every tie.</summary>
internal sealed record ConstantPropensity(double Value) : Propensity
{
    public override string ToString() => Invariant($"constant {Value}");

    internal override void AddErrors(OptionErrors errors) => Probabilities.Require(errors, Value, nameof(Propensity));

    internal override Func<int, int, EdgeRow, double> For<TKey>(CustomerGraphView<TKey> view) => (_, _, _) => Value;
}

/// <summary>1 - (1 - p)^strength.</summary>
internal sealed record PerContactPropensity(double Value) : Propensity
{
    public override string ToString() => Invariant($"1 - (1 - {Value})^strength");

    internal override void AddErrors(OptionErrors errors) => Probabilities.Require(errors, Value, nameof(Propensity));

    internal override Func<int, int, EdgeRow, double> For<TKey>(CustomerGraphView<TKey> view) => (_, _, row) => 1 - Math.Pow(1 - Value, row.Strength);
}

/// <summary>1 / the number of usable ties to the target.</summary>
internal sealed record WeightedCascadePropensity : Propensity
{
    public override string ToString() => "weighted cascade";

    internal override Func<int, int, EdgeRow, double> For<TKey>(CustomerGraphView<TKey> view)
    {
        int[] inDegrees = new int[view.Nodes.NodeCount];
        for (int source = 0; source < inDegrees.Length; source++)
        {
            ReadOnlySpan<int> targets = view.Nodes.Forward.TargetsOf(source);
            ReadOnlySpan<float> weights = view.Nodes.Forward.WeightsOf(source);
            for (int e = 0; view.Nodes.Includes(source) && e < targets.Length; e++)
            {
                inDegrees[targets[e]] += weights[e] > 0 && targets[e] != source ? 1 : 0;
            }
        }

        return (_, target, _) => 1.0 / inDegrees[target];
    }
}

/// <summary>w(u->v) / W_v, self ties aside.</summary>
internal sealed record ShareOfInfluencePropensity : Propensity
{
    public override string ToString() => "share of influence";

    internal override Func<int, int, EdgeRow, double> For<TKey>(CustomerGraphView<TKey> view)
    {
        double[] received = [.. view.Nodes.WeightReceived];
        for (int node = 0; node < received.Length; node++)
        {
            int self = view.Nodes.Forward.IndexOf(node, node);
            received[node] -= self >= 0 ? view.Nodes.Forward.Weights[self] : 0;
        }

        return (_, target, row) => Math.Min(1, row.Weight / received[target]);
    }
}

/// <summary>One of several levels, by a hash of the two keys' text.</summary>
internal sealed record LevelPropensity(int Seed, double[] Levels) : Propensity
{
    public override string ToString() => $"one of {string.Join(", ", Levels.Select(level => level.ToString(CultureInfo.InvariantCulture)))} (draw {Seed})";

    internal override void AddErrors(OptionErrors errors)
    {
        errors.Require(Levels.Length > 0, $"{nameof(Propensity)} has no levels; expected at least one");
        foreach (double level in Levels)
        {
            Probabilities.Require(errors, level, nameof(Propensity));
        }
    }

    internal override Func<int, int, EdgeRow, double> For<TKey>(CustomerGraphView<TKey> view)
    {
        ulong[] keys = [.. view.Data.Keys.Select(key => KeyText.HashOf(key, (ulong)Seed))];
        return (source, target, _) => Levels[new CounterRandom(keys[source], keys[target]).NextBelow((uint)Levels.Length)];
    }
}

/// <summary>A function of the caller's.</summary>
internal sealed record FunctionPropensity<TTieKey>(Func<Tie<TTieKey>, double> OfTie) : Propensity
    where TTieKey : notnull
{
    public override string ToString() => "propensity given per tie";

    internal override Func<int, int, EdgeRow, double> For<TKey>(CustomerGraphView<TKey> view)
    {
        Func<Tie<TKey>, double> ofTie = OfKind<TKey, double>(OfTie, nameof(Propensity));
        return (source, target, row) => ofTie(view.TieOf(source, target, row));
    }
}
