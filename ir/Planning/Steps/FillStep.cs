using System.Collections.Immutable;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Planning.Steps;

/// <summary>
/// Renders a template of texts and names alone. `Parts` is a tuple: the template, a map with its
/// parameters' names, then by turns a text and the index of the parameter that follows it, a text
/// last. A fault ends the op.
/// </summary>
public sealed record FillStep(Register To, State Parts, ImmutableArray<Register> Values) : Step
{
    public override Register? Destination => To;

    public override ImmutableArray<Register> Sources => Values;
}
