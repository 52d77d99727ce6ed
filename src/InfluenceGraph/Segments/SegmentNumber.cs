using InfluenceGraph.Segments;
using InfluenceGraph.Segments.Conditions;

namespace InfluenceGraph;

/// <summary>A number of each customer, to be compared in a <see cref="Segment"/>.</summary>
public sealed class SegmentNumber
{
    private readonly NumberSource _source;
    private readonly string _name;

    internal SegmentNumber(NumberSource source, string name)
    {
        _source = source;
        _name = name;
    }

    /// <summary>Who has exactly this.</summary>
    /// <param name="value">The number.</param>
    /// <returns>The segment.</returns>
    /// <exception cref="ArgumentException">The number is not finite.</exception>
    public Segment Is(double value) => New(Comparison.Is, value);

    /// <summary>Who has this or more.</summary>
    /// <param name="value">The number.</param>
    /// <returns>The segment.</returns>
    /// <exception cref="ArgumentException">The number is not finite.</exception>
    public Segment AtLeast(double value) => New(Comparison.AtLeast, value);

    /// <summary>Who has more.</summary>
    /// <param name="value">The number.</param>
    /// <returns>The segment.</returns>
    /// <exception cref="ArgumentException">The number is not finite.</exception>
    public Segment Above(double value) => New(Comparison.Above, value);

    /// <summary>Who has this or less.</summary>
    /// <param name="value">The number.</param>
    /// <returns>The segment.</returns>
    /// <exception cref="ArgumentException">The number is not finite.</exception>
    public Segment AtMost(double value) => New(Comparison.AtMost, value);

    /// <summary>Who has less.</summary>
    /// <param name="value">The number.</param>
    /// <returns>The segment.</returns>
    /// <exception cref="ArgumentException">The number is not finite.</exception>
    public Segment Below(double value) => New(Comparison.Below, value);

    /// <summary>Who is among the top by a score. Who has the same score as the last belongs to it.</summary>
    /// <param name="count">How many, 1 or more.</param>
    /// <returns>The segment.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The count is not positive.</exception>
    /// <exception cref="InvalidOperationException">This is not a score.</exception>
    public Segment InTop(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        return new TopCondition(RequireScore(), count, IsPercent: false);
    }

    /// <summary>Who is among the top by a score, as a percentage of those who have one. Who has the same score as the last belongs to it.</summary>
    /// <param name="percent">Above 0, at most 100.</param>
    /// <returns>The segment.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The percentage is out of range.</exception>
    /// <exception cref="InvalidOperationException">This is not a score.</exception>
    public Segment InTopPercent(double percent) => percent is > 0 and <= 100
        ? new TopCondition(RequireScore(), percent, IsPercent: true)
        : throw new ArgumentOutOfRangeException(nameof(percent), percent, "Expected above 0 and at most 100 %.");

    private NumberCondition New(Comparison comparison, double value) => new(_source, _name, comparison, Segment.RequireNumber(value));

    private string RequireScore() => _source == NumberSource.Score
        ? _name
        : throw new InvalidOperationException("The top is by a score; expected Segment.Score(name). Give own values as a score under a name.");
}
