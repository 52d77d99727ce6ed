namespace InfluenceGraph.Data.Mappings;

/// <summary>What a row must be to be used: the rules of the graph, told before the graph is built, so that the row can be named.</summary>
internal static class RowRules
{
    internal const double LargestOwnValue = 1e100;
    internal const string OwnValueRange = "0 to 1e100";
    internal const string StrengthRange = "0 to 3.4e38";
    internal const string TagWeightRange = "more than 0, at most 3.4e38";

    /// <summary>The smallest number that single precision holds with all its digits.</summary>
    private const double MinNormal = 1.17549435E-38f;

    internal static bool IsTooSmall(double value) => value > 0 && (float)value < (float)MinNormal;

    internal static bool IsTooSmall(double permission, double strength) =>
        permission > 0 && strength > 0 && (IsTooSmall(permission) || IsTooSmall(strength) || (float)((double)(float)permission * (float)strength) < (float)MinNormal);
}
