namespace InfluenceGraph.Cascades.Everyone;

/// <summary>
/// Makes much of few worlds: a rare try on a tie is not waited for, its probability is known.
/// </summary>
/// <remarks>
/// <para>Let X(u) be what u reaches in a world, u's own worth w(u) included. What the targets of u's live edges reach, added
/// up, and w(u), exceeds X(u) by an overlap D(u), 0 or more. Whether u -> v is live does not matter to what v reaches, as
/// no way from v comes back over an edge into v; under the linear threshold that holds as well. So for the expectations
/// <c>x(u) = w(u) + sum over v of p(u, v) x(v) - d(u)</c>, exactly. Nodes that seldom have two live edges have little
/// overlap: for them d is estimated, not x, and the equations are solved. For the others x is the mean over worlds.
/// Both are unbiased, and the choice between them does not look at the worlds.</para>
/// <para>So who has one tie of p = 0.001 to somebody who reaches 10,000 is told to reach 10 more, though no world
/// or two showed it. A control variate whose mean is solved for.</para>
/// </remarks>
internal sealed class OneStepAhead
{
    /// <summary>
    /// The most that the products of any two different edges' probabilities may add up to, each pair counted twice. Up to
    /// here overlap varies less than reach, even if each target reaches the same: Poisson many tries with mean s give
    /// overlap a variance of s + g - 2 s exp(-s), and reach one of g = exp(-s) (1 - exp(-s)); they cross at s = 0.6.
    /// </summary>
    private const double MostPairs = 0.25;

    /// <summary>Up to here probabilities add up to little enough for the equations to be solved by sweeps. Who has more, and not above 1, may have targets of this kind only.</summary>
    private const double FewTries = 0.9;

    private const int MaxSweeps = 400;
    private const double Tolerance = 1e-10;

    /// <summary>Enough for what only widens intervals.</summary>
    private const double CoarseTolerance = 1e-4;

    /// <summary>How many certain ties in a row variance is followed over.</summary>
    private const int MostCertainInRow = 8;

    private readonly CascadeGraph _graph;
    private readonly bool[] _looksAhead;
    private readonly int[] _ahead;
    private readonly CancellationToken _cancellationToken;

    /// <summary>For which nodes overlap is estimated.</summary>
    internal static bool[] LooksAhead(CascadeGraph graph, double[] worth)
    {
        bool[] looksAhead = new bool[graph.NodeCount];
        bool[] isSure = new bool[graph.NodeCount];
        for (int u = 0; u < looksAhead.Length; u++)
        {
            (double tries, double same) = (0, 0);
            foreach (float probability in graph.Forward.WeightsOf(u))
            {
                tries += probability;
                same += (double)probability * probability;
            }

            bool hasFewPairs = (tries * tries) - same <= MostPairs && !IsRichAmongFriends(graph, u, worth);
            looksAhead[u] = hasFewPairs && tries <= FewTries;
            isSure[u] = hasFewPairs && tries is > FewTries and <= 1;
        }

        // Two in a row might lead back to themselves for certain, and their equations would say nothing.
        for (int u = 0; u < looksAhead.Length; u++)
        {
            if (isSure[u])
            {
                looksAhead[u] = true;
                foreach (int target in graph.Forward.TargetsOf(u))
                {
                    looksAhead[u] &= !isSure[target];
                }

                isSure[u] = looksAhead[u];
            }
        }

        return looksAhead;
    }

    /// <summary>A word that comes back counts the node's own worth as overlap; where that is much beside what the targets are worth, reach itself varies less.</summary>
    private static bool IsRichAmongFriends(CascadeGraph graph, int u, double[] worth)
    {
        ReadOnlySpan<int> targets = graph.Forward.TargetsOf(u);
        ReadOnlySpan<float> probabilities = graph.Forward.WeightsOf(u);
        (double others, double most) = (0, 0);
        for (int e = 0; e < targets.Length; e++)
        {
            others += probabilities[e] * worth[targets[e]] * worth[targets[e]];
            most += probabilities[e] * worth[u] * worth[u];
        }

        // A tie back is looked for only where it could matter.
        double back = 0;
        for (int e = 0; e < targets.Length && most > others; e++)
        {
            int reverse = graph.Forward.IndexOf(targets[e], u);
            back += reverse < 0 ? 0 : probabilities[e] * graph.Forward.Weights[reverse] * worth[u] * worth[u];
        }

        return back > others;
    }

    /// <summary>Solves for each node's reach, its standard error and its lean.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="worth">What each counts.</param>
    /// <param name="looksAhead">For which nodes the sums are of overlaps.</param>
    /// <param name="sums">Sums over worlds: overlap, or what was reached beside the node itself.</param>
    /// <param name="cancellationToken">Stops between sweeps.</param>
    internal OneStepAhead(CascadeGraph graph, double[] worth, bool[] looksAhead, WorldSums sums, CancellationToken cancellationToken)
    {
        _graph = graph;
        _looksAhead = looksAhead;
        _cancellationToken = cancellationToken;
        _ahead = [.. Enumerable.Range(0, worth.Length).Where(u => looksAhead[u] && graph.Forward.DegreeOf(u) > 0)];
        double[] known = new double[worth.Length];
        for (int u = 0; u < known.Length; u++)
        {
            known[u] = worth[u] + (looksAhead[u] ? -sums.Mean(u) : sums.Mean(u));
        }

        Reach = Solve(known, Tolerance, static (_, own, targets) => own + targets);
        double[] errors = Variances(worth, sums);
        double[] leans = known;
        for (int u = 0; u < leans.Length; u++)
        {
            double lean = errors[u] == 0 ? 0 : sums.ThirdMoment(u) / (2 * errors[u] * sums.Worlds);
            leans[u] = looksAhead[u] ? -lean : lean;
            errors[u] = Math.Sqrt(errors[u] / sums.Worlds);
        }

        // Targets' errors come from the same worlds and may go together, so they are added. More overlap goes with more
        // reach of the targets, which is subtracted, so that their squares are the most that the two come to.
        StandardError = Solve(errors, Tolerance, static (_, own, targets) => Math.Sqrt((own * own) + (targets * targets)));
        Lean = Solve(leans, CoarseTolerance, (u, own, targets) => targets + (OwnShare(errors, u) * (own - targets)));
    }

    /// <summary>The expected worth reached.</summary>
    internal double[] Reach { get; }

    /// <summary>Its standard error.</summary>
    internal double[] StandardError { get; }

    /// <summary>See <see cref="ReachInterval"/>.</summary>
    internal double[] Lean { get; }

    /// <summary>The share of a node's squared error that is not its targets'.</summary>
    private double OwnShare(double[] errors, int u) =>
        StandardError[u] == 0 ? 1 : errors[u] * errors[u] / (StandardError[u] * StandardError[u]);

    /// <summary>The variance of what was added up, and what it may be where little was seen.</summary>
    private double[] Variances(double[] worth, WorldSums sums)
    {
        double[] variances = new double[worth.Length];
        var agreed = new List<int>();
        for (int u = 0; u < variances.Length; u++)
        {
            variances[u] = sums.Variance(u);
            if (_looksAhead[u])
            {
                variances[u] = sums.IsSeldomAboveZero(u) ? Math.Max(variances[u], OverlapVariance(_graph, u, worth[u], Reach)) : variances[u];
            }
            else if (variances[u] == 0 && _graph.Forward.DegreeOf(u) > 0)
            {
                agreed.Add(u);
            }
        }

        if (agreed.Count == 0)
        {
            return variances;
        }

        // All worlds agreed, as what is likely is nearly certain, but others may not. Where ways do not meet, variances add
        // up: that of a try, and that of what it leads to. With one world that differed the interval is on its own, as what
        // is added up here is far too much where ways do meet.
        double[] tries = [.. variances];
        foreach (int u in _ahead)
        {
            tries[u] = VarianceOfTries(u);
        }

        double[] whole = Solve(tries, CoarseTolerance, static (_, own, targets) => own + targets);
        for (int sweep = 0; sweep < MostCertainInRow; sweep++)
        {
            foreach (int u in agreed)
            {
                whole[u] = Math.Max(whole[u], VarianceOfTries(u) + OverTargets(u, whole));
            }
        }

        foreach (int u in agreed)
        {
            variances[u] = whole[u];
        }

        return variances;
    }

    private double VarianceOfTries(int u)
    {
        ReadOnlySpan<int> targets = _graph.Forward.TargetsOf(u);
        ReadOnlySpan<float> probabilities = _graph.Forward.WeightsOf(u);
        double sum = 0;
        for (int e = 0; e < targets.Length; e++)
        {
            double reach = Reach[targets[e]];
            sum += probabilities[e] * (1 - (double)probabilities[e]) * reach * reach;
        }

        return sum;
    }

    private double OverTargets(int u, double[] values)
    {
        ReadOnlySpan<int> targets = _graph.Forward.TargetsOf(u);
        ReadOnlySpan<float> probabilities = _graph.Forward.WeightsOf(u);
        double sum = 0;
        for (int e = 0; e < targets.Length; e++)
        {
            sum += probabilities[e] * values[targets[e]];
        }

        return sum;
    }

    /// <summary>Solves for those who look ahead: what is known of a node joined with its edges' probabilities times the targets' values. Gauss-Seidel sweeps.</summary>
    private double[] Solve(double[] known, double tolerance, Func<int, double, double, double> join)
    {
        double[] values = [.. known];
        bool isSettled = false;
        for (int sweep = 0; sweep < MaxSweeps && !isSettled; sweep++)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            isSettled = true;
            foreach (int u in _ahead)
            {
                double value = join(u, known[u], OverTargets(u, values));
                isSettled &= Math.Abs(value - values[u]) <= tolerance * Math.Abs(value);
                values[u] = value;
            }
        }

        return values;
    }

    /// <summary>
    /// A large overlap may not have shown yet. Two targets that reach the same would give the variance the product of
    /// their probabilities each, times the square of what they reach; and with a tie both ways a word that comes back
    /// counts the node itself.
    /// </summary>
    private static double OverlapVariance(CascadeGraph graph, int u, double worth, double[] reach)
    {
        ReadOnlySpan<int> targets = graph.Forward.TargetsOf(u);
        ReadOnlySpan<float> probabilities = graph.Forward.WeightsOf(u);
        (double all, double same, double back) = (0, 0, 0);
        for (int e = 0; e < targets.Length; e++)
        {
            double expected = probabilities[e] * reach[targets[e]];
            all += expected;
            same += expected * expected;
            int reverse = graph.Forward.IndexOf(targets[e], u);
            double both = reverse < 0 ? 0 : (double)probabilities[e] * graph.Forward.Weights[reverse];
            back += both * (1 - both);
        }

        return (((all * all) - same) / 2) + (back * worth * worth);
    }
}
