namespace InfluenceGraph.Tool;

/// <summary>What stops a command, in words for people, with the exit code that tells it to scripts.</summary>
public sealed class ToolException : Exception
{
    /// <summary>A wrong use that is not explained.</summary>
    public ToolException()
    {
    }

    /// <summary>A wrong use.</summary>
    /// <param name="message">What was got, what was expected, what to do.</param>
    public ToolException(string message)
        : base(message)
    {
    }

    /// <summary>A wrong use.</summary>
    /// <param name="message">What was got, what was expected, what to do.</param>
    /// <param name="innerException">What was behind it.</param>
    public ToolException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    private ToolException(int exitCode, string message, Exception? inner)
        : base(message, inner) => ExitCode = exitCode;

    /// <summary>One of the codes of the reference.</summary>
    public int ExitCode { get; } = Tool.ExitCode.WrongUse;

    internal static ToolException WrongUse(string message, Exception? inner = null) => new(Tool.ExitCode.WrongUse, message, inner);

    internal static ToolException NotFound(string message) => new(Tool.ExitCode.NotFound, message, inner: null);

    internal static ToolException BadData(string message, Exception? inner = null) => new(Tool.ExitCode.BadData, message, inner);

    internal static ToolException Store(string message, Exception? inner = null) => new(Tool.ExitCode.StoreProblem, message, inner);

    internal static ToolException NotWritten(string message, Exception? inner = null) => new(Tool.ExitCode.NotWritten, message, inner);
}
