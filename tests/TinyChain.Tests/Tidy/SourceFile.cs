using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TinyChain.Tests.Tidy;

/// <summary>One file of ours, with where it stands and what it names.</summary>
internal sealed class SourceFile
{
    private readonly Lazy<IReadOnlyList<Use>> _uses;

    public SourceFile(SyntaxTree tree, CSharpCompilation compilation)
    {
        Path = tree.FilePath;
        Root = (CompilationUnitSyntax)tree.GetRoot();
        (Room, Folder) = Rooms.OfPath(Path);
        Model = compilation.GetSemanticModel(tree);
        _uses = new(() => [.. Use.In(this)]);
    }

    public string Path { get; }

    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    public string Room { get; }

    public string Folder { get; }

    public CompilationUnitSyntax Root { get; }

    public SemanticModel Model { get; }

    /// <summary>Every type and member that the file names.</summary>
    public IReadOnlyList<Use> Uses => _uses.Value;

    /// <summary>Nodes of one kind, anywhere in the file.</summary>
    public IEnumerable<T> All<T>()
        where T : SyntaxNode => Root.DescendantNodes().OfType<T>();

    public Offence At(SyntaxNode node, string what) => new(Path, LineOf(node), what);

    public static int LineOf(SyntaxNode node) =>
        node.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
}
