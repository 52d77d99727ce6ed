namespace InfluenceGraph.EdgeLists;

/// <summary>A column of a line: where its text begins and how long it is, without blanks and quotes around it, and whether doubled quotes are within.</summary>
internal readonly record struct Field(int Start, int Length, bool HasDoubledQuotes)
{
    internal ReadOnlySpan<byte> In(ReadOnlySpan<byte> bytes) => bytes.Slice(Start, Length);
}
