using InfluenceGraph.Graphs;
using static System.FormattableString;

namespace InfluenceGraph;

/// <summary>What a tie must be to be used: the one place that says so.</summary>
internal static class TieRules
{
    private const string NotANumber = "Look at how the cell was read.";

    /// <summary>The smallest float with full precision.</summary>
    private const float MinNormal = 1.17549435E-38f;

    /// <summary>What is wrong with a tie, or <see langword="null"/>.</summary>
    internal static string? FindProblem<TKey>(in Tie<TKey> tie)
        where TKey : notnull
    {
        if (tie.From is null || tie.To is null)
        {
            return Invariant($"{(tie.From is null ? "From" : "To")} is null; expected a customer key.");
        }

        // Written so that NaN fails too.
        if (!(tie.Permission is >= 0 and <= 1))
        {
            return Invariant($"permission of '{tie.From}' -> '{tie.To}' is {tie.Permission}; expected 0 (never) to 1 (always). {(double.IsNaN(tie.Permission) ? NotANumber : "Divide percentages by 100.")}");
        }

        if (!(tie.Strength is >= 0 and <= float.MaxValue))
        {
            return Invariant($"strength of '{tie.From}' -> '{tie.To}' is {tie.Strength}; expected 0 to {float.MaxValue}, and a number. {(double.IsNaN(tie.Strength) ? NotANumber : "Only ratios count: choose another unit, and leave out ties of distrust.")}");
        }

        if (tie.Permission > 0 && tie.Strength > 0 && EdgeRow.WeightOf((float)tie.Permission, (float)tie.Strength) < MinNormal)
        {
            return Invariant($"influence weight of '{tie.From}' -> '{tie.To}' is {tie.Permission * tie.Strength}; expected 0 or at least {MinNormal}, what single precision holds. Only ratios count: choose another unit.");
        }

        // A number too small for single precision would lose its digits, and then turn into an explicit no.
        if (IsTooSmall(tie.Permission) || IsTooSmall(tie.Strength))
        {
            return Invariant($"{(IsTooSmall(tie.Permission) ? "permission" : "strength")} of '{tie.From}' -> '{tie.To}' is {(IsTooSmall(tie.Permission) ? tie.Permission : tie.Strength)}; expected 0 or at least {MinNormal}, what single precision holds. Only ratios count: choose another unit.");
        }

        return tie.Until <= tie.Since
            ? Invariant($"period of '{tie.From}' -> '{tie.To}' ends {tie.Until:O}, not after it begins {tie.Since:O}; expected a later end or none.")
            : null;
    }

    private static bool IsTooSmall(double value) => value > 0 && (float)value < MinNormal;
}
