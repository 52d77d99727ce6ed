namespace Quickstart.Csv;

/// <summary>A file or a row in it that cannot be used. The message names file, line and column, what was got and what was expected.</summary>
public sealed class DataFileException : Exception
{
    public DataFileException()
    {
    }

    public DataFileException(string message)
        : base(message)
    {
    }

    public DataFileException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
