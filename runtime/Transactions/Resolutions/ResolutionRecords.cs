using System.Text;
using TinyChain.Ir.Encoding;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Auth;
using TinyChain.Runtime.Ports;

namespace TinyChain.Runtime.Transactions.Resolutions;

/// <summary>Operators' decisions in the store, each by its transaction's id.</summary>
internal static class ResolutionRecords
{
    private static readonly byte[] s_prefix = Encoding.UTF8.GetBytes("txn/resolved/");

    internal static KeyRange All => KeyRange.Under(s_prefix);

    internal static StoreWrite Of(Resolution made) => new(
        TxnRecords.Key(s_prefix, made.Id),
        StateEncoder.Encode(State.Tuple(
        [
            State.Of(made.Owner.Cluster), State.Of(made.Owner.Key), State.Of(made.Cluster),
            State.Of(made.IsCommitted), State.Of(made.AtNs), State.Of(made.By),
            made.OwnersWord is { } word ? State.Of(word) : State.None, State.Of(made.SaidNs),
        ])));

    internal static StoreWrite Without(TxnId id) => new(TxnRecords.Key(s_prefix, id), null);

    internal static IEnumerable<Resolution> Read(IStore store)
    {
        foreach (var entry in store.Scan(All, int.MaxValue))
        {
            var items = StateDecoder.Decode(entry.Value).As<TupleState>()!.Items;
            yield return new Resolution(
                TxnRecords.IdOf(entry.Key, s_prefix),
                new TxnOwner(items[0].As<Link>()!, items[1].As<string>()!),
                items[2].As<Link>()!, items[3].Bits != 0)
            {
                AtNs = (ulong)items[4].Bits,
                By = items[5].As<string>()!,
                OwnersWord = items[6].IsNone ? null : items[6].Bits != 0,
                SaidNs = (ulong)items[7].Bits,
            };
        }
    }
}
