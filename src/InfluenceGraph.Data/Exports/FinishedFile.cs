namespace InfluenceGraph.Data.Exports;

/// <summary>A file that appears when it is whole: written beside its place, then moved there. Whatever goes wrong before leaves what was there.</summary>
internal sealed class FinishedFile : IDisposable
{
    private readonly string _path;
    private readonly string _unfinished;
    private readonly FileStream _stream;
    private bool _isFinished;

    private FinishedFile(string path, string unfinished, FileStream stream) => (_path, _unfinished, _stream) = (path, unfinished, stream);

    /// <summary>Where to write.</summary>
    internal Stream Stream => _stream;

    /// <summary>Finds out before long work whether there is a place to write to.</summary>
    /// <exception cref="IOException">There is none; the message says why.</exception>
    internal static FinishedFile Begin(string path)
    {
        string full = Path.GetFullPath(path);
        string? folder = Path.GetDirectoryName(full);
        string? problem = Directory.Exists(full) ? "that is a folder; name a file"
            : !Directory.Exists(folder) ? $"there is no folder '{folder}'; create it, or name a file elsewhere"
            : File.Exists(full) && new FileInfo(full).IsReadOnly ? "the file is read-only; allow writing, or name another file"
            : null;
        if (problem is not null)
        {
            throw new IOException($"{path} cannot be written: {problem}.");
        }

        string unfinished = $"{full}.{Guid.NewGuid():N}.unfinished";
        try
        {
#pragma warning disable CA2000 // The one who is handed the file closes it.
            return new(path, unfinished, new(unfinished, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16));
#pragma warning restore CA2000
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException($"{path} cannot be written: there is no right to write in the folder '{folder}'. Allow it, or name a file elsewhere.", e);
        }
        catch (IOException e)
        {
            throw new IOException($"{path} cannot be written in the folder '{folder}' ({e.Message.Replace(unfinished, path, StringComparison.Ordinal).TrimEnd('.')}). Name a file elsewhere.", e);
        }
    }

    /// <summary>Puts the file in its place, where it takes that of an earlier one.</summary>
    internal void Finish()
    {
        if (_isFinished)
        {
            return;
        }

        _stream.Flush(flushToDisk: true);
        _stream.Dispose();
        File.Move(_unfinished, Path.GetFullPath(_path), overwrite: true);
        _isFinished = true;
    }

    public void Dispose()
    {
        if (_isFinished)
        {
            return;
        }

        try
        {
            _stream.Dispose();
        }
        catch (IOException)
        {
            // A full disk takes the last bytes neither now nor later, and the file goes anyway.
        }

        File.Delete(_unfinished);
    }
}
