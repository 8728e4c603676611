using TinyChain.Ir.Encoding;
using TinyChain.Ir.Values;

namespace TinyChain.Codegen.Bundles;

/// <summary>
/// A library as it is installed: its path, such as `/lib/demo/units`, its version, and the map of
/// its attributes in their canonical encoding.
/// </summary>
public sealed class BundleLibrary(Link path, VersionId version, ReadOnlyMemory<byte> encoding)
{
    private readonly Lazy<State> _content = new(() => Decode(encoding));

    public Link Path => path;

    public VersionId Version => version;

    public ReadOnlyMemory<byte> Encoding => encoding;

    /// <summary>
    /// The map of attributes, decoded when first asked for; a fault where the encoding holds none,
    /// as only that of a forged bundle does.
    /// </summary>
    public State Content => _content.Value;

    /// <summary>Where it is served.</summary>
    public Link Link { get; } = path.Append(Id.Of(version.ToString()));

    internal Hash256 Hash => Hash256.OfData(encoding.Span);

    /// <summary>Whether libraries can stand at a path: below `/lib`, on no certain host.</summary>
    public static bool IsPath(Link path) =>
        path is { Host: null, Path: [{ Text: "lib" }, _, ..] };

    /// <summary>
    /// A library from its attributes. They are read back from their encoding, so that what is
    /// compiled is what the bundle will hold.
    /// </summary>
    public static BundleLibrary Of(Link path, VersionId version, State content) =>
        new(path, version, StateEncoder.Encode(content));

    private static State Decode(ReadOnlyMemory<byte> encoding)
    {
        var content = StateDecoder.Decode(encoding.Span);
        return content.IsFault || content.As<MapState>() is not null ? content
            : State.Of(new Fault(FaultKind.Internal, "a library holds no map", []));
    }
}
