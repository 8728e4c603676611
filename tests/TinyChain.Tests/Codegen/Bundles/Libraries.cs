using System.Security.Cryptography;
using System.Text;
using TinyChain.Codegen.Bundles;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Values;
using TinyChain.Parser;
using TinyChain.Tests.Tidy;

namespace TinyChain.Tests.Codegen.Bundles;

/// <summary>Libraries and bundles for the tests of bundles.</summary>
internal static class Libraries
{
    private const int HeaderDigestAt = 224;
    private const int TableAt = 44;
    private const int EntrySize = 36;

    /// <summary>The samples of the README.</summary>
    public static BundleLibrary[] Samples =>
        [.. Repo.Files(".json", "samples").Select(path => Read(Repo.Read(path)))];

    public static BundleLibrary Read(string json)
    {
        var parsed = OpParser.ParseValue(Encoding.UTF8.GetBytes(json));
        var library = LibrarySource.Read(parsed.Product!, parsed.Diagnostics);
        return library ?? throw new InvalidOperationException($"{parsed.Diagnostics.Items[0]}");
    }

    /// <summary>A library of these ops, and of nothing else.</summary>
    public static BundleLibrary Of(IReadOnlyList<OpDef> ops)
    {
        var attributes = new MapBuilder();
        for (var i = 0; i < ops.Count; i++) attributes.Set(Id.Of($"op{i}"), State.Of(ops[i]));
        return BundleLibrary.Of(
            Link.Local("/lib/test/ops"), new VersionId(1, 0, 0), attributes.ToState());
    }

    /// <summary>The digests of a file made right again, as a forger would.</summary>
    public static byte[] Sealed(byte[] file)
    {
        var at = HeaderDigestAt + SHA256.HashSizeInBytes;
        for (var entry = TableAt; entry < HeaderDigestAt; entry += EntrySize)
        {
            var length = BitConverter.ToInt32(file, entry);
            SHA256.HashData(file.AsSpan(at, length), file.AsSpan(entry + 4));
            at += length;
        }

        SHA256.HashData(file.AsSpan(0, HeaderDigestAt), file.AsSpan(HeaderDigestAt));
        return file;
    }

    /// <summary>The samples' bundle, in whose image a metre has another length.</summary>
    public static byte[] Forged()
    {
        var file = BundleCompiler.Build(Samples, BundleEmit.Il);
        for (var at = Find(file); at >= 0; at = Find(file)) LoadOf(4.28).CopyTo(file, at);
        return Sealed(file);
    }

    private static int Find(byte[] file) => file.AsSpan().IndexOf(LoadOf(3.28));

    /// <summary>ldc.r8 and its operand.</summary>
    private static byte[] LoadOf(double number) => [0x23, .. BitConverter.GetBytes(number)];
}
