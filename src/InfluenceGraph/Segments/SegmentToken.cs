namespace InfluenceGraph.Segments;

/// <summary>A piece of a segment's text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The word, the text between quotation marks, or the sign.</param>
/// <param name="Position">Where it begins.</param>
internal readonly record struct SegmentToken(SegmentTokenKind Kind, string Text, int Position)
{
    internal bool Is(string text) => Kind is SegmentTokenKind.Word or SegmentTokenKind.Sign && string.Equals(Text, text, StringComparison.OrdinalIgnoreCase);

    internal string Described => Kind switch
    {
        SegmentTokenKind.End => "the end",
        SegmentTokenKind.Quoted => $"\"{Text}\"",
        _ => $"'{Text}'",
    };
}

/// <summary>The kinds of pieces.</summary>
internal enum SegmentTokenKind
{
    Word,
    Quoted,
    Sign,
    End,
}
