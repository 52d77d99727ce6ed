using static System.FormattableString;

namespace InfluenceGraph.Cascades;

/// <summary>The one rule for probabilities.</summary>
internal static class Probabilities
{
    internal static bool IsValid(double probability) => probability is >= 0 and <= 1;

    internal static void Require(OptionErrors errors, double probability, string option) =>
        errors.Require(IsValid(probability), Invariant($"{option} is {probability}; expected a probability, 0 to 1"));
}
