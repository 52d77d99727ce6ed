using InfluenceGraph.FoundCircles;
using static System.FormattableString;

namespace InfluenceGraph;

/// <summary>How far circles that were found agree with circles that are known. Circles may overlap on both sides.</summary>
/// <remarks>
/// Each found circle goes with one known circle at most and the other way round, so that the measure is as high as it can be: the
/// assignment problem, solved exactly for each of the measures. Averages are over the pairs, which are as many as the shorter side
/// has circles (J. McAuley, J. Leskovec, "Learning to discover social circles in ego networks", NIPS 2012, equation 15): known circles
/// beyond the number of found ones, and found ones beyond the number of known ones, count for nothing. Only
/// <paramref name="MeanBestF1"/> is lowered by both. Every number is <see langword="null"/> where one side has no circles.
/// </remarks>
/// <param name="Found">The number of circles found.</param>
/// <param name="Known">The number of circles known.</param>
/// <param name="F1">The mean of <c>2 |C and C'| / (|C| + |C'|)</c>, 0 to 1 for equal circles.</param>
/// <param name="BalancedAccuracy">
/// The mean of 1 - BER, with the balanced error rate as the paper has it: half of the share of the found circle's members who do not
/// belong, and of everybody else who does. 1 for equal circles, about 0.5 by chance.
/// </param>
/// <param name="BalancedAccuracyOfKnown">The same with the shares of the known circle, which is the usual balanced accuracy: half of the share of its members who were found, and of everybody else who was not.</param>
/// <param name="MeanBestF1">
/// The mean of two means: of each found circle's highest F1 with a known one, and of each known circle's highest with a found one
/// (J. Yang, J. Leskovec, WSDM 2013). Circles that are missing lower it, and so do circles too many.
/// </param>
public sealed record CircleAgreement(int Found, int Known, double? F1, double? BalancedAccuracy, double? BalancedAccuracyOfKnown, double? MeanBestF1)
{
    /// <summary>The number of pairs that were compared.</summary>
    public int Pairs => Math.Min(Found, Known);

    /// <summary>The numbers.</summary>
    /// <returns>One line, invariant culture.</returns>
    public override string ToString() => Pairs == 0
        ? Invariant($"{Found} circles found, {Known} known: nothing to compare")
        : Invariant($"{Found} circles found, {Known} known: F1 {F1:0.000}, balanced accuracy {BalancedAccuracy:0.000} ({BalancedAccuracyOfKnown:0.000} of the known), mean best F1 {MeanBestF1:0.000}");

    /// <summary>Compares. O(circles x members), and the assignment.</summary>
    /// <param name="people">Everybody who could be in a circle: 0 to <paramref name="people"/> - 1.</param>
    /// <param name="found">Members of each circle found, each once; no empty circle.</param>
    /// <param name="known">Members of each circle known, likewise.</param>
    internal static CircleAgreement Of(int people, IReadOnlyList<int[]> found, IReadOnlyList<int[]> known)
    {
        if (found.Count == 0 || known.Count == 0)
        {
            return new(found.Count, known.Count, null, null, null, null);
        }

        double[,] f1 = new double[found.Count, known.Count];
        double[,] ofFound = new double[found.Count, known.Count];
        double[,] ofKnown = new double[found.Count, known.Count];
        double[] bestOfFound = new double[found.Count];
        double[] bestOfKnown = new double[known.Count];
        bool[] isMember = new bool[people];
        for (int j = 0; j < known.Count; j++)
        {
            Array.Clear(isMember);
            foreach (int member in known[j])
            {
                isMember[member] = true;
            }

            for (int i = 0; i < found.Count; i++)
            {
                int common = found[i].Count(member => isMember[member]);
                (int extra, int missed) = (found[i].Length - common, known[j].Length - common);
                f1[i, j] = 2.0 * common / (found[i].Length + known[j].Length);
                ofFound[i, j] = 1 - ((Share(extra, found[i].Length) + Share(missed, people - found[i].Length)) / 2);
                ofKnown[i, j] = 1 - ((Share(missed, known[j].Length) + Share(extra, people - known[j].Length)) / 2);
                bestOfFound[i] = Math.Max(bestOfFound[i], f1[i, j]);
                bestOfKnown[j] = Math.Max(bestOfKnown[j], f1[i, j]);
            }
        }

        return new(found.Count, known.Count, MeanOfBestPairs(f1), MeanOfBestPairs(ofFound), MeanOfBestPairs(ofKnown), (bestOfFound.Average() + bestOfKnown.Average()) / 2);
    }

    /// <summary>Nobody is wrong where there is nobody.</summary>
    private static double Share(int part, int all) => all > 0 ? (double)part / all : 0;

    private static double MeanOfBestPairs(double[,] values)
    {
        int[] columnOf = Assignment.Best(values);
        double sum = 0;
        int pairs = 0;
        for (int row = 0; row < columnOf.Length; row++)
        {
            if (columnOf[row] >= 0)
            {
                sum += values[row, columnOf[row]];
                pairs++;
            }
        }

        return sum / pairs;
    }
}
