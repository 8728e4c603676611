using System.Security.Cryptography;
using System.Text;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Transactions;

namespace TinyChain.Tests.Runtime.Chains;

/// <summary>
/// The hashes of spec/collections.md 5.4 from printed blocks, straight from the text: for keys that
/// are none or tuples, and values that are int/64, text, or tuples of them.
/// </summary>
internal static class SlowHash
{
    private static readonly byte[] s_zero = new byte[32];

    internal static byte[] OfBlock(State block)
    {
        var parts = block.As<TupleState>()!.Items;
        var last = Convert.FromBase64String(parts[0].As<string>()!);
        var txns = parts[1].As<MapState>()!;
        if (txns.Count == 0) return last;
        // Printed in the order of text; hashed in the order of ids.
        var ordered = Enumerable.Range(0, txns.Count)
            .Select(i => (Id: TxnId.Parse(txns.Keys[i].Text)!.Value, Records: txns.Values[i]))
            .OrderBy(t => t.Id);
        return Sha(last, Sha([.. ordered.Select(t => OfTxn(t.Id, t.Records))]));
    }

    private static byte[] OfTxn(TxnId id, State records)
    {
        byte[][] hashes = [.. records.As<TupleState>()!.Items.Select(OfRecord)];
        return Sha([Sha(BigEndian(id.TimeNs, 8), BigEndian(id.Nonce, 2)), .. hashes]);
    }

    private static byte[] OfRecord(State record)
    {
        var parts = record.As<TupleState>()!.Items;
        return parts.Length == 1 ? OfValue(parts[0]) : Sha(OfValue(parts[0]), OfValue(parts[1]));
    }

    private static byte[] OfValue(State value)
    {
        if (value.IsNone) return s_zero;
        if (value.As<string>() is { } text) return Sha(Encoding.UTF8.GetBytes(text));
        if (value.As<TupleState>() is not { } tuple) return Sha(BigEndian((ulong)value.AsI64, 8));
        return tuple.Items.IsEmpty ? s_zero : Sha([.. tuple.Items.Select(OfValue)]);
    }

    private static byte[] BigEndian(ulong value, int width) =>
        [.. Enumerable.Range(0, width).Select(i => (byte)(value >> (8 * (width - 1 - i))))];

    private static byte[] Sha(params byte[][] parts) =>
        SHA256.HashData([.. parts.SelectMany(p => p)]);
}
