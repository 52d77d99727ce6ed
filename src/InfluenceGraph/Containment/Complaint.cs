using InfluenceGraph.Cascades;

namespace InfluenceGraph.Containment;

/// <summary>What every question about a complaint needs: the ground, who complained, and what a customer counts.</summary>
internal sealed class Complaint<TKey>
    where TKey : notnull
{
    private const int MostNamed = 10;

    private Complaint(CascadeGround<TKey> ground, int[] nodes, ReachMeasure measure, double[] worth, LeftOut[] notes)
    {
        Ground = ground;
        Nodes = nodes;
        Measure = measure;
        Worth = worth;
        Notes = notes;
        Keys = Array.AsReadOnly(Array.ConvertAll(nodes, ground.KeyOf));
    }

    internal CascadeGround<TKey> Ground { get; }

    /// <summary>The complainers, ascending, each once.</summary>
    internal int[] Nodes { get; }

    internal IReadOnlyList<TKey> Keys { get; }

    internal ReachMeasure Measure { get; }

    /// <summary>What each node counts.</summary>
    internal double[] Worth { get; }

    internal LeftOut[] Notes { get; }

    /// <summary>The complainers in words, for receipts.</summary>
    internal string Names => Keys.Count <= MostNamed
        ? string.Join(", ", Keys.Select(key => $"'{key}'"))
        : $"{string.Join(", ", Keys.Take(MostNamed).Select(key => $"'{key}'"))} and {Keys.Count - MostNamed} others";

    internal static Complaint<TKey> Of(CustomerGraphView<TKey> view, IEnumerable<TKey> complainers, CascadeModel model, ReachMeasure? measure, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(complainers);
        TKey[] keys = [.. complainers];
        if (keys.Length == 0)
        {
            throw new ArgumentException("Nobody complains; expected at least one customer with whom the complaint starts.", nameof(complainers));
        }

        CascadeGround<TKey> ground = view.GroundFor(model, cancellationToken);
        int[] nodes = [.. keys.Select(ground.NodeOf).Distinct().Order()];
        if (measure is null)
        {
            (double[] ownValues, LeftOut[] ofOwnValues) = ReachMeasure.OwnValue.WorthOn(ground);
            if (ownValues.AsSpan().ContainsAnyExcept(0))
            {
                return new(ground, nodes, ReachMeasure.OwnValue, ownValues, ofOwnValues);
            }

            measure = ReachMeasure.Customers;
        }

        (double[] worth, LeftOut[] notes) = measure.WorthOn(ground);
        return new(ground, nodes, measure, worth, notes);
    }
}
