using System.Globalization;
using System.Net.Http.Headers;
using TinyChain.Ir;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Peers;
using TinyChain.Runtime.Transactions;

namespace TinyChain.Host.Network;

/// <summary>
/// What a message between hosts says besides the request (docs/protocol.md, "Between hosts"): who
/// owns its transaction, how long its sender waits, and how many hosts it has come by; and what the
/// answer says of the clock.
/// </summary>
internal sealed record PeerHeaders(Link? Owner, TimeSpan? Time, int Hops)
{
    /// <summary>The transaction that the same request had before it began again, or null.</summary>
    internal string? Before { get; init; }

    internal const string OwnerName = "TinyChain-Owner";
    internal const string TimeName = "TinyChain-Time-Ms";
    internal const string HopsName = "TinyChain-Hops";
    internal const string BeforeName = "TinyChain-Before";
    internal const string ClockName = "TinyChain-Clock";

    // A day is more than any transaction lasts.
    private const long MostMs = 86_400_000;

    private static readonly PeerHeaders s_none = new(null, null, 0);

    internal static void Write(HttpRequestHeaders headers, PeerMessage message)
    {
        headers.Add(TimeName, Number((long)Math.Ceiling(message.Time.TotalMilliseconds)));
        if (message.Txn is not { } txn) return;
        headers.Add(OwnerName, txn.Owner.ToString());
        headers.Add(HopsName, Number(txn.Hops));
        if (txn.Before is { } before) headers.Add(BeforeName, before);
    }

    /// <summary>What a request's headers say; or the fault of one that can't be read.</summary>
    internal static PeerHeaders? Read(IHeaderDictionary headers, out Fault? fault)
    {
        fault = null;
        if (headers.Count < 2 || !(headers.ContainsKey(OwnerName) || headers.ContainsKey(TimeName)))
            return s_none;
        Link? owner = null;
        var text = headers[OwnerName].ToString();
        if (text.Length > 0
            && (!Link.TryParse(text, out owner, out _) || owner.Host is null || owner.Path.IsEmpty))
            fault = Fault.BadRequest($"{OwnerName} is the absolute link of a cluster");
        var time = Number(headers, TimeName, MostMs, ref fault);
        var hops = Number(headers, HopsName, Limits.Hops, ref fault);
        return fault is not null ? null : new PeerHeaders(
            owner, time is { } ms ? TimeSpan.FromMilliseconds(ms) : null, (int)(hops ?? 0))
        {
            Before = headers[BeforeName],
        };
    }

    /// <summary>The clock of who answered; null where it says nothing that can be read.</summary>
    internal static TxnId? ReadClock(HttpResponseHeaders headers) =>
        headers.TryGetValues(ClockName, out var values) ? TxnId.Parse(values.First()) : null;

    private static long? Number(
        IHeaderDictionary headers, string name, long most, ref Fault? fault)
    {
        var text = headers[name].ToString();
        if (text.Length == 0) return null;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number <= most)
            return number;
        fault ??= Fault.BadRequest($"{name} is a number of at most {most}");
        return null;
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
