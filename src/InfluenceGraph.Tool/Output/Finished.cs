using InfluenceGraph.Data;

namespace InfluenceGraph.Tool.Output;

/// <summary>Files and folders that appear when they are complete. A run that fails leaves what was there before.</summary>
internal static class Finished
{
    /// <summary>Finds out before long work whether there is a place to write a file to.</summary>
    internal static void RequireFilePlace(string option, string path)
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
            throw ToolException.NotWritten($"{path}: {option} cannot be written there; {problem}.");
        }

        WithUnfinished(option, path, unfinished => File.Create(unfinished).Dispose());
    }

    /// <summary>Lets a file be written beside it, then moves that into place.</summary>
    internal static void WriteFile(string option, string path, Action<string> write) => WithUnfinished(option, path, unfinished =>
    {
        write(unfinished);
        File.Move(unfinished, path, overwrite: true);
    });

    /// <summary>Lets a new folder be filled beside it, then moves that into place. A folder that holds something stays as it is.</summary>
    internal static void WriteFolder(string option, string path, Action<string> fill) => WithUnfinished(option, path, unfinished =>
    {
        RequireFolderPlace(option, path);
        Directory.CreateDirectory(unfinished);
        fill(unfinished);
        if (Directory.Exists(path))
        {
            Directory.Delete(path);
        }

        Directory.Move(unfinished, path);
    });

    internal static void RequireFolderPlace(string option, string path)
    {
        string full = Path.GetFullPath(path).TrimEnd(Path.DirectorySeparatorChar);
        string? problem = File.Exists(full) ? "that is a file; name a new folder"
            : Directory.Exists(full) && Directory.EnumerateFileSystemEntries(full).Any() ? "the folder is not empty; name a new one, or empty it"
            : !Directory.Exists(Path.GetDirectoryName(full)) ? $"there is no folder '{Path.GetDirectoryName(full)}'; create it first"
            : null;
        if (problem is not null)
        {
            throw ToolException.NotWritten($"{path}: {option} cannot be written there; {problem}.");
        }
    }

    /// <summary>What lies beside it is our own affair: an error names what the caller knows.</summary>
    private static void WithUnfinished(string option, string path, Action<string> write)
    {
        string unfinished = $"{path.TrimEnd(Path.DirectorySeparatorChar)}.{Guid.NewGuid():N}.unfinished";
        try
        {
            write(unfinished);
        }
        catch (UnauthorizedAccessException e)
        {
            throw ToolException.NotWritten($"{path}: {option} cannot be written there; there is no right to write in the folder '{Path.GetDirectoryName(Path.GetFullPath(path))}'. Allow writing, or name another folder.", e);
        }
        catch (IOException e)
        {
            throw ToolException.NotWritten($"{path}: {option} cannot be written in the folder '{Path.GetDirectoryName(Path.GetFullPath(path))}': {Sentence.Of(e.Message.Replace(unfinished, path, StringComparison.Ordinal))} See to that, or name another folder.", e);
        }
        catch (StoreException e)
        {
            throw ToolException.Store(Sentence.Of(e.Message.Replace(Path.GetFileName(unfinished), Path.GetFileName(path), StringComparison.Ordinal)), e);
        }
        finally
        {
            // What was never there may have a name that the disk refuses even to delete.
            if (File.Exists(unfinished))
            {
                File.Delete(unfinished);
            }
            else if (Directory.Exists(unfinished))
            {
                Directory.Delete(unfinished, recursive: true);
            }
        }
    }
}
