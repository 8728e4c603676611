using TinyChain.Ir.Values;
using TinyChain.Runtime.Peers;

namespace TinyChain.Host.Simulation;

/// <summary>A message on the wire: with its token, and the bytes that this binds.</summary>
internal sealed record Packet(PeerMessage Message, string? Token, long Sent)
{
    internal string? Key { get; } =
        Message.Key.IsNone ? null : Message.Key.ToString();

    internal byte[] Body { get; } = BytesOf(Message.Body);

    internal string What =>
        $"{Message.Verb} {Message.Link}{(Message.Txn is { } txn ? $" in {txn.Id}" : "")}";

    internal static byte[] BytesOf(State body) =>
        System.Text.Encoding.UTF8.GetBytes(body.ToString() ?? "");
}
