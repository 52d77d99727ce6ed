using System.Globalization;
using InfluenceGraph;

namespace Quickstart.Output;

/// <summary>Numbers as the story writes them, in every country the same.</summary>
internal static class Numbers
{
    internal static string Text(double value) => value.ToString("#,0.##", CultureInfo.InvariantCulture);

    internal static string Tenths(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);

    internal static string Hundredths(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    internal static string Signed(double difference) => difference.ToString("+0.0;-0.0", CultureInfo.InvariantCulture);

    internal static string Percent(double share) => (100 * share).ToString("0.#", CultureInfo.InvariantCulture) + " %";

    internal static string WholePercent(double share) => (100 * share).ToString("0", CultureInfo.InvariantCulture).PadLeft(3) + " %";

    /// <summary>Half the width of an interval, for +-.</summary>
    internal static string Half(Estimate estimate) => Hundredths((estimate.High - estimate.Low) / 2);
}
