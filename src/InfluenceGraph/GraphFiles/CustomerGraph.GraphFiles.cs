using InfluenceGraph.GraphFiles;

namespace InfluenceGraph;

/// <content>Graph files.</content>
public sealed partial class CustomerGraph<TKey>
{
    /// <summary>Writes the graph with everything it holds, consents included, to a file: a new one or in place of the one that stands there.</summary>
    /// <remarks>
    /// Written beside the path and moved there when it is whole and on the disk: whoever opens the path meanwhile finds the old file or
    /// the new one. Who may write the path may so replace what others read next; a file that is open stays as it was.
    /// O(customers + ties log ties of a customer); at rest 5 bytes a tie and direction with <see cref="PermissionPrecision.Bits8"/>, 8 with
    /// <see cref="PermissionPrecision.Exact"/>, 4 where all permissions are 1; 4 more where strengths vary; 32 a customer besides the key.
    /// </remarks>
    /// <param name="path">The file, by convention with the extension <c>.cgraph</c>.</param>
    /// <param name="configure">Changes the default options, as in <c>o => o with { Precision = PermissionPrecision.Bits8 }</c>.</param>
    /// <param name="progress">Told how many ties are written, both directions.</param>
    /// <param name="cancellationToken">Stops; nothing is left behind, and the file that stood there stays.</param>
    /// <exception cref="ArgumentException">The path is blank, an option is out of range, or a key or another text is not valid Unicode.</exception>
    /// <exception cref="NotSupportedException">The keys are not of type string, long, int or Guid.</exception>
    /// <exception cref="IOException">The file cannot be written; the message says why.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public void Save(
        string path,
        Func<GraphFileOptions, GraphFileOptions>? configure = null,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        GraphFileOptions options = CustomerGraph.Configured(new GraphFileOptions(), configure);
        options.Validate();
        FileKeys<TKey>.RequireSupported();
        cancellationToken.ThrowIfCancellationRequested();
        new GraphSaver<TKey>(_data, _edges, options.Precision, progress, cancellationToken).Write(path, _options, _rows, _isLedgerGiven, Consents);
    }
}
