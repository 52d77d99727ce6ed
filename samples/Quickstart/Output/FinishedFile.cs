using Quickstart.Csv;

namespace Quickstart.Output;

/// <summary>A file that appears when it is complete. A run that fails leaves what was there before.</summary>
internal static class FinishedFile
{
    /// <summary>Finds out before long work whether there is a place to write to.</summary>
    internal static void RequirePlace(string option, string path)
    {
        string full = Path.GetFullPath(path);
        string? folder = Path.GetDirectoryName(full);
        string? problem = Directory.Exists(full) ? "that is a folder; add the name of a file"
            : !Directory.Exists(folder) ? $"there is no folder '{folder}'; create it, or name a file in another folder"
            : full.StartsWith("/dev/", StringComparison.Ordinal) ? "that is a device; name a file"
            : File.Exists(full) && new FileInfo(full).IsReadOnly ? "the file is read-only; allow writing, or name another file"
            : null;
        if (problem is not null)
        {
            throw new DataFileException($"{path}: {option} cannot be written there; {problem}.");
        }

        WithUnfinished(option, path, unfinished => File.Create(unfinished).Dispose());
    }

    /// <summary>Lets a file be written beside it, then moves that into place.</summary>
    internal static void Write(string option, string path, Action<string> write) => WithUnfinished(option, path, unfinished =>
    {
        write(unfinished);
        File.Move(unfinished, path, overwrite: true);
    });

    /// <summary>The file beside it is our own affair: an error names what the caller knows.</summary>
    private static void WithUnfinished(string option, string path, Action<string> write)
    {
        string unfinished = $"{path}.{Guid.NewGuid():N}.unfinished";
        try
        {
            write(unfinished);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new DataFileException($"{path}: {option} cannot be written there; there is no right to write in the folder '{Path.GetDirectoryName(Path.GetFullPath(path))}'. Allow writing, or name a file in another folder.", e);
        }
        catch (IOException e)
        {
            throw new DataFileException($"{path}: {option} cannot be written in the folder '{Path.GetDirectoryName(Path.GetFullPath(path))}': {Sentence.Of(e.Message.Replace(unfinished, path, StringComparison.Ordinal))} See to that, or name a file in another folder.", e);
        }
        finally
        {
            // What was never there may have a name that the disk refuses even to delete.
            if (File.Exists(unfinished))
            {
                File.Delete(unfinished);
            }
        }
    }
}
