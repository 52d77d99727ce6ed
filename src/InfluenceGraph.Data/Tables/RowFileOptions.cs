using System.Globalization;
using static System.FormattableString;

namespace InfluenceGraph.Data;

/// <summary>How a file of rows is written: <see cref="RowSource.FromFile"/>.</summary>
public sealed record RowFileOptions
{
    /// <summary>What stands between columns; a blank means any number of blanks and tabs.</summary>
    /// <value><see langword="null"/> by default: told from the first lines among tab, semicolon, comma, bar and blanks.</value>
    public char? Separator { get; init; }

    /// <summary>Whether the first line names the columns.</summary>
    /// <value><see cref="HeaderLine.Detect"/> by default: told from the first lines, and by whether a mapping names columns.</value>
    public HeaderLine Header { get; init; } = HeaderLine.Detect;

    /// <summary>Lines to pass over at the beginning, such as one with the numbers of nodes and edges.</summary>
    /// <value>0 by default.</value>
    public int SkipLines { get; init; }

    /// <summary>What makes a line that begins with it a comment.</summary>
    /// <value><see langword="null"/> by default: <c>#</c> or <c>%</c> where the file begins with one, as SNAP's do; else no line is a comment.</value>
    public char? Comment { get; init; }

    /// <summary>Whether a cell may stand in double quotes (RFC 4180), and then hold separators, line ends and doubled quotes.</summary>
    /// <value><see langword="true"/> by default; <see langword="false"/> where a quote is a plain letter.</value>
    public bool Quotes { get; init; } = true;

    /// <summary>The longest cell, in bytes of UTF-8; a row with a longer one is rejected.</summary>
    /// <value>65,536 by default.</value>
    public int MaxCellBytes { get; init; } = 1 << 16;

    /// <summary>The longest row, in bytes of UTF-8. A longer one ends the reading, because it is most likely a quote that nothing closes.</summary>
    /// <value>1,048,576 by default.</value>
    public int MaxRowBytes { get; init; } = 1 << 20;

    internal string Text => string.Create(CultureInfo.InvariantCulture, $"separator {(Separator is char sign ? $"'{sign}'" : "told")}, header {Header}, skip {SkipLines}, comment {(Comment is char mark ? $"'{mark}'" : "told")}, quotes {Quotes}, cell {MaxCellBytes}, row {MaxRowBytes}");

    internal void Validate()
    {
        var errors = new OptionErrors(nameof(RowFileOptions));
        errors.Require(Separator is not char letter || letter == '\t' || (letter is >= ' ' and < (char)0x7F and not '"' && !char.IsAsciiLetterOrDigit(letter)), $"{nameof(Separator)} is '{Separator}'; expected a tab, a blank or a sign of ASCII other than a quote, or null to have it told");
        errors.RequireDefined(Header, nameof(Header));
        errors.Require(SkipLines >= 0, Invariant($"{nameof(SkipLines)} is {SkipLines}; expected 0 or more"));
        errors.Require(Comment is not char mark || (mark is > ' ' and < (char)0x7F and not '"' && mark != Separator), $"{nameof(Comment)} is '{Comment}'; expected a sign of ASCII, no blank, quote or separator, or null to have it told");
        errors.Require(MaxCellBytes >= 1, Invariant($"{nameof(MaxCellBytes)} is {MaxCellBytes}; expected 1 or more"));
        errors.Require(MaxRowBytes is >= 1024 and <= 1 << 29, Invariant($"{nameof(MaxRowBytes)} is {MaxRowBytes}; expected 1,024 to {1 << 29}"));
        errors.ThrowIfAny();
    }
}
