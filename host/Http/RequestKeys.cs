using TinyChain.Ir.Values;
using TinyChain.Runtime.Auth;
using TinyChain.Runtime.Transactions;
using TinyChain.Runtime.Transactions.Outcomes;

namespace TinyChain.Host.Http;

/// <summary>
/// What lets a request commit only once, as long as it runs: a client's `Idempotency-Key`, and each
/// layer of its token that says `once`.
/// </summary>
internal sealed class RequestKeys(TxnOutcomes outcomes)
{
    private KeyClaim? _client;
    private List<KeyClaim>? _tokens;

    /// <summary>Whether there is anything to claim: most requests have nothing.</summary>
    internal static bool Has(RawRequest raw, Caller caller) =>
        raw.IdempotencyKey is not null || (!caller.IsAnonymous && caller.OnceLayers.Any());

    /// <summary>
    /// Claims all of them. Or how the request ended before, which uses up no token again; or why it
    /// may not run.
    /// </summary>
    internal async ValueTask<(StoredOutcome? Known, Fault? Fault)> Claim(
        RawRequest raw, Caller caller, TimeSpan patience)
    {
        if (raw.IdempotencyKey is { } text)
        {
            var key = OutcomeKey.OfClient(
                caller.Actor?.ToString() ?? "", text, Describe(raw), outcomes.UntilNs);
            (_client, var known, var refused) = await outcomes.Claim(key, patience);
            if (_client is null) return (known, refused);
        }

        foreach (var once in caller.OnceLayers)
        {
            if (outcomes.Claim(once, out var used) is not { } claim) return (null, used);
            (_tokens ??= []).Add(claim);
        }

        return default;
    }

    /// <summary>Has them used up by the commit to come, or says why they can't be.</summary>
    internal Fault? Keep(Txn txn, AnswerText text)
    {
        foreach (var token in _tokens ?? []) outcomes.Keep(token, txn, []);
        return _client is null ? null
            : text.IsComplete ? outcomes.Keep(_client, txn, text.Part.Span)
            : TxnOutcomes.TooLong;
    }

    /// <summary>Lets others have them, once it is certain how the transaction ends.</summary>
    internal void Release(Txn? txn)
    {
        if (_client is not null) outcomes.Release(_client, txn);
        foreach (var token in _tokens ?? []) outcomes.Release(token, txn);
        (_client, _tokens) = (null, null);
    }

    // What makes it the same request; a transaction's id does not.
    private static byte[] Describe(RawRequest raw)
    {
        var head = OutcomeKey.Hash(
            raw.Verb.ToString(), raw.Target.Link.ToString(), raw.Target.Key ?? "");
        var all = new byte[Hash256.Size + raw.Body.Length];
        head.Write(all);
        raw.Body.Written.Span.CopyTo(all.AsSpan(Hash256.Size));
        return all;
    }
}
