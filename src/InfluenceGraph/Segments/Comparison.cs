namespace InfluenceGraph.Segments;

/// <summary>How a number is compared.</summary>
internal enum Comparison
{
    Is,
    Above,
    AtLeast,
    Below,
    AtMost,
}

/// <summary>Comparisons as signs and as tests.</summary>
internal static class Comparisons
{
    internal static string SignOf(this Comparison comparison) => comparison switch
    {
        Comparison.Above => ">",
        Comparison.AtLeast => ">=",
        Comparison.Below => "<",
        Comparison.AtMost => "<=",
        _ => "=",
    };

    internal static bool Holds(this Comparison comparison, double value, double limit) => comparison switch
    {
        Comparison.Above => value > limit,
        Comparison.AtLeast => value >= limit,
        Comparison.Below => value < limit,
        Comparison.AtMost => value <= limit,
        _ => value.Equals(limit),
    };
}
