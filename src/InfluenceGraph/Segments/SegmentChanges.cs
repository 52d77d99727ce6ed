using static System.FormattableString;

namespace InfluenceGraph;

/// <summary>Who entered and who left a segment between two answers.</summary>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
/// <param name="Entered">Members now who were not before, in the order of their keys.</param>
/// <param name="Left">Who may still be used but is no member any more, in the order of their keys.</param>
/// <param name="Withdrawn">How many former members may not be used any more, or are gone. They are not named: replace the old list by the new members.</param>
public sealed record SegmentChanges<TKey>(IReadOnlyList<TKey> Entered, IReadOnlyList<TKey> Left, int Withdrawn)
    where TKey : notnull
{
    /// <summary>Whether anything changed.</summary>
    public bool IsEmpty => Entered.Count == 0 && Left.Count == 0 && Withdrawn == 0;

    /// <summary>The counts.</summary>
    /// <returns>One line, invariant culture.</returns>
    public override string ToString() => Invariant($"{Entered.Count} entered, {Left.Count} left, {Withdrawn} withdrawn");
}
