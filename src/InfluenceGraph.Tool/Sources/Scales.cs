using InfluenceGraph.Data;

namespace InfluenceGraph.Tool.Sources;

/// <summary>Scales of permissions by the words that are typed for them.</summary>
internal static class Scales
{
    internal const string Expected = "share (0 to 1), percent (0 to 100), yes-no, or words and what each means, as in high=0.9,low=0.2,never=0";

    internal static PermissionScale? TryParse(string text)
    {
        try
        {
            return text.ToLowerInvariant() switch
            {
                "share" => PermissionScale.Share,
                "percent" => PermissionScale.Percent,
                "yes-no" => PermissionScale.YesNo,
                _ => PermissionScale.Named(text),
            };
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    internal static string Word(PermissionScale scale) =>
        scale == PermissionScale.YesNo ? "yes-no" : scale.ToString().Replace(", ", ",", StringComparison.Ordinal);
}
