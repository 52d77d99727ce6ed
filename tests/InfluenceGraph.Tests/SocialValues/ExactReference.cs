using System.Numerics;

namespace InfluenceGraph.Tests.SocialValues;

/// <summary>Social value in rational numbers, without any rounding, by Gauss-Jordan elimination; for the handful of customers that this can take.</summary>
internal static class ExactReference
{
    /// <summary>The exact scores less the computed ones, added up without sign.</summary>
    internal static double ErrorOf(TestGraph graph, double damping, UnreachedPolicy policy, Func<int, double> computed)
    {
        Rational[] exact = Scores(graph, damping, policy);
        var error = Rational.Zero;
        for (int i = 0; i < exact.Length; i++)
        {
            Rational difference = exact[i] - Rational.Of(computed(i));
            error += difference.Numerator.Sign < 0 ? Rational.Zero - difference : difference;
        }

        return error.ToDouble();
    }

    private static Rational[] Scores(TestGraph graph, double damping, UnreachedPolicy policy)
    {
        int n = graph.Count;
        var d = Rational.Of(damping);
        Rational[] own = Array.ConvertAll(graph.OwnValues, Rational.Of);
        Rational total = own.Aggregate((a, b) => a + b);
        var shares = new Rational[n, n];
        var received = new Rational[n];
        Array.Fill(received, Rational.Zero);
        IReadOnlyDictionary<(int From, int To), float> weights = graph.Weights();
        foreach (((_, int to), float weight) in weights)
        {
            received[to] += Rational.Of(weight);
        }

        for (int u = 0; u < n; u++)
        {
            for (int v = 0; v < n; v++)
            {
                shares[u, v] = received[v].IsZero
                    ? policy switch
                    {
                        UnreachedPolicy.Prior => own[u] / total,
                        UnreachedPolicy.Uniform => Rational.One / Rational.Of(n),
                        _ => Rational.Zero,
                    }
                    : Rational.Of(weights.GetValueOrDefault((u, v))) / received[v];
            }
        }

        // The system beside its right side.
        var rows = new Rational[n][];
        for (int u = 0; u < n; u++)
        {
            int row = u;
            rows[u] = [.. Enumerable.Range(0, n).Select(v => (row == v ? Rational.One : Rational.Zero) - (d * shares[row, v])), own[u]];
        }

        for (int pivot = 0; pivot < n; pivot++)
        {
            // The columns of d P sum to less than 1, so no pivot is ever 0.
            rows[pivot] = Array.ConvertAll(rows[pivot], value => value / rows[pivot][pivot]);
            for (int u = 0; u < n; u++)
            {
                Rational factor = rows[u][pivot];
                if (u != pivot && !factor.IsZero)
                {
                    rows[u] = [.. rows[u].Zip(rows[pivot], (value, subtract) => value - (factor * subtract))];
                }
            }
        }

        return [.. rows.Select((row, u) => row[n] * (policy == UnreachedPolicy.Keep && received[u].IsZero ? Rational.One : Rational.One - d))];
    }

    private readonly record struct Rational(BigInteger Numerator, BigInteger Denominator)
    {
        internal static Rational Zero { get; } = new(0, 1);

        internal static Rational One { get; } = new(1, 1);

        internal bool IsZero => Numerator.IsZero;

        internal static Rational Of(double value)
        {
            int exponent = value == 0 ? 0 : Math.Max(Math.ILogB(value) - 52, -1074);
            var digits = new BigInteger(Math.ScaleB(value, -exponent));
            return exponent < 0 ? Reduced(digits, BigInteger.One << -exponent) : new(digits << exponent, 1);
        }

        /// <summary>A quotient of the leading bits; good to some 2^-50.</summary>
        internal double ToDouble()
        {
            if (IsZero)
            {
                return 0;
            }

            int shift = (int)(Denominator.GetBitLength() - Numerator.GetBitLength()) + 60;
            BigInteger quotient = shift >= 0 ? (Numerator << shift) / Denominator : Numerator / (Denominator << -shift);
            return Math.ScaleB((double)quotient, -shift);
        }

        public static Rational operator +(Rational a, Rational b) => Reduced((a.Numerator * b.Denominator) + (b.Numerator * a.Denominator), a.Denominator * b.Denominator);

        public static Rational operator -(Rational a, Rational b) => Reduced((a.Numerator * b.Denominator) - (b.Numerator * a.Denominator), a.Denominator * b.Denominator);

        public static Rational operator *(Rational a, Rational b) => Reduced(a.Numerator * b.Numerator, a.Denominator * b.Denominator);

        public static Rational operator /(Rational a, Rational b) => Reduced(a.Numerator * b.Denominator, a.Denominator * b.Numerator);

        private static Rational Reduced(BigInteger numerator, BigInteger denominator)
        {
            BigInteger divisor = BigInteger.GreatestCommonDivisor(numerator, denominator) * (denominator.Sign < 0 ? -1 : 1);
            return new(numerator / divisor, denominator / divisor);
        }
    }
}
