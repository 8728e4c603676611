using System.Collections.Immutable;
using System.IO.Compression;
using System.Reflection.Metadata;
using System.Text;
using TinyChain.Codegen.Bundles;
using Xunit;

namespace TinyChain.Tests.Codegen.Bundles;

/// <summary>
/// A debugger finds the source of an image in its symbols, whichever way it was made.
/// </summary>
public sealed class SymbolTests
{
    [Theory]
    [InlineData(BundleEmit.Il, ".plan", "guard f64 arg meters")]
    [InlineData(BundleEmit.CSharp, ".cs", "public static State F64(")]
    public void Symbols_hold_the_source_and_lead_to_it(BundleEmit emit, string kind, string part)
    {
        var file = BundleCompiler.Build(Libraries.Samples, emit);
        using var provider = MetadataReaderProvider.FromPortablePdbImage(
            ImmutableArray.Create(file, StartOfSymbols(file), file.Length - StartOfSymbols(file)));
        var symbols = provider.GetMetadataReader();
        var sources = symbols.CustomDebugInformation
            .Select(symbols.GetCustomDebugInformation)
            .Where(info => info.Parent.Kind == HandleKind.Document)
            .ToDictionary(
                info => Name(symbols, (DocumentHandle)info.Parent),
                info => Text(symbols.GetBlobBytes(info.Value)));
        Assert.Equal(3, sources.Count);
        var units = sources[$"/lib/demo/units/0.0.0{kind}"];
        Assert.Contains(part, units);
        var lines = units.Split('\n').Length;
        foreach (var handle in symbols.MethodDebugInformation)
        {
            var method = symbols.GetMethodDebugInformation(handle);
            var points = method.GetSequencePoints().Where(p => !p.IsHidden).ToList();
            Assert.NotEmpty(points);
            if (Name(symbols, points[0].Document) == $"/lib/demo/units/0.0.0{kind}")
                Assert.All(points, p => Assert.InRange(p.EndLine, 1, lines));
        }
    }

    /// <summary>An embedded source: its length and the text deflated, or 0 and the text.</summary>
    private static string Text(byte[] embedded)
    {
        using var bytes = new MemoryStream(embedded[4..]);
        using Stream plain = BitConverter.ToInt32(embedded) == 0
            ? bytes : new DeflateStream(bytes, CompressionMode.Decompress);
        return new StreamReader(plain, Encoding.UTF8).ReadToEnd();
    }

    private static string Name(MetadataReader symbols, DocumentHandle document) =>
        symbols.GetString(symbols.GetDocument(document).Name);

    /// <summary>The last section's length stands before its digest, at the table's end.</summary>
    private static int StartOfSymbols(byte[] file) =>
        file.Length - BitConverter.ToInt32(file, 44 + (4 * 36));
}
