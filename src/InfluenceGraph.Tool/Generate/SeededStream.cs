using System.Numerics;

namespace InfluenceGraph.Tool.Generate;

/// <summary>
/// Random numbers as a function of (seed, what they are for, whose they are): any row can be drawn again at any time, in any order.
/// </summary>
/// <remarks>
/// SplitMix64 (Steele, Lea, Flood, OOPSLA 2014). Only additions, multiplications, divisions and square roots, which IEEE 754
/// fixes to the last bit, so that a seed gives the same bytes on every machine: the logarithm and the exponential are ours.
/// </remarks>
internal struct SeededStream
{
    private const ulong Step = 0x9E3779B97F4A7C15;
    private const double LogOf2 = 0.693147180559945309417232121458;

    private ulong _counter;
    private double _spareNormal;
    private bool _hasSpare;

    internal SeededStream(int seed, DrawnFor purpose, long item)
    {
        _counter = Mix(Mix((ulong)seed + Step) ^ BitOperations.RotateLeft(Mix(((ulong)purpose * Step) + (ulong)item), 17));
        _spareNormal = 0;
        _hasSpare = false;
    }

    internal ulong Next()
    {
        _counter += Step;
        return Mix(_counter);
    }

    /// <summary>Uniform in [0, 1).</summary>
    internal double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in (0, 1].</summary>
    internal double UnitAboveZero() => ((Next() >> 11) + 1) * (1.0 / (1UL << 53));

    internal bool Happens(double probability) => Unit() < probability;

    internal int Below(int bound) => (int)Math.BigMul(Next(), (ulong)bound, out _);

    /// <summary>Exponential with mean 1.</summary>
    internal double Exponential() => -Log(UnitAboveZero());

    /// <summary>Standard normal, by the polar method (Marsaglia, Bray 1964).</summary>
    internal double Normal()
    {
        if (_hasSpare)
        {
            _hasSpare = false;
            return _spareNormal;
        }

        double x, y, square;
        do
        {
            x = (2 * Unit()) - 1;
            y = (2 * Unit()) - 1;
            square = (x * x) + (y * y);
        }
        while (square is >= 1 or 0);

        double factor = Math.Sqrt(-2 * Log(square) / square);
        _spareNormal = y * factor;
        _hasSpare = true;
        return x * factor;
    }

    /// <summary>Log-normal with this median.</summary>
    internal double LogNormal(double median, double sigma) => median * Exp(sigma * Normal());

    /// <summary>Pareto from 1 upwards: P(X > x) = x^-tail.</summary>
    internal double Pareto(double tail) => Exp(Exponential() / tail);

    /// <summary>Gamma with scale 1 (Marsaglia, Tsang 2000).</summary>
    internal double Gamma(double shape)
    {
        // Below 1 by the identity Gamma(a) = Gamma(a + 1) U^(1/a).
        if (shape < 1)
        {
            return Gamma(shape + 1) * Exp(-Exponential() / shape);
        }

        double d = shape - (1.0 / 3);
        double c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            double normal = Normal();
            double cube = 1 + (c * normal);
            cube = cube * cube * cube;
            if (cube > 0 && Log(UnitAboveZero()) < (0.5 * normal * normal) + d - (d * cube) + (d * Log(cube)))
            {
                return d * cube;
            }
        }
    }

    internal static double Log(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        int exponent = (int)((bits >> 52) & 0x7FF) - 1023;
        double mantissa = BitConverter.Int64BitsToDouble((bits & 0xF_FFFF_FFFF_FFFF) | (1023L << 52));
        if (mantissa > 1.4142135623730951)
        {
            mantissa *= 0.5;
            exponent++;
        }

        // ln m = 2 artanh((m - 1) / (m + 1)); the quotient is below 0.172, so that 12 terms reach the last bits.
        double s = (mantissa - 1) / (mantissa + 1);
        double square = s * s;
        double sum = 0;
        for (int odd = 23; odd >= 1; odd -= 2)
        {
            sum = (sum * square) + (1.0 / odd);
        }

        return (exponent * LogOf2) + (2 * s * sum);
    }

    internal static double Exp(double value)
    {
        if (value is < -700 or > 700)
        {
            return value < 0 ? 0 : double.PositiveInfinity;
        }

        double power = Math.Floor((value / LogOf2) + 0.5);
        double rest = value - (power * LogOf2);
        double sum = 1;
        for (int term = 15; term >= 1; term--)
        {
            sum = 1 + (sum * rest / term);
        }

        return sum * BitConverter.Int64BitsToDouble(((long)power + 1023) << 52);
    }

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}

/// <summary>What a stream is drawn for; streams of different uses have nothing to do with each other.</summary>
internal enum DrawnFor
{
    Communities,
    Keys,
    Person,
    CommunityTaste,
    Targets,
    Tie,
    Transactions,
    Consents,
    Campaign,
    Complaints,
    Referrals,
}
