using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CSharpKernel.Host;

/// <summary>Names that may stand at a place: members after a dot, else whatever is in sight.</summary>
internal static class Completion
{
    private const int Most = 400;

    internal static (string[] Matches, int Start) Of(Compilation compilation, int position)
    {
        SyntaxTree tree = compilation.SyntaxTrees.Last();
        string text = tree.ToString();
        position = Math.Clamp(position, 0, text.Length);
        int start = position;
        while (start > 0 && (char.IsLetterOrDigit(text[start - 1]) || text[start - 1] == '_'))
        {
            start--;
        }

        string begun = text[start..position];
        SemanticModel model = compilation.GetSemanticModel(tree);
        IEnumerable<ISymbol> symbols = start > 0 && text[start - 1] == '.' ? Members(model, tree, start) : model.LookupSymbols(start);
        string[] matches =
        [
            .. symbols
                .Where(symbol => symbol.CanBeReferencedByName && symbol.Name.StartsWith(begun, StringComparison.OrdinalIgnoreCase))
                .Select(symbol => symbol.Name)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.OrdinalIgnoreCase)
                .Take(Most),
        ];
        return (matches, start);
    }

    private static IEnumerable<ISymbol> Members(SemanticModel model, SyntaxTree tree, int start)
    {
        ExpressionSyntax? before = tree.GetRoot().FindToken(start - 1).Parent switch
        {
            MemberAccessExpressionSyntax access => access.Expression,
            QualifiedNameSyntax name => name.Left,
            MemberBindingExpressionSyntax { Parent.Parent: ConditionalAccessExpressionSyntax conditional } => conditional.Expression,
            _ => null,
        };
        if (before is null)
        {
            return [];
        }

        if (model.GetSymbolInfo(before).Symbol is INamespaceOrTypeSymbol named)
        {
            return model.LookupSymbols(start, named).Where(symbol => named is INamespaceSymbol || symbol.IsStatic || symbol is ITypeSymbol);
        }

        return model.GetTypeInfo(before).Type is ITypeSymbol type
            ? model.LookupSymbols(start, type, includeReducedExtensionMethods: true).Where(symbol => !symbol.IsStatic)
            : [];
    }
}
