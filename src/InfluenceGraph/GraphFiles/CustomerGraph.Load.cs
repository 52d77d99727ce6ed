using InfluenceGraph.GraphFiles;

namespace InfluenceGraph;

/// <content>Graph files.</content>
public static partial class CustomerGraph
{
    /// <summary>Reads a graph that was saved, whole, into memory. Everything in the file is checked.</summary>
    /// <remarks>From a file of <see cref="PermissionPrecision.Exact"/> every answer, receipt and data hash is the same as of the graph that was saved, to the last bit. O(customers + ties log ties of a customer).</remarks>
    /// <typeparam name="TKey">The type of the keys: string, long, int or Guid, the one that was saved.</typeparam>
    /// <param name="path">The file.</param>
    /// <param name="consents">The ledger that every question is then put to, in place of the file's own: so a graph restored from an old file still obeys later revocations. <see langword="null"/> for the file's.</param>
    /// <param name="progress">Told how many ties are read, both directions.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>The graph.</returns>
    /// <exception cref="GraphFileException">The file is damaged, cut off, of another kind, has other keys, or comes from a newer version.</exception>
    /// <exception cref="NotSupportedException">The keys are not of type string, long, int or Guid, or the file has more ties than memory can hold in one graph.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static CustomerGraph<TKey> Load<TKey>(
        string path,
        ConsentLedger<TKey>? consents = null,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellationToken = default)
        where TKey : notnull
    {
        using GraphFileContent<TKey> content = GraphFileContent<TKey>.Open(path);
        return new GraphLoader<TKey>(content, progress, cancellationToken).Load(consents);
    }
}
