using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TinyChain.Tests.Tidy;

/// <summary>Where a thing stands and what it is called: a line knows its room.</summary>
internal static class LayoutRules
{
    public static IEnumerable<Offence> UnknownFolders(SourceTree tree) =>
        from file in tree.Files
        where !IsKnown(file)
        select new Offence(file.Path, 1, "no such folder in the plan (Rooms.cs)");

    /// <summary>File-scoped, and named after the folder.</summary>
    public static IEnumerable<Offence> Namespaces(SourceTree tree) =>
        from file in tree.Files
        where IsKnown(file)
        from space in file.All<BaseNamespaceDeclarationSyntax>()
        let expected = Rooms.NamespaceOf(file.Path)
        where space.Name.ToString() != expected || space is NamespaceDeclarationSyntax
        select file.At(space, $"namespace {space.Name}; should be `namespace {expected};`");

    public static IEnumerable<Offence> TypesOutsideANamespace(SourceTree tree) =>
        from file in tree.Files
        from type in file.Root.Members.OfType<BaseTypeDeclarationSyntax>()
        select file.At(type, $"{type.Identifier.Text} stands in no namespace");

    public static IEnumerable<Offence> SeveralPublicTypes(SourceTree tree) =>
        from file in tree.Files
        from extra in TopLevel(file).Where(IsPublic).Skip(1)
        select file.At(extra, $"{NameOf(extra)}: a second public type in this file");

    /// <summary>`X.cs` holds X; `X.Part.cs` holds a part of X.</summary>
    public static IEnumerable<Offence> FileNames(SourceTree tree) =>
        from file in tree.Files
        let types = TopLevel(file).ToList()
        let named = types.Where(IsPublic).DefaultIfEmpty().ToList() is [{ } one] ? [one] : types
        where named.Count > 0 && !named.Any(type => NameOf(type) == file.Name.Split('.')[0])
        select file.At(named[0], $"{NameOf(named[0])} should stand in {NameOf(named[0])}.cs");

    public static IEnumerable<Offence> RoomsWithoutReadme(Func<string, bool> exists) =>
        from room in Rooms.Uses.Keys
        where !exists($"{room}/README.md")
        select new Offence($"{room}/README.md", 1, "every room says what it is for");

    private static bool IsKnown(SourceFile file)
    {
        if (!Rooms.Uses.ContainsKey(file.Room)) return false;
        if (file.Room == "tests" && !Rooms.TestProjects.Contains(file.Path.Split('/')[1]))
            return false;
        var first = file.Folder.Split('/')[0];
        return Rooms.OrderedFolders.GetValueOrDefault(file.Room, []).Contains(first)
            || Rooms.FreeFolders.GetValueOrDefault(file.Room, []).Contains(first);
    }

    private static IEnumerable<MemberDeclarationSyntax> TopLevel(SourceFile file) =>
        file.Root.DescendantNodes(n => n is not BaseTypeDeclarationSyntax)
            .OfType<MemberDeclarationSyntax>()
            .Where(n => n is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax);

    private static bool IsPublic(MemberDeclarationSyntax type) =>
        type.Modifiers.Any(SyntaxKind.PublicKeyword);

    private static string NameOf(MemberDeclarationSyntax type) => type switch
    {
        BaseTypeDeclarationSyntax t => t.Identifier.Text,
        DelegateDeclarationSyntax d => d.Identifier.Text,
        _ => "",
    };
}
