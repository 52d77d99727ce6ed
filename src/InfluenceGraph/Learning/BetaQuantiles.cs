using MathNet.Numerics;

namespace InfluenceGraph.Learning;

/// <summary>The interval of a probability after tries: equal tails of its Beta distribution.</summary>
internal static class BetaQuantiles
{
    /// <summary>The estimate with its interval.</summary>
    /// <param name="mean">The mean of the distribution.</param>
    /// <param name="tries">How many tries it is worth, the prior's included; 0 for nothing known.</param>
    /// <param name="confidence">The probability inside.</param>
    internal static Estimate Of(double mean, double tries, double confidence)
    {
        double tail = (1 - confidence) / 2;
        double deviation = Math.Sqrt(mean * (1 - mean) / (tries + 1));
        return tries <= 0 ? new(mean, deviation, 0, 1)
            : new(mean, deviation, Math.Min(mean, Quantile(mean * tries, (1 - mean) * tries, tail)), Math.Max(mean, Quantile(mean * tries, (1 - mean) * tries, 1 - tail)));
    }

    /// <summary>By halving on the distribution function: 60 steps, safe for the tiny parameters of thin data.</summary>
    private static double Quantile(double a, double b, double share)
    {
        if (a <= 0 || b <= 0)
        {
            return a <= 0 ? 0 : 1;
        }

        (double low, double high) = (0, 1);
        for (int step = 0; step < 60; step++)
        {
            double middle = (low + high) / 2;
            (low, high) = SpecialFunctions.BetaRegularized(a, b, middle) < share ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }
}
