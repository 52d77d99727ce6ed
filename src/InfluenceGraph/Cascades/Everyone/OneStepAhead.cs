namespace InfluenceGraph.Cascades.Everyone;

/// <summary>
/// Makes much of few worlds: a rare try on a tie is not waited for, its probability is known.
/// </summary>
/// <remarks>
/// <para>Let X(u) be what u reaches in a world, u's own worth w(u) included. What the targets of u's live edges reach, added
/// up, and w(u), exceeds X(u) by an overlap D(u), 0 or more. Whether u -> v is live does not matter to what v reaches, as
/// no way from v comes back over an edge into v; under the linear threshold that holds as well. So for the expectations
/// <c>x(u) = w(u) + sum over v of p(u, v) x(v) - d(u)</c>, exactly. Nodes whose probabilities add up to little have little
/// overlap: for them d is estimated, not x, and the equations are solved. For the others x is the mean over worlds.
/// Both are unbiased, and the choice between them does not look at the worlds.</para>
/// <para>So who has one tie of p = 0.001 to somebody who reaches 10,000 is told to reach 10 more, though no world
/// or two showed it. A control variate with known mean; the equations, and the rule for the rest, are ours.</para>
/// </remarks>
internal static class OneStepAhead
{
    /// <summary>Up to here overlap varies less than reach, even if each target reaches the same: with a sum s, Poisson tries give overlap a variance of s + g - 2 s exp(-s) and reach one of g = exp(-s) (1 - exp(-s)).</summary>
    private const double MostTries = 0.5;

    /// <summary>As many worlds must have shown an overlap for their variance to be trusted alone.</summary>
    private const double FewestOverlaps = 16;

    private const int MaxSweeps = 200;
    private const double Tolerance = 1e-10;

    /// <summary>For which nodes overlap is estimated.</summary>
    internal static bool[] LooksAhead(CascadeGraph graph)
    {
        bool[] looksAhead = new bool[graph.NodeCount];
        for (int u = 0; u < looksAhead.Length; u++)
        {
            double tries = 0;
            foreach (float probability in graph.Forward.WeightsOf(u))
            {
                tries += probability;
            }

            looksAhead[u] = tries <= MostTries;
        }

        return looksAhead;
    }

    /// <summary>Reach and standard error of each node.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="worth">What each counts.</param>
    /// <param name="looksAhead">For which nodes the sums are of overlaps.</param>
    /// <param name="sums">Sums over worlds: overlap, or what was reached beside the node itself.</param>
    /// <param name="squares">Sums of squares.</param>
    /// <param name="worlds">The number of worlds, at least 2.</param>
    internal static (double[] Reach, double[] StandardError) Combine(CascadeGraph graph, double[] worth, bool[] looksAhead, double[] sums, double[] squares, int worlds)
    {
        double[] reach = new double[worth.Length];
        double[] error = new double[worth.Length];
        for (int u = 0; u < reach.Length; u++)
        {
            reach[u] = worth[u] + (looksAhead[u] ? 0 : sums[u] / worlds);
            error[u] = looksAhead[u] ? 0 : Math.Sqrt(VarianceOf(sums[u], squares[u], worlds) / worlds);
        }

        // Each equation's probabilities add up to half at most, so each sweep halves what is missing.
        Sweep(graph, looksAhead, reach, (u, sum, _) => worth[u] + sum - (sums[u] / worlds));
        Sweep(graph, looksAhead, error, (u, sum, _) => sum + Math.Sqrt(OverlapVariance(graph, u, worth[u], reach, sums[u], squares[u], worlds) / worlds));
        return (reach, error);
    }

    private static void Sweep(CascadeGraph graph, bool[] looksAhead, double[] values, Func<int, double, double, double> next)
    {
        double largestChange = double.PositiveInfinity;
        for (int sweep = 0; sweep < MaxSweeps && largestChange > Tolerance; sweep++)
        {
            largestChange = 0;
            for (int u = 0; u < values.Length; u++)
            {
                if (!looksAhead[u])
                {
                    continue;
                }

                ReadOnlySpan<int> targets = graph.Forward.TargetsOf(u);
                ReadOnlySpan<float> probabilities = graph.Forward.WeightsOf(u);
                if (targets.IsEmpty)
                {
                    continue;
                }

                double sum = 0;
                for (int e = 0; e < targets.Length; e++)
                {
                    sum += probabilities[e] * values[targets[e]];
                }

                double value = next(u, sum, values[u]);
                double change = Math.Abs(value - values[u]);
                largestChange = change > Tolerance * value ? Math.Max(largestChange, change / value) : largestChange;
                values[u] = value;
            }
        }
    }

    /// <summary>
    /// Overlaps are rare, and a large one may not have shown: where few have, their variance is at least what two targets
    /// that reach the same would give it, each pair with the product of its probabilities.
    /// </summary>
    private static double OverlapVariance(CascadeGraph graph, int u, double worth, double[] reach, double sum, double squares, int worlds)
    {
        double variance = VarianceOf(sum, squares, worlds);
        if (squares > 0 && sum * sum >= FewestOverlaps * squares)
        {
            return variance;
        }

        ReadOnlySpan<int> targets = graph.Forward.TargetsOf(u);
        ReadOnlySpan<float> probabilities = graph.Forward.WeightsOf(u);
        (double all, double same) = (0, 0);
        for (int e = 0; e < targets.Length; e++)
        {
            double expected = probabilities[e] * reach[targets[e]];
            all += expected;
            same += expected * expected;
        }

        return Math.Max(variance, ((all * all) - same) / 2);
    }

    /// <summary>The variance over worlds; 0 where all of them agree but for rounding.</summary>
    private static double VarianceOf(double sum, double squares, int worlds)
    {
        double variance = (squares - (sum * sum / worlds)) / (worlds - 1);
        return variance > 1e-13 * squares / worlds ? variance : 0;
    }
}
