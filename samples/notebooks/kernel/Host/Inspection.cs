using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CSharpKernel.Host;

/// <summary>What stands at a place: its signature, and what its documentation says.</summary>
internal static partial class Inspection
{
    /// <summary>The text, or nothing where no name stands there.</summary>
    internal static string? Of(Compilation compilation, int position)
    {
        SyntaxTree tree = compilation.SyntaxTrees.Last();
        SyntaxNode root = tree.GetRoot();
        if (root.FullSpan.Length == 0)
        {
            return null;
        }

        // A cursor behind a name, or behind the bracket that follows it, means the name.
        position = Math.Clamp(position, 0, root.FullSpan.Length - 1);
        SyntaxToken token = root.FindToken(position);
        while (!token.IsKind(SyntaxKind.IdentifierToken) && token.SpanStart > 0 && token.SpanStart + 1 >= position - 1)
        {
            token = token.GetPreviousToken();
        }

        SemanticModel model = compilation.GetSemanticModel(tree);
        ISymbol[] symbols = token.Parent is null ? [] : [.. Symbols(model, token.Parent)];
        return symbols.Length == 0 ? null : string.Join("\n\n", symbols.Take(5).Select(Text)) + (symbols.Length > 5 ? $"\n\nand {symbols.Length - 5} more" : "");
    }

    private static IEnumerable<ISymbol> Symbols(SemanticModel model, SyntaxNode node)
    {
        if (model.GetDeclaredSymbol(node) is ISymbol declared)
        {
            return [declared];
        }

        SymbolInfo info = model.GetSymbolInfo(node);
        IEnumerable<ISymbol> found = info.Symbol is ISymbol symbol ? [symbol] : info.CandidateSymbols;
        return found.Any() || node is not ExpressionSyntax expression ? found : model.GetMemberGroup(expression);
    }

    private static string Text(ISymbol symbol)
    {
        var text = new StringBuilder(symbol.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat));
        foreach ((string tag, string words) in Documentation(symbol))
        {
            text.Append('\n').Append(tag).Append(words);
        }

        return text.ToString();
    }

    private static IEnumerable<(string Tag, string Words)> Documentation(ISymbol symbol)
    {
        string? xml = symbol.GetDocumentationCommentXml();
        if (string.IsNullOrEmpty(xml))
        {
            return [];
        }

        try
        {
            // Members come in an element of their own, or bare.
            var documentation = XElement.Parse($"<documentation>{xml}</documentation>");
            return
            [
                .. documentation.Descendants("summary").Select(e => ("", Words(e))),
                .. documentation.Descendants("param").Select(e => ($"  {(string?)e.Attribute("name")}: ", Words(e))),
                .. documentation.Descendants("value").Select(e => ("  value: ", Words(e))),
                .. documentation.Descendants("returns").Select(e => ("  gives: ", Words(e))),
                .. documentation.Descendants("exception").Select(e => ($"  throws {Name((string?)e.Attribute("cref"))}: ", Words(e))),
            ];
        }
        catch (XmlException)
        {
            return [];
        }
    }

    private static string Words(XElement element) => Blanks().Replace(
        string.Concat(element.Nodes().Select(node => node switch
        {
            XText text => text.Value,
            XElement inner when !inner.IsEmpty => Words(inner),
            XElement inner => Name((string?)inner.Attribute("cref") ?? (string?)inner.Attribute("name") ?? (string?)inner.Attribute("langword")),
            _ => "",
        })),
        " ").Trim();

    /// <summary><c>M:Some.Type.Method(System.Int32)</c> is Method.</summary>
    private static string Name(string? reference) => (reference ?? "").Split('(')[0].Split('.', ':')[^1].Split('`')[0];

    [GeneratedRegex(@"\s+", RegexOptions.None, 1000)]
    private static partial Regex Blanks();
}
