using InfluenceGraph.Cascades;

namespace InfluenceGraph.Containment;

/// <summary>Mean and standard error of one number per world, added in the order of the worlds.</summary>
/// <remarks>B. P. Welford, Technometrics 4 (1962).</remarks>
internal struct Tally
{
    private double _mean;
    private double _squares;

    internal long Count { get; private set; }

    internal readonly double Mean => _mean;

    internal readonly double StandardError => Count < 2 ? 0 : Math.Sqrt(Math.Max(0, _squares) / (Count - 1) / Count);

    internal void Add(double value)
    {
        Count++;
        double step = value - _mean;
        _mean += step / Count;
        _squares += step * (value - _mean);
    }

    internal readonly Estimate Estimate(double confidence, double least = 0, double most = double.PositiveInfinity) =>
        Estimates.OfMean(_mean, StandardError, confidence, least, most);
}
