namespace InfluenceGraph;

/// <summary>A graph file that cannot be used: damaged, cut off, changed while it was open, of another kind or from a newer version. The message says where, what was got, what was expected and what to do.</summary>
public sealed class GraphFileException : Exception
{
    /// <summary>Creates an exception without a place.</summary>
    public GraphFileException()
    {
    }

    /// <summary>Creates an exception without a place.</summary>
    /// <param name="message">What was got, what was expected and what to do.</param>
    public GraphFileException(string message)
        : base(message)
    {
    }

    /// <summary>Creates an exception without a place.</summary>
    /// <param name="message">What was got, what was expected and what to do.</param>
    /// <param name="innerException">The cause.</param>
    public GraphFileException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal GraphFileException(string path, string section, long offset, string problem)
        : base(FormattableString.Invariant($"Graph file '{path}', {section}, byte {offset}: {problem}"))
    {
        FilePath = path;
        Section = section;
        Offset = offset;
    }

    /// <summary>The file; empty where none is to blame.</summary>
    public string FilePath { get; } = "";

    /// <summary>The part of the file, by its name in the table of sections, or <c>header</c>, <c>table</c> or <c>checksums</c>.</summary>
    public string Section { get; } = "";

    /// <summary>The place in the file, from 0, of the block or the element that is wrong.</summary>
    public long Offset { get; }
}
