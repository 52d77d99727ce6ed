namespace InfluenceGraph.Cascades.Everyone;

/// <summary>Adds up, for each node, an amount that differs from world to world, and its square. One for each thread.</summary>
internal abstract class Tally(int length)
{
    internal double[] Sums { get; } = new double[length];

    internal double[] Squares { get; } = new double[length];

    /// <summary>Adds one world: the amounts depend on the seed and on its number only.</summary>
    internal abstract void Add(ulong seed, int world);
}
