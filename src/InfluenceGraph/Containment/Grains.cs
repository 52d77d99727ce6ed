namespace InfluenceGraph.Containment;

/// <summary>
/// What nodes count, in whole grains: a power of two per unit, so fine that the sum of all nodes over all worlds still fits.
/// Sums of grains are exact, whatever their order and whatever is taken off again, which greedy choices on many threads need.
/// </summary>
internal sealed class Grains
{
    private const int MostBits = 1000;

    private readonly double _unit;

    /// <summary>Rounds to grains. What a node loses or gains by it is below 2^-61 of the sum of all over all worlds.</summary>
    internal Grains(ReadOnlySpan<double> worth, long worlds)
    {
        double total = 0;
        foreach (double value in worth)
        {
            total += value;
        }

        // What is worth less than 1e-280 in all is worth nothing.
        int bits = total > 0 ? Math.Min(60 - Math.ILogB(total * worlds), MostBits) : 0;
        _unit = Math.ScaleB(1, -bits);
        double perUnit = Math.ScaleB(1, bits);
        Of = new long[worth.Length];
        for (int node = 0; node < worth.Length; node++)
        {
            Of[node] = (long)Math.Round(worth[node] * perUnit);
        }
    }

    /// <summary>By node.</summary>
    internal long[] Of { get; }

    /// <summary>Grains as worth.</summary>
    internal double Worth(long grains) => grains * _unit;

    /// <summary>Grains added up over worlds, as worth in a world.</summary>
    internal double Mean(long grains, long worlds) => grains * _unit / worlds;
}
