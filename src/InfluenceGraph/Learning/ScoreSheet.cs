using InfluenceGraph.Cascades;

namespace InfluenceGraph.Learning;

/// <summary>Collects the predictions of one model, by action.</summary>
internal sealed class ScoreSheet(int actions)
{
    private const double LeastProbability = 1e-6;

    private static readonly double[] _binEnds = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1];

    private readonly double[] _losses = new double[actions];
    private readonly double[] _squares = new double[actions];
    private readonly double[] _counts = new double[actions];
    private readonly double[] _concordant = new double[actions];
    private readonly double[] _pairs = new double[actions];
    private readonly (long Count, long Acted, double Predicted)[] _bins = new (long, long, double)[_binEnds.Length];

    internal double MeanPredicted => _bins.Sum(bin => bin.Predicted) / _bins.Sum(bin => bin.Count);

    /// <summary>Adds the predictions of one moment.</summary>
    /// <param name="action">The action.</param>
    /// <param name="predictions">For each candidate, the probability and whether it came true. Sorted in place.</param>
    internal void Add(int action, Span<(double Probability, bool Acted)> predictions)
    {
        foreach ((double probability, bool acted) in predictions)
        {
            double given = Math.Clamp(acted ? probability : 1 - probability, LeastProbability, 1 - LeastProbability);
            _losses[action] -= Math.Log(given);
            double off = (acted ? 1 : 0) - probability;
            _squares[action] += off * off;
            _counts[action]++;
            int bin = BinOf(probability);
            _bins[bin] = (_bins[bin].Count + 1, _bins[bin].Acted + (acted ? 1 : 0), _bins[bin].Predicted + probability);
        }

        (double concordant, double pairs) = Rank(predictions);
        _concordant[action] += concordant;
        _pairs[action] += pairs;
    }

    /// <summary>By how much the mean log-loss is below another model's, on the same candidates.</summary>
    internal Estimate GainOn(ScoreSheet other, double confidence) =>
        Ratio([.. other._losses.Zip(_losses, (theirs, ours) => theirs - ours)], _counts, confidence, double.NegativeInfinity, double.PositiveInfinity);

    internal Estimate LogLoss(double confidence) => Ratio(_losses, _counts, confidence, 0, double.PositiveInfinity);

    internal Estimate Brier(double confidence) => Ratio(_squares, _counts, confidence, 0, 1);

    internal Estimate Auc(double confidence) => Ratio(_concordant, _pairs, confidence, 0, 1);

    internal ReliabilityBin[] Reliability(double confidence)
    {
        var bins = new List<ReliabilityBin>();
        for (int i = 0; i < _bins.Length; i++)
        {
            (long count, long acted, double predicted) = _bins[i];
            if (count > 0)
            {
                bins.Add(new(i == 0 ? 0 : _binEnds[i - 1], _binEnds[i], count, predicted / count, Estimates.OfShare(acted, count, confidence)));
            }
        }

        return [.. bins];
    }

    private static int BinOf(double probability)
    {
        int bin = 0;
        while (bin < _binEnds.Length - 1 && probability >= _binEnds[bin])
        {
            bin++;
        }

        return bin;
    }

    /// <summary>Pairs of one who acted and one who did not, and how many of them the model ranks rightly; equals count half.</summary>
    /// <remarks>H. B. Mann, D. R. Whitney, "On a test of whether one of two random variables is stochastically larger than the other", Annals of Mathematical Statistics 18 (1947).</remarks>
    internal static (double Concordant, double Pairs) Rank(Span<(double Probability, bool Acted)> predictions)
    {
        predictions.Sort((one, other) => one.Probability.CompareTo(other.Probability));
        (double concordant, long idle, long active) = (0, 0, 0);
        for (int start = 0; start < predictions.Length;)
        {
            (int end, long idleHere, long activeHere) = (start, 0, 0);
            for (; end < predictions.Length && predictions[end].Probability == predictions[start].Probability; end++)
            {
                activeHere += predictions[end].Acted ? 1 : 0;
                idleHere += predictions[end].Acted ? 0 : 1;
            }

            concordant += activeHere * (idle + (0.5 * idleHere));
            (idle, active, start) = (idle + idleHere, active + activeHere, end);
        }

        return (concordant, (double)idle * active);
    }

    /// <summary>A ratio of sums, with the interval that takes actions as independent.</summary>
    /// <remarks>W. G. Cochran, "Sampling techniques" (1977), 2.11: the ratio estimator.</remarks>
    internal static Estimate Ratio(double[] above, double[] below, double confidence, double least, double most)
    {
        (double sum, double ratio) = (below.Sum(), above.Sum() / below.Sum());
        (double squares, int clusters) = (0, 0);
        for (int i = 0; i < above.Length; i++)
        {
            double off = above[i] - (ratio * below[i]);
            squares += off * off;
            clusters += below[i] > 0 ? 1 : 0;
        }

        double error = clusters > 1 ? Math.Sqrt(squares * clusters / (clusters - 1.0)) / sum : double.NaN;
        return Estimates.OfMean(ratio, error, confidence, least, most);
    }
}
