using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TinyChain.Tests.Tidy;

/// <summary>
/// A name in the source and what it stands for: a namespace in a `using`, a type, or a member
/// (`System.DateTime.UtcNow`). Type arguments are left off.
/// </summary>
internal readonly record struct Use(SyntaxNode Node, string Namespace, string Name)
{
    /// <summary>Is it this name, or something inside it?</summary>
    public bool IsWithin(string name) =>
        Name.StartsWith(name, StringComparison.Ordinal)
        && (Name.Length == name.Length || Name[name.Length] == '.');

    public static IEnumerable<Use> In(SourceFile file)
    {
        foreach (var node in file.Root.DescendantNodes(n => n is not UsingDirectiveSyntax))
        {
            if (node is UsingDirectiveSyntax { NamespaceOrType: { } imported } directive)
                yield return new Use(directive, imported.ToString(), imported.ToString());
            else if (node is SimpleNameSyntax name && Named(file.Model, name) is { } symbol)
                yield return new Use(node, NamespaceOf(symbol), FullName(symbol));
        }
    }

    private static ISymbol? Named(SemanticModel model, SimpleNameSyntax name)
    {
        var info = model.GetSymbolInfo(name);
        var symbol = info.Symbol ?? info.CandidateSymbols.FirstOrDefault();
        if (symbol is IMethodSymbol { ReducedFrom: { } extension }) symbol = extension;
        return symbol is INamedTypeSymbol || symbol?.ContainingType is not null ? symbol : null;
    }

    private static string NamespaceOf(ISymbol symbol) =>
        symbol.ContainingNamespace is { IsGlobalNamespace: false } space
            ? space.ToDisplayString() : "";

    private static string FullName(ISymbol symbol)
    {
        if (symbol is IMethodSymbol { MethodKind: MethodKind.Constructor } made)
            return FullName(made.ContainingType);
        if (symbol.ContainingType is { } outer) return FullName(outer) + "." + symbol.Name;
        var space = NamespaceOf(symbol);
        return space.Length == 0 ? symbol.Name : space + "." + symbol.Name;
    }
}
