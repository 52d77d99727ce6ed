namespace InfluenceGraph;

/// <summary>The range of own values. The upper end leaves room to add up two billion of them.</summary>
internal static class OwnValues
{
    internal const double Largest = 1e100;

    internal const string Expected = "0 to 1e100, and a number";

    internal static bool IsValid(double value) => value is >= 0 and <= Largest;
}
