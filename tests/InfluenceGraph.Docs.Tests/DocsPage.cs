using System.Text;
using System.Text.RegularExpressions;

namespace InfluenceGraph.Docs.Tests;

/// <summary>What a piece of a page is for.</summary>
internal enum PieceKind
{
    /// <summary>Begins a program, with code that is not shown; its first line may name a program of the index to begin with.</summary>
    Setup,

    /// <summary>Code that is shown.</summary>
    Code,

    /// <summary>Code that is not shown.</summary>
    Hidden,

    /// <summary>Types, which C# wants below all statements.</summary>
    Types,

    /// <summary>An expression that is a picture, and the file that it is kept in.</summary>
    Picture,

    /// <summary>Command lines, of which those of the tool are run.</summary>
    Shell,
}

/// <summary>A piece of a page that runs.</summary>
/// <param name="Kind">What it is for.</param>
/// <param name="Word">What its first line says beside: a name, a file, what it needs.</param>
/// <param name="Line">The line of the page on which its text begins, from 1.</param>
/// <param name="Text">Its text.</param>
internal sealed record Piece(PieceKind Kind, string Word, int Line, string Text)
{
    /// <summary>What the page says that it prints; nothing where it does not say.</summary>
    internal string? Prints { get; init; }

    /// <summary>The line on which that begins, from 1.</summary>
    internal int PrintsLine { get; init; }

    /// <summary>By what other pages begin with it; empty where they do not.</summary>
    internal string Name { get; init; } = "";
}

/// <summary>A Markdown page, taken apart.</summary>
/// <remarks>
/// Beside <c>csharp</c> blocks a page has comments, which readers do not see: <c>&lt;!-- setup</c> begins a program, <c>hidden</c> and
/// <c>types</c> add to it, <c>shell</c> runs the tool, <c>picture FILE.svg</c> draws, <c>name NAME</c> lets programs of other pages begin with the next block. A <c>text</c> block
/// right below another one is what that prints; <c>…</c> in it stands for anything.
/// </remarks>
internal sealed partial class DocsPage
{
    private DocsPage(string path, string[] lines, IReadOnlyList<Piece> pieces) => (Path, Lines, Pieces) = (path, lines, pieces);

    internal string Path { get; }

    internal string Name => System.IO.Path.GetFileName(Path);

    internal string[] Lines { get; }

    internal IReadOnlyList<Piece> Pieces { get; }

    internal static DocsPage Read(string path) => Parse(path, File.ReadAllText(path));

    internal static DocsPage Parse(string path, string markdown)
    {
        string[] lines = markdown.ReplaceLineEndings("\n").Split('\n');
        var pieces = new List<Piece>();
        string name = "";
        int after = 0;
        for (int i = 0; i < lines.Length; i++)
        {
            if (Fence().Match(lines[i]) is { Success: true } fence)
            {
                int first = i + 1;
                string text = Until("```", lines, ref i);
                switch (fence.Groups["language"].Value)
                {
                    case "csharp":
                        pieces.Add(new(PieceKind.Code, "", first + 1, text) { Name = name });
                        name = "";
                        break;
                    case "bash" or "sh" or "":
                        pieces.Add(new(PieceKind.Shell, "", first + 1, text));
                        break;
                    case "text" when pieces.Count > 0 && pieces[^1] is { Kind: PieceKind.Code or PieceKind.Shell, Prints: null } && lines[after..(first - 1)].All(string.IsNullOrWhiteSpace):
                        pieces[^1] = pieces[^1] with { Prints = text, PrintsLine = first + 1 };
                        break;
                }

                after = i + 1;
            }
            else if (Comment().Match(lines[i]) is { Success: true } comment)
            {
                int first = i + 1;
                string word = comment.Groups["word"].Value;
                string text = comment.Groups["end"].Success ? "" : Until("-->", lines, ref i);
                if (comment.Groups["kind"].Value == "name")
                {
                    name = word;
                }
                else
                {
                    PieceKind kind = Enum.Parse<PieceKind>(comment.Groups["kind"].Value, ignoreCase: true);
                    pieces.Add(new(kind, word, first + 1, text) { Name = kind == PieceKind.Hidden ? name : "" });
                    name = kind == PieceKind.Hidden ? "" : name;
                }
            }
        }

        return new(path, lines, pieces);
    }

    /// <summary>The page with other words where it says what is printed.</summary>
    internal string With(IEnumerable<(Piece Piece, string Printed)> answers)
    {
        var lines = Lines.ToList();
        foreach ((Piece piece, string printed) in answers.OrderByDescending(answer => answer.Piece.PrintsLine))
        {
            lines.RemoveRange(piece.PrintsLine - 1, piece.Prints!.Count(c => c == '\n'));
            lines.InsertRange(piece.PrintsLine - 1, printed.TrimEnd('\n').Split('\n'));
        }

        return string.Join('\n', lines);
    }

    private static string Until(string end, string[] lines, ref int i)
    {
        var text = new StringBuilder();
        for (i++; i < lines.Length && lines[i] != end; i++)
        {
            text.Append(lines[i]).Append('\n');
        }

        return text.ToString();
    }

    [GeneratedRegex("^```(?<language>[a-z]*)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Fence();

    [GeneratedRegex("^<!-- (?<kind>setup|hidden|types|picture|shell|name)( (?<word>[^>]*?))?(?<end> -->)?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Comment();
}
