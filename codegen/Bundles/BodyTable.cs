using System.Text;
using TinyChain.Ir.Values;

namespace TinyChain.Codegen.Bundles;

/// <summary>
/// The bodies section of a bundle, by op; a record is decoded when its op is called.
/// </summary>
internal sealed class BodyTable
{
    private readonly Dictionary<Hash256, (string Type, ReadOnlyMemory<byte>[] Bodies)> _ops = [];

    private readonly Dictionary<string, ReadOnlyMemory<byte>> _records = [];

    /// <summary>The records of each op, by the name of its type.</summary>
    internal IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Records => _records;

    internal IEnumerable<Hash256> Ops => _ops.Keys;

    /// <summary>The table; null for a section that holds none.</summary>
    internal static BodyTable? Read(Bundle bundle)
    {
        if (Chunks.Read(bundle.Section(BundleFormat.Bodies)) is not { } ops) return null;
        var table = new BodyTable();
        foreach (var op in ops)
        {
            if (Chunks.Read(op) is not [{ Length: Hash256.Size } hash, var name, .. var bodies])
                return null;
            var type = Encoding.UTF8.GetString(name.Span);
            if (!table._ops.TryAdd(Hash256.Read(hash.Span), (type, bodies))
                || !table._records.TryAdd(type, op)) return null;
        }

        return table;
    }

    /// <summary>The op's type in the image, and what its methods need.</summary>
    internal (string Type, IEnumerable<BodyRecord> Bodies) this[Hash256 op] =>
        (_ops[op].Type, _ops[op].Bodies.Select(BodyRecord.Read));
}
