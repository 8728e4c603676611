using TinyChain.Ir.Refs;

namespace TinyChain.Host.Http;

/// <summary>What station 1 found on the wire, not yet judged. Owns the body's bytes.</summary>
internal sealed record RawRequest(Verb Verb, RequestTarget Target, string? Authorization)
    : IDisposable
{
    internal PooledBuffer Body { get; } = new();

    public void Dispose() => Body.Dispose();
}
