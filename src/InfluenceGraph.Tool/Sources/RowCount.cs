using System.IO.Compression;
using InfluenceGraph.Tool.Output;

namespace InfluenceGraph.Tool.Sources;

/// <summary>How many rows a file has, told from its size and its beginning: right within some percent where rows are alike.</summary>
internal static class RowCount
{
    private const int Sample = 1 << 20;

    internal static long Of(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            bool isPacked = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
            file.Position = 0;
            using Stream text = isPacked ? new GZipStream(file, CompressionMode.Decompress) : file;
            byte[] start = new byte[Sample];
            int read = text.ReadAtLeast(start, Sample, throwOnEndOfStream: false);
            long lines = start.AsSpan(0, read).Count((byte)'\n') + (read > 0 && start[read - 1] != '\n' && read < Sample ? 1 : 0);

            // A file that ends within the sample is counted; of another one, the packed bytes read so far tell the rest.
            return read < Sample ? lines : (long)((double)lines * file.Length / (isPacked ? file.Position : read));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw ToolException.BadData($"{path}: {Sentence.Of(File.Exists(path) ? e.Message : "there is no such file")}", e);
        }
    }
}
