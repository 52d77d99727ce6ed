using static System.FormattableString;

namespace InfluenceGraph;

/// <summary>How a file of ties is to be read: <see cref="CustomerGraph.FromEdgeList{TKey}(string, Func{EdgeListOptions, EdgeListOptions}?, IEnumerable{Customer{TKey}}?, IProgress{RowProgress}?, CancellationToken)"/>.</summary>
public sealed record EdgeListOptions
{
    /// <summary>The column of the customer who can reach the other one (<see cref="Tie{TKey}.From"/>), unless <see cref="Direction"/> says otherwise.</summary>
    /// <value>The first column by default.</value>
    public SourceColumn From { get; init; } = 1;

    /// <summary>The column of the customer who is reached and granted the permission (<see cref="Tie{TKey}.To"/>), unless <see cref="Direction"/> says otherwise.</summary>
    /// <value>The second column by default.</value>
    public SourceColumn To { get; init; } = 2;

    /// <summary>The column of the permission, 0 to 1.</summary>
    /// <value><see langword="null"/> by default: every line is a full permission, 1.</value>
    public SourceColumn? Permission { get; init; }

    /// <summary>The column of the strength, 0 or more.</summary>
    /// <value><see langword="null"/> by default: every line has strength 1.</value>
    public SourceColumn? Strength { get; init; }

    /// <summary>Who reaches whom. Files speak either way: "A trusts B", "A retweeted B" say that B reaches A.</summary>
    /// <value><see cref="TieDirection.FromReachesTo"/> by default.</value>
    public TieDirection Direction { get; init; } = TieDirection.FromReachesTo;

    /// <summary>What stands between columns; a blank means any number of blanks and tabs.</summary>
    /// <value><see langword="null"/> by default: told from the first lines among tab, semicolon, comma and blanks.</value>
    public char? Separator { get; init; }

    /// <summary>Whether the first line that is no comment names the columns.</summary>
    /// <value><see cref="HeaderLine.Detect"/> by default.</value>
    public HeaderLine Header { get; init; } = HeaderLine.Detect;

    /// <summary>Lines to pass over at the beginning, such as one with the numbers of nodes and edges.</summary>
    /// <value>0 by default.</value>
    public int SkipLines { get; init; }

    /// <summary>Each of these letters at the beginning of a line makes it a comment.</summary>
    /// <value>"#%" by default; empty for a file without comments. Letters of ASCII, no blank, quote or separator among them.</value>
    public string CommentMarks { get; init; } = "#%";

    /// <summary>Whether a column may stand in double quotes (RFC 4180), and then hold separators, line ends, blanks at its ends and doubled quotes.</summary>
    /// <value><see langword="true"/> by default.</value>
    public bool Quotes { get; init; } = true;

    /// <summary>The rules by which the rows become a graph.</summary>
    /// <value>The defaults of <see cref="CustomerGraphOptions"/>, but that customers whom only the file names are added with own value 1.</value>
    public CustomerGraphOptions Graph { get; init; } = new() { OnUnknownCustomer = UnknownCustomerRule.Add, UnknownOwnValue = 1 };

    /// <summary>The number of threads that read and build. The graph is the same to the last bit for any number.</summary>
    /// <value><see langword="null"/> by default: what <see cref="Graph"/> says, else one per processor.</value>
    public int? Threads { get; init; }

    internal void Validate()
    {
        var errors = new OptionErrors(nameof(EdgeListOptions));
        RequireColumn(errors, From, nameof(From));
        RequireColumn(errors, To, nameof(To));
        RequireColumn(errors, Permission, nameof(Permission));
        RequireColumn(errors, Strength, nameof(Strength));
        errors.Require(From != To, $"{nameof(From)} and {nameof(To)} are both {From}; expected two columns");
        errors.RequireDefined(Direction, nameof(Direction));
        errors.RequireDefined(Header, nameof(Header));
        errors.Require(Separator is not char letter || letter == '\t' || (letter is >= ' ' and < (char)0x7F and not '"' && !char.IsAsciiLetterOrDigit(letter)), $"{nameof(Separator)} is '{Separator}'; expected a tab, a blank or a sign of ASCII other than a quote, or null to have it told");
        errors.Require(SkipLines >= 0, Invariant($"{nameof(SkipLines)} is {SkipLines}; expected 0 or more"));
        errors.Require(CommentMarks is not null && CommentMarks.All(mark => mark is > ' ' and < (char)0x7F and not '"' && mark != Separator), $"{nameof(CommentMarks)} is '{CommentMarks}'; expected letters of ASCII, no blank, quote or separator among them");
        errors.Require(Header != HeaderLine.Absent || !NamesColumns, $"a column is named, but {nameof(Header)} is {HeaderLine.Absent}; expected numbers of columns, or a header line");
        errors.Require(Graph is not null, $"{nameof(Graph)} is null; expected the rules of the graph");
        errors.RequireThreads(Threads, nameof(Threads));
        errors.ThrowIfAny();
        Graph!.Validate();
    }

    /// <summary>Whether the header line is needed to find a column.</summary>
    internal bool NamesColumns => From.Name is not null || To.Name is not null || Permission?.Name is not null || Strength?.Name is not null;

    private static void RequireColumn(OptionErrors errors, SourceColumn? column, string option) =>
        errors.Require(
            column is not SourceColumn given || (given.Name is null ? given.Number is >= 1 and <= EdgeLists.LineFormat.MaxColumns : given.Name.Length > 0),
            Invariant($"{option} is {column}; expected a name, or a number from 1 to {EdgeLists.LineFormat.MaxColumns}"));
}
