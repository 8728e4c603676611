using System.Collections.Immutable;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Planning.Steps;

/// <summary>Builds a map; the keys ascend.</summary>
public sealed record MapStep(
    Register To, ImmutableArray<Id> Keys, ImmutableArray<Register> Values) : Step
{
    public override Register? Destination => To;

    public override ImmutableArray<Register> Sources => Values;
}
