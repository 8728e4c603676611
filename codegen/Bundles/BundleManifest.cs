using System.Collections.Immutable;
using System.Text;
using TinyChain.Ir.Encoding;
using TinyChain.Ir.Values;

namespace TinyChain.Codegen.Bundles;

/// <summary>
/// What a bundle says of itself, for people and tools. All of it follows from its libraries.
/// </summary>
public sealed record BundleManifest(
    string Compiler, BundleEmit Emit, ImmutableArray<ManifestLibrary> Libraries)
{
    internal static readonly BundleManifest Empty = new("", BundleEmit.Il, []);

    internal static BundleManifest Of(IEnumerable<BundleLibrary> libraries, BundleEmit emit) => new(
        typeof(BundleManifest).Assembly.GetName().Version!.ToString(3), emit,
        [.. libraries.Select(ManifestLibrary.Of)]);

    /// <summary>As `inspect` shows it.</summary>
    public string Print()
    {
        var text = new StringBuilder();
        text.Append("compiler ").Append(Compiler).Append(", ").Append(NameOf(Emit)).Append('\n');
        foreach (var library in Libraries)
        {
            text.Append(library.Link).Append("  ").Append(library.Hash).Append('\n');
            foreach (var op in library.Ops)
            {
                text.Append("  ").Append(op.Name).Append("  ").Append(op.Hash).Append("  ")
                    .Append(op.Effect).Append('\n');
                foreach (var link in op.Dependencies)
                    text.Append("    calls ").Append(link).Append('\n');
            }
        }

        return text.ToString();
    }

    /// <summary>Canonical encodings: a line of the head, then one chunk a library.</summary>
    internal byte[] Write() => Chunks.Write(
        [StateEncoder.Encode(Texts([Compiler, NameOf(Emit)])), .. Libraries.Select(Write)]);

    /// <summary>The manifest, or null for bytes that hold none.</summary>
    internal static BundleManifest? Read(ReadOnlyMemory<byte> bytes)
    {
        if (Chunks.Read(bytes) is not [var head, .. var rest]) return null;
        if (Items(StateDecoder.Decode(head.Span)) is not [var compiler, var emit]) return null;
        if (EmitOf(emit.As<string>()) is not { } kind) return null;
        ManifestLibrary?[] libraries = [.. rest.Select(ReadLibrary)];
        return libraries.Contains(null) || compiler.As<string>() is not { } version
            ? null : new(version, kind, [.. libraries.Select(l => l!)]);
    }

    /// <summary>The kind of image by its name on the command line; null for none.</summary>
    public static BundleEmit? EmitOf(string? name) => name switch
    {
        "il" => BundleEmit.Il,
        "csharp" => BundleEmit.CSharp,
        _ => null,
    };

    private static string NameOf(BundleEmit emit) => emit switch
    {
        BundleEmit.Il => "il",
        BundleEmit.CSharp => "csharp",
    };

    private static byte[] Write(ManifestLibrary library) => Chunks.Write(
    [
        StateEncoder.Encode(Texts([library.Link, library.Hash])),
        .. library.Ops.Select(op => StateEncoder.Encode(
            Texts([op.Name, op.Hash, op.Effect, .. op.Dependencies]))),
    ]);

    private static ManifestLibrary? ReadLibrary(ReadOnlyMemory<byte> bytes)
    {
        if (Chunks.Read(bytes) is not [var head, .. var rest]) return null;
        if (ReadTexts(head) is not [var link, var hash]) return null;
        ManifestOp?[] ops = [.. rest.Select(ReadOp)];
        return ops.Contains(null) ? null : new(link, hash, [.. ops.Select(op => op!)]);
    }

    private static ManifestOp? ReadOp(ReadOnlyMemory<byte> bytes) =>
        ReadTexts(bytes) is [var name, var hash, var effect, .. var links]
            ? new(name, hash, effect, [.. links]) : null;

    private static State Texts(IEnumerable<string> texts) =>
        State.Tuple([.. texts.Select(State.Of)]);

    private static string[] ReadTexts(ReadOnlyMemory<byte> bytes) =>
        [.. Items(StateDecoder.Decode(bytes.Span)).Select(text => text.As<string>() ?? "")];

    private static ImmutableArray<State> Items(State state) =>
        state.As<TupleState>()?.Items ?? [];
}
