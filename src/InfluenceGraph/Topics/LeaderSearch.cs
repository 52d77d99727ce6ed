using InfluenceGraph.Graphs;
using InfluenceGraph.Kernels;
using InfluenceGraph.SocialValues;

namespace InfluenceGraph.Topics;

/// <summary>
/// Leaders with their confidence, by the Bayesian bootstrap: the value that starts with a customer is weighed with an
/// exponential random number of their own, the weights of a replicate have mean 1, and replicates are solved as lanes of
/// one sweep. A customer's random numbers come from their key, so that nobody's depend on who else takes part.
/// </summary>
/// <remarks>D. B. Rubin, "The Bayesian bootstrap", Annals of Statistics 9 (1981); L. Kish, "Survey Sampling", 1965, for the effective number.</remarks>
internal sealed class LeaderSearch<TKey>
    where TKey : notnull
{
    /// <summary>A bootstrap has errors of its own that are far larger.</summary>
    private const double ReplicateTolerance = 1e-6;

    /// <summary>Evidence is counted until no more than this share of the value is untraced.</summary>
    private const double UntracedShare = 1e-3;

    private const long MaxEdgeVisits = 100_000;

    private readonly TopicPass<TKey> _pass;
    private readonly OpinionLeaderOptions _options;
    private readonly LeaderGroup[] _groups;
    private readonly Action<long> _tell;
    private readonly CsrGraph _forward;
    private readonly Lazy<LaneRoom> _room;
    private readonly Lazy<ulong[]> _streams;

    internal LeaderSearch(TopicPass<TKey> pass, OpinionLeaderOptions options, LeaderGroup[] groups, Action<long> tell)
    {
        _pass = pass;
        _options = options;
        _groups = groups;
        _tell = tell;
        _forward = pass.NewForward();
        PageRankSettings settings = pass.Settings with { Tolerance = Math.Max(ReplicateTolerance, pass.Settings.Tolerance) };
        _room = new(() => new(new(_forward, pass.WeightReceived), settings, CancellationToken.None));
        _streams = new(() => [.. Enumerable.Range(0, pass.Used.Count).Select(node => KeyText.HashOf(pass.Used.KeyOf(node), options.Seed))]);
    }

    /// <summary>The boards of one topic.</summary>
    internal LeaderBoard<TKey>[] BoardsOf(int topic, TopicValue<TKey> value, CancellationToken cancellationToken)
    {
        double[] source = _pass.SourceOf(topic);
        (double Score, int Node)[][] leaders = Array.ConvertAll(_groups, group => TopOf(group, value.ScoreOf));
        var watched = new SortedDictionary<int, Evidence>();
        if (value.Solution is LaneSolution solution)
        {
            Trace(leaders, source, solution, watched, cancellationToken);
        }

        double[][] samples = [.. watched.Select(_ => new double[_options.Replicates])];
        int[] columnOf = [.. watched.Keys];
        int[][] stays = Array.ConvertAll(leaders, ofGroup => new int[ofGroup.Length]);
        if (watched.Values.Any(evidence => evidence.Count >= _options.MinEvidence))
        {
            for (int first = 0; first < _options.Replicates; first += LaneMoveKernel.Lanes)
            {
                int count = Math.Min(LaneMoveKernel.Lanes, _options.Replicates - first);
                (LaneSources sources, double[] scales) = Replicates(source, value.SourceCount, first, count);
                LaneSolution[] solved = LanePageRank.Solve(_room.Value, sources, count, progress: null, cancellationToken);
                for (int lane = 0; lane < count; lane++)
                {
                    double[] arrived = solved[lane].Arrived;
                    for (int i = 0; i < columnOf.Length; i++)
                    {
                        samples[i][first + lane] = _pass.StopShareOf(columnOf[i]) * arrived[columnOf[i]] * scales[lane];
                    }

                    CountStays(leaders, stays, node => _pass.StopShareOf(node) * arrived[node]);
                }

                _tell(count);
            }
        }
        else
        {
            _tell(_options.Replicates);
        }

        foreach (double[] ofNode in samples)
        {
            Array.Sort(ofNode);
        }

        return [.. _groups.Select((group, g) => new LeaderBoard<TKey>(
            value.Topic,
            group.Name,
            group.Nodes.Length,
            group.Nodes.Count(node => source[node] > 0),
            Array.AsReadOnly(leaders[g].Select((leader, place) =>
            {
                Evidence evidence = watched[leader.Node];
                bool isEnough = evidence.Count >= _options.MinEvidence;
                return new OpinionLeader<TKey>(
                    place + 1,
                    _pass.Used.KeyOf(leader.Node),
                    leader.Score,
                    isEnough ? IntervalOf(leader.Score, samples[Array.BinarySearch(columnOf, leader.Node)]) : null,
                    isEnough ? (double)stays[g][place] / _options.Replicates : null,
                    evidence.Count,
                    evidence.Effective);
            }).ToArray())))];
    }

    private void Trace((double Score, int Node)[][] leaders, double[] source, LaneSolution solution, SortedDictionary<int, Evidence> watched, CancellationToken cancellationToken)
    {
        double[] rate = Array.ConvertAll(_pass.WeightReceived, received => received > 0 ? _pass.Settings.Damping / received : 0);
        var push = new ContributionPush(
            _forward,
            new(solution.Arrived, rate, solution.Iterations, solution.Residual, solution.Converged, solution.Total) { SourceFactor = 1 },
            source);
        foreach ((_, int node) in leaders.SelectMany(ofGroup => ofGroup))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!watched.ContainsKey(node))
            {
                double[] parts = [.. push.Trace(node, UntracedShare, MaxEdgeVisits).Origins
                    .Select(origin => origin.Settled * source[origin.Node])
                    .Where(part => part > 0)];
                double sum = parts.Sum();
                double squares = parts.Sum(part => part / sum * (part / sum));
                watched.Add(node, new(parts.Length, parts.Length > 0 ? 1 / squares : 0));
            }
        }
    }

    private (LaneSources Sources, double[] Scales) Replicates(double[] source, int sourceCount, int first, int count)
    {
        long[] offsets = new long[source.Length + 1];
        byte[] lanes = new byte[checked(sourceCount * count)];
        double[] values = new double[lanes.Length];
        double[] sums = new double[count];
        int next = 0;
        for (int node = 0; node < source.Length; node++)
        {
            if (source[node] > 0)
            {
                ulong stream = _streams.Value[node];
                for (int lane = 0; lane < count; lane++, next++)
                {
                    double weight = new CounterRandom(stream, (ulong)(first + lane)).NextExponential();
                    sums[lane] += weight;
                    (lanes[next], values[next]) = ((byte)lane, source[node] * weight);
                }
            }

            offsets[node + 1] = next;
        }

        return (new(offsets, lanes, values), Array.ConvertAll(sums, sum => sourceCount / sum));
    }

    private void CountStays((double Score, int Node)[][] leaders, int[][] stays, Func<int, double> scoreOf)
    {
        for (int g = 0; g < _groups.Length; g++)
        {
            if (leaders[g].Length > 0)
            {
                var top = TopOf(_groups[g], scoreOf).Select(leader => leader.Node).ToHashSet();
                for (int place = 0; place < leaders[g].Length; place++)
                {
                    stays[g][place] += top.Contains(leaders[g][place].Node) ? 1 : 0;
                }
            }
        }
    }

    private (double Score, int Node)[] TopOf(LeaderGroup group, Func<int, double> scoreOf) =>
        TopNodes.Of(group.Nodes.Select(node => (scoreOf(node), node)).Where(item => item.Item1 > 0), Math.Min(_options.Top, (group.Nodes.Length + 1) / 2));

    private Estimate IntervalOf(double value, double[] sorted)
    {
        double tail = (1 - _options.Confidence) / 2;
        double mean = sorted.Average();
        double variance = sorted.Sum(sample => (sample - mean) * (sample - mean)) / (sorted.Length - 1);
        return new(value, Math.Sqrt(variance), Math.Min(value, Quantile(sorted, tail)), Math.Max(value, Quantile(sorted, 1 - tail)));
    }

    private static double Quantile(double[] sorted, double share)
    {
        double at = share * (sorted.Length - 1);
        int below = (int)at;
        int above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((at - below) * (sorted[above] - sorted[below]));
    }

    private readonly record struct Evidence(int Count, double Effective);
}

/// <summary>Nodes among whom leaders are looked for, ascending.</summary>
/// <param name="Name">The community, or <see langword="null"/> for all.</param>
/// <param name="Nodes">The members.</param>
internal sealed record LeaderGroup(string? Name, int[] Nodes);
