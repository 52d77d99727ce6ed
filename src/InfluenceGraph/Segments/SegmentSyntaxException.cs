namespace InfluenceGraph;

/// <summary>A text that is not a segment. The message shows the place and says what was expected there.</summary>
public sealed class SegmentSyntaxException : FormatException
{
    /// <summary>Creates an exception without a place.</summary>
    public SegmentSyntaxException()
    {
        (Text, Expected) = ("", "");
    }

    /// <summary>Creates an exception without a place.</summary>
    /// <param name="message">What was got, what was expected and what to do.</param>
    public SegmentSyntaxException(string message)
        : base(message)
    {
        (Text, Expected) = ("", "");
    }

    /// <summary>Creates an exception without a place.</summary>
    /// <param name="message">What was got, what was expected and what to do.</param>
    /// <param name="innerException">The cause.</param>
    public SegmentSyntaxException(string message, Exception innerException)
        : base(message, innerException)
    {
        (Text, Expected) = ("", "");
    }

    internal SegmentSyntaxException(string text, int position, string got, string expected)
        : base($"Segment, character {position + 1}: got {got}; expected {expected}.{Environment.NewLine}{text.ReplaceLineEndings(" ")}{Environment.NewLine}{new string(' ', position)}^")
    {
        (Text, Position, Expected) = (text, position, expected);
    }

    /// <summary>The whole text.</summary>
    public string Text { get; }

    /// <summary>Where the unexpected begins, from 0; the length of the text when it ends too soon.</summary>
    public int Position { get; }

    /// <summary>What was expected there, in words.</summary>
    public string Expected { get; }
}
