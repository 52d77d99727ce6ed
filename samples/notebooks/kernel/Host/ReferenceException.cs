namespace CSharpKernel.Host;

/// <summary>A project or package that cannot be had, and why.</summary>
internal sealed class ReferenceException : Exception
{
    public ReferenceException()
    {
    }

    public ReferenceException(string message)
        : base(message)
    {
    }

    public ReferenceException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
