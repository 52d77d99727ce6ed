namespace InfluenceGraph.SocialValues;

/// <summary>The value that starts at each node: own values or the caller's prior, 0 at nodes that are left out.</summary>
internal static class StartingValues
{
    internal static double[] Of<TKey>(CustomerGraphView<TKey> view, IReadOnlyDictionary<TKey, double>? prior)
        where TKey : notnull
    {
        double[] values = prior is null ? OwnValues(view) : FromPrior(view, prior);
        if (view.CustomerCount > 0 && !values.AsSpan().ContainsAnyExcept(0.0))
        {
            throw new ArgumentException(
                $"SocialValueOptions: all value to start from is 0 for the {view.CustomerCount} customers of this view; expected one above 0. {(prior is null ? "Give customers own values, or set Prior" : "Let Prior name a customer of the view")}.");
        }

        return values;
    }

    private static double[] OwnValues<TKey>(CustomerGraphView<TKey> view)
        where TKey : notnull
    {
        if (view.Nodes.Included.IsEmpty)
        {
            return view.Data.OwnValues;
        }

        double[] values = [.. view.Data.OwnValues];
        for (int node = 0; node < values.Length; node++)
        {
            values[node] = view.Nodes.Includes(node) ? values[node] : 0;
        }

        return values;
    }

    private static double[] FromPrior<TKey>(CustomerGraphView<TKey> view, IReadOnlyDictionary<TKey, double> prior)
        where TKey : notnull
    {
        double[] values = new double[view.Nodes.NodeCount];
        foreach ((TKey key, double value) in prior)
        {
            if (!view.Data.Keys.TryGetNode(key, out int node))
            {
                throw new ArgumentException($"SocialValueOptions: Prior names '{key}', who is not a customer of this graph; expected customers only.");
            }

            values[node] = view.Nodes.Includes(node) ? value + 0.0 : 0;
        }

        return values;
    }
}
