using System.Globalization;
using System.Text;

namespace InfluenceGraph.Tests.EdgeLists;

/// <summary>Reads edge lists letter by letter and without any thought of speed: the judge of the real reader.</summary>
internal sealed class SlowEdgeList
{
    private readonly string _text;
    private readonly char _separator;
    private readonly bool _quotes;
    private int _at;
    private long _line = 1;

    private SlowEdgeList(string text, char separator, bool quotes)
    {
        _text = text.Length > 0 && text[^1] != '\n' ? text + "\n" : text;
        _separator = separator;
        _quotes = quotes;
    }

    internal List<string[]> Rows { get; } = [];

    internal long Comments { get; private set; }

    internal long Blanks { get; private set; }

    internal long Lines => _line - 1;

    /// <summary>The first bad line, or 0.</summary>
    internal long BadLine { get; private set; }

    internal static SlowEdgeList Read(string text, char separator, bool quotes, Func<string[], bool> isGood)
    {
        var list = new SlowEdgeList(text, separator, quotes);
        while (list._at < list._text.Length && list.BadLine == 0)
        {
            long line = list._line;
            if (!list.TryReadLine(out string[]? row) || (row is not null && !isGood(row)))
            {
                list.BadLine = line;
            }
            else if (row is not null)
            {
                list.Rows.Add(row);
            }
        }

        return list;
    }

    internal static bool IsNumber(string text, double least, double most) =>
        !text.AsSpan().ContainsAny('\r', '\n') && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value >= least && value <= most;

    private bool IsBlank(char letter) => letter is ' ' or '\r' || (letter == '\t' && _separator != '\t');

    private char Next()
    {
        char letter = _text[_at++];
        _line += letter == '\n' ? 1 : 0;
        return letter;
    }

    private void SkipBlanks()
    {
        while (_at < _text.Length && IsBlank(_text[_at]))
        {
            _at++;
        }
    }

    private bool TryReadLine(out string[]? row)
    {
        row = null;
        SkipBlanks();
        if (_text[_at] == '\n')
        {
            Next();
            Blanks++;
            return true;
        }

        if (_text[_at] is '#' or '%')
        {
            while (Next() != '\n')
            {
            }

            Comments++;
            return true;
        }

        var fields = new List<string>();
        while (true)
        {
            SkipBlanks();
            if (_quotes && _text[_at] == '"')
            {
                if (!TryReadQuoted(out string? quoted))
                {
                    return false;
                }

                fields.Add(quoted!);
            }
            else
            {
                var field = new StringBuilder();
                while (_text[_at] != '\n' && _text[_at] != _separator && !(_separator == ' ' && _text[_at] == '\t'))
                {
                    field.Append(Next());
                }

                while (field.Length > 0 && IsBlank(field[^1]))
                {
                    field.Length--;
                }

                fields.Add(field.ToString());
            }

            if (_separator == ' ')
            {
                SkipBlanks();
                if (_text[_at] != '\n')
                {
                    continue;
                }
            }

            if (Next() == '\n')
            {
                row = [.. fields];
                return true;
            }
        }
    }

    private bool TryReadQuoted(out string? text)
    {
        text = null;
        var field = new StringBuilder();
        Next();
        while (_at < _text.Length)
        {
            char letter = Next();
            if (letter != '"')
            {
                field.Append(letter);
            }
            else if (_at < _text.Length && _text[_at] == '"')
            {
                field.Append(Next());
            }
            else
            {
                int close = _at;
                SkipBlanks();
                text = field.ToString();
                return _at < _text.Length && (_text[_at] == '\n' || _text[_at] == _separator || (_separator == ' ' && _at > close));
            }
        }

        return false;
    }
}
