using TinyChain.Ir.Encoding;
using TinyChain.Ir.Values;

namespace TinyChain.Codegen.Bundles;

/// <summary>
/// A library as it is installed: its path, such as `/lib/demo/units`, its version, and the map of
/// its attributes, with the canonical encoding of that.
/// </summary>
public sealed record BundleLibrary(Link Path, VersionId Version, State Content, byte[] Encoding)
{
    /// <summary>Where it is served.</summary>
    public Link Link => Path.Append(Id.Of(Version.ToString()));

    /// <summary>Whether libraries can stand at a path: below `/lib`, on no certain host.</summary>
    public static bool IsPath(Link path) =>
        path is { Host: null, Path: [{ Text: "lib" }, _, ..] };

    /// <summary>
    /// A library from its attributes. They are read back from their encoding, so that what is
    /// compiled is what the bundle will hold.
    /// </summary>
    public static BundleLibrary Of(Link path, VersionId version, State content)
    {
        var encoding = StateEncoder.Encode(content);
        return new(path, version, StateDecoder.Decode(encoding), encoding);
    }
}
