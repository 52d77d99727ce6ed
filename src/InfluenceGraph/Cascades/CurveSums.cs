namespace InfluenceGraph.Cascades;

/// <summary>What worlds reached by one step of a curve, added up, where the number of each world is not kept.</summary>
/// <param name="Sum">The sum over worlds.</param>
/// <param name="Squares">The sum of squares.</param>
internal readonly record struct CurveSums(double Sum, double Squares)
{
    /// <summary>What rounding leaves of equal worlds, as a share of the mean's square, is no variance.</summary>
    private const double Rounding = 1e-14;

    public static CurveSums operator +(CurveSums one, CurveSums other) => new(one.Sum + other.Sum, one.Squares + other.Squares);

    internal CurveSums With(double value) => new(Sum + value, Squares + (value * value));

    /// <summary>The mean with a normal interval.</summary>
    internal Estimate Estimate(int worlds, double confidence, double least = 0, double most = double.PositiveInfinity)
    {
        double mean = Sum / worlds;
        double variance = worlds < 2 ? 0 : Math.Max(0, Squares - (mean * Sum)) / (worlds - 1);
        double error = variance <= Rounding * mean * mean ? 0 : Math.Sqrt(variance / worlds);
        return Estimates.OfMean(mean, error, confidence, least, most);
    }
}
