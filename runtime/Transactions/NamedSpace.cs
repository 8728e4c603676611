using TinyChain.Ir.Values;
using TinyChain.Runtime.Ports;

namespace TinyChain.Runtime.Transactions;

/// <summary>
/// A part of a key space that people know by a name, such as a link: what a claim in it meets says
/// so. A collection says of which row, in front of that.
/// </summary>
public sealed class NamedSpace(IKeySpace inner, string name) : IKeySpace
{
    public ValueTask<Fault?> ClaimRead(KeyRange range) => Named(inner.ClaimRead(range));

    public ValueTask<Fault?> ClaimWrite(byte[] key) => Named(inner.ClaimWrite(key));

    public byte[]? Get(byte[] key) => inner.Get(key);

    public IEnumerable<StoreEntry> Scan(KeyRange range, bool isReversed = false) =>
        inner.Scan(range, isReversed);

    public KeyRange Part(KeyRange range, int entries, bool isReversed) =>
        inner.Part(range, entries, isReversed);

    public Fault? Pay(long fuel) => inner.Pay(fuel);

    public Fault? Set(byte[] key, byte[]? value) => inner.Set(key, value);

    private ValueTask<Fault?> Named(ValueTask<Fault?> claim) =>
        claim.IsCompletedSuccessfully
            ? new(Named(claim.Result)) : Wait(claim);

    private async ValueTask<Fault?> Wait(ValueTask<Fault?> claim) =>
        Named(await claim.ConfigureAwait(false));

    private Fault? Named(Fault? fault) => fault?.Saying($"{name}: {fault.Message}");
}
