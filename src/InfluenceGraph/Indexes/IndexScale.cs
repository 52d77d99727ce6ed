using System.Collections;

namespace InfluenceGraph;

/// <summary>How a component was spread over the reference population: its quantiles, as plain numbers.</summary>
/// <remarks>
/// Item <c>j</c> of <c>m + 1</c> is the least value <c>v</c> such that at least the fraction <c>j / m</c> of the population has <c>v</c> or less. Immutable.
/// </remarks>
public sealed class IndexScale : IReadOnlyList<double>
{
    /// <summary>Steps of 0.1 % of the population.</summary>
    internal const int Steps = 1000;

    private readonly double[] _quantiles;

    internal IndexScale(double[] quantiles) => _quantiles = quantiles;

    /// <summary>The number of quantiles: 1001, or 0 where the population is empty.</summary>
    public int Count => _quantiles.Length;

    /// <summary>A quantile.</summary>
    /// <param name="index">0 for the least value, 1000 for the largest.</param>
    /// <returns>The value.</returns>
    public double this[int index] => _quantiles[index];

    /// <summary>
    /// The percentage of the reference population that does not have more than a value, 0 to 100; 0 for a value of 0, because who has
    /// nothing gets nothing. Between two quantiles along a straight line; exact to 0.1 of a percent. Never falls with the value.
    /// </summary>
    /// <param name="value">The value, 0 or more.</param>
    /// <returns>The score, 0 to 100.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not a number.</exception>
    public double ScoreOf(double value)
    {
        if (!(value >= 0))
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, FormattableString.Invariant($"The value is {value}; expected a number, 0 or more."));
        }

        if (value == 0 || _quantiles.Length == 0 || value < _quantiles[0])
        {
            return 0;
        }

        (int low, int high) = (0, _quantiles.Length - 1);
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            (low, high) = _quantiles[middle] <= value ? (middle, high) : (low, middle - 1);
        }

        const double PerStep = 100.0 / Steps;
        double part = low < Steps ? (value - _quantiles[low]) / (_quantiles[low + 1] - _quantiles[low]) : 0;
        return Math.Min((low + Math.Min(part, 1)) * PerStep, 100);
    }

    /// <summary>Goes through the quantiles, rising.</summary>
    /// <returns>The enumerator.</returns>
    public IEnumerator<double> GetEnumerator() => ((IEnumerable<double>)_quantiles).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Least, median and largest value.</summary>
    /// <returns>A few words, invariant culture.</returns>
    public override string ToString() => Count == 0
        ? "nobody"
        : FormattableString.Invariant($"{this[0]:0.###} to {this[Steps]:0.###}, half up to {this[Steps / 2]:0.###}");

    /// <summary>O(n log n).</summary>
    internal static IndexScale Of(ReadOnlySpan<double> values)
    {
        double[] sorted = [.. values];
        Array.Sort(sorted);
        double[] quantiles = new double[sorted.Length == 0 ? 0 : Steps + 1];
        for (int step = 0; step < quantiles.Length; step++)
        {
            // Rounded up: the first place at which at least step / Steps of all stand.
            long place = (((long)step * sorted.Length) + Steps - 1) / Steps;
            quantiles[step] = sorted[Math.Max(0, place - 1)];
        }

        return new(quantiles);
    }
}
