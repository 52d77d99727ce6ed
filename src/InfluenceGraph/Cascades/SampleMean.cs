namespace InfluenceGraph.Cascades;

/// <summary>
/// Mean and standard error of one number per world, added in the order of the worlds, and an interval that allows for
/// skewness: what a word reaches is little in most worlds and much in a few, and a symmetric interval would miss the truth
/// too often on the far side.
/// </summary>
/// <remarks>
/// B. P. Welford, Technometrics 4 (1962), and the third moment likewise; P. Hall, "On the removal of skewness by
/// transformation", J. R. Statist. Soc. B 54 (1992).
/// </remarks>
internal struct SampleMean
{
    private double _mean;
    private double _squares;
    private double _cubes;

    internal long Count { get; private set; }

    internal readonly double Mean => _mean;

    internal readonly double StandardError => Count < 2 ? 0 : Math.Sqrt(Math.Max(0, _squares) / (Count - 1) / Count);

    internal static SampleMean Of(ReadOnlySpan<double> values)
    {
        var sample = default(SampleMean);
        foreach (double value in values)
        {
            sample.Add(value);
        }

        return sample;
    }

    internal void Add(double value)
    {
        Count++;
        double step = value - _mean;
        double part = step / Count;
        double square = step * part * (Count - 1);
        _mean += part;
        _cubes += (square * part * (Count - 2)) - (3 * part * _squares);
        _squares += square;
    }

    /// <summary>The mean with its interval.</summary>
    /// <param name="confidence">How sure the interval is.</param>
    /// <param name="least">Nothing is below it, roundings of sums aside.</param>
    /// <param name="most">Nothing is above it, roundings of sums aside.</param>
    internal readonly Estimate Estimate(double confidence, double least = 0, double most = double.PositiveInfinity)
    {
        double error = StandardError;
        double skew = _squares > 0 ? _cubes / (_squares * Math.Sqrt(_squares)) : 0;
        if (error == 0 || Math.Abs(skew) < 1e-6)
        {
            return Estimates.OfMean(_mean, error, confidence, least, most);
        }

        double z = Estimates.StandardErrorsFor(confidence);
        double below = Unskewed(z, skew);
        double above = Unskewed(-z, skew);
        return Estimates.Within(_mean, error, _mean - (error * below), _mean - (error * above), least, most);
    }

    /// <summary>Where the skewed statistic stands when the normal one stands at z.</summary>
    private static double Unskewed(double z, double skew) => 3 / skew * (Math.Cbrt(1 + (skew * (z - (skew / 6)))) - 1);
}
