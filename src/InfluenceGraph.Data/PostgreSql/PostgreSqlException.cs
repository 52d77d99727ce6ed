using System.Data.Common;

namespace InfluenceGraph.Data;

/// <summary>A PostgreSQL database that cannot be reached or used as it was meant. The message says what was got, what was expected and what to do, and never has a password.</summary>
public sealed class PostgreSqlException : DbException
{
    /// <summary>Creates an exception.</summary>
    public PostgreSqlException()
    {
    }

    /// <summary>Creates an exception.</summary>
    /// <param name="message">What was got, what was expected and what to do.</param>
    public PostgreSqlException(string message)
        : base(message)
    {
    }

    /// <summary>Creates an exception.</summary>
    /// <param name="message">What was got, what was expected and what to do.</param>
    /// <param name="innerException">The cause.</param>
    public PostgreSqlException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>The server's own code of five letters, such as <c>28P01</c> for a wrong password; <see langword="null"/> where the server said nothing.</summary>
    public override string? SqlState => (InnerException as DbException)?.SqlState;

    /// <summary>Whether the same may go well when it is tried again.</summary>
    public override bool IsTransient => (InnerException as DbException)?.IsTransient ?? false;
}
