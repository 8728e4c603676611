using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TinyChain.Tests.Tidy;

/// <summary>How long a thing may be before it is two things.</summary>
internal static class SizeRules
{
    public const int FileLines = 400;
    public const int MethodLines = 70;
    public const int Parameters = 5;
    public const int Columns = 100;

    public static IEnumerable<Offence> LongFiles(SourceTree tree) =>
        from file in tree.Files
        let lines = file.Root.GetText().Lines.Count - 1
        where lines > FileLines
        select new Offence(file.Path, lines, $"{lines} lines; at most {FileLines}");

    public static IEnumerable<Offence> WideLines(SourceTree tree) =>
        from file in tree.Files
        from line in file.Root.GetText().Lines
        where line.Span.Length > Columns
        select new Offence(
            file.Path, line.LineNumber + 1, $"{line.Span.Length} columns; at most {Columns}");

    /// <summary>
    /// A method that is one flat switch may be longer: it is a table, even where a loop goes
    /// through it.
    /// </summary>
    public static IEnumerable<Offence> LongMethods(SourceTree tree) =>
        from file in tree.Files
        from node in file.Root.DescendantNodes()
        where node is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax
            or LocalFunctionStatementSyntax
            or PropertyDeclarationSyntax { ExpressionBody: not null }
        let span = node.GetLocation().GetLineSpan()
        let lines = span.EndLinePosition.Line - span.StartLinePosition.Line + 1
        where lines > MethodLines && !IsFlatSwitch(node)
        select file.At(node, $"{NameOf(node)} has {lines} lines; at most {MethodLines}");

    public static IEnumerable<Offence> ManyParameters(SourceTree tree) =>
        from file in tree.Files
        from list in file.All<ParameterListSyntax>()
        where list.Parameters.Count > Parameters
        select file.At(
            list, $"{NameOf(list.Parent!)} takes {list.Parameters.Count}; at most {Parameters}");

    private static bool IsFlatSwitch(SyntaxNode node)
    {
        var only = node switch
        {
            BaseMethodDeclarationSyntax { ExpressionBody: { } arrow } => arrow.Expression,
            PropertyDeclarationSyntax { ExpressionBody: { } arrow } => arrow.Expression,
            BaseMethodDeclarationSyntax { Body.Statements: [var one] } => one,
            AccessorDeclarationSyntax { Body.Statements: [var one] } => one,
            LocalFunctionStatementSyntax { Body.Statements: [var one] } => (SyntaxNode)one,
            _ => null,
        };
        if (only is ReturnStatementSyntax { Expression: { } value }) only = value;
        if (only is ForStatementSyntax { Statement: BlockSyntax { Statements: [var turn] } })
            only = turn;
        return IsSwitch(only) && !only!.DescendantNodes().Any(IsSwitch);
    }

    private static bool IsSwitch(SyntaxNode? node) =>
        node is SwitchStatementSyntax or SwitchExpressionSyntax;

    private static string NameOf(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax method => method.Identifier.Text,
        ConstructorDeclarationSyntax made => made.Identifier.Text,
        LocalFunctionStatementSyntax local => local.Identifier.Text,
        PropertyDeclarationSyntax property => property.Identifier.Text,
        BaseTypeDeclarationSyntax type => type.Identifier.Text,
        _ => node.Kind().ToString(),
    };
}
