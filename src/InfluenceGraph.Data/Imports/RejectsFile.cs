using System.Globalization;
using InfluenceGraph.Files;

namespace InfluenceGraph.Data.Imports;

/// <summary>Rejected rows as CSV: place, reason, content. It appears when it is whole.</summary>
internal sealed class RejectsFile : IDisposable
{
    private readonly FinishedFile _file;
#pragma warning disable CA2213 // Disposed of, it would write once more to a disk that is full or a file that is gone.
    private readonly StreamWriter _writer;
#pragma warning restore CA2213

    /// <exception cref="IOException">There is no place to write to; the message says why.</exception>
    internal RejectsFile(string path)
    {
        _file = FinishedFile.Begin(path);
        _writer = new(_file.Stream, leaveOpen: true) { NewLine = "\r\n" };
        _writer.WriteLine("place,reason,content");
    }

    internal void Write(long place, string reason, string content) =>
        _writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{place},{SafeCsv.Cell(reason)},{SafeCsv.Cell(content)}"));

    /// <summary>Puts the file in its place.</summary>
    internal void Finish()
    {
        _writer.Flush();
        _file.Finish();
    }

    public void Dispose() => _file.Dispose();
}
