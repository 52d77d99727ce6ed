using System.IO.Compression;

namespace InfluenceGraph.Data.GraphFormats;

/// <summary>A file that appears when it is complete. Writing that fails or is cancelled leaves what was there before.</summary>
internal static class FinishedFile
{
    /// <summary>Lets a file be written beside its place, on the same disk, then moves it there. A name that ends in .gz is packed.</summary>
    internal static void Write(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string full = Path.GetFullPath(path);
        if (Directory.Exists(full))
        {
            throw new IOException($"'{path}' cannot be written: it is a folder. Add the name of a file.");
        }

        string unfinished = $"{full}.{Guid.NewGuid():N}.unfinished";
        try
        {
            using (var file = new FileStream(unfinished, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                if (path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
                {
                    using var packed = new GZipStream(file, CompressionLevel.Fastest, leaveOpen: true);
                    write(packed);
                }
                else
                {
                    write(file);
                }

                file.Flush(flushToDisk: true);
            }

            File.Move(unfinished, full, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException && e.Message.Contains(unfinished, StringComparison.Ordinal))
        {
            // The file beside it is our own affair: the caller knows the one asked for.
            throw new IOException($"'{path}' cannot be written: {e.Message.Replace(unfinished, full, StringComparison.Ordinal)}", e);
        }
        finally
        {
            if (File.Exists(unfinished))
            {
                File.Delete(unfinished);
            }
        }
    }
}
