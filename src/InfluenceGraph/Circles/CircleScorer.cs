using MathNet.Numerics.Distributions;

namespace InfluenceGraph.Circles;

/// <summary>Sums to scores and jackknife errors. Safe to share between threads.</summary>
internal sealed class CircleScorer(CircleStrengthOptions options, double totalVolume)
{
    /// <summary>The score, or NaN where there is not enough evidence.</summary>
    internal double ScoreOf(in CircleSums sums) => sums.Members >= options.MinMembers ? AnyScoreOf(sums) : double.NaN;

    /// <summary>The delete-one jackknife error of a score (J. Tukey, "Bias and confidence in not-quite large samples", 1958).</summary>
    /// <param name="sums">A circle.</param>
    /// <param name="members">What each member adds to its sums.</param>
    internal double ErrorOf(in CircleSums sums, ReadOnlySpan<CircleSums> members)
    {
        // Spread around the first score and not around 0, so that equal scores have the error 0 exactly.
        double first = 0;
        (double sum, double squares) = (0, 0);
        int count = 0;
        foreach (ref readonly CircleSums member in members)
        {
            CircleSums rest = sums.Without(member);
            double score = AnyScoreOf(rest);
            if (double.IsNaN(score))
            {
                // Without this member no tie is left: nothing is known of what the score would be.
                score = 0;
            }

            first = count == 0 ? score : first;
            double difference = score - first;
            sum += difference;
            squares += difference * difference;
            count++;
        }

        return Math.Sqrt(Math.Max(0, (squares - (sum * sum / count)) * (count - 1) / count));
    }

    /// <summary>How many standard errors an interval reaches to each side.</summary>
    internal double Reach(int members) => StudentT.InvCDF(0, 1, members - 1, (1 + options.Confidence) / 2);

    internal double AnyScoreOf(in CircleSums sums) =>
        sums.Ties > 0 && options.Weights.ScoreOf(sums.Parts(totalVolume)) is double score ? score : double.NaN;

    /// <summary>The same over a graph of another weight.</summary>
    internal CircleScorer With(double addedVolume) => new(options, totalVolume + addedVolume);

    internal CircleParts PartsOf(in CircleSums sums) => sums.Parts(totalVolume);
}
