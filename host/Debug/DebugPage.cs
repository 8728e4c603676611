using TinyChain.Ir.Values;

namespace TinyChain.Host.Debug;

/// <summary>
/// A debug page: as text, and as what its JSON is made of; or the fault that is there instead.
/// </summary>
internal sealed record DebugPage(string Text, object Json)
{
    internal Fault? Fault { get; private init; }

    internal static DebugPage Of(Fault fault) => new("", "") { Fault = fault };
}
