using System.Globalization;
using InfluenceGraph.Files;

namespace InfluenceGraph.Data.Imports;

/// <summary>Rejected rows as CSV: place, reason, content. It appears when it is whole.</summary>
internal sealed class RejectsFile : IDisposable
{
    private readonly string _name;
    private readonly FinishedFile? _file;
    private readonly StreamWriter _writer;
    private bool _isFinished;

    private RejectsFile(string name, FinishedFile? file, Stream stream)
    {
        (_name, _file) = (name, file);
        _writer = new(stream, leaveOpen: true) { NewLine = "\r\n" };
    }

    internal static RejectsFile Create(string path)
    {
#pragma warning disable CA2000 // The one who is handed the file closes it.
        var file = FinishedFile.Begin(path);
#pragma warning restore CA2000
        return new(path, file, file.Stream);
    }

    /// <summary>For tests of what happens when the disk is full.</summary>
    internal static RejectsFile Over(Stream stream, string name) => new(name, null, stream);

    internal void WriteHeader() => Guarded(() => _writer.WriteLine("place,reason,content"));

    internal void Write(long place, string reason, string content) => Guarded(() =>
        _writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{place},{SafeCsv.Cell(reason)},{SafeCsv.Cell(content)}")));

    /// <summary>Puts the file in its place.</summary>
    internal void Finish() => Guarded(() =>
    {
        _writer.Dispose();
        _file?.Finish();
        _isFinished = true;
    });

    public void Dispose()
    {
        if (_isFinished)
        {
            return;
        }

        try
        {
            _writer.Dispose();
        }
        catch (IOException)
        {
            // What could not be written is not written now either, and the reason is known already.
        }

        _file?.Dispose();
    }

    private void Guarded(Action write)
    {
        try
        {
            write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"{_name}: the rejects file cannot be written ({e.Message.TrimEnd('.')}). Make room, or name a file elsewhere.", e);
        }
    }
}
