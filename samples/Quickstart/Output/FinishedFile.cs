using Quickstart.Csv;

namespace Quickstart.Output;

/// <summary>A file that appears when it is complete. A run that fails leaves what was there before.</summary>
internal static class FinishedFile
{
    /// <summary>Finds out before long work whether there is a place to write to.</summary>
    internal static void RequirePlace(string option, string path)
    {
        string full = Path.GetFullPath(path);
        if (!Directory.Exists(Path.GetDirectoryName(full)) || Directory.Exists(full) || full.StartsWith("/dev/", StringComparison.Ordinal))
        {
            throw new DataFileException($"{path}: {option} cannot be written there; expected the name of a file in a folder that exists.");
        }
    }

    /// <summary>Lets a file be written beside it, then moves that into place.</summary>
    internal static void Write(string path, Action<string> write)
    {
        string unfinished = $"{path}.{Guid.NewGuid():N}.unfinished";
        try
        {
            write(unfinished);
            File.Move(unfinished, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DataFileException($"{path}: {e.Message}", e);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }
}
