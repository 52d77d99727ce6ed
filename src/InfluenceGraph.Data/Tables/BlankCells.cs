namespace InfluenceGraph.Data.Tables;

/// <summary>The cells of a line that are separated by runs of blanks and tabs. A cell in quotes may hold blanks.</summary>
internal sealed class BlankCells(bool quotes)
{
    private readonly List<Range> _cells = [];

    internal int Count => _cells.Count;

    internal ReadOnlySpan<byte> Cell(ReadOnlySpan<byte> line, int index) => line[_cells[index]];

    internal void Split(ReadOnlySpan<byte> line)
    {
        _cells.Clear();
        int at = 0;
        while (true)
        {
            while (at < line.Length && line[at] is (byte)' ' or (byte)'\t')
            {
                at++;
            }

            if (at >= line.Length)
            {
                return;
            }

            // Doubled quotes would need a copy; names in such files have none.
            int close = quotes && line[at] == '"' ? line[(at + 1)..].IndexOf((byte)'"') : -1;
            if (close >= 0 && (at + close + 2 == line.Length || line[at + close + 2] is (byte)' ' or (byte)'\t'))
            {
                _cells.Add((at + 1)..(at + 1 + close));
                at += close + 2;
                continue;
            }

            int length = line[at..].IndexOfAny((byte)' ', (byte)'\t');
            int end = length < 0 ? line.Length : at + length;
            _cells.Add(at..end);
            at = end;
        }
    }
}
