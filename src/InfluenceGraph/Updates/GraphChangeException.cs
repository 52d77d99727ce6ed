namespace InfluenceGraph;

/// <summary>A change that cannot be applied, so that none of its batch was. The message says which, what was got, what was expected and what to do.</summary>
public sealed class GraphChangeException : Exception
{
    /// <summary>Creates an exception without a change.</summary>
    public GraphChangeException()
    {
    }

    /// <summary>Creates an exception without a change.</summary>
    /// <param name="message">What was got, what was expected and what to do.</param>
    public GraphChangeException(string message)
        : base(message)
    {
    }

    /// <summary>Creates an exception without a change.</summary>
    /// <param name="message">What was got, what was expected and what to do.</param>
    /// <param name="innerException">The cause.</param>
    public GraphChangeException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal GraphChangeException(int position, string problem)
        : base($"Change {position}: {problem} No change of this batch was applied.")
    {
        Position = position;
        Problem = problem;
    }

    /// <summary>The change's place in its batch, from 1; 0 when no single change is to blame.</summary>
    public int Position { get; }

    /// <summary>The message without the place.</summary>
    public string? Problem { get; }
}
