using static System.FormattableString;

namespace InfluenceGraph;

/// <summary>How unequally something of value is spread over customers: the share of the top x %, Gini's coefficient, the Lorenz curve.</summary>
/// <remarks>
/// The Lorenz curve L(p) (Lorenz 1905) is the share of the total that the poorest fraction p holds; straight lines join the
/// customers. Gini's coefficient (Gini 1912) is twice the area between it and the diagonal, with n customers
/// <c>2 sum(i x_i) / (n sum x) - (n + 1) / n</c> over the values in rising order: 0 when all have the same,
/// (n - 1) / n when one has everything. Immutable.
/// </remarks>
public sealed class Concentration
{
    private readonly double[] _held;

    private Concentration(double[] held)
    {
        _held = held;
    }

    /// <summary>The number of customers.</summary>
    public int Count => _held.Length - 1;

    /// <summary>What all hold together, in the unit of the values.</summary>
    public double Total => _held[^1];

    /// <summary>Gini's coefficient, 0 to below 1; <see langword="null"/> where there is nothing to hold.</summary>
    public double? Gini => Total > 0 ? Math.Max(0, 1 - (2 * System.Numerics.Tensors.TensorPrimitives.Sum<double>(_held.AsSpan(1..^1)) / (Count * Total)) - (1.0 / Count)) : null;

    /// <summary>Measures how values are spread. O(n log n).</summary>
    /// <param name="values">One value per customer, 0 or more.</param>
    /// <returns>The measures.</returns>
    /// <exception cref="ArgumentException">A value is negative, not a number or infinite, or their sum is.</exception>
    public static Concentration Of(IEnumerable<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        double[] sorted = [.. values];
        int bad = Array.FindIndex(sorted, value => !(value is >= 0 and < double.PositiveInfinity));
        if (bad >= 0)
        {
            throw new ArgumentException(Invariant($"Value {bad + 1} is {sorted[bad]}; expected 0 or more, and a number."), nameof(values));
        }

        Array.Sort(sorted);
        double[] held = new double[sorted.Length + 1];
        for (int i = 0; i < sorted.Length; i++)
        {
            held[i + 1] = held[i] + sorted[i];
        }

        return double.IsFinite(held[^1])
            ? new(held)
            : throw new ArgumentException(Invariant($"The values add up to {held[^1]}; expected a sum that a double holds. Choose a larger unit."), nameof(values));
    }

    /// <summary>The share of the total that the customers with the most hold.</summary>
    /// <param name="fraction">Which fraction of customers, 0 to 1; 0.1 is the top 10 %. A part of a customer counts for that part.</param>
    /// <returns>0 to 1; <see langword="null"/> where there is nothing to hold.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is not within 0 to 1.</exception>
    public double? ShareOfTop(double fraction)
    {
        RequireFraction(fraction, nameof(fraction));
        return Total > 0 ? 1 - HeldByPoorest(1 - fraction) : null;
    }

    /// <summary>The smallest fraction of customers that together holds a share of the total.</summary>
    /// <param name="share">The share, 0 to 1; 0.8 asks "how few hold 80 %?".</param>
    /// <returns>0 to 1; <see langword="null"/> where there is nothing to hold.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The share is not within 0 to 1.</exception>
    public double? FractionHolding(double share)
    {
        RequireFraction(share, nameof(share));
        if (Total == 0)
        {
            return null;
        }

        // The last customer, from the poorest on, after whom at least the share is left to the richer ones.
        double left = Total * (1 - share);
        int found = Array.BinarySearch(_held, left);
        int below = found >= 0 ? found : ~found - 1;
        while (below < Count && _held[below + 1] <= left)
        {
            below++;
        }

        double part = below < Count ? (left - _held[below]) / (_held[below + 1] - _held[below]) : 0;
        return 1 - ((below + part) / Count);
    }

    /// <summary>Points of the Lorenz curve, evenly spaced from (0, 0) to (1, 1).</summary>
    /// <param name="points">How many, 2 or more.</param>
    /// <returns>The points by rising fraction; empty where there is nothing to hold.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 2 points.</exception>
    public IReadOnlyList<LorenzPoint> Lorenz(int points = 101)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(points, 2);
        return Total > 0
            ? Array.AsReadOnly(Array.ConvertAll([.. Enumerable.Range(0, points)], i => new LorenzPoint((double)i / (points - 1), HeldByPoorest((double)i / (points - 1)))))
            : [];
    }

    /// <summary>The share of the top 1 %, 10 % and 20 %, and Gini's coefficient.</summary>
    /// <returns>One line, invariant culture.</returns>
    public override string ToString() => Total > 0
        ? Invariant($"{Count} customers: top 1 % hold {ShareOfTop(0.01):P1}, top 10 % {ShareOfTop(0.1):P1}, top 20 % {ShareOfTop(0.2):P1}; Gini {Gini:0.000}")
        : Invariant($"{Count} customers who hold nothing");

    private double HeldByPoorest(double fraction)
    {
        double place = fraction * Count;
        int whole = (int)Math.Min(place, Count);
        double part = whole < Count ? (place - whole) * (_held[whole + 1] - _held[whole]) : 0;
        return (_held[whole] + part) / Total;
    }

    private static void RequireFraction(double value, string name)
    {
        if (value is not (>= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(name, value, $"The {name} is {Invariant($"{value}")}; expected 0 to 1. Divide percentages by 100.");
        }
    }
}

/// <summary>A point of a Lorenz curve.</summary>
/// <param name="Customers">The fraction of customers, poorest first, 0 to 1.</param>
/// <param name="Share">The share of the total that they hold, 0 to 1.</param>
public readonly record struct LorenzPoint(double Customers, double Share);
