using System.Text;

namespace CSharpKernel.Host;

/// <summary>What a cell writes to the console, sent on line by line.</summary>
internal sealed class StreamTextWriter : TextWriter
{
    private const int MostKept = 4096;

    /// <summary>Letters of a cell that are shown: a notebook with more can hardly be opened, and Jupyter stops listening.</summary>
    private const int MostShown = 200_000;

    private readonly MessageWriter _output;
    private readonly string _name;
    private readonly Lock _lock = new();
    private readonly StringBuilder _kept = new();
    private long _written;

    internal StreamTextWriter(MessageWriter output, string name)
    {
        (_output, _name) = (output, name);
        CoreNewLine = ['\n'];
    }

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value) => Write([value]);

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void WriteLine(string? value) => Write(value + "\n");

    public override void Write(ReadOnlySpan<char> buffer)
    {
        lock (_lock)
        {
            long before = _written;
            _written += buffer.Length;
            if (before >= MostShown)
            {
                return;
            }

            if (_written > MostShown)
            {
                _kept.Append(buffer[..(int)(MostShown - before)]).Append("\n... cut here: the cell writes more than 200,000 letters; write them to a file.\n");
                Send();
                return;
            }

            _kept.Append(buffer);
            if (_kept.Length > MostKept || buffer.Contains('\n'))
            {
                Send();
            }
        }
    }

    public override void Flush()
    {
        lock (_lock)
        {
            Send();
        }
    }

    /// <summary>A cell begins, which may write as much as any.</summary>
    internal void BeginCell()
    {
        lock (_lock)
        {
            _written = 0;
        }
    }

    private void Send()
    {
        if (_kept.Length > 0)
        {
            string text = _kept.ToString();
            _kept.Clear();
            _output.Write(new { type = "stream", name = _name, text });
        }
    }
}
