namespace InfluenceGraph.Indexes;

/// <summary>100 points divided over parts, in hundredths of a point, by largest remainder: what is shown adds up to 100.00 exactly.</summary>
internal static class PointShares
{
    private const int Hundredths = 100_00;

    internal static decimal[] Of(ReadOnlySpan<double> weights)
    {
        double sum = 0;
        foreach (double weight in weights)
        {
            sum += weight;
        }

        int[] points = new int[weights.Length];
        double[] remainders = new double[weights.Length];
        int left = Hundredths;
        for (int part = 0; part < points.Length; part++)
        {
            double exact = Hundredths * (weights[part] / sum);
            points[part] = (int)exact;
            remainders[part] = points[part] - exact;
            left -= points[part];
        }

        int[] byRemainder = [.. Enumerable.Range(0, points.Length).OrderBy(part => remainders[part])];
        for (int i = 0; i < left; i++)
        {
            points[byRemainder[i % byRemainder.Length]]++;
        }

        return Array.ConvertAll(points, hundredths => hundredths / 100m);
    }

    /// <summary>The points of a score of 0 to 100, rounded to hundredths, to even where in the middle: never falls with the score.</summary>
    internal static decimal PointsOf(double score, decimal mostPoints) => Math.Round(mostPoints * (decimal)score / 100m, 2, MidpointRounding.ToEven);
}
