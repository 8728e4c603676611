using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace TinyChain.Tests.Tidy;

/// <summary>
/// Our source as one compilation, so that a rule sees what a name means, not how it is spelt.
/// Errors don't matter here: what can't be bound is nobody's use.
/// </summary>
internal sealed class SourceTree
{
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private const string WebUsings = """
        global using Microsoft.AspNetCore.Builder;
        global using Microsoft.AspNetCore.Hosting;
        global using Microsoft.AspNetCore.Http;
        global using Microsoft.AspNetCore.Routing;
        global using Microsoft.Extensions.Configuration;
        global using Microsoft.Extensions.DependencyInjection;
        global using Microsoft.Extensions.Hosting;
        global using Microsoft.Extensions.Logging;
        """;

    private static readonly CSharpParseOptions s_options = CSharpParseOptions.Default
        .WithLanguageVersion(LanguageVersion.Latest)
        .WithDocumentationMode(DocumentationMode.None);

    private static readonly Lazy<SourceTree> s_ours = new(() =>
        new SourceTree(Repo.Files(".cs").Select(path => (path, Repo.Read(path)))));

    // Binding the platform takes longest; every tree shares it.
    private static readonly Lazy<CSharpCompilation> s_empty = new(() => CSharpCompilation.Create(
        "ours",
        [Parse("implicit", ImplicitUsings), Parse("web", WebUsings)],
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => !IsOurs(Path.GetFileName(path)))
            .Select(path => MetadataReference.CreateFromFile(path)),
        new CSharpCompilationOptions(OutputKind.ConsoleApplication)));

    private SourceTree(IEnumerable<(string Path, string Text)> files)
    {
        var trees = files.Select(file => Parse(file.Path, file.Text)).ToList();
        var compilation = s_empty.Value.AddSyntaxTrees(trees);
        Files = [.. trees.Select(tree => new SourceFile(tree, compilation))];
    }

    /// <summary>The repository, read and bound once for all rules.</summary>
    public static SourceTree Ours => s_ours.Value;

    public IReadOnlyList<SourceFile> Files { get; }

    /// <summary>A tree of one file or a few, to show that a rule bites.</summary>
    public static SourceTree Of(params (string Path, string Text)[] files) => new(files);

    private static SyntaxTree Parse(string path, string text) =>
        CSharpSyntaxTree.ParseText(text, s_options, path);

    private static bool IsOurs(string file) =>
        file == "tinychain.dll" || file.StartsWith("TinyChain.", StringComparison.Ordinal);
}
