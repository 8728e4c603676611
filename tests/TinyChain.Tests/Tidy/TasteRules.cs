using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TinyChain.Tests.Tidy;

/// <summary>Small rules with large effects over years.</summary>
internal static class TasteRules
{
    /// <summary>Seams with one implementation in the tree so far, and why they stay.</summary>
    private static readonly Dictionary<string, string> s_loneSeams = new()
    {
        ["IVerbs"] = "the kernel; tests' fakes come with the kernel's tests",
        ["ICompiledOps"] = "codegen's cache; the tests' reference evaluator comes next",
        ["IEntropy"] = "the host's; a seeded one comes with the simulation",
        ["INetwork"] = "the host's; a simulated one comes with the simulation",
    };

    // Spelt in two halves, so that this file doesn't offend.
    private static readonly string[] s_promises = ["TO" + "DO", "FIX" + "ME", "HA" + "CK"];

    public static IEnumerable<Offence> MutableStaticsInIr(SourceTree tree) =>
        from file in tree.Files
        where file.Room == "ir"
        from member in file.All<MemberDeclarationSyntax>()
        where member.Modifiers.Any(SyntaxKind.StaticKeyword) && IsMutable(member)
        select file.At(member, "a static that can change: ir has no memory");

    /// <summary>A new member of an enum must break the build where it is not thought of.</summary>
    public static IEnumerable<Offence> DefaultArmsOverEnums(SourceTree tree)
    {
        foreach (var file in tree.Files)
        {
            foreach (var arms in file.All<SwitchExpressionSyntax>())
                if (IsOurEnum(file, arms.GoverningExpression)
                    && arms.Arms.FirstOrDefault(a => a.Pattern is DiscardPatternSyntax) is { } rest)
                    yield return file.At(rest, "`_` over an enum: name each member");

            foreach (var arms in file.All<SwitchStatementSyntax>())
                if (IsOurEnum(file, arms.Expression)
                    && arms.Sections.SelectMany(s => s.Labels)
                        .FirstOrDefault(l => l is DefaultSwitchLabelSyntax) is { } rest)
                    yield return file.At(rest, "`default` over an enum: name each member");
        }
    }

    public static IEnumerable<Offence> PromisesInComments(SourceTree tree) =>
        from file in tree.Files
        from trivia in file.Root.DescendantTrivia()
        where trivia.ToString() is ['/', ..] comment && s_promises.Any(comment.Contains)
        select new Offence(
            file.Path, trivia.GetLocation().GetLineSpan().StartLinePosition.Line + 1,
            "a promise in a comment: do it, or write an issue");

    /// <summary>An interface is a seam: two things must stand behind it.</summary>
    public static IEnumerable<Offence> LoneInterfaces(SourceTree tree)
    {
        var seams = tree.Files.SelectMany(file => file.All<TypeDeclarationSyntax>()
            .Select(type => file.Model.GetDeclaredSymbol(type)!)
            .SelectMany(type => type.AllInterfaces.Select(i => (Seam: i.OriginalDefinition, type))))
            .Where(pair => pair.type.TypeKind != TypeKind.Interface)
            .ToLookup(
                pair => pair.Seam, pair => pair.type, SymbolEqualityComparer.Default);
        return from file in tree.Files
            from seam in file.All<InterfaceDeclarationSyntax>()
            let symbol = file.Model.GetDeclaredSymbol(seam)
            let count = seams[symbol].Distinct(SymbolEqualityComparer.Default).Count()
            where count < 2 && !s_loneSeams.ContainsKey(seam.Identifier.Text)
            select file.At(
                seam, $"{seam.Identifier.Text} has {count} implementations: not a seam");
    }

    private static bool IsMutable(MemberDeclarationSyntax member) => member switch
    {
        FieldDeclarationSyntax field => !field.Modifiers.Any(SyntaxKind.ReadOnlyKeyword),
        PropertyDeclarationSyntax { AccessorList: { } list } => list.Accessors.Any(a =>
            a.IsKind(SyntaxKind.SetAccessorDeclaration)),
        _ => false,
    };

    private static bool IsOurEnum(SourceFile file, ExpressionSyntax governing) =>
        file.Model.GetTypeInfo(governing).Type is { TypeKind: TypeKind.Enum } type
        && type.Locations.Any(l => l.IsInSource);
}
