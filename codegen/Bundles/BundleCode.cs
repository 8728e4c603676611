using System.Reflection;
using System.Runtime.Loader;
using TinyChain.Codegen.Sinks;
using TinyChain.Ir.Diagnostics;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Execution;

namespace TinyChain.Codegen.Bundles;

/// <summary>
/// The image of a verified bundle, loaded when an op of it is first called.
/// </summary>
internal sealed class BundleCode
{
    private readonly BodyTable _bodies;
    private readonly Lazy<Assembly> _assembly;

    internal BundleCode(Bundle bundle)
    {
        var bodies = BodyTable.Read(bundle);
        Check.That(bodies is not null, "a verified bundle has its bodies");
        _bodies = bodies!;
        _assembly = new(() => Load(bundle));
    }

    internal IEnumerable<Hash256> Ops => _bodies.Ops;

    /// <summary>What the methods of an op need.</summary>
    internal IEnumerable<BodyRecord> Bodies(Hash256 op) => _bodies[op].Bodies;

    /// <summary>A method of an op, bound to its constants.</summary>
    internal OpBody Bind(Hash256 op, string method, OpConstants constants)
    {
        var type = _assembly.Value.GetType(
            $"{BundleImage.Name}.{_bodies[op].Type}", throwOnError: true)!;
        return constants.Body = type.GetMethod(method)!.CreateDelegate<OpBody>(constants);
    }

    private static Assembly Load(Bundle bundle)
    {
        var context = new AssemblyLoadContext(BundleImage.Name, isCollectible: true);
        return context.LoadFromStream(
            new MemoryStream(bundle.Section(BundleFormat.Image).ToArray()),
            new MemoryStream(bundle.Section(BundleFormat.Symbols).ToArray()));
    }
}
