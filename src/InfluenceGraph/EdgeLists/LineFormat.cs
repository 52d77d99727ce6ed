namespace InfluenceGraph.EdgeLists;

/// <summary>How lines are to be read, once everything about the file is known.</summary>
/// <param name="Separator">What stands between columns; a blank for any number of blanks and tabs.</param>
/// <param name="Quotes">Whether a column may stand in quotes.</param>
/// <param name="CommentMarks">What makes a line a comment.</param>
/// <param name="From">The column of the one key, from 0.</param>
/// <param name="To">The column of the other.</param>
/// <param name="Permission">The column of the permission, or -1.</param>
/// <param name="Strength">The column of the strength, or -1.</param>
/// <param name="Header">The names of the columns, as far as there are.</param>
internal sealed record LineFormat(byte Separator, bool Quotes, byte[] CommentMarks, int From, int To, int Permission, int Strength, string[] Header)
{
    /// <summary>Columns beyond are not looked at.</summary>
    internal const int MaxColumns = 1000;

    internal const byte Blank = (byte)' ';

    /// <summary>How many columns a line needs.</summary>
    internal int Needed { get; } = 1 + Math.Max(Math.Max(From, To), Math.Max(Permission, Strength));

    /// <summary>A column as a reader of the file would name it.</summary>
    internal string NameOf(int column) =>
        column < Header.Length ? $"column '{Header[column]}'" : FormattableString.Invariant($"column {column + 1}");
}
