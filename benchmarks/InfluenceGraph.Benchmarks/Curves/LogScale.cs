namespace InfluenceGraph.Benchmarks.Curves;

/// <summary>From a positive number to a place between two pixels, so that equal factors are equally far apart.</summary>
/// <param name="Least">The number at <paramref name="Start"/>.</param>
/// <param name="Most">The number at <paramref name="End"/>.</param>
/// <param name="Start">A pixel.</param>
/// <param name="End">A pixel.</param>
internal sealed record LogScale(double Least, double Most, double Start, double End)
{
    /// <summary>A scale of whole decades around all numbers.</summary>
    internal static LogScale OfDecades(IEnumerable<double> numbers, double start, double end)
    {
        double[] known = [.. numbers.Where(number => number > 0)];
        (double least, double most) = (Math.Floor(Math.Log10(known.Min())), Math.Ceiling(Math.Log10(known.Max())));
        return new(Math.Pow(10, least), Math.Pow(10, Math.Max(most, least + 1)), start, end);
    }

    internal IEnumerable<double> Decades()
    {
        for (double decade = Math.Round(Math.Log10(Least)); decade <= Math.Round(Math.Log10(Most)); decade++)
        {
            yield return Math.Pow(10, decade);
        }
    }

    internal double PlaceOf(double number) => Start + ((End - Start) * Math.Log(number / Least) / Math.Log(Most / Least));
}
