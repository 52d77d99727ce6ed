namespace InfluenceGraph.Segments;

/// <summary>Some values, compared without case; those that are numbers as numbers.</summary>
internal sealed class ValueList(IReadOnlyList<string> values) : IEquatable<ValueList>
{
    internal bool Contains(string value) => values.Any(listed => IsSame(listed, value));

    internal string AsText() => values.Count == 1
        ? $"= {SegmentText.Quote(values[0])}"
        : $"in ({string.Join(", ", values.Select(SegmentText.Quote))})";

    public bool Equals(ValueList? other) => other is not null && values.SequenceEqual(other.Values, StringComparer.Ordinal);

    public override bool Equals(object? obj) => Equals(obj as ValueList);

    public override int GetHashCode() => values.Aggregate(0, (hash, value) => HashCode.Combine(hash, StringComparer.Ordinal.GetHashCode(value)));

    private IReadOnlyList<string> Values => values;

    private static bool IsSame(string listed, string value) =>
        string.Equals(listed, value.Trim(), StringComparison.OrdinalIgnoreCase)
        || (SegmentText.TryNumber(listed, out double a) && SegmentText.TryNumber(value, out double b) && a.Equals(b));
}
