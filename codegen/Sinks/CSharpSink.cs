using System.Collections.Immutable;
using System.Numerics;
using System.Reflection;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;
using TinyChain.Codegen.Bundles;
using TinyChain.Ir.Diagnostics;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Execution;

namespace TinyChain.Codegen.Sinks;

/// <summary>
/// Ops as C#, compiled by Roslyn; the sources stand in the symbols. Slow to make, and as fast to
/// run as IL: for people, and as a second opinion on the plan.
/// </summary>
internal static class CSharpSink
{
    private static readonly Assembly[] s_assemblies =
    [
        typeof(object).Assembly, Assembly.Load("System.Runtime"), typeof(Complex).Assembly,
        typeof(ImmutableArray).Assembly, typeof(State).Assembly, typeof(Frame).Assembly,
    ];

    /// <summary>Read once: Roslyn keeps with a reference what it learned of it.</summary>
    private static readonly Lazy<MetadataReference[]> s_references = new(() =>
        [.. s_assemblies.Select(a => MetadataReference.CreateFromFile(a.Location))]);

    internal static BundleImage Build(IReadOnlyList<BundleOp> ops)
    {
        var literals = new List<ImmutableArray<State>>();
        var sources = new List<CSharpSource>();
        foreach (var op in ops)
        {
            var path = $"{op.Source}.cs";
            if (sources.LastOrDefault()?.Path != path) sources.Add(new CSharpSource(path));
            CSharpBody[] bodies = [.. op.Bodies.Select(b => CSharpBody.Write(b.Method, b.Plan))];
            sources[^1].Add(op, bodies);
            literals.AddRange(bodies.Select(body => body.Literals));
        }

        var (assembly, symbols) = Compile(sources);
        return new(assembly, symbols, literals);
    }

    private static (byte[] Assembly, byte[] Symbols) Compile(IEnumerable<CSharpSource> sources)
    {
        SyntaxTree[] trees = [.. sources.Select(Parse)];
        var compilation = CSharpCompilation.Create(
            BundleImage.Name, trees,
            s_references.Value,
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release,
                deterministic: true));
        using var assembly = new MemoryStream();
        using var symbols = new MemoryStream();
        var result = compilation.Emit(
            assembly, symbols,
            options: new EmitOptions(
                debugInformationFormat: DebugInformationFormat.PortablePdb,
                pdbFilePath: $"{BundleImage.Name}.pdb"),
            embeddedTexts: trees.Select(t => EmbeddedText.FromSource(t.FilePath, t.GetText())));
        var problem = result.Diagnostics.FirstOrDefault(
            d => d.Severity == DiagnosticSeverity.Error);
        Check.That(result.Success, $"our own C# compiles: {problem}");
        return (assembly.ToArray(), symbols.ToArray());
    }

    private static SyntaxTree Parse(CSharpSource source) => CSharpSyntaxTree.ParseText(
        SourceText.From(source.ToString(), Encoding.UTF8), path: source.Path);
}
