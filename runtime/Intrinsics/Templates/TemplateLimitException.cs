using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Intrinsics.Templates;

/// <summary>
/// The only way out of the middle of the template engine: caught by <see cref="Template"/> alone,
/// and turned back into the fault that it carries.
/// </summary>
internal sealed class TemplateLimitException(Fault fault) : Exception(fault.Message)
{
    public Fault Fault { get; } = fault;
}
