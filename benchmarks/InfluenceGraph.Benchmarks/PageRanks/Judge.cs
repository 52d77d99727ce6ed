using InfluenceGraph.Benchmarks.Graphs;

namespace InfluenceGraph.Benchmarks.PageRanks;

/// <summary>What becomes of score that would flow on from a node without outgoing edges.</summary>
internal enum Sinks
{
    /// <summary>It is lost: gapbs, and NetworKit where edges have no direction. Ours keeps it with the node (policy Keep), and all others' scores are the same.</summary>
    Leak,

    /// <summary>It starts anew, where all other does.</summary>
    Restart,
}

/// <summary>
/// Plain PageRank in double precision over the peers' rows, which shares nothing with the library: scores add up to 1 where
/// nothing leaks, <c>p_u = (1 - d) r_u + d sum over v -> u of p_v w_vu / W_v</c>.
/// </summary>
internal sealed class Judge
{
    internal const double Damping = 0.85;
    private readonly PlainGraph _graph;
    private readonly double[] _restart;
    private readonly double[] _passed;

    /// <param name="graph">The edges.</param>
    /// <param name="starting">What starts at each node, in any unit.</param>
    internal Judge(PlainGraph graph, double[] starting)
    {
        _graph = graph;
        Total = starting.Sum();
        _restart = Array.ConvertAll(starting, value => value / Total);
        _passed = new double[graph.NodeCount];
        Parallel.For(0, graph.NodeCount, v =>
        {
            for (long e = graph.Out.Offsets[v]; e < graph.Out.Offsets[v + 1]; e++)
            {
                _passed[v] += graph.WeightOf(v, graph.Out.Targets[e]);
            }
        });
    }

    /// <summary>All that starts.</summary>
    internal double Total { get; }

    /// <summary>Social values in a peer's unit. What stops at a customer whom nobody can reach is all that arrives there; a peer counts 1 - d of it.</summary>
    internal double[] InPeersUnit(double[] values, Sinks sinks)
    {
        double[] scores = new double[values.Length];
        for (int v = 0; v < scores.Length; v++)
        {
            scores[v] = values[v] / Total * (sinks == Sinks.Leak && _passed[v] == 0 ? 1 - Damping : 1);
        }

        return scores;
    }

    /// <summary>The sum of changes that one more plain sweep makes: what gapbs calls the total error of scores.</summary>
    internal double ChangeOfOneSweep(double[] scores, Sinks sinks)
    {
        double[] passedOn = new double[scores.Length];
        double atSinks = 0;
        for (int v = 0; v < scores.Length; v++)
        {
            passedOn[v] = _passed[v] > 0 ? scores[v] / _passed[v] : 0;
            atSinks += _passed[v] > 0 ? 0 : scores[v];
        }

        double anew = 1 - Damping + (sinks == Sinks.Restart ? Damping * atSinks : 0);
        double change = 0;
        for (int u = 0; u < scores.Length; u++)
        {
            double sum = 0;
            for (long e = _graph.In.Offsets[u]; e < _graph.In.Offsets[u + 1]; e++)
            {
                int v = _graph.In.Targets[e];
                sum += _graph.WeightOf(v, u) * passedOn[v];
            }

            change += Math.Abs((anew * _restart[u]) + (Damping * sum) - scores[u]);
        }

        return change;
    }

    /// <summary>The sum of absolute differences and the largest one.</summary>
    internal static (double Sum, double Largest) Apart(double[] ours, double[] theirs)
    {
        double sum = 0;
        double largest = 0;
        for (int v = 0; v < ours.Length; v++)
        {
            double difference = Math.Abs(ours[v] - theirs[v]);
            sum += difference;
            largest = Math.Max(largest, difference);
        }

        return (sum, largest);
    }
}
