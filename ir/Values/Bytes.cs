using System.Collections.Immutable;

namespace TinyChain.Ir.Values;

/// <summary>A value of raw bytes.</summary>
public sealed class Bytes(ImmutableArray<byte> content) : StateObject
{
    public override StateClass Class => StateClass.Bytes;

    public override long Weight => Content.Length * 4L / 3 + 36;

    public ImmutableArray<byte> Content { get; } = content;
}
