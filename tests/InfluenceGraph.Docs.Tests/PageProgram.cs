using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace InfluenceGraph.Docs.Tests;

/// <summary>Blocks of a page that make one program, as a reader would type them into one file.</summary>
internal sealed partial class PageProgram(string page, IReadOnlyList<Piece> pieces)
{
    /// <summary>What a new console project has by itself, and the library.</summary>
    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using InfluenceGraph;
        global using InfluenceGraph.Data;

        """;

    private static readonly Lazy<MetadataReference[]> _references = new(() =>
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path))]);

    internal IReadOnlyList<Piece> Pieces => pieces;

    /// <summary>Compiles, or says what is wrong and on which line of the page.</summary>
    internal Assembly Compile()
    {
        var options = new CSharpParseOptions(LanguageVersion.Latest);
        var compilation = CSharpCompilation.Create(
            FormattableString.Invariant($"page-{Guid.NewGuid():N}"),
            [CSharpSyntaxTree.ParseText(Usings, options), CSharpSyntaxTree.ParseText(Source(), options, encoding: Encoding.UTF8)],
            _references.Value,
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable));
        using var bytes = new MemoryStream();
        var result = compilation.Emit(bytes);
        string[] problems = [.. result.Diagnostics.Where(problem => problem.Severity >= DiagnosticSeverity.Warning).Select(Told)];
        return problems.Length == 0 ? Assembly.Load(bytes.ToArray()) : throw new PageException(string.Join('\n', problems));
    }

    private static string Told(Diagnostic problem)
    {
        FileLinePositionSpan place = problem.Location.GetMappedLineSpan();
        return string.Create(CultureInfo.InvariantCulture, $"{place.Path}({place.StartLinePosition.Line + 1}): {problem.Id} {problem.GetMessage(CultureInfo.InvariantCulture)}");
    }

    private string Source()
    {
        var head = new StringBuilder("using InfluenceGraph.Docs.Tests;\n");
        if (pieces.Any(piece => piece.Kind == PieceKind.Picture))
        {
            head.Append("using NotebookKit;\n");
        }

        var statements = new StringBuilder();
        var types = new StringBuilder();
        for (int i = 0; i < pieces.Count; i++)
        {
            Piece piece = pieces[i];

            // Directives belong above everything else, those of file-based apps nowhere; the line stays, so that those below keep their numbers.
            string text = Using().Replace(piece.Text, match =>
            {
                head.Append(match.Value[0] == '#' ? "" : match.Value).Append('\n');
                return "";
            });
            StringBuilder place = piece.Kind == PieceKind.Types ? types : statements;
            statements.Append(CultureInfo.InvariantCulture, $"PageRun.Begin({i});\n");
            place.Append(CultureInfo.InvariantCulture, $"#line {piece.Line} \"{page}\"\n");
            place.Append(piece.Kind == PieceKind.Picture ? $"PageRun.Draw(\"{piece.Word}\",\n#line {piece.Line.ToString(CultureInfo.InvariantCulture)} \"{page}\"\n{text});\n" : text);
        }

        return $"{head}{statements}{types}";
    }

    [GeneratedRegex(@"^(using (static )?[A-Z][\w.]*;|#:.*)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Using();
}
