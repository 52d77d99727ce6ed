namespace InfluenceGraph.Docs.Tests;

/// <summary>A page does not hold what it says.</summary>
public sealed class PageException : Exception
{
    /// <inheritdoc/>
    public PageException()
    {
    }

    /// <inheritdoc/>
    public PageException(string message)
        : base(message)
    {
    }

    /// <inheritdoc/>
    public PageException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
