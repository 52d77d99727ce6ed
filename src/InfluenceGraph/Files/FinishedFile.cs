using System.IO.Compression;
using Microsoft.Win32.SafeHandles;

namespace InfluenceGraph.Files;

/// <summary>A file that appears when it is whole and on the disk: written beside its place, then moved there. Whatever goes wrong before leaves what was there.</summary>
internal sealed class FinishedFile : IDisposable
{
    private readonly Unfinished _file;
    private readonly GZipStream? _packed;
    private bool _isFinished;

    private FinishedFile(Unfinished file, bool isPacked)
    {
        _file = file;
        _packed = isPacked ? new(file, CompressionLevel.Fastest, leaveOpen: true) : null;
    }

    /// <summary>Where to write. What is written to a name that ends in .gz is packed.</summary>
    internal Stream Stream => (Stream?)_packed ?? _file;

    /// <summary>The file, for those who write here and there in it instead.</summary>
    internal SafeFileHandle Handle => _file.SafeFileHandle;

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

        string beside = $"{full}.{Guid.NewGuid():N}.unfinished";
        try
        {
#pragma warning disable CA2000 // The one who is handed the file closes it.
            return new(new(path, full, beside), path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase));
#pragma warning restore CA2000
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException($"{path} cannot be written: there is no right to write in the folder '{folder}'. Allow it, or name a file elsewhere.", e);
        }
        catch (IOException e)
        {
            throw Refused(path, beside, e);
        }
    }

    /// <summary>Lets a file be written as a whole.</summary>
    /// <exception cref="IOException">It cannot be; the message says why.</exception>
    internal static void Write(string path, Action<Stream> write)
    {
        using FinishedFile file = Begin(path);
        write(file.Stream);
        file.Finish();
    }

    /// <summary>Puts the file in its place, where it takes that of an earlier one.</summary>
    /// <exception cref="IOException">What was written last finds no room, or the file cannot be moved.</exception>
    internal void Finish()
    {
        if (!_isFinished)
        {
            _packed?.Dispose();
            _file.Finish();
            _isFinished = true;
        }
    }

    public void Dispose()
    {
        if (_isFinished)
        {
            return;
        }

        Abandon(_packed);
        Abandon(_file);
        _file.Delete();
    }

    /// <summary>A full disk takes the last bytes neither now nor later, and the file goes anyway.</summary>
    private static void Abandon(Stream? stream)
    {
        try
        {
            stream?.Dispose();
        }
        catch (IOException)
        {
        }
    }

    private static IOException Refused(string path, string beside, Exception e)
    {
        string reason = e.Message.Replace($" : '{beside}'", "", StringComparison.Ordinal).Replace(beside, path, StringComparison.Ordinal).TrimEnd('.');
        return new($"{path} cannot be written ({reason}); what was there before is unchanged. Make room, or name a file elsewhere.", e);
    }

    /// <summary>The file beside the place. It is our own affair: an error names the one that the caller asked for.</summary>
    private sealed class Unfinished(string path, string full, string beside) : FileStream(beside, OptionsFor(full))
    {
        private readonly string _full = full;

        /// <summary>All other ways to write end here.</summary>
        public override void Write(byte[] buffer, int offset, int count) => Named(() => base.Write(buffer, offset, count));

        public override void Flush(bool flushToDisk) => Named(() => base.Flush(flushToDisk));

        internal void Finish()
        {
            Flush(flushToDisk: true);
            Named(() =>
            {
                base.Dispose(disposing: true);
                File.Move(Name, _full, overwrite: true);
            });
        }

        internal void Delete() => File.Delete(Name);

        private void Named(Action write)
        {
            try
            {
                write();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw Refused(path, Name, e);
            }
        }

        /// <summary>Who may not read what was there shall not read what takes its place.</summary>
        private static FileStreamOptions OptionsFor(string full)
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.Read, BufferSize = 1 << 16 };
            if (!OperatingSystem.IsWindows() && File.Exists(full))
            {
                options.UnixCreateMode = File.GetUnixFileMode(full);
            }

            return options;
        }
    }
}
