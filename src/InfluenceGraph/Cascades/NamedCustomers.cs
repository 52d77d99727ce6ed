using static System.FormattableString;

namespace InfluenceGraph.Cascades;

/// <summary>What options say of customers, taken to nodes: whom they name, whom another view allows, and what each costs.</summary>
internal static class NamedCustomers
{
    /// <summary>The node of a customer whom an option names; none for one who is left out of the view, who takes no part anyhow.</summary>
    /// <exception cref="KeyNotFoundException">The graph does not have the customer; the message says which.</exception>
    internal static bool TryGetNamed<TKey>(this CascadeGround<TKey> ground, TKey customer, string option, out int node)
        where TKey : notnull
    {
        if (customer is null || !ground.View.Data.Keys.Contains(customer))
        {
            throw new KeyNotFoundException($"{option} names '{customer}', who is not a customer of this graph.");
        }

        return ground.TryGetNode(customer, out node);
    }

    /// <summary>Who is in another view of the same graph, by node; everybody where there is none.</summary>
    /// <exception cref="ArgumentException">It is a view of another graph.</exception>
    internal static bool[] AllowedBy<TKey>(this CascadeGround<TKey> ground, CustomerGraphView<TKey>? view, string option)
        where TKey : notnull
    {
        if (view is not null && !ReferenceEquals(view.Data, ground.View.Data))
        {
            throw new ArgumentException($"{option} is a view of another graph; expected one of the graph that is asked, as its For(purpose, channel, asOf) gives.");
        }

        bool[] allowed = new bool[ground.NodeCount];
        for (int node = 0; node < allowed.Length; node++)
        {
            allowed[node] = view?.Contains(ground.KeyOf(node)) != false;
        }

        return allowed;
    }

    /// <summary>What each node costs: 1 where the caller does not say.</summary>
    /// <exception cref="ArgumentException">A cost is out of range; the message says whose.</exception>
    internal static double[] CostsBy<TKey>(this CascadeGround<TKey> ground, Func<Customer<TKey>, double>? cost)
        where TKey : notnull
    {
        double[] costs = new double[ground.NodeCount];
        Array.Fill(costs, 1);
        for (int node = 0; node < costs.Length && cost is not null; node++)
        {
            costs[node] = cost(ground.CustomerAt(node));
            if (!OwnValues.IsValid(costs[node]))
            {
                throw new ArgumentException(Invariant($"The cost of '{ground.KeyOf(node)}' is {costs[node]}; expected {OwnValues.Expected}."));
            }
        }

        return costs;
    }
}
