namespace InfluenceGraph;

/// <summary>Opens graph files.</summary>
public static class CustomerGraphFile
{
    /// <summary>Opens a graph that was saved, without reading it: in milliseconds whatever its size.</summary>
    /// <remarks>Header and table are checked now, the contents block by block when they are first touched. <see cref="CustomerGraphFile{TKey}.Verify"/> checks all of it.</remarks>
    /// <typeparam name="TKey">The type of the keys: string, long, int or Guid, the one that was saved.</typeparam>
    /// <param name="path">The file.</param>
    /// <param name="consents">The ledger that every question is then put to, in place of the file's own: so an old file still obeys later revocations. <see langword="null"/> for the file's.</param>
    /// <returns>The open file; close it by disposing it.</returns>
    /// <exception cref="GraphFileException">The file is damaged, cut off, of another kind, has other keys, or comes from a newer version.</exception>
    /// <exception cref="NotSupportedException">The keys are not of type string, long, int or Guid.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static CustomerGraphFile<TKey> Open<TKey>(string path, ConsentLedger<TKey>? consents = null)
        where TKey : notnull => new(GraphFiles.GraphFileContent<TKey>.Open(path), consents);
}
