namespace InfluenceGraph.Data;

/// <summary>A store that cannot be used: no store, damaged, of a newer version, busy, full or read-only. The message says what was got, what was expected and what to do.</summary>
public sealed class StoreException : Exception
{
    /// <summary>Creates an exception.</summary>
    public StoreException()
    {
    }

    /// <summary>Creates an exception.</summary>
    /// <param name="message">What was got, what was expected and what to do.</param>
    public StoreException(string message)
        : base(message)
    {
    }

    /// <summary>Creates an exception.</summary>
    /// <param name="message">What was got, what was expected and what to do.</param>
    /// <param name="innerException">The cause.</param>
    public StoreException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal StoreException(StoreProblem problem, string message)
        : base(message) => Problem = problem;

    /// <summary>What is wrong, for programs that go on from there.</summary>
    public StoreProblem Problem { get; }
}

/// <summary>What can be wrong with a store.</summary>
public enum StoreProblem
{
    /// <summary>Something else; the message says what.</summary>
    Other,

    /// <summary>There is no such file.</summary>
    Missing,

    /// <summary>A new store was wanted where a file lies already.</summary>
    Exists,

    /// <summary>The file is not a store: no SQLite file, or one of another program.</summary>
    NotAStore,

    /// <summary>The file was written by a newer version of the library.</summary>
    NewerVersion,

    /// <summary>The file was written by an older version of the library, and may not be changed now.</summary>
    OlderVersion,

    /// <summary>The file or its folder cannot be written.</summary>
    ReadOnly,

    /// <summary>Another program is writing.</summary>
    Busy,

    /// <summary>The disk is full.</summary>
    Full,

    /// <summary>The file is damaged.</summary>
    Damaged,
}
