using InfluenceGraph.EdgeLists;

namespace InfluenceGraph;

/// <content>Graphs from files of ties.</content>
public static partial class CustomerGraph
{
    /// <summary>Reads a file with a tie in each line (CSV, TSV, blanks or semicolons, packed by gzip or not) and builds a graph. O(bytes + customers + ties).</summary>
    /// <remarks>UTF-8. Blank lines and comments are passed over; columns may stand in quotes; lines end with LF or CR LF. Further columns are passed over.</remarks>
    /// <typeparam name="TKey">The key: <see cref="string"/>, <see cref="long"/>, <see cref="int"/> or <see cref="Guid"/>.</typeparam>
    /// <param name="path">The file.</param>
    /// <param name="configure">Changes the default options, as in <c>o => o with { From = "truster", To = "trustee", Direction = TieDirection.ToReachesFrom }</c>.</param>
    /// <param name="customers">Customers with own values, tags and circles, also those without ties; <see langword="null"/> for those of the file alone.</param>
    /// <param name="progress">Told about every MiB of text, and at each step of building.</param>
    /// <param name="cancellationToken">Stops reading and building.</param>
    /// <returns>The graph, and what became of each line.</returns>
    /// <exception cref="CustomerDataException">A line cannot be read, or the file is empty, damaged or not UTF-8; the message says which line, what it has and what was expected.</exception>
    /// <exception cref="ArgumentException">An option is out of range, or keys of this type cannot be read; the message names all that are.</exception>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    /// <exception cref="OperationCanceledException">Reading or building was cancelled.</exception>
    public static EdgeListResult<TKey> FromEdgeList<TKey>(
        string path,
        Func<EdgeListOptions, EdgeListOptions>? configure = null,
        IEnumerable<Customer<TKey>>? customers = null,
        IProgress<RowProgress>? progress = null,
        CancellationToken cancellationToken = default)
        where TKey : notnull
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        EdgeListOptions options = CheckedFor<TKey>(configure);
        using var file = new FileStream(path, new FileStreamOptions { BufferSize = 0, Options = FileOptions.SequentialScan });
        return EdgeListLoader<TKey>.Load(file, Path.GetFileName(path), options, customers ?? [], progress, cancellationToken);
    }

    /// <summary>Reads a stream as <see cref="FromEdgeList{TKey}(string, Func{EdgeListOptions, EdgeListOptions}?, IEnumerable{Customer{TKey}}?, IProgress{RowProgress}?, CancellationToken)"/> reads a file.</summary>
    /// <typeparam name="TKey">The key: <see cref="string"/>, <see cref="long"/>, <see cref="int"/> or <see cref="Guid"/>.</typeparam>
    /// <param name="stream">The stream, from where it stands to its end; it stays open.</param>
    /// <param name="configure">Changes the default options.</param>
    /// <param name="customers">Customers with own values, tags and circles, also those without ties; <see langword="null"/> for those of the stream alone.</param>
    /// <param name="progress">Told about every MiB of text, and at each step of building.</param>
    /// <param name="cancellationToken">Stops reading and building.</param>
    /// <returns>The graph, and what became of each line.</returns>
    /// <exception cref="CustomerDataException">A line cannot be read, or the text is empty, damaged or not UTF-8; the message says which line, what it has and what was expected.</exception>
    /// <exception cref="ArgumentException">An option is out of range, or keys of this type cannot be read; the message names all that are.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    /// <exception cref="OperationCanceledException">Reading or building was cancelled.</exception>
    public static EdgeListResult<TKey> FromEdgeList<TKey>(
        Stream stream,
        Func<EdgeListOptions, EdgeListOptions>? configure = null,
        IEnumerable<Customer<TKey>>? customers = null,
        IProgress<RowProgress>? progress = null,
        CancellationToken cancellationToken = default)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(stream);
        return EdgeListLoader<TKey>.Load(stream, "The stream", CheckedFor<TKey>(configure), customers ?? [], progress, cancellationToken);
    }

    private static EdgeListOptions CheckedFor<TKey>(Func<EdgeListOptions, EdgeListOptions>? configure)
        where TKey : notnull
    {
        EdgeListOptions options = Configured(new EdgeListOptions(), configure);
        options.Validate();
        return typeof(TKey) == typeof(string) || typeof(TKey) == typeof(long) || typeof(TKey) == typeof(int) || typeof(TKey) == typeof(Guid)
            ? options
            : throw new ArgumentException($"Keys of type {typeof(TKey)} cannot be read from text; expected string, long, int or Guid.");
    }
}
