using Microsoft.Win32.SafeHandles;

namespace InfluenceGraph.GraphFiles;

/// <summary>A file without a name, where the system has such: it goes with its last handle, also when the process is killed.</summary>
internal sealed class TemporaryFile : IDisposable
{
    private readonly string _folder;
    private readonly Lock _gate = new();
    private SafeFileHandle? _file;
    private long _end;

    internal TemporaryFile(string folder) => _folder = folder;

    /// <summary>Bytes written.</summary>
    internal long Length => Interlocked.Read(ref _end);

    /// <summary>Writes at the end, from any thread.</summary>
    /// <returns>Where it stands.</returns>
    internal long Append(ReadOnlySpan<byte> bytes)
    {
        SafeFileHandle file = _file ?? Create();
        long offset = Interlocked.Add(ref _end, bytes.Length) - bytes.Length;
        RandomAccess.Write(file, bytes, offset);
        return offset;
    }

    internal void Read(long offset, Span<byte> bytes)
    {
        for (int done = 0; done < bytes.Length;)
        {
            int count = RandomAccess.Read(_file!, bytes[done..], offset + done);
            done += count > 0 ? count : throw new IOException($"A temporary file in '{_folder}' ends at byte {offset + done}; expected {bytes.Length - done} bytes more. Is the disk damaged?");
        }
    }

    public void Dispose()
    {
        _file?.Dispose();
        _file = null;
    }

    private SafeFileHandle Create()
    {
        lock (_gate)
        {
            if (_file is null)
            {
                string path = Path.Combine(_folder, $"cgraph-{Path.GetRandomFileName()}.tmp");
                bool canUnlink = !OperatingSystem.IsWindows();
                _file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, canUnlink ? FileOptions.None : FileOptions.DeleteOnClose);
                if (canUnlink)
                {
                    File.Delete(path);
                }
            }

            return _file;
        }
    }
}
