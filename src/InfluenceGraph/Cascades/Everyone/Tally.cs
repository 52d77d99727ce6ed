namespace InfluenceGraph.Cascades.Everyone;

/// <summary>Adds up, for each node, an amount that differs from world to world, its square and its cube. One for each thread.</summary>
internal abstract class Tally(int length)
{
    /// <summary>Sum, sum of squares and sum of cubes of each node, side by side as they are added to together.</summary>
    internal double[] Powers { get; } = new double[length * WorldSums.Powers];

    /// <summary>Adds one world: the amounts depend on the seed and on its number only.</summary>
    /// <param name="seed">The caller's seed.</param>
    /// <param name="world">Its number.</param>
    /// <param name="cancellationToken">Stops on the way where a world may take long; the sums are of no use then.</param>
    internal abstract void Add(ulong seed, int world, CancellationToken cancellationToken);

    /// <summary>Adds a node's amount of the world.</summary>
    protected void Count(int node, double amount)
    {
        Span<double> powers = Powers.AsSpan(node * WorldSums.Powers, WorldSums.Powers);
        double square = amount * amount;
        powers[0] += amount;
        powers[1] += square;
        powers[2] += square * amount;
    }
}
