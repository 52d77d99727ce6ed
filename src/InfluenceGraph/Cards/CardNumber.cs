using static System.FormattableString;

namespace InfluenceGraph;

/// <summary>A further number on a card, such as a circle's strength, from whatever computed it.</summary>
/// <param name="Value">The number; <see langword="null"/> where there is not enough evidence for one, which is not 0.</param>
/// <param name="Low">The lower end of its interval, where it has one.</param>
/// <param name="High">The upper end.</param>
/// <param name="Evidence">How many observations it rests on, where that is known.</param>
/// <param name="Note">What is worth knowing of it; without a value, why there is none.</param>
public readonly record struct CardNumber(double? Value, double? Low = null, double? High = null, int? Evidence = null, string? Note = null)
{
    /// <summary>The number, its interval and evidence.</summary>
    /// <returns>A few words, invariant culture.</returns>
    public override string ToString() =>
        (Value is double value ? Invariant($"{value:#,0.##}") : "not enough evidence")
        + (Low is double low && High is double high ? Invariant($" ({low:#,0.##} to {high:#,0.##})") : "")
        + (Evidence is int evidence ? Invariant($", evidence {evidence}") : "")
        + (Note is null ? "" : $"; {Note}");
}
