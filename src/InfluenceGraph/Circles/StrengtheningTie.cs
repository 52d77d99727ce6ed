using static System.FormattableString;

namespace InfluenceGraph;

/// <summary>A tie that would strengthen a customer's circle if it were there, or fully permitted.</summary>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
/// <param name="From">Who would reach the other one.</param>
/// <param name="To">Who would have to grant it, fully.</param>
/// <param name="PermissionNow">What is granted today, 0 to 1; 0 where there is no tie that way.</param>
/// <param name="Strength">The strength that the tie has, or is taken to have: that of the way back, else the median strength of the owner's ties.</param>
/// <param name="Gain">By how much the score would rise.</param>
/// <param name="ScoreThen">The score that it would come to, 0 to 100.</param>
public readonly record struct StrengtheningTie<TKey>(TKey From, TKey To, double PermissionNow, double Strength, double Gain, double ScoreThen)
    where TKey : notnull
{
    /// <summary>The tie and what it would bring.</summary>
    /// <returns>One line, invariant culture.</returns>
    public override string ToString() => Invariant($"{From} -> {To}, permitted {PermissionNow:0.##} today: +{Gain:0.0} to {ScoreThen:0.0}");
}
