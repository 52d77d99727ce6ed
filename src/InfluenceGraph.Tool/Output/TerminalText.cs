using System.Text;

namespace InfluenceGraph.Tool.Output;

/// <summary>Writes to a terminal, where JSON and CSV, which have every letter as it is, must not steer it either.</summary>
internal sealed class TerminalText(TextWriter terminal) : TextWriter(terminal.FormatProvider)
{
    public override Encoding Encoding => terminal.Encoding;

    public override void Write(char value) => terminal.Write(value is not ('\n' or '\r' or '\t') && ShownText.IsUnsafe(value) ? ' ' : value);

    public override void Flush() => terminal.Flush();
}
